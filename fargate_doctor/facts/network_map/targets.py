"""What routes lead to, and what hangs on a VPC: each with whether it works, is gone, or could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, TypeVar

from fargate_doctor.facts.network_map.model import Place
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.shape import Quotable
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.network_map.model import PlaceKind
    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.model.filtering import VpcEndpoint
    from fargate_doctor.model.routing import (
        EgressOnlyInternetGateway,
        InternetGateway,
        NatGateway,
        VpcPeering,
    )
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.table import Table

R = TypeVar("R", bound=Quotable)

_ATTACHED: Final = Text(en="attached", es="asociada")
_NOT_ATTACHED: Final = Text(en="not attached to this VPC", es="no asociada a esta VPC")
_GONE: Final = Text(en="does not exist any more", es="ya no existe")
_UNREAD: Final = Text(en="state not read", es="estado sin leer")
_PRIVATE: Final = Text(en="private, {state}", es="privada, {state}")
_REGIONAL: Final = Text(en="regional, {state}", es="regional, {state}")
_NO_ATTACHMENT: Final = Text(en="no attachment of this VPC", es="sin vinculación con esta VPC")
_PEERED_WITH: Final = Text(en="{state}, to {vpc}", es="{state}, con {vpc}")
_INTERFACE: Final = Text(
    en="{service} · interface, private DNS {dns} · {state}", es="{service} · interfaz, DNS privado {dns} · {state}"
)
_OTHER_ENDPOINT: Final = Text(en="{service} · {kind} · {state}", es="{service} · {kind} · {state}")
_GATEWAY: Final = Text(en="gateway", es="puerta de enlace")
_ON: Final = Text(en="on", es="activado")
_OFF: Final = Text(en="off", es="desactivado")

_STATES: Final = {
    "available": Text(en="available", es="disponible"),
    "pending": Text(en="pending", es="pendiente"),
    "failed": Text(en="failed", es="con error"),
    "deleting": Text(en="being deleted", es="eliminándose"),
    "deleted": Text(en="deleted", es="eliminada"),
    "active": Text(en="active", es="activa"),
    "rejected": Text(en="rejected", es="rechazada"),
    "expired": Text(en="expired", es="caducada"),
    "pending-acceptance": Text(en="not accepted yet", es="pendiente de aceptación"),
}

_KIND_OF: Final[dict[str, PlaceKind]] = {
    "igw": "internet-gateway",
    "eigw": "egress-only-internet-gateway",
    "nat": "nat-gateway",
    "tgw": "transit-gateway",
    "pcx": "peering",
    "vpce": "vpc-endpoint",
}


def kind_of(target: str) -> PlaceKind:
    """Return what a route's target is, by the form of its id."""
    return _KIND_OF.get(target.partition("-")[0], "other-target")


def target_place(snapshot: Snapshot, vpc_id: str, target: str) -> Place:
    """Return what a route leads to, with whether it works."""
    readers: dict[PlaceKind, Callable[[Snapshot, str, str], Place]] = {
        "internet-gateway": _internet_gateway,
        "egress-only-internet-gateway": _egress_only_gateway,
        "nat-gateway": nat_place,
        "transit-gateway": _transit_gateway,
        "peering": _peering,
        "vpc-endpoint": _endpoint,
    }
    reader = readers.get(kind_of(target))
    if reader is None:
        return Place(target, "other-target", target, "not_applicable", verbatim(""))
    return reader(snapshot, vpc_id, target)


def nat_place(snapshot: Snapshot, vpc_id: str, target: str) -> Place:
    """Return a NAT gateway with its state."""

    def read(gateway: NatGateway) -> Place:
        words = _in_words(gateway.state)
        if gateway.connectivity_type.lower() == "private":
            words = _PRIVATE.fill(state=words)
        if gateway.is_regional:
            words = _REGIONAL.fill(state=words)
        fields = ("State", "ConnectivityType", "SubnetId", "NatGatewayAddresses", "FailureMessage")
        return _place("nat-gateway", gateway, words, *fields, works=gateway.state == "available")

    return _looked_up(snapshot.nat_gateways, target, "nat-gateway", read, within=_listed(snapshot, vpc_id))


def endpoint_place(endpoint: VpcEndpoint) -> Place:
    """Return an endpoint with its service and its state."""
    service = endpoint.service_name.partition(".amazonaws.")[2].partition(".")[2] or endpoint.service_name
    if endpoint.is_interface:
        dns = _ON if endpoint.private_dns_enabled else _OFF
        words = _INTERFACE.fill(service=service, dns=dns, state=_in_words(endpoint.state))
    else:
        kind = _GATEWAY if endpoint.is_gateway else verbatim(endpoint.vpc_endpoint_type)
        words = _OTHER_ENDPOINT.fill(service=service, kind=kind, state=_in_words(endpoint.state))
    of_kind = ("SubnetIds", "Groups", "PrivateDnsEnabled") if endpoint.is_interface else ("RouteTableIds",)
    return _place(
        "vpc-endpoint", endpoint, words, "ServiceName", "State", *of_kind, "LastError", works=endpoint.is_available
    )


def _internet_gateway(snapshot: Snapshot, vpc_id: str, target: str) -> Place:
    def read(gateway: InternetGateway) -> Place:
        attached = gateway.is_attached_to(vpc_id)
        words = _ATTACHED if attached else _NOT_ATTACHED
        return _place("internet-gateway", gateway, words, "Attachments", works=attached)

    return _looked_up(snapshot.internet_gateways, target, "internet-gateway", read)


def _egress_only_gateway(snapshot: Snapshot, vpc_id: str, target: str) -> Place:
    def read(gateway: EgressOnlyInternetGateway) -> Place:
        attached = gateway.is_attached_to(vpc_id)
        words = _ATTACHED if attached else _NOT_ATTACHED
        return _place("egress-only-internet-gateway", gateway, words, "Attachments", works=attached)

    return _looked_up(snapshot.egress_only_gateways, target, "egress-only-internet-gateway", read)


def _peering(snapshot: Snapshot, vpc_id: str, target: str) -> Place:
    def read(peering: VpcPeering) -> Place:
        far = peering.other_side(vpc_id)
        words = _PEERED_WITH.fill(state=_in_words(peering.status.code), vpc=far.vpc_id or far.cidr_block or "?")
        fields = ("Status.Code", "RequesterVpcInfo.VpcId", "AccepterVpcInfo.VpcId")
        return _place("peering", peering, words, *fields, works=peering.status.code == "active")

    return _looked_up(snapshot.peerings, target, "peering", read)


def _transit_gateway(snapshot: Snapshot, vpc_id: str, target: str) -> Place:
    """Return the attachment of the VPC in the place of the gateway, which the VPC itself does not show."""
    attachments = snapshot.transit_gateway_attachments
    shown = [each for each in attachments.seen_within(vpc_id) if each.transit_gateway_id == target]
    if shown:
        first, state = shown[0], shown[0].state
        evidence = (first.cite("TransitGatewayId"), first.cite("State"), first.cite("SubnetIds"))
        standing: Verdict = "pass" if state == "available" else "fail"
        return Place(target, "transit-gateway", target, standing, _in_words(state), evidence=evidence)
    try:
        attachments.within(vpc_id)
    except Unanswered as gap:
        return Place(target, "transit-gateway", target, "unknown", _UNREAD, missing=gap.missing)
    absence = attachments.cite_absence(vpc_id, "TransitGatewayVpcAttachments")
    return Place(target, "transit-gateway", target, "fail", _NO_ATTACHMENT, evidence=(absence,))


def _endpoint(snapshot: Snapshot, vpc_id: str, target: str) -> Place:
    return _looked_up(snapshot.endpoints, target, "vpc-endpoint", endpoint_place, within=_listed(snapshot, vpc_id))


def is_shared(snapshot: Snapshot, vpc_id: str) -> bool:
    """Tell whether the VPC belongs to another account, which then keeps its gateways and endpoints to itself."""
    vpc = snapshot.vpcs.by_id.get(vpc_id)
    return bool(vpc and vpc.owner_id and snapshot.account and vpc.owner_id != snapshot.account)


def _listed(snapshot: Snapshot, vpc_id: str) -> str | None:
    """Return the VPC where its listings show everything in it."""
    return None if is_shared(snapshot, vpc_id) else vpc_id


def _looked_up(
    table: Table[R], target: str, kind: PlaceKind, read: Callable[[R], Place], *, within: str | None = None
) -> Place:
    try:
        found = table.find(target, within)
    except Unanswered as gap:
        return Place(target, kind, target, "unknown", _UNREAD, missing=gap.missing)
    if found is None:
        return Place(target, kind, target, "fail", _GONE, evidence=(table.cite_absence(target, ""),))
    return read(found)


def _place(kind: PlaceKind, resource: Quotable, words: Text, *fields: str, works: bool) -> Place:
    quoted = tuple(each for field in fields if (each := resource.cite(field)).value not in (None, [], ""))
    identifier = resource.identifier
    return Place(identifier, kind, identifier, "pass" if works else "fail", words, evidence=quoted)


def _in_words(state: str) -> Text:
    return _STATES.get(state.lower(), verbatim(state))
