"""Does the internet gateway, or the egress-only one, carry it out?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import NAT64, PUBLIC
from fargate_doctor.facts.paths.arrivals import arrive_from_internet
from fargate_doctor.facts.paths.encryption import enforced
from fargate_doctor.facts.paths.intervals import Intervals
from fargate_doctor.facts.paths.public_access_block import refusal
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.branches import Branch
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.routing import EgressOnlyInternetGateway, InternetGateway
    from fargate_doctor.model.table import Table

_TRANSLATED = Intervals(((NAT64.first, NAT64.last),))

_ATTACHED = Text(en="{gateway} is attached to {vpc}.", es="{gateway} está vinculada a {vpc}.")
_NOT_ATTACHED = Text(en="{gateway} is not attached to {vpc}.", es="{gateway} no está vinculada a {vpc}.")
_GATEWAY_GONE = Text(en="{gateway} does not exist any more.", es="{gateway} ya no existe.")
_GATEWAY_UNKNOWN = Text(
    en="Whether {gateway} is attached to {vpc} is not known.",
    es="No se sabe si {gateway} está vinculada a {vpc}.",
)
_NO_PUBLIC_ADDRESS = Text(
    en="{sender} has no public IPv4 address, and {gateway} translates nothing else: the packet is dropped.",
    es="{sender} no tiene dirección IPv4 pública y {gateway} no traduce ninguna otra: el paquete se descarta.",
)
_PUBLIC_ADDRESS = Text(
    en="{sender} has a public IPv4 address.",
    es="{sender} tiene una dirección IPv4 pública.",
)
_PUBLIC_ADDRESS_UNKNOWN = Text(
    en="Whether {sender} has a public IPv4 address is not known.",
    es="No se sabe si {sender} tiene una dirección IPv4 pública.",
)
_IPV6_UNKNOWN = Text(
    en="The IPv6 address of {sender} is not known.",
    es="No se conoce la dirección IPv6 de {sender}.",
)
_GLOBAL = Text(
    en="{sender} sends from a global IPv6 address.",
    es="{sender} envía desde una dirección IPv6 global.",
)
_NOT_GLOBAL = Text(
    en="The IPv6 address of {sender} is not a global one, so {gateway} does not carry it.",
    es="La dirección IPv6 de {sender} no es global, así que {gateway} no la transporta.",
)
_PRIVATE_DESTINATION = Text(
    en="{gateway} leads to the internet, and {destination} is not a public address.",
    es="{gateway} lleva a Internet y {destination} no es una dirección pública.",
)
_NOT_TRANSLATED = Text(
    en="DNS64 gives {destination} an address in 64:ff9b::/96, and {gateway} translates none: only a NAT gateway does, "
    "and no route leads these addresses to one.",
    es="DNS64 da a {destination} una dirección de 64:ff9b::/96 y {gateway} no traduce ninguna: solo lo hace una puerta "
    "de enlace NAT, y ninguna ruta lleva esas direcciones a una.",
)
_IPV6_ONLY = Text(en="{gateway} carries IPv6 only.", es="{gateway} solo transporta IPv6.")


def through_internet_gateway(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return what an internet gateway says to a sender that uses it directly."""
    journey.journal.took(branch.target)
    to = branch.to
    rulings = [attachment(journey, journey.departure.vpc_id, branch.target, to)]
    rulings += to_private(journey, branch.target, to, *branch.evidence)
    rulings += [_public_ipv4(journey, branch)] if journey.traffic.version == 4 else _global_ipv6(journey, branch)  # noqa: PLR2004
    rulings += enforced(journey, Place("internet-gateway", branch.target, "internet-gateway"))
    blocked = _blocked(journey, to, two_way=True)
    return [*rulings, *([blocked] if blocked else []), *arrive_from_internet(journey, to)]


def through_egress_only_gateway(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return what an egress-only internet gateway says."""
    journey.journal.took(branch.target)
    place = Place("egress-only-internet-gateway", branch.target, "egress-only-internet-gateway")
    if journey.traffic.version == 4:  # noqa: PLR2004 - IP version
        return [refuses(place, branch.to.addresses, _IPV6_ONLY.fill(gateway=branch.target))]
    gateways = journey.topology.snapshot.egress_only_gateways
    rulings = [_attached(journey, gateways, journey.departure.vpc_id, place, branch.to)]
    rulings += [*to_private(journey, branch.target, branch.to, *branch.evidence), *_global_ipv6(journey, branch)]
    rulings += enforced(journey, place)
    blocked = _blocked(journey, branch.to, two_way=False)
    return [*rulings, blocked] if blocked else rulings


def attachment(journey: Journey, vpc_id: str, gateway_id: str, to: Destination, finding: str | None = None) -> Ruling:
    """Return whether an internet gateway is attached to a VPC."""
    place = Place("internet-gateway", gateway_id, "internet-gateway")
    return _attached(journey, journey.topology.snapshot.internet_gateways, vpc_id, place, to, finding)


def _attached(  # noqa: PLR0913, PLR0917 - the sentence and its place
    journey: Journey,
    gateways: Table[InternetGateway] | Table[EgressOnlyInternetGateway],
    vpc_id: str,
    place: Place,
    to: Destination,
    finding: str | None = None,
) -> Ruling:
    words = {"gateway": place.id, "vpc": vpc_id}
    try:
        gateway = gateways.find(place.id, within=vpc_id)
    except Unanswered as gap:
        return leaves_open(place, _GATEWAY_UNKNOWN.fill(**words), missing=gap.missing)
    finding = finding or "gateway.not-attached"
    if gateway is None:
        is_gone = gateways.coverage.of_id(place.id) is not None
        because = (_GATEWAY_GONE if is_gone else _NOT_ATTACHED).fill(**words)
        listed = gateways.operation.partition("Describe")[2]
        absence = gateways.cite_absence(place.id if is_gone else vpc_id, listed)
        return refuses(place, to.addresses, because, absence, finding=finding)
    evidence = journey.topology.cite(gateway, "Attachments")
    if gateway.is_attached_to(vpc_id):
        key = ("attached", place.id, vpc_id)
        return journey.topology.once(key, lambda: passes(place, _ATTACHED.fill(**words), evidence))
    if any(each.vpc_id == vpc_id and not each.is_detached for each in gateway.attachments):
        return leaves_open(place, _GATEWAY_UNKNOWN.fill(**words), evidence)
    return refuses(place, to.addresses, _NOT_ATTACHED.fill(**words), evidence, finding=finding)


def _public_ipv4(journey: Journey, branch: Branch) -> Ruling:
    sender = journey.departure.sender
    place = Place("internet-gateway", branch.target, "internet-gateway")
    words = {"sender": sender.name, "gateway": branch.target}
    try:
        has_one = sender.has_public_ipv4.require()
    except Unanswered as gap:
        return leaves_open(place, _PUBLIC_ADDRESS_UNKNOWN.fill(**words), missing=gap.missing)
    if has_one.value:
        return passes(place, _PUBLIC_ADDRESS.fill(**words), *has_one.evidence)
    because = _NO_PUBLIC_ADDRESS.fill(**words)
    evidence = (*has_one.evidence, *branch.evidence)
    return refuses(place, branch.to.addresses, because, *evidence, finding="route.igw-without-public-ip")


def _global_ipv6(journey: Journey, branch: Branch) -> list[Ruling]:
    """Return whether the IPv6 address is a global one; a sender that has none was judged where it starts."""
    source = journey.departure.source(6)
    place = Place("sender", journey.departure.sender.name, "network-interface")
    if source.missing:
        return [leaves_open(place, _IPV6_UNKNOWN.fill(sender=place.id), missing=source.missing)]
    if source.addresses.only is None:
        return []
    if PUBLIC[6].covers(source.addresses):
        return [passes(place, _GLOBAL.fill(sender=place.id), *source.evidence)]
    because = _NOT_GLOBAL.fill(sender=place.id, gateway=branch.target)
    return [refuses(place, branch.to.addresses, because, *source.evidence)]


def to_private(journey: Journey, gateway_id: str, to: Destination, *route: Evidence) -> list[Ruling]:
    """Return the refusal of destinations that no internet gateway carries; `route` quotes what leads them there.

    A default route to the internet is none to a private address.
    """
    private = to.addresses - PUBLIC[journey.traffic.version]
    if not private:
        return []
    place = Place("destination", gateway_id, "internet-gateway")
    if journey.traffic.version == 6 and _TRANSLATED.covers(private):  # noqa: PLR2004 - IP version
        because = _NOT_TRANSLATED.fill(destination=to.words, gateway=gateway_id)
        return [refuses(place, private, because, *route, finding="ipv6.ipv4-only-name")]
    if route:
        place = Place("destination", route[0].resource, "route-table")
    because = _PRIVATE_DESTINATION.fill(gateway=gateway_id, destination=to.words)
    return [refuses(place, private, because, *route, finding="route.none")]


def _blocked(journey: Journey, to: Destination, *, two_way: bool) -> Ruling | None:
    try:
        vpc_id, subnet_id = journey.departure.vpc_id, journey.departure.subnet_id
    except Unanswered as gap:
        journey.journal.did_not_read(gap.missing)
        return None
    return refusal(journey, vpc_id, subnet_id, to, two_way=two_way)
