"""Which route table serves a subnet, and what its routes do, as far as the case shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.model.routing import InternetGateway, NatGateway, Route, RouteTable
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet

EVERYWHERE: Final[dict[IpVersion, str]] = {4: "0.0.0.0/0", 6: "::/0"}


def effective_table(snapshot: Snapshot, subnet_id: str, vpc_id: str) -> RouteTable | None:
    """Return the table that a subnet is associated with, else the main table of its VPC."""
    tables = tuple(snapshot.route_tables)
    own = next((each for each in tables if subnet_id in each.subnet_ids), None)
    return own or next((each for each in tables if each.is_main and each.vpc_id == vpc_id), None)


def default_route(table: RouteTable | None, version: IpVersion) -> Route | None:
    """Return the route of a table that covers everything."""
    routes = table.routes if table else ()
    return next((each for each in routes if each.destination == EVERYWHERE[version]), None)


def attached_internet_gateway(snapshot: Snapshot, vpc_id: str) -> InternetGateway | None:
    """Return the internet gateway of a VPC."""
    return next((each for each in snapshot.internet_gateways if each.is_attached_to(vpc_id)), None)


def leads_to_internet_gateway(snapshot: Snapshot, table: RouteTable | None, vpc_id: str) -> bool:
    """Tell whether the default route of a table leads to an internet gateway that is attached."""
    route, gateway = default_route(table, 4), attached_internet_gateway(snapshot, vpc_id)
    return bool(route and gateway and route.state == "active" and route.target == gateway.internet_gateway_id)


def public_subnets(snapshot: Snapshot, vpc_id: str) -> tuple[Subnet, ...]:
    """Return the subnets of a VPC whose default route leads to its internet gateway."""
    inside = (each for each in snapshot.subnets if each.vpc_id == vpc_id and not each.ipv6_native)
    return tuple(
        each
        for each in inside
        if leads_to_internet_gateway(snapshot, effective_table(snapshot, each.subnet_id, vpc_id), vpc_id)
    )


def working_nat_gateways(snapshot: Snapshot, vpc_id: str, zone: str | None) -> tuple[NatGateway, ...]:
    """Return the NAT gateways of a VPC that lead to the internet, those in the given zone first."""
    working = [each for each in snapshot.nat_gateways if each.vpc_id == vpc_id and _works(snapshot, each)]
    zone_of = {each.subnet_id: each.availability_zone for each in snapshot.subnets}
    return tuple(sorted(working, key=lambda each: zone_of.get(each.subnet_id or "") != zone))


def routes_to(table: RouteTable | None, target: str) -> Iterator[Route]:
    """Return the routes of a table that lead to one target."""
    return (each for each in (table.routes if table else ()) if each.target == target)


def _works(snapshot: Snapshot, gateway: NatGateway) -> bool:
    if gateway.state.lower() != "available" or gateway.connectivity_type.lower() != "public":
        return False
    if gateway.is_regional:
        own = snapshot.route_tables.by_id.get(gateway.route_table_id or "")
    else:
        own = effective_table(snapshot, gateway.subnet_id or "", gateway.vpc_id)
    return leads_to_internet_gateway(snapshot, own, gateway.vpc_id)
