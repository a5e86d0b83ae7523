"""Do the network ACLs let the request through, and the answer back?

ACLs are not asked inside one subnet, and never about Amazon's own DNS, DHCP and metadata services:
https://docs.aws.amazon.com/vpc/latest/userguide/vpc-network-acls.html
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from fargate_doctor.facts.paths.addresses import ports_words
from fargate_doctor.facts.paths.ruling import Place, Ruling, leaves_open, passes, refuses
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.acl_rules import AclRules, Sieve
    from fargate_doctor.facts.paths.flow import Ports
    from fargate_doctor.facts.paths.intervals import Intervals
    from fargate_doctor.facts.paths.topology import Topology
    from fargate_doctor.facts.paths.traffic import Destination, Source, Traffic
    from fargate_doctor.model.evidence import Evidence

Leg = Literal["request", "answer"]

_FINDINGS: dict[Leg, str] = {"request": "nacl.egress-blocked", "answer": "nacl.return-blocked"}
_WHAT: dict[Leg, Text] = {
    "request": Text(en="the request ({traffic})", es="la solicitud ({traffic})"),
    "answer": Text(en="the answer ({traffic})", es="la respuesta ({traffic})"),
}
_TO_PORTS = Text(en="{protocol} to ports {first}–{last}", es="{protocol} a los puertos {first}–{last}")  # noqa: RUF001
_WAY: dict[bool, Text] = {
    True: Text(en="out of {subnet}", es="salga de {subnet}"),
    False: Text(en="into {subnet}", es="entre en {subnet}"),
}
_LETS = Text(en="{acl} lets {what} {way}: {rules}.", es="{acl} deja que {what} {way}: {rules}.")
_REFUSES = Text(en="{acl} does not let {what} {way}: {rules}.", es="{acl} no deja que {what} {way}: {rules}.")
_IN_PART = Text(
    en="{acl} lets {what} {way} only on ports {ports}; {wanted} may be used.",
    es="{acl} deja que {what} {way} solo por los puertos {ports}; pueden usarse {wanted}.",
)
_REST = Text(en="ports other than {ports}", es="los puertos distintos de {ports}")
_RULE = Text(en="rule {numbers}", es="regla {numbers}")
_SEVERAL_RULES = Text(en="rules {numbers}", es="reglas {numbers}")
_DEFAULT = Text(en="no rule allows it", es="ninguna regla lo permite")
_ACL_UNKNOWN = Text(
    en="The network ACL of {subnet} is not known.",
    es="No se conoce la ACL de red de {subnet}.",
)
_ACTION_UNKNOWN = Text(
    en="{acl} has a rule, {number}, that neither allows nor denies as far as this version knows.",
    es="{acl} tiene una regla, {number}, que, hasta donde sabe esta versión, ni permite ni deniega.",
)
_SUBNET_UNKNOWN = Text(
    en="The subnet is not known, and so neither is its network ACL.",
    es="No se conoce la subred y, por tanto, tampoco su ACL de red.",
)
_SOURCE_UNKNOWN = Text(
    en="{acl} treats the addresses of the sender's subnet differently, and which one it has is not known.",
    es="{acl} trata de forma distinta las direcciones de la subred del emisor y no se sabe cuál tiene.",
)
_DESTINATION_UNKNOWN = Text(
    en="{acl} treats the addresses that {destination} may have differently.",
    es="{acl} trata de forma distinta las direcciones que puede tener {destination}.",
)


class Gate(NamedTuple):
    """One ACL asked in one direction about one leg of the exchange."""

    rules: AclRules
    subnet_id: str
    leg: Leg
    egress: bool


def toward(topology: Topology, gate: Gate, traffic: Traffic, ports: Intervals, to: Destination) -> Ruling:
    """Return what an ACL says where the far end is the destination."""
    place = _place(gate)
    sieve = gate.rules.sift(to.addresses, ports, egress=gate.egress, version=traffic.version, protocol=traffic.protocol)
    if not sieve.refused and not sieve.partial:
        return _lets(topology, place, gate, traffic, sieve)
    evidence = _quoted(topology, gate, sieve)
    if sieve.refused:
        because = _sentence(_REFUSES, gate, traffic, sieve)
        return refuses(place, sieve.refused, because, *evidence, finding=_FINDINGS[gate.leg])
    if to.surely(sieve.partial):
        return _partly(place, gate, traffic, ports, sieve, evidence)
    because = _DESTINATION_UNKNOWN.fill(acl=place.id, destination=to.words)
    return leaves_open(place, because, *evidence, missing=to.missing)


def from_source(  # noqa: PLR0913, PLR0917 - both ends of the stretch
    topology: Topology, gate: Gate, traffic: Traffic, ports: Intervals, source: Source, to: Destination
) -> Ruling:
    """Return what an ACL says where the far end is the sender; what it refuses concerns all of `to`."""
    place = _place(gate)
    sieve = gate.rules.sift(
        source.addresses, ports, egress=gate.egress, version=traffic.version, protocol=traffic.protocol
    )
    if not sieve.refused and not sieve.partial:
        return _lets(topology, place, gate, traffic, sieve)
    evidence = _quoted(topology, gate, sieve)
    if sieve.refused.covers(source.addresses):
        because = _sentence(_REFUSES, gate, traffic, sieve)
        return refuses(place, to.addresses, because, *evidence, finding=_FINDINGS[gate.leg])
    if sieve.partial.covers(source.addresses):
        return _partly(place, gate, traffic, ports, sieve, evidence)
    return leaves_open(place, _SOURCE_UNKNOWN.fill(acl=place.id), *evidence, missing=source.missing)


def gate_of(topology: Topology, vpc_id: str, subnet_id: str, leg: Leg, *, egress: bool) -> Gate | Ruling:
    """Return the ACL of a subnet to be asked, or the doubt where it is not known."""
    try:
        gate = Gate(topology.acl_of(vpc_id, subnet_id), subnet_id, leg, egress)
    except Unanswered as gap:
        place = Place("network-acl", subnet_id, "subnet")
        return leaves_open(place, _ACL_UNKNOWN.fill(subnet=subnet_id), missing=gap.missing)
    unknown = gate.rules.unknown_action(egress=egress)
    if unknown is None:
        return gate
    because = _ACTION_UNKNOWN.fill(acl=gate.rules.acl.identifier, number=_number(gate, unknown))
    return leaves_open(_place(gate), because, topology.cite(gate.rules.acl, f"Entries[{unknown}]"))


def subnet_unknown(gap: Unanswered) -> Ruling:
    """Return the doubt where the subnet itself is not known."""
    return leaves_open(Place("network-acl", "", "subnet"), _SUBNET_UNKNOWN, missing=gap.missing)


def _lets(topology: Topology, place: Place, gate: Gate, traffic: Traffic, sieve: Sieve) -> Ruling:
    """Return the same words for everything that the same entries let through."""
    key = ("lets", place.id, gate.subnet_id, gate.leg, gate.egress, _asked(gate, traffic), sieve.allowed_by)
    return topology.once(
        key,
        lambda: passes(place, _sentence(_LETS, gate, traffic, sieve), *_quoted(topology, gate, sieve)),
    )


def _partly(  # noqa: PLR0913, PLR0917 - what the sentence is made of
    place: Place, gate: Gate, traffic: Traffic, ports: Intervals, sieve: Sieve, evidence: tuple[Evidence, ...]
) -> Ruling:
    open_ports = ports_words(sieve.ports)
    because = _IN_PART.fill(
        acl=place.id, what=_what(gate, traffic), way=_way(gate), ports=open_ports, wanted=ports_words(ports)
    )
    part = _REST.fill(ports=open_ports)
    return leaves_open(place, because, *evidence, finding=_FINDINGS[gate.leg], part=part)


def _place(gate: Gate) -> Place:
    return Place("network-acl", gate.rules.acl.identifier, "network-acl")


def _sentence(sentence: Text, gate: Gate, traffic: Traffic, sieve: Sieve) -> Text:
    deciding = sieve.denied_by if sieve.refused else sieve.allowed_by
    rules = _rules(tuple(_number(gate, index) for index in deciding))
    return sentence.fill(acl=gate.rules.acl.identifier, what=_what(gate, traffic), way=_way(gate), rules=rules)


@lru_cache(maxsize=1024)
def _rules(numbers: tuple[str, ...]) -> Text:
    if not numbers:
        return _DEFAULT
    sentence = _RULE if len(numbers) == 1 else _SEVERAL_RULES
    return sentence.fill(numbers=enumeration(numbers, at_most=3))


def _number(gate: Gate, index: int) -> str:
    number = gate.rules.acl.entries[index].rule_number
    return "*" if number == 32767 else str(number)  # noqa: PLR2004 - how AWS numbers the last rule


def _what(gate: Gate, traffic: Traffic) -> Text:
    return _what_in_words(gate.leg, _asked(gate, traffic))


def _asked(gate: Gate, traffic: Traffic) -> str | tuple[str, Ports]:
    """Return what is asked about: the port of a request, the ports that an answer may come back to."""
    if gate.leg == "request" or traffic.protocol == "icmp":
        return traffic.words
    return (traffic.protocol, traffic.answered_on)


@lru_cache(maxsize=1024)
def _what_in_words(leg: Leg, asked: str | tuple[str, Ports]) -> Text:
    if isinstance(asked, str):
        return _WHAT[leg].fill(traffic=asked)
    protocol, ports = asked
    return _WHAT[leg].fill(traffic=_TO_PORTS.fill(protocol=protocol.upper(), first=ports.first, last=ports.last))


def _way(gate: Gate) -> Text:
    return _way_in_words(gate.subnet_id, gate.egress)


@lru_cache(maxsize=1024)
def _way_in_words(subnet_id: str, egress: bool) -> Text:  # noqa: FBT001 - a key of the cache
    return _WAY[egress].fill(subnet=subnet_id)


def _quoted(topology: Topology, gate: Gate, sieve: Sieve) -> tuple[Evidence, ...]:
    deciding = (sieve.denied_by if sieve.refused else sieve.allowed_by)[:4]
    acl = gate.rules.acl
    if not deciding:
        return (topology.cite(acl, "Entries"),)
    return tuple(topology.cite(acl, f"Entries[{index}]") for index in deciding)
