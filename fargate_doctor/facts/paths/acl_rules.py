"""Network ACLs as rules over numbers.

The lowest rule number that matches decides, what no rule matches is denied, and request and answer are judged apart:
https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from fargate_doctor.facts.paths.addresses import block_of
from fargate_doctor.facts.paths.group_rules import ALL_PORTS
from fargate_doctor.facts.paths.intervals import NOTHING, Intervals, union
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.paths.flow import IpVersion, Protocol
    from fargate_doctor.model.filtering import NetworkAcl, NetworkAclEntry

_NUMBERS = {("tcp", 4): "6", ("tcp", 6): "6", ("udp", 4): "17", ("udp", 6): "17", ("icmp", 4): "1", ("icmp", 6): "58"}
_WORDS = {"tcp": "6", "udp": "17", "icmp": "1", "icmpv6": "58", "all": "-1"}

_ACTIONS = frozenset({"allow", "deny"})


class AclRule(NamedTuple):
    """One entry that matters for a protocol in one direction; `at` is its place in AWS's answer."""

    at: int
    number: int
    allows: bool
    first: int
    last: int
    ports: Intervals


class Sentence(NamedTuple):
    """What an ACL does to one address: the ports it lets through, and the entries that decided."""

    admitted: Intervals
    allowed_by: tuple[int, ...]
    denied_by: tuple[int, ...]


@frozen
class Sieve:
    """What an ACL does to a set of addresses.

    `admitted` have every port, `refused` none, `partial` some. `allowed_by` and `denied_by` are places of entries;
    what no entry matched is denied without one.
    """

    admitted: Intervals
    refused: Intervals
    partial: Intervals
    ports: Intervals
    allowed_by: tuple[int, ...]
    denied_by: tuple[int, ...]


@dataclass(slots=True)
class AclRules:
    """The entries of one ACL, found by direction, IP version and protocol."""

    acl: NetworkAcl
    _rules: dict[tuple[bool, IpVersion, Protocol], tuple[AclRule, ...]] = field(default_factory=dict)
    _sieves: dict[tuple[bool, IpVersion, Protocol, Intervals, Intervals], Sieve] = field(default_factory=dict)
    _unknown: dict[bool, int | None] = field(default_factory=dict)

    def sift(
        self, addresses: Intervals, ports: Intervals, *, egress: bool, version: IpVersion, protocol: Protocol
    ) -> Sieve:
        """Return what gets through to or from some far addresses on some ports."""
        rules = self._matching(egress, version, protocol)
        if addresses.only is not None:
            return _sieve_of_one(rules, addresses, addresses.only, ports)
        key = (egress, version, protocol, addresses, ports)
        if key not in self._sieves:
            self._sieves[key] = _sieve(list(_pieces(rules, addresses, ports)), ports)
        return self._sieves[key]

    def unknown_action(self, *, egress: bool) -> int | None:
        """Return the place of an entry whose action is neither of the two that AWS has; None where there is none."""
        if egress not in self._unknown:
            self._unknown[egress] = next(
                (
                    index
                    for index, entry in enumerate(self.acl.entries)
                    if entry.egress == egress and entry.rule_action.lower() not in _ACTIONS
                ),
                None,
            )
        return self._unknown[egress]

    def _matching(self, egress: bool, version: IpVersion, protocol: Protocol) -> tuple[AclRule, ...]:  # noqa: FBT001
        key = (egress, version, protocol)
        found = self._rules.get(key)
        if found is None:
            entries = sorted(enumerate(self.acl.entries), key=lambda each: each[1].rule_number)
            rules = (_rule(index, entry, version, protocol) for index, entry in entries if entry.egress == egress)
            found = self._rules[key] = tuple(rule for rule in rules if rule)
        return found


def _rule(at: int, entry: NetworkAclEntry, version: IpVersion, protocol: Protocol) -> AclRule | None:
    block = block_of((entry.cidr_block if version == 4 else entry.ipv6_cidr_block) or "")  # noqa: PLR2004
    named = _WORDS.get(entry.protocol.lower(), entry.protocol)
    if block is None or named not in ("-1", _NUMBERS[protocol, version]):
        return None
    ports = ALL_PORTS if named == "-1" else _ports(entry, protocol)
    allows = entry.rule_action.lower() == "allow"
    return AclRule(at, entry.rule_number, allows, block.first, block.last, ports)


def _ports(entry: NetworkAclEntry, protocol: Protocol) -> Intervals:
    if protocol == "icmp":
        return _icmp_types(entry)
    if entry.port_range is None or entry.port_range.from_ is None or entry.port_range.to is None:
        return ALL_PORTS
    return Intervals(((entry.port_range.from_, entry.port_range.to),))


def _icmp_types(entry: NetworkAclEntry) -> Intervals:
    """ICMP types stand in for ports; echo has code 0."""
    icmp = entry.icmp_type_code
    if icmp is None or icmp.type in (None, -1):
        return ALL_PORTS
    return Intervals.single(icmp.type or 0) if icmp.code in (None, -1, 0) else NOTHING


def _sentence(rules: tuple[AclRule, ...], address: int, ports: Intervals) -> Sentence:
    waiting, admitted = ports, NOTHING
    allowed_by: list[int] = []
    denied_by: list[int] = []
    for rule in rules:
        if not rule.first <= address <= rule.last:
            continue
        hit = waiting & rule.ports
        if not hit:
            continue
        waiting = waiting - hit
        (allowed_by if rule.allows else denied_by).append(rule.at)
        admitted = admitted | hit if rule.allows else admitted
        if not waiting:
            break
    return Sentence(admitted, tuple(allowed_by), tuple(denied_by))


def _sieve_of_one(rules: tuple[AclRule, ...], addresses: Intervals, address: int, ports: Intervals) -> Sieve:
    """Return what happens to one address; most often the first rule that meets it decides about every port."""
    first, last = ports.spans[0][0], ports.spans[-1][1]
    for rule in rules:
        if rule.first <= address <= rule.last and rule.ports.spans:
            begin, end = rule.ports.spans[0]
            if begin <= first and last <= end:
                if rule.allows:
                    return Sieve(addresses, NOTHING, NOTHING, NOTHING, (rule.at,), ())
                return Sieve(NOTHING, addresses, NOTHING, NOTHING, (), (rule.at,))
            if begin <= last and first <= end:
                return _sieve([(addresses, _sentence(rules, address, ports))], ports)
    return Sieve(NOTHING, addresses, NOTHING, NOTHING, (), ())


def _pieces(rules: tuple[AclRule, ...], addresses: Intervals, ports: Intervals) -> Iterator[tuple[Intervals, Sentence]]:
    cuts = sorted({rule.first for rule in rules} | {rule.last + 1 for rule in rules})
    by_sentence: dict[Sentence, list[tuple[int, int]]] = {}
    for first, last in _cut(addresses, cuts):
        by_sentence.setdefault(_sentence(rules, first, ports), []).append((first, last))
    for sentence, spans in by_sentence.items():
        yield Intervals.of(spans), sentence


def _cut(addresses: Intervals, cuts: list[int]) -> Iterator[tuple[int, int]]:
    for first, last in addresses.spans:
        start = first
        for cut in cuts:
            if start < cut <= last:
                yield start, cut - 1
                start = cut
        yield start, last


def _sieve(pieces: list[tuple[Intervals, Sentence]], ports: Intervals) -> Sieve:
    whole = [piece for piece, sentence in pieces if sentence.admitted.covers(ports)]
    none = [piece for piece, sentence in pieces if not sentence.admitted]
    some = [
        (piece, sentence) for piece, sentence in pieces if sentence.admitted and not sentence.admitted.covers(ports)
    ]
    return Sieve(
        admitted=union(whole),
        refused=union(none),
        partial=union(piece for piece, _ in some),
        ports=union(sentence.admitted for _, sentence in some),
        allowed_by=tuple(dict.fromkeys(index for _, sentence in pieces for index in sentence.allowed_by)),
        denied_by=tuple(dict.fromkeys(index for _, sentence in pieces for index in sentence.denied_by)),
    )
