"""One way on the map: which places it passes, in order, and at which it breaks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.network_map.model import NetworkMap, SubnetOnMap
    from fargate_doctor.facts.paths.hop import Hop, Verdict

_GRAVEST_FIRST: Final[tuple[Verdict, ...]] = ("fail", "unknown", "pass")


@frozen
class Station:
    """A place that a way passes. `number` counts them from the task on; `hops` are what is decided there.

    `is_broken` marks the one at which the way ends, `is_first_doubt` the first that leaves it open; what comes after
    the break is not reached.
    """

    key: str
    number: int
    hops: tuple[Hop, ...]
    is_broken: bool = False
    is_first_doubt: bool = False
    is_reached: bool = True

    @property
    def verdict(self) -> Verdict:
        """Return what is decided here: fail before unknown before pass."""
        verdicts = {hop.verdict for hop in self.hops}
        for each in _GRAVEST_FIRST:
            if each in verdicts:
                return each
        return "not_applicable"


def stations_of(network: NetworkMap, way: NeedWalk) -> tuple[Station, ...]:
    """Return the places of a way in the order in which a packet meets them."""
    hops = way.walk.hops if way.walk else ()
    verdicts = [hop.verdict for hop in hops]
    broken_at = verdicts.index("fail") if "fail" in verdicts else len(hops)
    doubt_at = verdicts.index("unknown") if "unknown" in verdicts else len(hops)
    met: dict[str, list[int]] = {}
    for index, key in enumerate(_keys(network, hops)):
        met.setdefault(key, []).append(index)
    return tuple(
        Station(
            key=key,
            number=number,
            hops=tuple(hops[index] for index in indexes),
            is_broken=broken_at in indexes,
            is_first_doubt=doubt_at in indexes and doubt_at < broken_at,
            is_reached=indexes[0] <= broken_at,
        )
        for number, (key, indexes) in enumerate(met.items(), 1)
    )


def _keys(network: NetworkMap, hops: tuple[Hop, ...]) -> Iterator[str]:
    """Return for each hop the place where it lies: a table or an ACL in the subnet that the packet is in."""
    subnet = next((each for each in network.subnets if each.has_task), None)
    start = subnet
    keys = {place.key for place in network}
    for hop in hops:
        entered = _subnet_holding(network, hop.id) if hop.kind == "nat-gateway" else None
        subnet = entered or subnet
        yield _key_of(hop, subnet, start, network, keys)


def _key_of(
    hop: Hop, subnet: SubnetOnMap | None, start: SubnetOnMap | None, network: NetworkMap, keys: set[str]
) -> str:
    if hop.kind == "sender":
        return "task"
    if hop.kind in ("route-table", "network-acl"):
        for inside in (*filter(None, (subnet, start)), *network.subnets):
            for place in inside.holds:
                if place.kind == hop.kind and (place.id == hop.id or (not place.id and inside is subnet)):
                    return place.key
    if hop.kind == "dns" and network.settings:
        return network.settings[0].key
    return hop.id if hop.id in keys else network.vpc.key


def _subnet_holding(network: NetworkMap, identifier: str) -> SubnetOnMap | None:
    return next((each for each in network.subnets if any(place.id == identifier for place in each.holds)), None)
