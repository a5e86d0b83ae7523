"""The tasks in trouble by what stopped them: one group for each root cause at one resource."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.outcome import carrier
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.diagnosis.outcome import TaskOutcome

_WITHOUT_CAUSE: Final[dict[Status, Text]] = {
    "undetermined": Text(en="No cause could be determined", es="No se pudo determinar ninguna causa"),
    "no_problem_found": Text(en="Nothing is in the way of these tasks", es="Nada impide que funcionen estas tareas"),
}


@dataclass(frozen=True, slots=True)
class FleetGroup:
    """Tasks with one root cause at one resource, or with none. `gaps` are the IAM actions that would tell more."""

    status: Status
    title: Text
    arns: tuple[str, ...]
    services: tuple[str, ...]
    id: str = ""
    resource: str = ""
    gaps: tuple[str, ...] = ()


def groups_of(outcomes: Iterable[TaskOutcome]) -> tuple[FleetGroup, ...]:
    """Return every task in a group for each of its causes: causes first, the largest group first."""
    titles: dict[tuple[str, str], tuple[Status, Text]] = {}
    members: dict[tuple[str, str], list[TaskOutcome]] = {}
    for each in outcomes:
        named = {(cause.id, carrier(cause, each)): cause.title for cause in each.causes}
        for key, title in (named or {("", each.status): _WITHOUT_CAUSE.get(each.status, verbatim(""))}).items():
            titles.setdefault(key, (each.status, title))
            members.setdefault(key, []).append(each)
    found = (_group(key, *titles[key], tasks) for key, tasks in members.items())
    return tuple(sorted(found, key=lambda each: (not each.id, -len(each.arns), each.id, each.resource, each.status)))


def _group(key: tuple[str, str], status: Status, title: Text, tasks: list[TaskOutcome]) -> FleetGroup:
    return FleetGroup(
        status=status,
        title=title,
        arns=tuple(each.arn for each in tasks),
        services=tuple(dict.fromkeys(each.service or each.cluster for each in tasks)),
        id=key[0],
        resource=key[1] if key[0] else "",
        gaps=tuple(dict.fromkeys(action for each in tasks for action in each.gaps)),
    )
