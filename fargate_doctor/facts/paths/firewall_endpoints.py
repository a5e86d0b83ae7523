"""What stands behind an endpoint of a firewall or of a Gateway Load Balancer that a route leads to?

What the firewall itself lets through cannot be read here. What it lets through comes out in the endpoint's own subnet
and goes on by that subnet's route table, which can.
https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-load-balancer-endpoints.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import PUBLIC
from fargate_doctor.facts.paths.branches import branches
from fargate_doctor.facts.paths.gateway_endpoints import through_gateway_endpoint
from fargate_doctor.facts.paths.internet_gateways import through_egress_only_gateway, through_internet_gateway
from fargate_doctor.facts.paths.local_delivery import entering_subnet, leaving_subnet
from fargate_doctor.facts.paths.nat_gateways import through_nat_gateway
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.model.filtering import VpcEndpoint
    from fargate_doctor.model.routing import RouteTable

_OPAQUE = Text(
    en="{endpoint} hands {destination} to a firewall or appliance; what that lets through is not in the data.",
    es="{endpoint} entrega {destination} a un firewall o dispositivo; lo que este deja pasar no está en los datos.",
)
_NO_ROUTE = Text(
    en="{table}, the table of the subnet of {endpoint}, has no route on to {destination}.",
    es="{table}, la tabla de la subred de {endpoint}, no tiene ruta para seguir hacia {destination}.",
)
_BACK_AGAIN = Text(
    en="{table}, the table of the subnet of {endpoint}, leads {destination} back to {endpoint} itself.",
    es="{table}, la tabla de la subred de {endpoint}, devuelve {destination} al propio {endpoint}.",
)


def through_endpoint(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return what an endpoint behind a route says, and behind a firewall's everything that the case shows."""
    rulings = through_gateway_endpoint(journey, branch)
    endpoint = journey.topology.snapshot.endpoints.by_id.get(branch.target)
    if endpoint is None or endpoint.is_gateway or not endpoint.is_available:
        return rulings
    place = Place("appliance", endpoint.identifier, "vpc-endpoint")
    because = _OPAQUE.fill(endpoint=endpoint.identifier, destination=branch.to.words)
    state = journey.topology.cite(endpoint, "State")
    doubt = leaves_open(place, because, *branch.evidence, state, finding="path.opaque-hop")
    return [doubt, *_behind(journey, branch, endpoint)]


def _behind(journey: Journey, branch: Branch, endpoint: VpcEndpoint) -> list[Ruling]:
    if len(endpoint.subnet_ids) != 1 or not PUBLIC[journey.traffic.version].covers(branch.to.addresses):
        return []
    subnet_id, vpc_id = endpoint.subnet_ids[0], endpoint.vpc_id or journey.vpc_id
    try:
        table = journey.topology.effective_table(vpc_id, subnet_id)
    except Unanswered:
        return []
    onward = branches(journey.topology, table, journey.traffic, branch.to)
    return [
        *entering_subnet(journey, subnet_id, vpc_id, branch.to),
        *(ruling for each in onward for ruling in _onward(journey, endpoint, table, each)),
        *leaving_subnet(journey, subnet_id, vpc_id, branch.to),
    ]


def _onward(journey: Journey, endpoint: VpcEndpoint, table: RouteTable, onward: Branch) -> list[Ruling]:
    words = {"table": table.identifier, "endpoint": endpoint.identifier, "destination": onward.to.words}
    place = Place("route-table", table.identifier, table.type_name)
    evidence = journey.topology.cite(table, "Routes")
    if onward.ruling is None:
        return [refuses(place, onward.to.addresses, _NO_ROUTE.fill(**words), evidence, finding="route.none")]
    if onward.target == endpoint.identifier:
        return [refuses(place, onward.to.addresses, _BACK_AGAIN.fill(**words), evidence, finding="route.none")]
    if not onward.goes_on:
        return [onward.ruling]
    asked = next((asked for prefix, asked in _SEEN_THROUGH if onward.target.startswith(prefix)), None)
    return [onward.ruling, *(asked(journey, onward) if asked else [])]


_SEEN_THROUGH: tuple[tuple[str, Callable[[Journey, Branch], list[Ruling]]], ...] = (
    ("nat-", through_nat_gateway),
    ("igw-", through_internet_gateway),
    ("eigw-", through_egress_only_gateway),
)
