"""The tasks in trouble by what stopped them: one group for each root cause at one resource."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.outcome import carrier
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.diagnosis.outcome import TaskOutcome

_WITHOUT_CAUSE: Final[dict[Status, Text]] = {
    "undetermined": Text(en="No cause could be determined", es="No se pudo determinar ninguna causa"),
    "no_problem_found": Text(en="Nothing is in the way of these tasks", es="Nada impide que funcionen estas tareas"),
}


@frozen
class FleetGroup:
    """Tasks with one root cause at one resource, or with none, by the keys of their rows.

    `gaps` are the IAM actions that would tell more.
    """

    status: Status
    title: Text
    keys: tuple[str, ...]
    services: tuple[str, ...]
    id: str = ""
    resource: str = ""
    gaps: tuple[str, ...] = ()


def groups_of(outcomes: Iterable[tuple[str, TaskOutcome]]) -> tuple[FleetGroup, ...]:
    """Return every task, by the key of its row, in a group for each of its causes.

    Causes stand first, the largest group first.
    """
    titles: dict[tuple[str, str], tuple[Status, Text]] = {}
    members: dict[tuple[str, str], list[tuple[str, TaskOutcome]]] = {}
    for key, each in outcomes:
        named = {(cause.id, carrier(cause, each)): cause.title for cause in each.causes}
        for group, title in (named or {("", each.status): _WITHOUT_CAUSE.get(each.status, verbatim(""))}).items():
            titles.setdefault(group, (each.status, title))
            members.setdefault(group, []).append((key, each))
    found = (_group(group, *titles[group], tasks) for group, tasks in members.items())
    return tuple(sorted(found, key=lambda each: (not each.id, -len(each.keys), each.id, each.resource, each.status)))


def _group(group: tuple[str, str], status: Status, title: Text, tasks: list[tuple[str, TaskOutcome]]) -> FleetGroup:
    return FleetGroup(
        status=status,
        title=title,
        keys=tuple(key for key, _ in tasks),
        services=tuple(dict.fromkeys(each.service or each.cluster for _, each in tasks)),
        id=group[0],
        resource=group[1] if group[0] else "",
        gaps=tuple(dict.fromkeys(action for _, each in tasks for action in each.gaps)),
    )
