"""Security groups as rules over numbers.

Groups only allow, together they allow what any of them does, and answers are never asked about:
https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from fargate_doctor.facts.paths.addresses import block_of
from fargate_doctor.facts.paths.intervals import NOTHING, Intervals
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fargate_doctor.facts.paths.flow import IpVersion, Protocol
    from fargate_doctor.facts.paths.intervals import Span
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.model.filtering import IpPermission, SecurityGroup

PROTOCOL_NAMES: Final = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
"""Rules name protocols by word or by number."""

_ALL: Final = (0, 65535)
ALL_PORTS: Final = Intervals((_ALL,))
ECHO_REQUEST: Final[dict[IpVersion, int]] = {4: 8, 6: 128}
ECHO_ANSWER: Final[dict[IpVersion, int]] = {4: 0, 6: 129}


class Rule(NamedTuple):
    """One thing that a group admits: a block, the holders of a group, or a prefix list nobody read."""

    group_id: str
    at: int
    words: str
    addresses: Intervals | None
    referenced_group: str | None
    unread: tuple[Missing, ...]
    block: Span | None = None


@frozen
class Admission:
    """What some groups admit out of a set of addresses; `by` are the rules that do."""

    admitted: Intervals
    doubtful: Intervals
    by: tuple[Rule, ...]
    missing: tuple[Missing, ...]


class Ported(NamedTuple):
    """What one rule admits, and the ports (of ICMP the type of an echo) that it speaks of."""

    first: int
    last: int
    rule: Rule


@dataclass(slots=True)
class OneGroup:
    """The rules of one group in one direction, found by IP version and protocol."""

    group: SecurityGroup
    direction: str
    blocks_of_list: Callable[[str, IpVersion], Intervals | tuple[Missing, ...]]
    _found: dict[tuple[IpVersion, Protocol], tuple[Ported, ...]] = field(default_factory=dict)
    _blocks: dict[tuple[IpVersion, Protocol], tuple[tuple[int, int, int, int, Rule], ...]] = field(default_factory=dict)

    @property
    def permissions(self) -> tuple[IpPermission, ...]:
        """Return the rules in this direction, as AWS lists them."""
        return self.group.ip_permissions_egress if self.direction == "egress" else self.group.ip_permissions

    def matching(self, version: IpVersion, protocol: Protocol) -> tuple[Ported, ...]:
        """Return what speaks of a protocol."""
        key = (version, protocol)
        if key not in self._found:
            self._found[key] = tuple(self._rules(version, protocol))
        return self._found[key]

    def blocks(self, version: IpVersion, protocol: Protocol) -> tuple[tuple[int, int, int, int, Rule], ...]:
        """Return the rules of one block each, as first and last address, first and last port, and the rule."""
        key = (version, protocol)
        if key not in self._blocks:
            rules = self.matching(version, protocol)
            self._blocks[key] = tuple((*each.rule.block, *each) for each in rules if each.rule.block)
        return self._blocks[key]

    def _rules(self, version: IpVersion, protocol: Protocol) -> Iterator[Ported]:
        for at, permission in enumerate(self.permissions):
            ports = _ports_of(permission, version, protocol)
            if ports:
                for rule in self._rules_of(at, permission, version):
                    yield Ported(*ports, rule)

    def _rules_of(self, at: int, permission: IpPermission, version: IpVersion) -> Iterator[Rule]:
        group_id = self.group.group_id
        cidrs = (
            [each.cidr_ip for each in permission.ip_ranges]
            if version == 4  # noqa: PLR2004 - IP version
            else [each.cidr_ipv6 for each in permission.ipv6_ranges]
        )
        for cidr in cidrs:
            block = block_of(cidr)
            if block and block.version == version:
                span = (block.first, block.last)
                yield Rule(group_id, at, cidr, Intervals((span,)), None, (), span)
        for listed in permission.prefix_list_ids:
            blocks = self.blocks_of_list(listed.prefix_list_id, version)
            if isinstance(blocks, Intervals):
                yield Rule(group_id, at, listed.prefix_list_id, blocks, None, ())
            else:
                yield Rule(group_id, at, listed.prefix_list_id, None, None, blocks)
        for pair in permission.user_id_group_pairs:
            yield Rule(group_id, at, pair.group_id, None, pair.group_id, ())


@frozen
class GroupRules:
    """The rules of some groups together in one direction; `unread` tells of groups that nobody could read."""

    members: tuple[OneGroup, ...]
    direction: str
    unread: tuple[Missing, ...] = ()

    @property
    def groups(self) -> tuple[SecurityGroup, ...]:
        """Return the groups themselves."""
        return tuple(each.group for each in self.members)

    @property
    def are_empty(self) -> bool:
        """Tell whether there is no rule at all."""
        return not self.unread and not any(each.permissions for each in self.members)

    def field_of(self, at: int) -> str:
        """Return AWS's path of a rule."""
        return f"{'IpPermissionsEgress' if self.direction == 'egress' else 'IpPermissions'}[{at}]"

    def admit(
        self,
        addresses: Intervals,
        version: IpVersion,
        protocol: Protocol,
        port: int | None,
        far_groups: frozenset[str] | None,
    ) -> Admission:
        """Return what is admitted; `far_groups` are those the other end holds, None where that is not known."""
        asked = ECHO_REQUEST[version] if protocol == "icmp" else port
        sole = self._sole_admission(addresses, version, protocol, asked)
        if sole:
            return Admission(addresses, NOTHING, (sole,), ())
        by: list[Rule] = []
        missing: list[Missing] = list(self.unread)
        admitted, in_doubt = NOTHING, bool(self.unread)
        for rule in self._speaking_of(version, protocol, asked):
            if rule.unread or (rule.referenced_group and far_groups is None):
                in_doubt = True
                missing.extend(rule.unread)
                continue
            hit = _admitted_by(rule, addresses, far_groups)
            if hit and not admitted.covers(hit):
                by.append(rule)
                admitted |= hit
                if admitted.covers(addresses):
                    break
        rest = addresses - admitted
        return Admission(admitted, rest if in_doubt else NOTHING, tuple(by), tuple(dict.fromkeys(missing)))

    def _sole_admission(
        self, addresses: Intervals, version: IpVersion, protocol: Protocol, port: int | None
    ) -> Rule | None:
        """Return a rule whose one block covers all that is asked for, which is how most admissions end."""
        if not addresses.spans:
            return None
        lowest, highest = addresses.spans[0][0], addresses.spans[-1][1]
        for member in self.members:
            for start, end, first, last, rule in member.blocks(version, protocol):
                if start <= lowest and highest <= end and (port is None or first <= port <= last):
                    return rule
        return None

    def _speaking_of(self, version: IpVersion, protocol: Protocol, port: int | None) -> Iterator[Rule]:
        for member in self.members:
            for first, last, rule in member.matching(version, protocol):
                if port is None or first <= port <= last:
                    yield rule


def _admitted_by(rule: Rule, addresses: Intervals, far_groups: frozenset[str] | None) -> Intervals:
    if rule.referenced_group:
        return addresses if far_groups and rule.referenced_group in far_groups else NOTHING
    return addresses & rule.addresses if rule.addresses else NOTHING


def _ports_of(permission: IpPermission, version: IpVersion, protocol: Protocol) -> tuple[int, int] | None:
    """Return the ports that a rule covers for a protocol; None where it does not speak of it."""
    named = permission.ip_protocol.lower()
    named = PROTOCOL_NAMES.get(named, named)
    if named == "-1":
        return _ALL
    if protocol == "icmp":
        wanted = "icmp" if version == 4 else "icmpv6"  # noqa: PLR2004 - IP version
        return _ALL if named == wanted and _covers_echo(permission, version) else None
    if named != protocol:
        return None
    first, last = permission.from_port, permission.to_port
    return (0 if first in (None, -1) else first or 0, _ALL[1] if last in (None, -1) else last or 0)


def _covers_echo(permission: IpPermission, version: IpVersion) -> bool:
    """Tell whether an echo is covered: ICMP rules give the type as first port and the code as last; -1 is any."""
    return permission.from_port in (None, -1, ECHO_REQUEST[version]) and permission.to_port in (None, -1, 0)
