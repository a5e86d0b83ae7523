"""Does the interface endpoint that a name leads to take the request?

https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fargate_doctor.facts.paths.addresses import EVERYTHING, blocks_in, number_of
from fargate_doctor.facts.paths.branches import branches
from fargate_doctor.facts.paths.endpoint_policies import policy_of
from fargate_doctor.facts.paths.gateway_endpoints import not_available
from fargate_doctor.facts.paths.group_hops import entering, leaving
from fargate_doctor.facts.paths.intervals import Intervals, union
from fargate_doctor.facts.paths.local_delivery import entering_subnet, is_senders_subnet, leaving_subnet
from fargate_doctor.facts.paths.onward import follow
from fargate_doctor.facts.paths.route_hops import no_table, not_covered
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes
from fargate_doctor.facts.paths.sender_hops import own_acl
from fargate_doctor.facts.paths.traffic import Destination, one_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.acl_hops import Leg
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.model.filtering import VpcEndpoint

_AVAILABLE = Text(
    en="{endpoint}, an interface endpoint for {service}, is available.",
    es="{endpoint}, un punto de conexión de interfaz para {service}, está disponible.",
)
_GROUPS_UNKNOWN = Text(
    en="The security groups of {endpoint} are not in the data.",
    es="Los grupos de seguridad de {endpoint} no están en los datos.",
)


class Foothold(NamedTuple):
    """One subnet of an endpoint, and the addresses it has or may have there.

    `missing` is why the subnet's own block is not known, where it is not.
    """

    subnet_id: str
    addresses: Intervals
    missing: tuple[Missing, ...] = ()


def footholds(journey: Journey, endpoint: VpcEndpoint) -> list[Foothold]:
    """Return where an endpoint has addresses: its interfaces, else the blocks of its subnets."""
    interfaces = journey.topology.snapshot.network_interfaces
    found: list[Foothold] = []
    for interface_id in endpoint.network_interface_ids:
        interface = interfaces.by_id.get(interface_id)
        numbers = [number for each in interface.addresses if (number := number_of(each))] if interface else []
        spans = [(each.number, each.number) for each in numbers if each.version == journey.traffic.version]
        if interface and spans:
            found.append(Foothold(interface.subnet_id, Intervals.of(spans)))
    known = {each.subnet_id for each in found}
    return found + [_in_subnet(journey, each) for each in endpoint.subnet_ids if each not in known]


def destination_of(journey: Journey, endpoint: VpcEndpoint, places: list[Foothold]) -> Destination:
    """Return an endpoint as a destination."""
    sets = [each.addresses for each in places] or [_inside_vpc(journey)]
    return one_of(verbatim(endpoint.identifier), sets)


def through_interface_endpoint(journey: Journey, endpoint: VpcEndpoint) -> tuple[Destination, list[Ruling]]:
    """Return the endpoint as a destination, and everything that stands between it and the sender."""
    journey.journal.took(endpoint.identifier)
    places = footholds(journey, endpoint)
    to = destination_of(journey, endpoint, places)
    groups = tuple(each.group_id for each in endpoint.groups)
    rulings = [leaving(journey.departure, journey.traffic, to, frozenset(groups) if groups else None)]
    rulings += _own_acl(journey, places, to, "request")
    rulings += _routed(journey, to)
    rulings += _far_acls(journey, places, to, "request")
    rulings += _at_endpoint(journey, endpoint, groups, to)
    rulings += _far_acls(journey, places, to, "answer")
    return to, rulings + _own_acl(journey, places, to, "answer")


def _own_acl(journey: Journey, places: list[Foothold], to: Destination, leg: Leg) -> list[Ruling]:
    """Return what the sender's ACL says about the endpoint's other subnets; it is not asked inside its own."""
    others = [each for each in places if not _is_own(journey, each)]
    if not places or len(others) == len(places):
        return own_acl(journey, to, leg)
    rulings = own_acl(journey, to.only(union(each.addresses for each in others)), leg)
    unplaced = next((each for each in places if each.missing), None)
    return [_as_far_as_known(each, unplaced, places) for each in rulings] if unplaced else rulings


def _at_endpoint(journey: Journey, endpoint: VpcEndpoint, groups: tuple[str, ...], to: Destination) -> list[Ruling]:
    place = Place("vpc-endpoint", endpoint.identifier, "vpc-endpoint")
    because = _AVAILABLE.fill(endpoint=endpoint.identifier, service=endpoint.service_name)
    state = journey.topology.cite(endpoint, "State")
    rulings = [not_available(journey, endpoint, to) or passes(place, because, state)]
    source = journey.departure.source(journey.traffic.version)
    if groups:
        rulings.append(
            entering(
                journey.topology,
                place,
                groups,
                endpoint.identifier,
                source,
                journey.traffic,
                to,
                finding="endpoint.sg-blocked",
            )
        )
    else:
        missing = journey.topology.snapshot.endpoints.missing
        rulings.append(leaves_open(place, _GROUPS_UNKNOWN.fill(endpoint=endpoint.identifier), missing=missing))
    return rulings + policy_of(journey, endpoint, to)


def _routed(journey: Journey, to: Destination) -> list[Ruling]:
    """Inside the VPC the local route leads there, unless a more specific one sends it through something else."""
    try:
        table = journey.topology.effective_table(journey.departure.vpc_id, journey.departure.subnet_id)
    except Unanswered as gap:
        return [no_table(journey, gap)]
    rulings: list[Ruling] = []
    for branch in branches(journey.topology, table, journey.traffic, to):
        rulings.append(branch.ruling or not_covered(journey, branch))
        if branch.goes_on and branch.target != "local":
            rulings += follow(journey, branch)
    return rulings


def _far_acls(journey: Journey, places: list[Foothold], to: Destination, leg: Leg) -> list[Ruling]:
    rulings: dict[str, list[Ruling]] = {"stopped": [], "passed": []}
    asked = entering_subnet if leg == "request" else leaving_subnet
    for place in places:
        try:
            found = asked(journey, place.subnet_id, journey.departure.vpc_id, to.only(place.addresses))
        except Unanswered:
            continue
        for each in found:
            rulings["passed" if each.hop.verdict == "pass" else "stopped"].append(_as_far_as_known(each, place, places))
    passed = {each.hop.id: each for each in rulings["passed"]}
    return [*rulings["stopped"], *passed.values()]


def _as_far_as_known(ruling: Ruling, place: Foothold, places: list[Foothold]) -> Ruling:
    """Return a ruling about one of several subnets; where its block is not known it stops no address for certain."""
    if not place.missing or len(places) == 1 or not ruling.refused:
        return ruling
    return Ruling(replace(ruling.hop, verdict="unknown", finding=None, missing=place.missing))


def _is_own(journey: Journey, place: Foothold) -> bool:
    try:
        return is_senders_subnet(journey, place.subnet_id)
    except Unanswered:
        return False


def _in_subnet(journey: Journey, subnet_id: str) -> Foothold:
    version = journey.traffic.version
    try:
        subnet = journey.topology.subnet(subnet_id)
    except Unanswered as gap:
        return Foothold(subnet_id, _inside_vpc(journey), gap.missing)
    cidrs = [subnet.cidr_block or ""] if version == 4 else list(subnet.ipv6_blocks)  # noqa: PLR2004 - IP version
    return Foothold(subnet_id, blocks_in(cidrs, version) or _inside_vpc(journey))


def _inside_vpc(journey: Journey) -> Intervals:
    version = journey.traffic.version
    try:
        table = journey.topology.effective_table(journey.departure.vpc_id, journey.departure.subnet_id)
    except Unanswered:
        return EVERYTHING[version]
    return journey.topology.local_blocks(table, version) or EVERYTHING[version]
