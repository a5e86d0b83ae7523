"""The way to a name: who resolves it, where it leads, and the way there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from fargate_doctor.facts.paths.addresses import EVERYTHING, NAT64
from fargate_doctor.facts.paths.dns_firewalls import through_dns_firewall
from fargate_doctor.facts.paths.endpoint_choice import Ways, ways_to
from fargate_doctor.facts.paths.file_system_names import without_target
from fargate_doctor.facts.paths.group_hops import leaving
from fargate_doctor.facts.paths.interface_endpoints import through_interface_endpoint
from fargate_doctor.facts.paths.name_servers import name_servers
from fargate_doctor.facts.paths.name_shadows import Shadow, shadow_of
from fargate_doctor.facts.paths.naming import anywhere, at_address, named_in_case, public_space
from fargate_doctor.facts.paths.public_way import by_routes
from fargate_doctor.facts.paths.ruling import Place, Ruling, if_so, leaves_open, passes, refuses, settle
from fargate_doctor.facts.paths.sender_hops import start
from fargate_doctor.facts.paths.traffic import Destination
from fargate_doctor.facts.service_names import answers_over_ipv6
from fargate_doctor.model.evidence import Unanswered, weakest
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.mount_targets import Mounting
    from fargate_doctor.facts.paths.flow import Flow
    from fargate_doctor.facts.paths.hop import Hop, Walk
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.name_servers import NameServers
    from fargate_doctor.model.filtering import VpcEndpoint

_IPV4_ONLY_NAME = Text(
    en="{host} has only IPv4 addresses, and {sender} asks for IPv6 without DNS64.",
    es="{host} solo tiene direcciones IPv4, y {sender} pide IPv6 sin DNS64.",
)
_LEADS_TO_ENDPOINT = Text(
    en="Private DNS leads {host} to {endpoint}, and to nothing else.",
    es="El DNS privado lleva {host} a {endpoint}, y a nada más.",
)
_ENDPOINT_PASSED_BY = Text(
    en="{endpoint} would serve {host}, but the name does not lead to it; public addresses are used.",
    es="{endpoint} atendería {host}, pero el nombre no lleva a él; se usan direcciones públicas.",
)
_WAY_UNKNOWN = Text(
    en="Whether {host} leads to an interface endpoint or to public addresses is not known.",
    es="No se sabe si {host} lleva a un punto de conexión de interfaz o a direcciones públicas.",
)
_IF_ENDPOINT = Text(en="If the name leads to {endpoint}", es="Si el nombre lleva a {endpoint}")
_IF_NO_ENDPOINT = Text(
    en="If no interface endpoint answers for {host}", es="Si ningún punto de conexión de interfaz responde por {host}"
)
_IF_PUBLIC = Text(en="If the name leads to public addresses", es="Si el nombre lleva a direcciones públicas")
_UNKNOWN_PLACE = Text(
    en="Where {host} leads cannot be told from the data.",
    es="Con estos datos no se puede saber adónde lleva {host}.",
)


class Candidate(NamedTuple):
    """One way that a name may lead, walked to its end."""

    condition: Text
    hops: tuple[Hop, ...]


def everywhere(journey: Journey, name: str) -> Destination:
    """Return all addresses: what stops everything stops each of them."""
    return Destination(verbatim(name), EVERYTHING[journey.traffic.version])


def by_name(journey: Journey, host: str, walk: Callable[[Flow], Walk]) -> tuple[Hop, ...]:
    """Return the hops to a name."""
    translated = _translation(journey, host)
    if translated == "unknown":
        return settle(start(journey, everywhere(journey, host)), anywhere(journey, host), journey.traffic.version)
    if translated == "dns64":
        journey = journey.with_traffic(replace(journey.traffic, version=6))
    first = start(journey, everywhere(journey, host), _ipv4_only(journey, host))
    named = named_in_case(journey, host)
    servers = name_servers(journey, everywhere(journey, host), walk)
    first += servers.rulings
    if servers.knowledge == "vpc":
        first += through_dns_firewall(journey, host, everywhere(journey, host))
    if named and named.endpoint:
        reached, rulings = through_interface_endpoint(journey, named.endpoint)
        return settle([*first, *rulings], reached, journey.traffic.version)
    if named and named.address is not None:
        reached, rulings = by_routes(journey, at_address(named.address, 4))
        return settle([*first, *rulings], reached, journey.traffic.version)
    if named and named.mounting:
        return _to_file_system(journey, host, first, named.mounting)
    return _by_public_name(journey, host, first, servers, translated=translated)


def _to_file_system(journey: Journey, host: str, first: list[Ruling], mounting: Mounting) -> tuple[Hop, ...]:
    """Return the hops to a file system that has no mount target as far as is known; a private zone may know one."""
    shadow = shadow_of(journey, host, everywhere(journey, host), has_endpoint=False)
    if shadow and shadow.is_elsewhere:
        mounting = replace(mounting, is_absent=False)
    return settle([*first, without_target(journey, mounting)], everywhere(journey, host), journey.traffic.version)


def _by_public_name(
    journey: Journey, host: str, first: list[Ruling], servers: NameServers, *, translated: str
) -> tuple[Hop, ...]:
    ways = ways_to(journey, host, servers)
    shadow = shadow_of(journey, host, everywhere(journey, host), has_endpoint=ways.endpoint is not None)
    if shadow and ways.missing and not shadow.is_elsewhere:
        doubt = if_so(shadow.ruling.hop, _IF_NO_ENDPOINT.fill(host=host), ways.missing)
        shadow = Shadow(Ruling(doubt), is_elsewhere=False)
    if shadow:
        first.append(shadow.ruling)
    if shadow and shadow.is_elsewhere:
        place = Place("destination", host, "host")
        first.append(leaves_open(place, _UNKNOWN_PLACE.fill(host=host)))
        return _settled_with(journey, first, _unseen(journey, host))
    if translated == "none":
        place = Place("dns", host, "host")
        because = _IPV4_ONLY_NAME.fill(host=host, sender=journey.departure.sender.name)
        refusal = refuses(place, EVERYTHING[6], because, finding="ipv6.ipv4-only-name")
        return settle([*first, refusal], everywhere(journey, host), 6)
    if ways.missing:
        return _one_of_several(journey, host, first, ways, translated=translated)
    if ways.endpoint:
        return _to_endpoint(journey, host, first, ways.endpoint, servers)
    return settle(*_public(journey, host, first, ways, translated=translated), journey.traffic.version)


def _to_endpoint(
    journey: Journey, host: str, first: list[Ruling], endpoint: VpcEndpoint, servers: NameServers
) -> tuple[Hop, ...]:
    place = Place("dns", endpoint.identifier, "vpc-endpoint")
    evidence = journey.topology.cite(endpoint, "PrivateDnsEnabled")
    first.append(passes(place, _LEADS_TO_ENDPOINT.fill(host=host, endpoint=endpoint.identifier), evidence))
    reached, rulings = through_interface_endpoint(journey, endpoint)
    hops = settle([*first, *rulings], reached, journey.traffic.version)
    if servers.knowledge != "forwarded":
        return hops
    own = len(first)
    return hops[:own] + tuple(replace(hop, rule_supports=weakest(hop.rule_supports, "likely")) for hop in hops[own:])


def _public(
    journey: Journey, host: str, first: list[Ruling], ways: Ways, *, translated: str
) -> tuple[list[Ruling], Destination]:
    rulings = list(first)
    if ways.passed:
        place = Place("dns", ways.passed.endpoint.identifier, "vpc-endpoint")
        because = _ENDPOINT_PASSED_BY.fill(endpoint=place.id, host=host)
        rulings.append(passes(place, because, *ways.passed.evidence))
    space = public_space(journey, host, 4 if translated == "dns64" else journey.traffic.version)
    if translated == "dns64":
        vague = tuple(block.shifted(NAT64.first) for block in space.vague)
        space = replace(space, addresses=space.addresses.shifted(NAT64.first), vague=vague)
    reached, routed = by_routes(journey, space, ways.passed)
    return rulings + routed, reached


def _one_of_several(
    journey: Journey, host: str, first: list[Ruling], ways: Ways, *, translated: str
) -> tuple[Hop, ...]:
    """Only what stops every way stops the flow; the rest is told under its condition."""
    version = journey.traffic.version
    candidates: list[Candidate] = []
    if ways.endpoint:
        reached, rulings = through_interface_endpoint(journey, ways.endpoint)
        condition = _IF_ENDPOINT.fill(endpoint=ways.endpoint.identifier)
        candidates.append(Candidate(condition, settle(rulings, reached, version)))
    if ways.public:
        rulings, reached = _public(journey, host, [], ways, translated=translated)
        candidates.append(Candidate(_IF_PUBLIC, settle(rulings, reached, version)))
    if ways.unseen:
        candidates.append(Candidate(_IF_PUBLIC, settle(*_unseen(journey, host), version)))
    place = Place("vpc-endpoint", ways.endpoint.identifier if ways.endpoint else "", "vpc-endpoint")
    doubt = leaves_open(place, _WAY_UNKNOWN.fill(host=host), missing=ways.missing)
    own = settle([*first, doubt], everywhere(journey, host), version)
    inevitable = set.intersection(*({_key(hop) for hop in each.hops if hop.verdict == "fail"} for each in candidates))
    shown = candidates[0]
    return own + tuple(
        hop if _key(hop) in inevitable else if_so(hop, shown.condition, ways.missing) for hop in shown.hops
    )


def _settled_with(journey: Journey, first: list[Ruling], other: tuple[list[Ruling], Destination]) -> tuple[Hop, ...]:
    rulings, reached = other
    return settle([*first, *rulings], reached, journey.traffic.version)


def _unseen(journey: Journey, host: str) -> tuple[list[Ruling], Destination]:
    to = anywhere(journey, host)
    return [leaving(journey.departure, journey.traffic, to, None)], to


def _key(hop: Hop) -> tuple[str, str, str | None]:
    return (hop.kind, hop.id, hop.finding)


def _ipv4_only(journey: Journey, host: str) -> str | None:
    is_ipv4_only = journey.traffic.version == 4 and answers_over_ipv6(host) is False  # noqa: PLR2004 - IP version
    return "ipv6.ipv4-only-name" if is_ipv4_only else None


def _translation(journey: Journey, host: str) -> str:
    """Return how IPv4 is reached: `direct`, by `dns64`, `none` for an IPv6 question without it, or `unknown`."""
    sender = journey.departure.sender
    asks_ipv6_for_ipv4 = journey.traffic.version == 6 and answers_over_ipv6(host) is False  # noqa: PLR2004
    if journey.traffic.version == 6 and not asks_ipv6_for_ipv4:  # noqa: PLR2004 - IP version
        return "direct"
    try:
        has_ipv4 = sender.private_ipv4.require().value is not None
    except Unanswered:
        has_ipv4 = None
    if journey.traffic.version == 4 and has_ipv4:  # noqa: PLR2004 - IP version
        return "direct"
    try:
        subnet = journey.topology.subnet(journey.departure.subnet_id)
    except Unanswered:
        return "unknown"
    if asks_ipv6_for_ipv4:
        return "dns64" if subnet.enable_dns64 else "none"
    if has_ipv4 is None and not subnet.ipv6_native:
        return "direct"
    return "dns64" if subnet.enable_dns64 else "direct"
