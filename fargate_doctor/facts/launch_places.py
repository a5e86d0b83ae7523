"""Into which subnets, with which security groups, ECS places the tasks of a launch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.fact import Known, NotKnown
from fargate_doctor.facts.interface_made import interface_made
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.vpc import Subnet


@frozen
class LaunchSubnet:
    """A subnet that a launch may take, by id, and what names it."""

    subnet_id: str
    named_by: tuple[Evidence, ...]


def launch_subnets(facts: TaskFacts) -> tuple[LaunchSubnet, ...]:
    """Return the subnets into which the task could be placed: the one it was given, else those of its configuration.

    Raises `Unanswered` where neither is known.
    """
    given = facts.placement.subnet_id
    configuration = facts.placement.configuration
    if isinstance(given, Known) and (interface_made(facts) or isinstance(configuration, NotKnown) or _was_given(facts)):
        return (LaunchSubnet(given.value, given.evidence),)
    if isinstance(configuration, NotKnown):
        configuration.require()
    named = configuration.cite("subnets")
    return tuple(LaunchSubnet(each, (named,)) for each in dict.fromkeys(configuration.awsvpc.subnets))


def read_subnets(facts: TaskFacts, subnets: tuple[LaunchSubnet, ...]) -> tuple[Subnet, ...]:
    """Return those that exist; raises `Unanswered` where one was not looked up."""
    found = (facts.snapshot.subnets.find(each.subnet_id) for each in subnets)
    return tuple(each for each in found if each is not None)


def _was_given(facts: TaskFacts) -> bool:
    return any(each.is_network_interface and each.detail("subnetId") for each in facts.task.attachments)
