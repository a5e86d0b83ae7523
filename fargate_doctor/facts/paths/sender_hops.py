"""What the sender's own subnet says: does it have an address, and does its ACL let request and answer through?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.acl_hops import gate_of, subnet_unknown, toward
from fargate_doctor.facts.paths.addresses import blocks_in
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.acl_hops import Leg
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination

_STARTS = Text(en="{sender} sends from {subnet}.", es="{sender} envía desde {subnet}.")
_SUBNET_UNKNOWN = Text(
    en="The subnet of {sender} is not known.",
    es="No se conoce la subred de {sender}.",
)
_NO_ADDRESS = Text(
    en="{sender} has no IPv{version} address.",
    es="{sender} no tiene dirección IPv{version}.",
)
_ADDRESS_UNKNOWN = Text(
    en="Whether {sender} has an IPv6 address is not known.",
    es="No se sabe si {sender} tiene una dirección IPv6.",
)


def start(journey: Journey, to: Destination, finding: str | None = None) -> list[Ruling]:
    """Return where the packet starts, and whether it has an address to start from."""
    key = (journey.traffic.version, finding)
    if key not in journey.departure.starts:
        journey.departure.starts[key] = _start(journey, to, finding)
    return list(journey.departure.starts[key])


def _start(journey: Journey, to: Destination, finding: str | None) -> list[Ruling]:
    sender = journey.departure.sender
    place = Place("sender", sender.name, "network-interface")
    version = journey.traffic.version
    fact = sender.private_ipv4 if version == 4 else sender.ipv6  # noqa: PLR2004 - IP version
    try:
        subnet = journey.topology.subnet(journey.departure.subnet_id)
    except Unanswered as gap:
        return [leaves_open(place, _SUBNET_UNKNOWN.fill(sender=sender.name), missing=gap.missing)]
    quoted = journey.topology.cite(subnet, "SubnetId")
    try:
        address = fact.require()
    except Unanswered as gap:
        if version == 4:  # noqa: PLR2004 - every subnet that is not IPv6-only gives an IPv4 address
            return [passes(place, _STARTS.fill(sender=sender.name, subnet=subnet.identifier), quoted)]
        return [leaves_open(place, _ADDRESS_UNKNOWN.fill(sender=sender.name), quoted, missing=gap.missing)]
    if address.value is None:
        because = _NO_ADDRESS.fill(sender=sender.name, version=version)
        return [refuses(place, to.addresses, because, *address.evidence, finding=finding)]
    because = _STARTS.fill(sender=sender.name, subnet=subnet.identifier)
    return [passes(place, because, *address.evidence, quoted)]


def own_acl(journey: Journey, to: Destination, leg: Leg) -> list[Ruling]:
    """Return what the ACL of the sender's subnet says; `to` are the destinations outside that subnet."""
    if not to.addresses:
        return []
    try:
        vpc_id, subnet_id = journey.departure.vpc_id, journey.departure.subnet_id
    except Unanswered as gap:
        return [subnet_unknown(gap)] if leg == "request" else []
    gate = gate_of(journey.topology, vpc_id, subnet_id, leg, egress=leg == "request")
    if isinstance(gate, Ruling):
        return [gate] if leg == "request" else []
    ports = journey.traffic.request_ports if leg == "request" else journey.traffic.answer_ports
    return [toward(journey.topology, gate, journey.traffic, ports, to)]


def lies_in_own_subnet(journey: Journey, to: Destination) -> bool:
    """Tell whether a single address lies in the sender's subnet; raises `Unanswered` where that is not known."""
    if to.addresses.only is None:
        return False
    subnet = journey.topology.subnet(journey.departure.subnet_id)
    version = journey.traffic.version
    cidrs = [subnet.cidr_block or ""] if version == 4 else list(subnet.ipv6_blocks)  # noqa: PLR2004 - IP version
    return blocks_in(cidrs, version).covers(to.addresses)
