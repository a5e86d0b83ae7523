"""What lies behind a transit gateway, where the case shows it: a VPC whose NAT gateway leads out for others.

The packet comes out in the subnets of that VPC's attachment and goes by their route table; the answer comes back by
the table of the NAT gateway's subnet and by the gateway's own table for that VPC.
https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.acl_hops import Gate, from_source, gate_of, toward
from fargate_doctor.facts.paths.addresses import PUBLIC
from fargate_doctor.facts.paths.branches import branches
from fargate_doctor.facts.paths.gateway_endpoints import through_gateway_endpoint
from fargate_doctor.facts.paths.nat_gateways import through_nat_gateway
from fargate_doctor.facts.paths.opaque_hops import opaque
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, refuses
from fargate_doctor.facts.paths.transit_gateways import enter_transit_gateway, table_of, works
from fargate_doctor.facts.paths.ways_back import unknown_way_back, way_back
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.transit_gateways import TransitGatewayRoute
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.model.routing import NatGateway, RouteTable, TransitGatewayVpcAttachment

_STATE = Text(
    en="The attachment {attachment} of {target} to {vpc} is in state {state}.",
    es="La conexión {attachment} de {target} a {vpc} está en estado {state}.",
)
_NO_ROUTE = Text(
    en="{table}, by which {vpc} routes what comes from {target}, has no route to {destination}.",
    es="{table}, con la que {vpc} enruta lo que llega de {target}, no tiene ruta hacia {destination}.",
)
_NOT_TRANSLATED = Text(
    en="{table} leads what comes from {target} straight to {gateway}, which translates no private address.",
    es="{table} lleva lo que llega de {target} directamente a {gateway}, que no traduce ninguna dirección privada.",
)


def through_transit_gateway(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return what a transit gateway says to the sender, and everything behind it as far as the case shows it."""
    journey.journal.took(branch.target)
    return enter_transit_gateway(journey, branch, journey.departure.subnet_id, _behind)


def _behind(journey: Journey, branch: Branch, attachment: TransitGatewayVpcAttachment, routed: Branch) -> list[Ruling]:
    """Return what follows the gateway's own route; only a VPC of the case that leads out is followed."""
    route = routed.table.routes[routed.indexes[0]]
    doubt = [opaque(branch.target, *routed.evidence)]
    far_vpc = _vpc_behind(route) if isinstance(route, TransitGatewayRoute) else ""
    if not far_vpc or far_vpc == journey.vpc_id or not PUBLIC[4].covers(routed.to.addresses):
        return doubt
    if journey.traffic.version == 6 or journey.elsewhere:  # noqa: PLR2004 - IP version
        return doubt
    try:
        far = journey.topology.snapshot.transit_gateway_attachments.require(route.target)
        if not works(far):
            return [_broken(journey, branch, far, routed)]
        table = _table_for(journey, far)
    except Unanswered as gap:
        return [opaque(branch.target, *routed.evidence, missing=gap.missing)]
    if table is None:
        return doubt
    return [
        *_acl_doubts(journey, attachment, far, routed),
        *_through_vpc(journey.in_vpc(far_vpc), branch, (attachment, far), table, routed),
    ]


def _vpc_behind(route: TransitGatewayRoute) -> str:
    """Return the VPC that a route leads to; none where it leads elsewhere or to several attachments."""
    targets = route.transit_gateway_attachments
    return targets[0].resource_id if len(targets) == 1 and targets[0].resource_type == "vpc" else ""


def _broken(journey: Journey, branch: Branch, far: TransitGatewayVpcAttachment, routed: Branch) -> Ruling:
    place = Place("transit-gateway", branch.target, "transit-gateway")
    words = {"attachment": far.identifier, "target": branch.target, "vpc": far.vpc_id, "state": far.state or "?"}
    state = journey.topology.cite(far, "State")
    return refuses(place, routed.to.addresses, _STATE.fill(**words), state, finding="gateway.not-attached")


def _table_for(journey: Journey, far: TransitGatewayVpcAttachment) -> RouteTable | None:
    """Return the table of the attachment's subnets; None where they have several, for the gateway picks one of them."""
    tables = {
        table.identifier: table
        for subnet_id in far.subnet_ids
        for table in (journey.topology.effective_table(far.vpc_id, subnet_id),)
    }
    return next(iter(tables.values())) if len(tables) == 1 else None


def _through_vpc(
    journey: Journey,
    branch: Branch,
    ends: tuple[TransitGatewayVpcAttachment, TransitGatewayVpcAttachment],
    table: RouteTable,
    routed: Branch,
) -> list[Ruling]:
    rulings: list[Ruling] = []
    for onward in branches(journey.topology, table, journey.traffic, routed.to):
        rulings += _onward(journey, branch, ends, onward)
    return rulings


def _onward(
    journey: Journey,
    branch: Branch,
    ends: tuple[TransitGatewayVpcAttachment, TransitGatewayVpcAttachment],
    onward: Branch,
) -> list[Ruling]:
    table, words = onward.table, {"table": onward.table.identifier, "target": branch.target}
    if onward.ruling is None:
        place = Place("route-table", table.identifier, table.type_name)
        because = _NO_ROUTE.fill(vpc=journey.vpc_id, destination=onward.to.words, **words)
        evidence = journey.topology.cite(table, "Routes")
        return [refuses(place, onward.to.addresses, because, evidence, finding="route.none")]
    if not onward.goes_on:
        return [onward.ruling]
    if onward.target.startswith("nat-"):
        there = through_nat_gateway(journey, onward)
        return [onward.ruling, *there, *_way_back(journey, branch, ends, onward)]
    if onward.target.startswith("igw-"):
        place = Place("internet-gateway", onward.target, "internet-gateway")
        because = _NOT_TRANSLATED.fill(gateway=onward.target, **words)
        return [onward.ruling, refuses(place, onward.to.addresses, because, *onward.evidence)]
    if onward.target.startswith("vpce-"):
        return [onward.ruling, *through_gateway_endpoint(journey, onward)]
    return [onward.ruling, opaque(onward.target, *onward.evidence)]


def _way_back(
    journey: Journey,
    branch: Branch,
    ends: tuple[TransitGatewayVpcAttachment, TransitGatewayVpcAttachment],
    onward: Branch,
) -> list[Ruling]:
    """Return whether the answer comes back: from the NAT gateway to the transit gateway, and on to the sender's VPC."""
    near, far = ends
    nat = journey.topology.snapshot.nat_gateways.by_id.get(onward.target)
    if nat is None:
        return []
    rulings = [_back_from(journey, nat, branch.target, onward)]
    try:
        table = table_of(journey, far.identifier)
    except Unanswered as gap:
        return [*rulings, opaque(branch.target, missing=gap.missing)]
    if table is None:
        return [*rulings, opaque(branch.target)]
    return [*rulings, way_back(journey, table, near.identifier, onward.to)]


def _back_from(journey: Journey, nat: NatGateway, gateway_id: str, onward: Branch) -> Ruling:
    try:
        if nat.is_regional:
            table = journey.topology.snapshot.route_tables.require(nat.route_table_id or "")
        else:
            table = journey.topology.effective_table(journey.vpc_id, nat.subnet_id or "")
    except Unanswered as gap:
        return unknown_way_back(journey, nat.subnet_id or nat.identifier, gap)
    return way_back(journey, table, gateway_id, onward.to)


def _acl_doubts(
    journey: Journey, near: TransitGatewayVpcAttachment, far: TransitGatewayVpcAttachment, routed: Branch
) -> list[Ruling]:
    """Return a doubt for each ACL of the attachments' subnets that does not let everything through.

    Which zone's subnet is used is the gateway's choice, so none of them is blamed.
    https://docs.aws.amazon.com/vpc/latest/tgw/tgw-nacls.html
    """
    own = journey.departure.subnet_id
    rulings = [
        ruling
        for subnet_id in near.subnet_ids
        if subnet_id != own
        for ruling in _toward_sender(journey, near.vpc_id, subnet_id, routed)
    ]
    rulings += [ruling for each in far.subnet_ids for ruling in _toward_far_end(journey, far.vpc_id, each, routed)]
    stopped = [each.hop for each in rulings if each.hop.verdict != "pass"]
    return [
        leaves_open(Place(hop.kind, hop.id, hop.resource_type), hop.because, *hop.evidence, missing=hop.missing)
        for hop in stopped
    ]


def _toward_sender(journey: Journey, vpc_id: str, subnet_id: str, routed: Branch) -> list[Ruling]:
    gate = gate_of(journey.topology, vpc_id, subnet_id, "request", egress=False)
    if isinstance(gate, Ruling):
        return [gate]
    traffic, source = journey.traffic, journey.departure.source(journey.traffic.version)
    back = Gate(gate.rules, subnet_id, "answer", egress=True)
    return [
        from_source(journey.topology, gate, traffic, traffic.request_ports, source, routed.to),
        from_source(journey.topology, back, traffic, traffic.answer_ports, source, routed.to),
    ]


def _toward_far_end(journey: Journey, vpc_id: str, subnet_id: str, routed: Branch) -> list[Ruling]:
    gate = gate_of(journey.topology, vpc_id, subnet_id, "request", egress=True)
    if isinstance(gate, Ruling):
        return [gate]
    traffic = journey.traffic
    back = Gate(gate.rules, subnet_id, "answer", egress=False)
    return [
        toward(journey.topology, gate, traffic, traffic.request_ports, routed.to),
        toward(journey.topology, back, traffic, traffic.answer_ports, routed.to),
    ]
