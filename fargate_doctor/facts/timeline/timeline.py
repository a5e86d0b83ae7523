"""Draws up the line of time of one task."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.network_configuration import service_of_task
from fargate_doctor.facts.timeline.changes import changes_around
from fargate_doctor.facts.timeline.life import life_of, stops_beside
from fargate_doctor.facts.timeline.model import JUST_BEFORE, Happening, Timeline, Unread
from fargate_doctor.facts.timeline.service import deployments_of, events_of
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fargate_doctor.facts.task_facts import TaskFacts

_READ: Final = Text(en="this was read from AWS", es="esto se leyó de AWS")
_SERVICE_UNREAD: Final = Text(
    en="The events and deployments of the service {service} were not read.",
    es="No se leyeron los eventos ni los despliegues del servicio {service}.",
)
_TRAIL_UNREAD: Final = Text(
    en="CloudTrail could not be asked for some changes, or answered only in part.",
    es="No se pudo preguntar a CloudTrail por algunos cambios, o solo respondió en parte.",
)
_TRAIL_NEVER: Final = Text(
    en="CloudTrail was not asked: what was changed around the task is not known.",
    es="No se preguntó a CloudTrail: no se sabe qué se cambió en torno a la tarea.",
)
_ONLY_THESE: Final = Text(
    en="CloudTrail was asked for {names} alone. Other changes may have been made: to routes, security groups, roles.",
    es="A CloudTrail solo se le preguntó por {names}. Puede haber otros cambios: en rutas, grupos de seguridad, roles.",
)
_CUT_SHORT: Final = Text(
    en="There are more events named {names} than were read.",
    es="Hay más eventos llamados {names} de los que se leyeron.",
)
_ORDER: Final = {"change": 0, "deployment": 1, "service": 2, "life": 3, "failure": 4, "read": 5}


def timeline_of(facts: TaskFacts) -> Timeline:
    """Return what happened around a task, the earliest first."""
    happened = sorted(_everything(facts), key=lambda each: (each.at, _ORDER[each.kind]))
    failing_since = min((each.at for each in happened if each.kind == "failure"), default=None)
    stop = facts.task.stopping_at or facts.task.stopped_at
    return Timeline(
        happenings=tuple(_standing_out(each, failing_since, facts.task.created_at) for each in happened),
        reference=stop or facts.snapshot.now,
        is_from_stop=stop is not None,
        failing_since=failing_since,
        unread=tuple(_unread(facts)),
        looked_up=_looked_up(facts),
    )


def _everything(facts: TaskFacts) -> Iterator[Happening]:
    yield from life_of(facts.task)
    yield from stops_beside(facts.task, iter(facts.snapshot.tasks))
    service = service_of_task(facts.snapshot, facts.task)
    if service is not None:
        yield from events_of(service)
        yield from deployments_of(facts.snapshot, service)
    yield from changes_around(facts)
    if facts.snapshot.now is not None:
        yield Happening(facts.snapshot.now, "read", _READ)


def _standing_out(happening: Happening, failing_since: datetime | None, created: datetime | None) -> Happening:
    """Return a happening that stands out where it is a change of what is this task's, in the time that matters."""
    is_change = happening.kind == "deployment" or (happening.kind == "change" and bool(happening.touches))
    if failing_since is not None:
        matters = failing_since - JUST_BEFORE <= happening.at <= failing_since
    else:
        matters = created is not None and happening.at >= created
    return replace(happening, stands_out=True) if is_change and matters else happening


def _looked_up(facts: TaskFacts) -> tuple[str, ...]:
    names = (each.event_name for each in facts.snapshot.event_lookups if each.event_name)
    return tuple(dict.fromkeys(names))


def _unread(facts: TaskFacts) -> Iterator[Unread]:
    snapshot, task = facts.snapshot, facts.task
    if task.service_name and service_of_task(snapshot, task) is None:
        yield Unread(_SERVICE_UNREAD.fill(service=task.service_name), snapshot.services.missing)
    refused = tuple(each for each in snapshot.events.missing if each.error != "NotCollected")
    looked_up = _looked_up(facts)
    if refused:
        yield Unread(_TRAIL_UNREAD, refused)
    elif not looked_up and not tuple(snapshot.events):
        yield Unread(_TRAIL_NEVER, snapshot.events.missing)
    if looked_up:
        yield Unread(_ONLY_THESE.fill(names=enumeration(looked_up)))
    short = [each.event_name for each in snapshot.event_lookups if not each.is_complete and each.event_name]
    if short:
        yield Unread(_CUT_SHORT.fill(names=enumeration(tuple(dict.fromkeys(short)))))
