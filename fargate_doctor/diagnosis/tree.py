"""The order of the questions: the stages of a task's life, each with its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import Check


@frozen
class Stage:
    """One part of the walk, under which questions stand."""

    id: str
    title: Text


STAGES: Final = (
    Stage("stop", Text(en="What stopped it", es="Qué la detuvo")),
    Stage("interface", Text(en="Its network interface", es="Su interfaz de red")),
    Stage("carrier", Text(en="Who carries the traffic", es="Por dónde sale el tráfico")),
    Stage("needs", Text(en="What it must reach", es="Qué debe alcanzar")),
    Stage("names", Text(en="Finding the names", es="Resolución de nombres")),
    Stage("way", Text(en="The way out", es="El camino de salida")),
    Stage("access", Text(en="Being let in", es="Permisos de acceso")),
    Stage("health", Text(en="Once it runs", es="En ejecución")),
    Stage("changes", Text(en="What was changed", es="Qué se cambió")),
    Stage("ipv6", Text(en="IPv6", es="IPv6")),
    Stage("advice", Text(en="Good to know", es="Conviene saberlo")),
)

_PLACE: Final = {stage.id: place for place, stage in enumerate(STAGES)}


def in_order(checks: Iterable[Check]) -> tuple[Check, ...]:
    """Return the checks in the order in which the walk asks them."""
    return tuple(sorted(checks, key=lambda each: (_PLACE[each.under], each.order, each.id)))
