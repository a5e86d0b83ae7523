"""What the data cannot see through: transit gateways, firewalls, appliances and the like.

Where the attachment itself is known to be broken, that is said instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.hop import HopKind
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.routing import TransitGatewayVpcAttachment

_OPAQUE = Text(
    en="{target} takes it from here; what lies behind it is not in the data.",
    es="A partir de aquí lo lleva {target}; lo que hay detrás no está en los datos.",
)
_TRANSIT_STATE = Text(
    en="The attachment {attachment} of {target} to {vpc} is in state {state}.",
    es="La conexión {attachment} de {target} a {vpc} está en estado {state}.",
)
_TRANSIT_NONE = Text(
    en="{target} has no attachment to {vpc}.",
    es="{target} no tiene ninguna conexión a {vpc}.",
)
_TRANSIT_ZONE = Text(
    en="The attachment {attachment} of {target} has no subnet in {zone}, where the sender is.",
    es="La conexión {attachment} de {target} no tiene ninguna subred en {zone}, donde está el emisor.",
)

_KINDS: Final[tuple[tuple[str, HopKind, str], ...]] = (
    ("tgw-", "transit-gateway", "transit-gateway"),
    ("pcx-", "peering", "vpc-peering-connection"),
    ("vgw-", "appliance", "vpn-gateway"),
    ("lgw-", "appliance", "local-gateway"),
    ("cagw-", "appliance", "carrier-gateway"),
    ("vpce-", "appliance", "vpc-endpoint"),
    ("eni-", "appliance", "network-interface"),
    ("i-", "appliance", "instance"),
    ("nat-", "nat-gateway", "nat-gateway"),
    ("arn:", "appliance", "core-network"),
)
_WORKING_STATES: Final = ("available", "modifying")


def opaque(target: str, *evidence: Evidence, missing: tuple[Missing, ...] = ()) -> Ruling:
    """Return that a target cannot be seen through."""
    found = [Place(kind, target, name) for prefix, kind, name in _KINDS if target.startswith(prefix)]
    place = found[0] if found else Place("appliance", target, "gateway")
    return leaves_open(place, _OPAQUE.fill(target=target), *evidence, missing=missing, finding="path.opaque-hop")


def through_transit_gateway(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return whether the attachment works; what the gateway does with the packet stays unknown."""
    journey.journal.took(branch.target)
    vpc_id = journey.departure.vpc_id
    table = journey.topology.snapshot.transit_gateway_attachments
    try:
        attachments = [each for each in table.within(vpc_id) if each.transit_gateway_id == branch.target]
    except Unanswered as gap:
        return [opaque(branch.target, missing=gap.missing)]
    attachments = [each for each in attachments if each.vpc_id == vpc_id]
    place = Place("transit-gateway", branch.target, "transit-gateway")
    words = {"target": branch.target, "vpc": vpc_id}
    if not attachments:
        absence = table.cite_absence(vpc_id, "TransitGatewayVpcAttachments")
        because = _TRANSIT_NONE.fill(**words)
        return [refuses(place, branch.to.addresses, because, absence, finding="gateway.not-attached")]
    attachment = attachments[0]
    state = journey.topology.cite(attachment, "State")
    if attachment.state.lower() not in _WORKING_STATES:
        because = _TRANSIT_STATE.fill(attachment=attachment.identifier, state=attachment.state, **words)
        return [refuses(place, branch.to.addresses, because, state, finding="gateway.not-attached")]
    return [_in_zone(journey, branch, attachment, place, state)]


def _in_zone(
    journey: Journey, branch: Branch, attachment: TransitGatewayVpcAttachment, place: Place, state: Evidence
) -> Ruling:
    """Return whether the attachment has a subnet in the sender's zone, without which it takes nothing from there."""
    topology = journey.topology
    try:
        zone = topology.subnet(journey.departure.subnet_id).availability_zone
        zones = {topology.subnet(each).availability_zone for each in attachment.subnet_ids}
    except Unanswered as gap:
        return opaque(branch.target, state, missing=gap.missing)
    if zone is None or None in zones or zone in zones or not zones:
        return opaque(branch.target, state)
    because = _TRANSIT_ZONE.fill(attachment=attachment.identifier, target=branch.target, zone=zone)
    evidence = topology.cite(attachment, "SubnetIds")
    return refuses(place, branch.to.addresses, because, evidence, finding="gateway.not-attached")
