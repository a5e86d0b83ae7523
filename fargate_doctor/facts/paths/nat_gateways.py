"""Does the NAT gateway carry it out, and does its own subnet?

https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.addresses import NAT64, PUBLIC
from fargate_doctor.facts.paths.arrivals import arrive_from_internet
from fargate_doctor.facts.paths.branches import branches
from fargate_doctor.facts.paths.encryption import enforced
from fargate_doctor.facts.paths.gateway_endpoints import through_gateway_endpoint
from fargate_doctor.facts.paths.internet_gateways import attachment, to_private
from fargate_doctor.facts.paths.intervals import Intervals
from fargate_doctor.facts.paths.nat_acls import through_acl_of_nat
from fargate_doctor.facts.paths.opaque_hops import opaque
from fargate_doctor.facts.paths.public_access_block import refusal
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.facts.paths.transit_gateways import enter_transit_gateway
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.routing import NatGateway, RouteTable, TransitGatewayVpcAttachment

_UNKNOWN = Text(en="The state of {nat} is not known.", es="No se conoce el estado de {nat}.")
_GONE = Text(en="{nat} does not exist any more.", es="{nat} ya no existe.")
_STATE = Text(en="{nat} is in state {state}, not available.", es="{nat} está en estado {state}, no disponible.")
_NEW_STATE = Text(
    en="{nat} is in state {state}: whether it works then is not known.",
    es="{nat} está en estado {state}: no se sabe si así funciona.",
)
_AVAILABLE = Text(en="{nat} is available.", es="{nat} está disponible.")
_ELSEWHERE_YET = Text(
    en="{nat} is available; it has not spread to {zone} yet, so its traffic crosses to another zone.",
    es="{nat} está disponible; aún no se ha extendido a {zone}, así que su tráfico cruza a otra zona.",
)
_IPV4_ONLY = Text(
    en="{nat} carries IPv6 only for addresses in 64:ff9b::/96 (NAT64).",
    es="{nat} solo transporta IPv6 hacia direcciones de 64:ff9b::/96 (NAT64).",
)
_OTHER_VPC = Text(
    en="{nat} lies in {other}; a NAT gateway serves only senders of its own VPC.",
    es="{nat} está en {other}; una puerta de enlace NAT solo atiende a emisores de su propia VPC.",
)
_NO_PUBLIC_ADDRESS = Text(
    en="{nat} has no public address that works.",
    es="{nat} no tiene ninguna dirección pública que funcione.",
)
_TABLE_UNKNOWN = Text(
    en="The route table of {nat} itself is not known.",
    es="No se conoce la tabla de enrutamiento de la propia {nat}.",
)
_NO_ROUTE = Text(
    en="{table}, the table of {nat} itself, has no working route to an internet gateway for {destination}.",
    es=(
        "{table}, la tabla de la propia {nat}, no tiene una ruta que funcione hacia una puerta de enlace de Internet "
        "para {destination}."
    ),
)
_BACK_INSIDE = Text(
    en="{table} leads {destination} back into the VPC, where a translated sender is not followed.",
    es="{table} devuelve {destination} a la VPC, donde no se sigue a un emisor traducido.",
)
_PRIVATE = Text(
    en="{nat} is private: it translates between private networks, and {table} leads no further to {destination}.",
    es="{nat} es privada: traduce entre redes privadas, y {table} no lleva más allá hacia {destination}.",
)

_NO_WAY: Final = "nat.no-internet-route"

_STATES: Final = frozenset({"pending", "failed", "available", "deleting", "deleted"})
"""https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_NatGateway.html"""


def through_nat_gateway(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return what a NAT gateway says, and everything behind it."""
    journey.journal.took(branch.target)
    place = Place("nat-gateway", branch.target, "nat-gateway")
    gateways = journey.topology.snapshot.nat_gateways
    try:
        nat = gateways.find(branch.target, within=journey.vpc_id)
    except Unanswered as gap:
        return [leaves_open(place, _UNKNOWN.fill(nat=branch.target), missing=gap.missing)]
    if nat is None:
        asked = branch.target if gateways.coverage.of_id(branch.target) else journey.vpc_id
        absence = gateways.cite_absence(asked, "NatGateways")
        because = _GONE.fill(nat=branch.target)
        return [refuses(place, branch.to.addresses, because, absence, finding="nat.not-available")]
    if journey.traffic.version == 6:  # noqa: PLR2004 - IP version
        return _translated(journey, place, nat, branch.to)
    return _through(journey, place, nat, branch.to)


def _translated(journey: Journey, place: Place, nat: NatGateway, to: Destination) -> list[Ruling]:
    """NAT64: the last 32 bits of the IPv6 address are the IPv4 address meant."""
    if not Intervals(((NAT64.first, NAT64.last),)).covers(to.addresses):
        return [refuses(place, to.addresses, _IPV4_ONLY.fill(nat=nat.identifier))]
    inner = replace(
        to,
        addresses=to.addresses.shifted(-NAT64.first),
        vague=tuple(block.shifted(-NAT64.first) for block in to.vague),
    )
    rulings = _through(journey.with_traffic(replace(journey.traffic, version=4)), place, nat, inner, ipv6_inside=True)
    return [Ruling(each.hop, each.refused.shifted(NAT64.first)) for each in rulings]


def _through(
    journey: Journey, place: Place, nat: NatGateway, to: Destination, *, ipv6_inside: bool = False
) -> list[Ruling]:
    state = journey.topology.cite(nat, "State")
    if nat.state.lower() not in _STATES:
        return [leaves_open(place, _NEW_STATE.fill(nat=nat.identifier, state=nat.state or "?"), state)]
    if nat.state.lower() != "available":
        because = _STATE.fill(nat=nat.identifier, state=nat.state)
        return [refuses(place, to.addresses, because, state, finding="nat.not-available")]
    if nat.vpc_id and nat.vpc_id != journey.vpc_id:
        because = _OTHER_VPC.fill(nat=nat.identifier, other=nat.vpc_id)
        return [refuses(place, to.addresses, because, journey.topology.cite(nat, "VpcId"))]
    rulings = [_available(journey, place, nat, state)]
    rulings += _public_address(journey, place, nat, to) + enforced(journey, place)
    if nat.subnet_id and not nat.is_regional:
        rulings += through_acl_of_nat(journey, nat, to, ipv6_inside=ipv6_inside)
    return rulings + _onward(journey, place, nat, to)


def _available(journey: Journey, place: Place, nat: NatGateway, state: Evidence) -> Ruling:
    """Return that the gateway takes packets; a regional one that has not spread to a zone yet takes them elsewhere.

    https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateways-regional.html
    """
    zones = {each.availability_zone for each in nat.nat_gateway_addresses if each.availability_zone}
    try:
        zone = journey.topology.subnet(journey.departure.subnet_id).availability_zone if nat.is_regional else None
    except Unanswered:
        zone = None
    if zone and zones and zone not in zones and not journey.elsewhere:
        addresses = journey.topology.cite(nat, "NatGatewayAddresses")
        return passes(place, _ELSEWHERE_YET.fill(nat=nat.identifier, zone=zone), state, addresses)
    key = ("available", nat.identifier)
    return journey.topology.once(key, lambda: passes(place, _AVAILABLE.fill(nat=nat.identifier), state))


def _public_address(journey: Journey, place: Place, nat: NatGateway, to: Destination) -> list[Ruling]:
    if nat.connectivity_type.lower() == "private" or not nat.nat_gateway_addresses:
        return []
    if any(each.public_ip and (each.status or "succeeded") == "succeeded" for each in nat.nat_gateway_addresses):
        return []
    evidence = journey.topology.cite(nat, "NatGatewayAddresses")
    because = _NO_PUBLIC_ADDRESS.fill(nat=nat.identifier)
    return [refuses(place, to.addresses, because, evidence, finding="nat.not-available")]


def _onward(journey: Journey, place: Place, nat: NatGateway, to: Destination) -> list[Ruling]:
    try:
        table = _table_of(journey, nat)
    except Unanswered as gap:
        return [leaves_open(place, _TABLE_UNKNOWN.fill(nat=nat.identifier), missing=gap.missing)]
    onward = branches(journey.topology, table, journey.traffic, to)
    return [ruling for branch in onward for ruling in _behind(journey, nat, branch)]


def _table_of(journey: Journey, nat: NatGateway) -> RouteTable:
    if nat.is_regional:
        return journey.topology.snapshot.route_tables.require(nat.route_table_id or "")
    return journey.topology.effective_table(nat.vpc_id or journey.vpc_id, nat.subnet_id or "")


def _behind(journey: Journey, nat: NatGateway, branch: Branch) -> list[Ruling]:
    if branch.ruling and not branch.goes_on and not branch.ruling.refused:
        return [branch.ruling]
    is_private = nat.connectivity_type.lower() == "private"
    if not branch.goes_on or branch.target == nat.identifier or (is_private and branch.target.startswith("igw-")):
        return [_dead_end(journey, nat, branch, is_private=is_private)]
    first = [branch.ruling] if branch.ruling else []
    if branch.target.startswith("igw-"):
        vpc_id = nat.vpc_id or journey.vpc_id
        attached = attachment(journey, vpc_id, branch.target, branch.to, _NO_WAY)
        arrived = arrive_from_internet(journey, branch.to, nat)
        private = to_private(journey, branch.target, branch.to, *branch.evidence)
        return [*first, attached, *private, *_blocked(journey, nat, branch), *arrived]
    if branch.target == "local":
        place = Place("nat-gateway", nat.identifier, "nat-gateway")
        because = _BACK_INSIDE.fill(table=branch.table.identifier, destination=branch.to.words)
        return [*first, leaves_open(place, because, *branch.evidence)]
    return [*first, *_elsewhere(journey, nat, branch)]


def _elsewhere(journey: Journey, nat: NatGateway, branch: Branch) -> list[Ruling]:
    """Return what says a target that is neither the internet nor the VPC itself."""
    if branch.target.startswith("vpce-"):
        return through_gateway_endpoint(journey, branch)
    if branch.target.startswith("tgw-") and not journey.elsewhere and nat.subnet_id:
        return enter_transit_gateway(journey, branch, nat.subnet_id, _beyond)
    return [opaque(branch.target, *branch.evidence)]


def _beyond(_: Journey, branch: Branch, __: TransitGatewayVpcAttachment, routed: Branch) -> list[Ruling]:
    """Return the doubt behind a transit gateway, where a translated sender is not followed."""
    return [opaque(branch.target, *routed.evidence)]


def _dead_end(journey: Journey, nat: NatGateway, branch: Branch, *, is_private: bool) -> Ruling:
    table = branch.table
    place = Place("nat-gateway", nat.identifier, "nat-gateway")
    words = {"nat": nat.identifier, "table": table.identifier, "destination": branch.to.words}
    evidence = branch.evidence or (journey.topology.cite(table, "Routes"),)
    if is_private:
        is_public = PUBLIC[4].covers(branch.to.addresses)
        kind = journey.topology.cite(nat, "ConnectivityType")
        finding = "nat.private" if is_public else "route.none"
        return refuses(place, branch.to.addresses, _PRIVATE.fill(**words), kind, *evidence, finding=finding)
    return refuses(place, branch.to.addresses, _NO_ROUTE.fill(**words), *evidence, finding=_NO_WAY)


def _blocked(journey: Journey, nat: NatGateway, branch: Branch) -> list[Ruling]:
    if not nat.subnet_id and not nat.is_regional:
        return []
    vpc_id = nat.vpc_id or journey.vpc_id
    blocked = refusal(journey, vpc_id, "" if nat.is_regional else nat.subnet_id or "", branch.to, two_way=False)
    return [blocked] if blocked else []
