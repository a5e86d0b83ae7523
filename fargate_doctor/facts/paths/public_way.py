"""The way by the route table of the sender's subnet, to public addresses or to one address anywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import PUBLIC
from fargate_doctor.facts.paths.branches import branches
from fargate_doctor.facts.paths.group_hops import leaving
from fargate_doctor.facts.paths.intervals import union
from fargate_doctor.facts.paths.onward import follow
from fargate_doctor.facts.paths.route_hops import no_route, no_table, not_covered
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open
from fargate_doctor.facts.paths.sender_hops import lies_in_own_subnet, own_acl
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.acl_hops import Leg
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.endpoint_choice import Passed
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.routing import RouteTable

_OWN_SUBNET_UNKNOWN = Text(
    en="Whether {destination} lies in the sender's own subnet, where no ACL is asked, is not known.",
    es="No se sabe si {destination} está en la propia subred del emisor, donde no interviene ninguna ACL.",
)


def by_routes(journey: Journey, to: Destination, passed: Passed | None = None) -> tuple[Destination, list[Ruling]]:
    """Return the destination as far as the routes concern it, and everything on the way to it and back."""
    try:
        table = journey.topology.effective_table(journey.departure.vpc_id, journey.departure.subnet_id)
    except Unanswered as gap:
        routed: list[Branch] = []
        onward = [no_table(journey, gap)]
    else:
        to = _without_own_addresses(journey, table, to)
        routed = branches(journey.topology, table, journey.traffic, to)
        to = to.only(union(branch.to.addresses for branch in routed)) if routed else to
        onward = [each for branch in routed for each in _along(journey, branch, to, passed)]
    rulings = [leaving(journey.departure, journey.traffic, to, _far_groups(journey, to, routed))]
    rulings += _own_acl(journey, to, "request") + onward + _own_acl(journey, to, "answer")
    return to, rulings


def _along(journey: Journey, branch: Branch, to: Destination, passed: Passed | None) -> list[Ruling]:
    asks_for_endpoint = passed is not None or branch.to.addresses == to.addresses
    unrouted = not_covered if asks_for_endpoint else no_route
    first = branch.ruling or unrouted(journey, branch, passed)
    return [first, *follow(journey, branch)] if branch.goes_on else [first]


def _without_own_addresses(journey: Journey, table: RouteTable, to: Destination) -> Destination:
    """Leave out the VPC's own addresses, which are never a service's, even where the VPC uses a public block."""
    if not to.is_space:
        return to
    own = journey.topology.local_blocks(table, journey.traffic.version)
    key = ("foreign", to.addresses, own)
    others = journey.topology.once(key, lambda: to.addresses - own)
    return to.only(others) if others else to


def _far_groups(journey: Journey, to: Destination, routed: list[Branch]) -> frozenset[str] | None:
    """Return the groups that the far end holds: none for a public space, None where it is not known."""
    number, version = to.addresses.only, journey.traffic.version
    if to.is_space:
        return frozenset()
    if number is None:
        return None
    for vpc_id in _vpcs_reached(journey, routed):
        holder = journey.topology.holder(vpc_id, version, number)
        if holder:
            return frozenset(holder.group_ids)
    leaves = bool(routed) and all(_leaves_the_vpc(branch) for branch in routed)
    return frozenset() if leaves and number in PUBLIC[version] else None


def _leaves_the_vpc(branch: Branch) -> bool:
    """Tell whether a branch certainly leads to nobody who could hold a group that a rule may name."""
    if branch.ruling is None:
        return True
    return bool(branch.target) and branch.target != "local" and not branch.target.startswith("pcx-")


def _vpcs_reached(journey: Journey, routed: list[Branch]) -> list[str]:
    try:
        own = journey.departure.vpc_id
    except Unanswered:
        return []
    peerings = [journey.topology.snapshot.peerings.by_id.get(branch.target) for branch in routed]
    return [own, *(each.other_side(own).vpc_id for each in peerings if each)]


def _own_acl(journey: Journey, to: Destination, leg: Leg) -> list[Ruling]:
    try:
        if lies_in_own_subnet(journey, to):
            return []
    except Unanswered as gap:
        place = Place("network-acl", "", "network-acl")
        because = _OWN_SUBNET_UNKNOWN.fill(destination=to.words)
        return [leaves_open(place, because, missing=gap.missing)] if leg == "request" else []
    return own_acl(journey, to, leg)
