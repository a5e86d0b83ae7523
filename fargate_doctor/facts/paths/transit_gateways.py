"""Does the transit gateway take it, and do its own routes lead on?

A gateway of another account hides its tables; so does one whose tables were not read. Then what it does is not known.
https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.branches import branches
from fargate_doctor.facts.paths.opaque_hops import opaque
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.model.routing import TransitGatewayVpcAttachment
    from fargate_doctor.model.transit_gateways import TransitGatewayRouteTable

    Onward = Callable[[Journey, Branch, TransitGatewayVpcAttachment, Branch], list[Ruling]]
    """What lies behind it: asked with the walk, the route to it, the attachment come in by, and its own route."""

_STATE = Text(
    en="The attachment {attachment} of {target} to {vpc} is in state {state}.",
    es="La conexión {attachment} de {target} a {vpc} está en estado {state}.",
)
_NONE = Text(
    en="{target} has no attachment to {vpc}.",
    es="{target} no tiene ninguna conexión a {vpc}.",
)
_ZONE = Text(
    en="The attachment {attachment} of {target} has no subnet in {zone}, where the sender is.",
    es="La conexión {attachment} de {target} no tiene ninguna subred en {zone}, donde está el emisor.",
)
_NO_ROUTE = Text(
    en="{table}, the table by which {target} routes what comes from {vpc}, has no route to {destination}.",
    es="{table}, la tabla con la que {target} enruta lo que llega de {vpc}, no tiene ruta hacia {destination}.",
)
_WORKING_STATES: Final = ("available", "modifying")

_IDLE_STATES: Final = frozenset(
    (
        *("initiating", "initiatingrequest", "pendingacceptance", "rollingback", "pending", "deleting", "deleted"),
        *("failed", "rejected", "rejecting", "failing"),
    )
)
"""https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayVpcAttachment.html"""


def enter_transit_gateway(journey: Journey, branch: Branch, subnet_id: str, onward: Onward) -> list[Ruling]:
    """Return what a transit gateway does with what comes from a subnet; `onward` is asked what lies behind it."""
    vpc_id = journey.vpc_id
    try:
        found = _attachment(journey, branch, vpc_id)
        if isinstance(found, Ruling):
            return [found]
        outside = _outside_zone(journey, branch, found, subnet_id)
        if outside:
            return [outside]
        table = table_of(journey, found.identifier)
    except Unanswered as gap:
        return [opaque(branch.target, *branch.evidence, missing=gap.missing)]
    if table is None:
        return [opaque(branch.target, journey.topology.cite(found, "State"))]
    routed = branches(journey.topology, table, journey.traffic, branch.to)
    return [ruling for each in routed for ruling in _along(journey, branch, found, each, onward)]


def table_of(journey: Journey, attachment_id: str) -> TransitGatewayRouteTable | None:
    """Return the table for what comes in by an attachment; None where the gateway shows none to this account.

    Raises `Unanswered` where nobody asked.
    """
    snapshot = journey.topology.snapshot
    attachment = snapshot.transit_gateway_associations.require(attachment_id)
    association = attachment.association
    is_of_others = bool(attachment.transit_gateway_owner_id) and attachment.transit_gateway_owner_id != snapshot.account
    if is_of_others or association is None or association.state.lower() != "associated":
        return None
    if association.transit_gateway_policy_table_id or not association.transit_gateway_route_table_id:
        return None
    return snapshot.transit_gateway_route_tables.require(association.transit_gateway_route_table_id)


def works(attachment: TransitGatewayVpcAttachment) -> bool:
    """Tell whether an attachment carries packets."""
    return attachment.state.lower() in _WORKING_STATES


def _attachment(journey: Journey, branch: Branch, vpc_id: str) -> TransitGatewayVpcAttachment | Ruling:
    """Return the attachment that takes packets from a VPC, or the refusal where none does."""
    table = journey.topology.snapshot.transit_gateway_attachments
    shown = table.within(branch.target if table.coverage.of_scope(vpc_id) is None else vpc_id)
    attachments = [each for each in shown if each.transit_gateway_id == branch.target and each.vpc_id == vpc_id]
    place = Place("transit-gateway", branch.target, "transit-gateway")
    words = {"target": branch.target, "vpc": vpc_id}
    if not attachments:
        listed = vpc_id if table.coverage.of_scope(vpc_id) else branch.target
        absence = table.cite_absence(listed, "TransitGatewayVpcAttachments")
        return refuses(place, branch.to.addresses, _NONE.fill(**words), absence, finding="gateway.not-attached")
    attachment = min(attachments, key=lambda each: not works(each))
    if works(attachment):
        return attachment
    state = journey.topology.cite(attachment, "State")
    because = _STATE.fill(attachment=attachment.identifier, state=attachment.state, **words)
    if attachment.state.lower() not in _IDLE_STATES:
        return leaves_open(place, because, state)
    return refuses(place, branch.to.addresses, because, state, finding="gateway.not-attached")


def _outside_zone(
    journey: Journey, branch: Branch, attachment: TransitGatewayVpcAttachment, subnet_id: str
) -> Ruling | None:
    """Return the refusal where the attachment has no subnet in the zone, without which it takes nothing from there."""
    topology = journey.topology
    zone = topology.subnet(subnet_id).availability_zone
    zones = {topology.subnet(each).availability_zone for each in attachment.subnet_ids}
    if zone is None or None in zones or zone in zones or not zones:
        return None
    because = _ZONE.fill(attachment=attachment.identifier, target=branch.target, zone=zone)
    place = Place("transit-gateway", branch.target, "transit-gateway")
    evidence = topology.cite(attachment, "SubnetIds")
    return refuses(place, branch.to.addresses, because, evidence, finding="gateway.not-attached")


def _along(
    journey: Journey, branch: Branch, attachment: TransitGatewayVpcAttachment, routed: Branch, onward: Onward
) -> list[Ruling]:
    if routed.ruling is None:
        return [_no_route(journey, branch, attachment, routed)]
    if not routed.goes_on:
        return [routed.ruling]
    return [routed.ruling, *onward(journey, branch, attachment, routed)]


def _no_route(journey: Journey, branch: Branch, attachment: TransitGatewayVpcAttachment, routed: Branch) -> Ruling:
    table = routed.table
    place = Place("route-table", table.identifier, table.type_name)
    because = _NO_ROUTE.fill(
        table=table.identifier, target=branch.target, vpc=journey.vpc_id, destination=routed.to.words
    )
    association = journey.topology.snapshot.transit_gateway_associations.require(attachment.identifier)
    evidence = (journey.topology.cite(table, "Routes"), journey.topology.cite(association, "Association"))
    return refuses(place, routed.to.addresses, because, *evidence, finding="route.none")
