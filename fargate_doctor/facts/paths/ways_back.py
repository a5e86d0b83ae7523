"""Does a table on the far side send the answer back by the way that the request came?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.branches import branches
from fargate_doctor.facts.paths.intervals import union
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.facts.paths.traffic import Destination
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.route_map import AnyTable
    from fargate_doctor.model.evidence import Unanswered

_ROUTED = Text(
    en="{table}, on the far side, sends the answer back to {sender} by {way}.",
    es="{table}, en el otro extremo, devuelve la respuesta a {sender} por {way}.",
)
_LOST = Text(
    en="{table}, on the far side, has no route back to {sender} by {way}.",
    es="{table}, en el otro extremo, no tiene ruta de vuelta hacia {sender} por {way}.",
)
_UNKNOWN = Text(
    en="It is not known how the far side routes the answer to {sender}.",
    es="No se sabe cómo enruta el otro extremo la respuesta hacia {sender}.",
)


def way_back(journey: Journey, table: AnyTable, way: str, to: Destination) -> Ruling:
    """Return whether a table leads to the sender by the target that it should; `to` is what is lost otherwise."""
    sender = journey.departure.sender.name
    source = journey.departure.source(journey.traffic.version)
    back = branches(journey.topology, table, journey.traffic, Destination(verbatim(sender), source.addresses))
    place = Place("route-table", table.identifier, table.type_name)
    lost = union(each.to.addresses for each in back if _is_lost(each, way))
    words = {"table": table.identifier, "way": way, "sender": sender}
    evidence = journey.topology.cite(table, "Routes")
    if lost and lost.covers(source.addresses):
        return refuses(place, to.addresses, _LOST.fill(**words), evidence, finding="route.none")
    if lost or not all(each.goes_on for each in back):
        missing = tuple(gap for each in back if each.ruling for gap in each.ruling.hop.missing)
        return leaves_open(place, _UNKNOWN.fill(**words), evidence, missing=missing + source.missing)
    return passes(place, _ROUTED.fill(**words), evidence)


def unknown_way_back(journey: Journey, subnet_id: str, gap: Unanswered) -> Ruling:
    """Return the doubt where the table of the far subnet is not known."""
    place = Place("route-table", subnet_id, "subnet")
    return leaves_open(place, _UNKNOWN.fill(sender=journey.departure.sender.name), missing=gap.missing)


def _is_lost(back: Branch, way: str) -> bool:
    if back.ruling is None or back.ruling.refused:
        return True
    return back.goes_on and back.target != way
