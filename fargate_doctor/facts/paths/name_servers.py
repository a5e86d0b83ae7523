"""Which name servers the task asks, and whether they can be reached and know the VPC's private names.

https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from fargate_doctor.facts.paths.addresses import PUBLIC, block_of, number_of
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.flow import Flow
    from fargate_doctor.facts.paths.hop import Walk
    from fargate_doctor.facts.paths.journey import Journey
    from fargate_doctor.facts.paths.traffic import Destination
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.vpc import DhcpOptions

_SUPPORT_OFF = Text(
    en="enableDnsSupport is off in {vpc}, so the VPC's resolver answers nobody.",
    es="enableDnsSupport está desactivado en {vpc}, así que el solucionador de la VPC no responde a nadie.",
)
_SUPPORT_UNKNOWN = Text(
    en="Whether enableDnsSupport is on in {vpc} is not known.",
    es="No se sabe si enableDnsSupport está activado en {vpc}.",
)
_SERVERS_UNKNOWN = Text(
    en="Which name servers the DHCP option set of {vpc} names is not known.",
    es="No se sabe qué servidores de nombres indica el conjunto de opciones de DHCP de {vpc}.",
)
_NO_OPTION_SET = Text(
    en="{vpc} names the option set “default”. AWS does not say what that stands for; AmazonProvidedDNS is assumed.",
    es="{vpc} indica el conjunto de opciones «default». AWS no dice qué significa; se supone AmazonProvidedDNS.",
)
_AMAZON = Text(
    en="{options} names the VPC's own resolver, which is never filtered.",
    es="{options} indica el solucionador de la propia VPC, que nunca se filtra.",
)
_UNREACHABLE = Text(
    en="{options} names {servers}, and none of them can be reached: {reason}",
    es="{options} indica {servers}, y a ninguno se puede llegar: {reason}",
)
_NO_ADDRESS = Text(
    en="{options} names {servers} as name servers, which are no addresses.",
    es="{options} indica {servers} como servidores de nombres, y no son direcciones.",
)
_REACHABLE = Text(
    en="{options} names {servers}. {reached} can be reached; whether it forwards this name cannot be read.",
    es="{options} indica {servers}. Se puede llegar a {reached}; si reenvía este nombre no se puede leer.",
)
_PERHAPS = Text(
    en="{options} names {servers}, and whether they can be reached is not known: {reason}",
    es="{options} indica {servers}, y no se sabe si se puede llegar a ellos: {reason}",
)

Knowledge = Literal["vpc", "forwarded", "public", "unread"]
"""Who answers: the VPC's resolver, servers that may forward to it, servers that cannot, or nobody knows."""

_RESOLVERS: Final = ("169.254.169.253", "fd00:ec2::253")
_NO_SET: Final = "default"


class NameServers(NamedTuple):
    """What is known about name resolution, and the rulings that follow."""

    knowledge: Knowledge
    rulings: list[Ruling]
    missing: tuple[Missing, ...] = ()
    evidence: tuple[Evidence, ...] = ()


def name_servers(journey: Journey, to: Destination, walk: Callable[[Flow], Walk]) -> NameServers:
    """Return who answers the task's questions for names."""
    place = Place("dns", _vpc_name(journey), "dhcp-options")
    try:
        vpc = journey.topology.vpc(journey.departure.vpc_id)
        if vpc.dhcp_options_id == _NO_SET:
            return _without_options(journey, to)
        options = journey.topology.snapshot.dhcp_options.require(vpc.dhcp_options_id or "")
    except Unanswered as gap:
        because = _SERVERS_UNKNOWN.fill(vpc=place.id)
        return NameServers("unread", [leaves_open(place, because, missing=gap.missing)], gap.missing)
    return _of_options(journey, to, options, walk)


def _without_options(journey: Journey, to: Destination) -> NameServers:
    """AWS's pages say both that `default` means none and that it means the default set, so it is not blamed."""
    vpc = journey.topology.vpc(journey.departure.vpc_id)
    evidence = journey.topology.cite(vpc, "DhcpOptionsId")
    place = Place("dns", vpc.identifier, "dhcp-options")
    ruling = passes(place, _NO_OPTION_SET.fill(vpc=vpc.identifier), evidence, rule_supports="likely")
    return NameServers("vpc", [*_support(journey, to), ruling], evidence=(evidence,))


def _of_options(journey: Journey, to: Destination, options: DhcpOptions, walk: Callable[[Flow], Walk]) -> NameServers:
    servers = options.values_of("domain-name-servers")
    evidence = _quoted(journey, options)
    place = Place("dns", options.identifier, "dhcp-options")
    if not servers or any(_is_vpc_resolver(journey, each) for each in servers):
        because = _AMAZON.fill(options=options.identifier)
        return NameServers("vpc", [*_support(journey, to), passes(place, because, evidence)], evidence=(evidence,))
    walks = {server: _walk_to(journey, server, walk) for server in servers if number_of(server)}
    strange = [server for server in servers if server not in walks]
    if strange and not any(each.verdict == "pass" for each in walks.values()):
        because = _NO_ADDRESS.fill(options=options.identifier, servers=enumeration(strange))
        ruling = leaves_open(place, because, evidence)
    else:
        ruling = _reachability(place, to, options.identifier, walks, evidence)
    addresses = [numbered for server in servers if (numbered := number_of(server))]
    is_public = all(each.number in PUBLIC[each.version] for each in addresses)
    knowledge: Knowledge = "public" if addresses and is_public else "forwarded"
    return NameServers(knowledge, [ruling], evidence=(evidence,))


def _reachability(place: Place, to: Destination, options: str, walks: dict[str, Walk], evidence: Evidence) -> Ruling:
    words = {"options": options, "servers": enumeration(list(walks))}
    reached = [server for server, walk in walks.items() if walk.verdict == "pass"]
    if reached:
        return passes(place, _REACHABLE.fill(reached=enumeration(reached), **words), evidence)
    first = next(hop for walk in walks.values() for hop in walk.hops if hop.verdict in ("fail", "unknown"))
    if all(walk.verdict == "fail" for walk in walks.values()):
        stopped = [hop for walk in walks.values() for hop in walk.hops if hop.verdict == "fail"]
        quoted = [each for hop in stopped[:3] for each in hop.evidence]
        because = _UNREACHABLE.fill(reason=stopped[0].because, **words)
        return refuses(place, to.addresses, because, evidence, *quoted, finding="dns.custom-servers")
    missing = tuple(dict.fromkeys(gap for walk in walks.values() for hop in walk.hops for gap in hop.missing))
    doubtful = [hop for walk in walks.values() for hop in walk.hops if hop.verdict == "unknown"]
    reason = (doubtful[0] if doubtful else first).because
    return leaves_open(place, _PERHAPS.fill(reason=reason, **words), evidence, missing=missing)


def _walk_to(journey: Journey, server: str, walk: Callable[[Flow], Walk]) -> Walk:
    numbered = number_of(server)
    question = replace(
        journey.flow,
        host=None,
        address=server,
        port=53,
        protocol="udp",
        ip_version=numbered.version if numbered else 4,
        permissions=(),
        needed_services=frozenset(),
    )
    return walk(question)


def _support(journey: Journey, to: Destination) -> list[Ruling]:
    """Return what the attribute says; it matters only to those who ask the VPC's resolver."""
    place = Place("dns", _vpc_name(journey), "vpc")
    try:
        attribute = journey.topology.attribute(journey.departure.vpc_id, "enableDnsSupport")
    except Unanswered as gap:
        return [leaves_open(place, _SUPPORT_UNKNOWN.fill(vpc=place.id), missing=gap.missing)]
    if attribute.is_on:
        return []
    evidence = journey.topology.cite(attribute, "EnableDnsSupport.Value")
    because = _SUPPORT_OFF.fill(vpc=attribute.vpc_id)
    return [refuses(place, to.addresses, because, evidence, finding="dns.support-disabled")]


def _is_vpc_resolver(journey: Journey, server: str) -> bool:
    if server == "AmazonProvidedDNS" or server in _RESOLVERS:
        return True
    numbered = number_of(server)
    return numbered is not None and is_vpc_resolver(journey, numbered.version, numbered.number)


def is_vpc_resolver(journey: Journey, version: int, number: int) -> bool:
    """Tell whether an address is the VPC's own resolver: the third of its primary block, or a link-local one.

    https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html
    """
    if any((version, number) == number_of(each) for each in _RESOLVERS):
        return True
    try:
        vpc = journey.topology.vpc(journey.departure.vpc_id)
    except Unanswered:
        return False
    return any(
        block.version == version and block.first + 2 == number for cidr in vpc.ipv4_blocks if (block := block_of(cidr))
    )


def _quoted(journey: Journey, options: DhcpOptions) -> Evidence:
    for index, each in enumerate(options.dhcp_configurations):
        if each.key == "domain-name-servers":
            return journey.topology.cite(options, f"DhcpConfigurations[{index}]")
    return journey.topology.cite(options, "DhcpConfigurations")


def _vpc_name(journey: Journey) -> str:
    try:
        return journey.departure.vpc_id
    except Unanswered:
        return ""
