"""One subnet on the map: whether it is public, what serves it, and what lies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.network_map.model import Place, SubnetOnMap
from fargate_doctor.facts.network_map.targets import kind_of, nat_place
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.network_map.model import Reach
    from fargate_doctor.facts.paths.topology import Topology
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.routing import Route, RouteTable
    from fargate_doctor.model.vpc import Subnet

MOST_ROUTES: Final = 4
_MAIN: Final = Text(en="main table", es="tabla principal")
_OWN: Final = Text(en="own table", es="tabla propia")
_NO_WAY_OUT: Final = Text(en="only inside the VPC", es="solo dentro de la VPC")
_MORE_ROUTES: Final = Text(en="{count} more routes", es="{count} rutas más")
_ONE_MORE_ROUTE: Final = Text(en="1 more route", es="1 ruta más")
_UNREAD: Final = Text(en="not read", es="sin leer")
_DEFAULT: Final = Text(en="default", es="predeterminada")
_CUSTOM: Final = Text(en="custom", es="personalizada")


def subnet_on_map(topology: Topology, subnet: Subnet, task: tuple[Place, ...] = ()) -> SubnetOnMap:
    """Return a subnet with its table, its ACL and its NAT gateways; `task` stands in it where it is the task's."""
    served_by = (_acl_place(topology, subnet), _table_place(topology, subnet))
    holds = (*task, *served_by, *_nat_gateways(topology, subnet))
    return SubnetOnMap(_subnet_place(subnet), reach_of(topology, subnet), holds, has_task=bool(task))


def reach_of(topology: Topology, subnet: Subnet) -> Reach:
    """Return where the effective route table leads.

    https://docs.aws.amazon.com/vpc/latest/userguide/configure-subnets.html#subnet-types
    """
    try:
        table = topology.effective_table(subnet.vpc_id, subnet.subnet_id)
    except Unanswered:
        return "unknown"
    kinds = {kind_of(each.target) for each in table.routes}
    if "internet-gateway" in kinds:
        return "public"
    return "private" if any(_leaves(each) for each in table.routes) else "isolated"


def _leaves(route: Route) -> bool:
    """Tell whether a route leads out of the VPC, not to its inside or to an endpoint in it."""
    return bool(route.target) and route.target != "local" and kind_of(route.target) != "vpc-endpoint"


def _subnet_place(subnet: Subnet) -> Place:
    blocks = " · ".join(filter(None, (subnet.cidr_block, *subnet.ipv6_blocks)))
    fields = ("CidrBlock", "AvailabilityZone", "AvailableIpAddressCount", "MapPublicIpOnLaunch", "State")
    evidence = tuple(each for field in fields if (each := subnet.cite(field)).value is not None)
    return Place(subnet.subnet_id, "subnet", subnet.subnet_id, "not_applicable", verbatim(blocks), evidence=evidence)


def _table_place(topology: Topology, subnet: Subnet) -> Place:
    key = f"{subnet.subnet_id}/table"
    try:
        table = topology.effective_table(subnet.vpc_id, subnet.subnet_id)
    except Unanswered as gap:
        return Place(key, "route-table", "", "unknown", _UNREAD, missing=gap.missing)
    own = subnet.subnet_id in table.subnet_ids
    leading = [route for route in table.routes if route.target != "local"]
    return Place(
        key,
        "route-table",
        table.route_table_id,
        "fail" if any(_is_broken(route) for route in leading) else "not_applicable",
        _OWN if own else _MAIN,
        more=tuple(_route_lines(leading)),
        evidence=tuple(_routes_quoted(table)),
    )


def _is_broken(route: Route) -> bool:
    return route.state.lower() == "blackhole"


def _route_lines(routes: list[Route]) -> Iterator[Text]:
    """Return the routes out of the VPC, the widest first; a broken one says so."""
    if not routes:
        yield _NO_WAY_OUT
    ordered = sorted(routes, key=lambda each: (not _is_default(each), not _is_broken(each)))
    for route in ordered[:MOST_ROUTES]:
        state = f" ✗ {route.state}" if _is_broken(route) else ""
        yield verbatim(f"{route.destination} → {route.target or '?'}{state}")
    hidden = len(ordered) - MOST_ROUTES
    if hidden > 0:
        yield _ONE_MORE_ROUTE if hidden == 1 else _MORE_ROUTES.fill(count=hidden)


def _is_default(route: Route) -> bool:
    return route.destination in ("0.0.0.0/0", "::/0")


def _routes_quoted(table: RouteTable) -> Iterator[Evidence]:
    yield table.cite("Associations")
    for index, _ in enumerate(table.routes):
        yield table.cite(f"Routes[{index}]")


def _acl_place(topology: Topology, subnet: Subnet) -> Place:
    key = f"{subnet.subnet_id}/acl"
    try:
        acl = topology.acl_of(subnet.vpc_id, subnet.subnet_id).acl
    except Unanswered as gap:
        return Place(key, "network-acl", "", "unknown", _UNREAD, missing=gap.missing)
    evidence = tuple(acl.cite(f"Entries[{index}]") for index in range(len(acl.entries)))
    words = _DEFAULT if acl.is_default else _CUSTOM
    return Place(key, "network-acl", acl.network_acl_id, "not_applicable", words, evidence=evidence)


def _nat_gateways(topology: Topology, subnet: Subnet) -> Iterator[Place]:
    snapshot = topology.snapshot
    for each in snapshot.nat_gateways.seen_within(subnet.vpc_id):
        if each.subnet_id == subnet.subnet_id and each.state != "deleted":
            yield nat_place(snapshot, subnet.vpc_id, each.nat_gateway_id)
