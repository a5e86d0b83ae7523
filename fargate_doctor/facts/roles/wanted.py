"""What is done under a role of a task: each action on each resource, with the ways that stop without it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.flow import Permission
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.roles.role import RoleKind
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_ANY_STREAM: Final = "*"


@frozen
class Wanted:
    """An action on a resource, and the ways to what the task needs that are of no use without it."""

    permission: Permission
    ways: tuple[NeedWalk, ...]

    @property
    def action(self) -> str:
        """Return the action."""
        return self.permission.action

    @property
    def resource(self) -> str:
        """Return the ARN of the resource, or `*`."""
        return self.permission.resource


def wanted_of(facts: TaskFacts, kind: RoleKind) -> tuple[Wanted, ...]:
    """Return what is done under a role; raises `Unanswered` where the needs are not known.

    Layers of images are fetched by addresses that ECR signs, not under a role.
    """
    ways: dict[Permission, list[NeedWalk]] = {}
    for way in facts.walks:
        if way.need.role == kind and way.need.purpose != "image-layers":
            for permission in way.need.permissions:
                ways.setdefault(_of_every_task(permission, facts.task.task_id), []).append(way)
    return tuple(Wanted(permission, tuple(found)) for permission, found in ways.items())


def ways_without(wanted: Iterable[Wanted]) -> tuple[NeedWalk, ...]:
    """Return the ways that are of no use without some permissions, each once."""
    return tuple({id(way): way for each in wanted for way in each.ways}.values())


def naming(ways: Iterable[NeedWalk]) -> tuple[Evidence, ...]:
    """Return the quotations of what makes a task take some ways, each once."""
    every = (quoted for way in ways for quoted in way.need.evidence)
    return tuple({(each.operation, each.resource, each.field): each for each in every}.values())


def ways_under(facts: TaskFacts, kind: RoleKind) -> tuple[NeedWalk, ...]:
    """Return the ways that are taken under a role."""
    return tuple(way for way in facts.walks if way.need.role == kind and way.need.permissions)


def _of_every_task(permission: Permission, task_id: str) -> Permission:
    """Return a log stream as policies speak of it: they cannot name the id of a task."""
    start, marked, stream = permission.resource.partition(":log-stream:")
    if not marked or not stream.endswith(task_id):
        return permission
    return Permission(permission.action, f"{start}{marked}{stream.removesuffix(task_id)}{_ANY_STREAM}")
