"""How the targets of a group do: the task's own, and those of its siblings.

A stopped task is deregistered, so that only its siblings can tell what the load balancer thinks of the service.
https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.fact import Known
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup, TargetHealth

FAILING: Final = frozenset({"unhealthy", "unhealthy.draining", "unused"})
LEAVING: Final = frozenset({"draining"})
ANSWERED: Final = frozenset({"Target.ResponseCodeMismatch"})
"""Reasons that only a target which was reached, and answered, can be given."""

NOT_REACHED: Final = frozenset({"Target.Timeout", "Target.FailedHealthChecks"})
NOT_USED: Final = frozenset({"Target.NotInUse"})


@frozen
class Targets:
    """What a target group shows: the task's own target, None where it is not registered (any more), and the others."""

    registration: Registration
    group: TargetGroup
    own: TargetHealth | None
    siblings: tuple[TargetHealth, ...]

    @property
    def failing_siblings(self) -> tuple[TargetHealth, ...]:
        """Return the siblings whose health checks fail."""
        return tuple(each for each in self.siblings if each.state in FAILING)


def targets_of(facts: TaskFacts, registration: Registration, group: TargetGroup) -> Targets:
    """Return the targets of a group as the load balancer sees them; raises `Unanswered` where they were not read."""
    shown = sorted(facts.snapshot.target_health.seen_within(group.target_group_arn), key=lambda each: each.words)
    own = _own(facts, registration, tuple(shown))
    if own is None:
        facts.snapshot.target_health.within(group.target_group_arn)
    return Targets(registration, group, own, tuple(each for each in shown if each is not own))


def own_target(facts: TaskFacts, registration: Registration, group: TargetGroup) -> TargetHealth | None:
    """Return the task's own target while the task runs; None where it is not known or not there."""
    if facts.task.is_stopped or facts.task.started_at is None:
        return None
    return _own(facts, registration, facts.snapshot.target_health.seen_within(group.target_group_arn))


def is_reached(facts: TaskFacts, registration: Registration, group: TargetGroup) -> bool:
    """Tell whether the running task's own target shows that the load balancer gets through to it."""
    own = own_target(facts, registration, group)
    return own is not None and (own.state == "healthy" or own.reason in ANSWERED)


def fails_now(facts: TaskFacts, registration: Registration, group: TargetGroup, reasons: frozenset[str]) -> bool:
    """Tell whether the running task's own target fails for one of some reasons."""
    own = own_target(facts, registration, group)
    return own is not None and own.state in FAILING and own.reason in reasons


def _own(facts: TaskFacts, registration: Registration, shown: tuple[TargetHealth, ...]) -> TargetHealth | None:
    sender = facts.sender
    known = (each.value for each in (sender.private_ipv4, sender.ipv6) if isinstance(each, Known) and each.value)
    addresses = {_plain(each) for each in known}
    at_address = [each for each in shown if _plain(each.target.id) in addresses]
    port = registration.balancer.container_port
    return next((each for each in at_address if port is None or each.target.port in (None, port)), None)


def _plain(address: str) -> str:
    """Return an address in its one usual form; what is none, such as an instance id, as it is."""
    try:
        return str(ip_address(address.partition("/")[0]))
    except ValueError:
        return address
