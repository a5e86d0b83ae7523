"""A route table, of a VPC or of a transit gateway, as a map from addresses to routes.

The longest prefix wins; among equal ones a static route, then one by prefix list, then a propagated one:
https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fargate_doctor.facts.paths.addresses import block_of
from fargate_doctor.facts.paths.intervals import Intervals

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.model.routing import Route, RouteTable
    from fargate_doctor.model.transit_gateways import TransitGatewayRoute, TransitGatewayRouteTable

    AnyRoute = Route | TransitGatewayRoute
    AnyTable = RouteTable | TransitGatewayRouteTable

_STATIC, _BY_LIST, _PROPAGATED = 0, 1, 2


class Entry(NamedTuple):
    """One block of one route; `at` is the place of the route in AWS's answer."""

    length: int
    priority: int
    at: int
    first: int
    last: int


class UnreadList(NamedTuple):
    """A route by a prefix list whose blocks nobody could read."""

    at: int
    list_id: str
    missing: tuple[Missing, ...]


class Choice(NamedTuple):
    """The routes that one address may take: one, none, or several where AWS does not say which."""

    indexes: tuple[int, ...]


@dataclass(slots=True)
class RouteMap:
    """The routes of one table for one IP version.

    `targets` is what each route leads to; `leads` says besides whether it works, `nat-1 active`.
    """

    table: AnyTable
    version: IpVersion
    blocks_of_list: Callable[[str], tuple[str, ...] | tuple[Missing, ...]]
    entries: tuple[Entry, ...] = ()
    unread_lists: tuple[UnreadList, ...] = ()
    targets: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    _by_length: dict[int, dict[int, list[Entry]]] = field(default_factory=dict)
    _cuts: list[int] = field(default_factory=list)
    _pieces: dict[Intervals, tuple[tuple[Choice, Intervals], ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        entries: list[Entry] = []
        unread: list[UnreadList] = []
        routes: tuple[AnyRoute, ...] = self.table.routes
        for index, route in enumerate(routes):
            cidrs = self._cidrs(route)
            if cidrs and not isinstance(cidrs[0], str):
                unread.append(UnreadList(index, route.destination_prefix_list_id or "", cidrs))
                continue
            entries.extend(self._entries(index, route, [cidr for cidr in cidrs if isinstance(cidr, str)]))
        self.entries = tuple(sorted(entries, key=lambda entry: (-entry.length, entry.priority, entry.at)))
        bits = 32 if self.version == 4 else 128  # noqa: PLR2004 - IP version
        for entry in self.entries:
            networks = self._by_length.setdefault(entry.length, {})
            networks.setdefault(entry.first >> (bits - entry.length), []).append(entry)
        self.unread_lists = tuple(unread)
        self.targets = tuple(each.target for each in self.table.routes)
        self.leads = tuple(f"{each.target} {each.state.lower()}" for each in self.table.routes)
        self._cuts = sorted({each for entry in entries for each in (entry.first, entry.last + 1)})

    def pieces(self, addresses: Intervals) -> tuple[tuple[Choice, Intervals], ...]:
        """Return which addresses take which route."""
        if addresses.only is not None:
            return ((self._choice(addresses.only), addresses),)
        if addresses not in self._pieces:
            by_choice: dict[Choice, list[tuple[int, int]]] = {}
            for first, last in _cut(addresses, self._cuts):
                by_choice.setdefault(self._choice(first), []).append((first, last))
            self._pieces[addresses] = tuple((choice, Intervals.of(spans)) for choice, spans in by_choice.items())
        return self._pieces[addresses]

    def _choice(self, address: int) -> Choice:
        covering = self._covering(address)
        if not covering:
            return Choice(())
        best = covering[0]
        rivals = [entry for entry in covering if _is_rival(entry, best)]
        if len(rivals) == 1:
            return Choice((best.at,))
        targets = {self.targets[entry.at] for entry in rivals}
        return Choice(tuple(dict.fromkeys(entry.at for entry in rivals)) if len(targets) > 1 else (best.at,))

    def _covering(self, address: int) -> list[Entry]:
        bits = 32 if self.version == 4 else 128  # noqa: PLR2004 - IP version
        found: list[Entry] = []
        for length, by_network in self._by_length.items():
            found.extend(by_network.get(address >> (bits - length), ()))
        return found

    def _cidrs(self, route: AnyRoute) -> tuple[str, ...] | tuple[Missing, ...]:
        if route.destination_prefix_list_id:
            return self.blocks_of_list(route.destination_prefix_list_id)
        cidr = route.destination_cidr_block or route.destination_ipv6_cidr_block
        return (cidr,) if cidr else ()

    def _entries(self, at: int, route: AnyRoute, cidrs: list[str]) -> Iterator[Entry]:
        for cidr in cidrs:
            block = block_of(cidr)
            if block and block.version == self.version:
                yield Entry(block.length, _priority(route), at, block.first, block.last)


def _priority(route: AnyRoute) -> int:
    if route.destination_prefix_list_id:
        return _BY_LIST
    return _PROPAGATED if route.origin in ("EnableVgwRoutePropagation", "Advertisement") else _STATIC


def _is_rival(entry: Entry, best: Entry) -> bool:
    """Overlapping prefix lists, and propagated routes of one length, are decided by what AWS does not show."""
    if best.priority == _BY_LIST:
        return entry.priority == _BY_LIST
    return entry.priority == best.priority and entry.length == best.length


def _cut(addresses: Intervals, cuts: list[int]) -> Iterator[tuple[int, int]]:
    for first, last in addresses.spans:
        start = first
        for cut in cuts:
            if start < cut <= last:
                yield start, cut - 1
                start = cut
        yield start, last
