"""Which routes the destinations take, told apart by what they lead to."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING, NamedTuple

from fargate_doctor.facts.paths.intervals import Intervals
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.intervals import Span
    from fargate_doctor.facts.paths.route_map import AnyTable, RouteMap, UnreadList
    from fargate_doctor.facts.paths.topology import Topology
    from fargate_doctor.facts.paths.traffic import Destination, Traffic
    from fargate_doctor.model.evidence import Evidence

_LEADS = Text(
    en="{table} sends {destination} to {target} ({routes}).",
    es="{table} envía {destination} a {target} ({routes}).",
)
_STAYS = Text(
    en="{table} keeps {destination} inside the VPC ({routes}).",
    es="{table} deja {destination} dentro de la VPC ({routes}).",
)
_BLACKHOLE = Text(
    en="{table} sends {destination} to {target} ({routes}), and that route is a blackhole: its target is gone.",
    es="{table} envía {destination} a {target} ({routes}), y esa ruta está en estado blackhole: su destino ya no "
    "existe.",
)
_DROPPED = Text(
    en="{table} drops {destination}: its route to it ({routes}) is a blackhole.",
    es="{table} descarta {destination}: su ruta hacia allí ({routes}) está en estado blackhole.",
)
_AMBIGUOUS = Text(
    en="Overlapping routes of {table} lead to {targets}; AWS does not say which one it takes for {destination}.",
    es="Hay rutas de {table} que se solapan y llevan a {targets}; AWS no dice cuál toma para {destination}.",
)
_UNREAD_LISTS = Text(
    en="{table} has routes by {lists}, whose blocks could not be read, so the route to {destination} is not known.",
    es="{table} tiene rutas por {lists}, cuyos bloques no se pudieron leer; no se sabe qué ruta toma {destination}.",
)
_FILTERED = Text(
    en="The route of {table} to {destination} is in state {state}, which cannot be judged.",
    es="La ruta de {table} hacia {destination} está en estado {state}, que no se puede juzgar.",
)


@frozen
class Branch:
    """The destinations that one table sends to one target; `target` is empty where no route covers them.

    `ruling` is what the table itself says; None where nothing covers them, because what that means depends on more
    than the table. `goes_on` tells whether the target is worth asking.
    """

    target: str
    to: Destination
    table: AnyTable
    indexes: tuple[int, ...] = ()
    ruling: Ruling | None = None
    goes_on: bool = False
    evidence: tuple[Evidence, ...] = field(default=())


class Way(NamedTuple):
    """The addresses that take routes of one target and state, and the places of those routes."""

    addresses: Intervals
    indexes: tuple[int, ...]


def branches(topology: Topology, table: AnyTable, traffic: Traffic, to: Destination) -> list[Branch]:
    """Return where a table sends a destination; parts that belong to other AWS services are left out."""
    routes = topology.routes(table, traffic.version)
    key = ("ways", table.identifier, traffic.version, to.addresses, to.service, to.is_space)
    ways = (
        _ways(topology, routes, to)
        if to.addresses.only is not None
        else topology.once(key, lambda: _ways(topology, routes, to))
    )
    return [_branch(topology, routes, to.only(way.addresses), way.indexes) for way in ways]


def _ways(topology: Topology, routes: RouteMap, to: Destination) -> tuple[Way, ...]:
    spans: dict[tuple[str, ...], list[Span]] = {}
    indexes: dict[tuple[str, ...], dict[int, None]] = {}
    for choice, addresses in routes.pieces(to.addresses):
        if _is_for_another_service(topology, routes, choice.indexes, to):
            continue
        key = tuple(routes.leads[index] for index in choice.indexes)
        spans.setdefault(key, []).extend(addresses.spans)
        indexes.setdefault(key, {}).update(dict.fromkeys(choice.indexes))
    return tuple(Way(Intervals.of(spans[key]), tuple(indexes[key])) for key in spans)


def _branch(topology: Topology, routes: RouteMap, to: Destination, indexes: tuple[int, ...]) -> Branch:
    table = routes.table
    targets = tuple(dict.fromkeys(routes.targets[index] for index in indexes))
    place = Place("route-table", table.identifier, table.type_name)
    evidence = tuple(topology.cite(table, f"Routes[{index}]") for index in indexes[:4])
    unread = [each for each in routes.unread_lists if _could_decide(topology, routes, each, to, targets)]
    if unread:
        lists = enumeration(list(dict.fromkeys(each.list_id for each in unread)))
        because = _UNREAD_LISTS.fill(table=table.identifier, lists=lists, destination=to.words)
        missing = tuple(dict.fromkeys(gap for each in unread for gap in each.missing))
        return Branch("", to, table, indexes, leaves_open(place, because, *evidence, missing=missing))
    if not indexes:
        return Branch("", to, table)
    if len(targets) > 1:
        because = _AMBIGUOUS.fill(table=table.identifier, targets=enumeration(targets), destination=to.words)
        return Branch("", to, table, indexes, leaves_open(place, because, *evidence))
    return _judged(place, to, table, indexes, evidence, targets[0])


def _judged(  # noqa: PLR0913, PLR0917 - the parts of a branch
    place: Place,
    to: Destination,
    table: AnyTable,
    indexes: tuple[int, ...],
    evidence: tuple[Evidence, ...],
    target: str,
) -> Branch:
    state = table.routes[indexes[0]].state.lower()
    words = {
        "table": table.identifier,
        "destination": to.words,
        "target": target,
        "routes": enumeration([table.routes[index].destination for index in indexes], at_most=3),
    }
    if state == "blackhole":
        sentence = _BLACKHOLE if target else _DROPPED
        ruling = refuses(place, to.addresses, sentence.fill(**words), *evidence, finding="route.blackhole")
        return Branch(target, to, table, indexes, ruling, evidence=evidence)
    if state != "active":
        because = _FILTERED.fill(table=table.identifier, destination=to.words, state=state)
        return Branch(target, to, table, indexes, leaves_open(place, because, *evidence))
    sentence = _STAYS if target == "local" else _LEADS
    ruling = passes(place, sentence.fill(**words), *evidence)
    return Branch(target, to, table, indexes, ruling, goes_on=True, evidence=evidence)


def _could_decide(
    topology: Topology, routes: RouteMap, unread: UnreadList, to: Destination, targets: tuple[str, ...]
) -> bool:
    if routes.table.routes[unread.at].target in targets and len(targets) == 1:
        return False
    listed = topology.service_of_list(unread.list_id)
    return not (listed and to.service is not None and listed != to.service)


def _is_for_another_service(topology: Topology, routes: RouteMap, indexes: tuple[int, ...], to: Destination) -> bool:
    if not to.is_space or not indexes:
        return False
    listed = [routes.table.routes[index].destination_prefix_list_id for index in indexes]
    services = {topology.service_of_list(each) if each else None for each in listed}
    return None not in services and to.service not in services
