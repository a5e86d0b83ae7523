"""Does a peering carry it to the other VPC, and the answer back?

https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import blocks_in
from fargate_doctor.facts.paths.local_delivery import deliver
from fargate_doctor.facts.paths.opaque_hops import opaque
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.facts.paths.ways_back import unknown_way_back, way_back
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.model.routing import VpcPeering

_UNKNOWN = Text(en="The state of {peering} is not known.", es="No se conoce el estado de {peering}.")
_GONE = Text(en="{peering} does not exist any more.", es="{peering} ya no existe.")
_NOT_ACTIVE = Text(en="{peering} is in state {state}, not active.", es="{peering} está en estado {state}, no activa.")
_ACTIVE = Text(en="{peering} to {other} is active.", es="{peering} con {other} está activa.")
_OUTSIDE = Text(
    en="{peering} leads only to addresses of {other}, and {destination} is not one of them.",
    es="{peering} solo lleva a direcciones de {other}, y {destination} no es una de ellas.",
)


def through_peering(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return what the peering says and, where both VPCs are in the case, everything behind it."""
    journey.journal.took(branch.target)
    place = Place("peering", branch.target, "vpc-peering-connection")
    table = journey.topology.snapshot.peerings
    try:
        peering = table.find(branch.target)
    except Unanswered as gap:
        return [leaves_open(place, _UNKNOWN.fill(peering=branch.target), missing=gap.missing)]
    if peering is None:
        absence = table.cite_absence(branch.target, "VpcPeeringConnections")
        because = _GONE.fill(peering=branch.target)
        return [refuses(place, branch.to.addresses, because, absence, finding="gateway.not-attached")]
    if peering.status.code.lower() != "active":
        status = journey.topology.cite(peering, "Status.Code")
        because = _NOT_ACTIVE.fill(peering=branch.target, state=peering.status.code or "?")
        return [refuses(place, branch.to.addresses, because, status, finding="gateway.not-attached")]
    return _behind(journey, branch, place, peering)


def _behind(journey: Journey, branch: Branch, place: Place, peering: VpcPeering) -> list[Ruling]:
    other = peering.other_side(journey.departure.vpc_id)
    status = journey.topology.cite(peering, "Status.Code")
    try:
        vpc = journey.topology.vpc(other.vpc_id)
    except Unanswered:
        return [opaque(branch.target, status)]
    version = journey.traffic.version
    inside = blocks_in(vpc.ipv4_blocks if version == 4 else vpc.ipv6_blocks, version)  # noqa: PLR2004 - IP version
    outside = branch.to.addresses - inside
    if outside:
        because = _OUTSIDE.fill(peering=branch.target, other=vpc.identifier, destination=branch.to.words)
        return [refuses(place, outside, because, status)]
    active = passes(place, _ACTIVE.fill(peering=branch.target, other=vpc.identifier), status)
    return [active, *deliver(journey, branch.to, vpc.identifier), *_way_back(journey, branch, vpc.identifier)]


def _way_back(journey: Journey, branch: Branch, other_vpc: str) -> list[Ruling]:
    version = journey.traffic.version
    number = branch.to.addresses.only
    holder = None if number is None else journey.topology.holder(other_vpc, version, number)
    if holder is None:
        return []
    try:
        table = journey.topology.effective_table(other_vpc, holder.subnet_id)
    except Unanswered as gap:
        return [unknown_way_back(journey, holder.subnet_id, gap)]
    return [way_back(journey, table, branch.target, branch.to)]
