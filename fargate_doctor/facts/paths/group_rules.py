"""Security groups as rules over numbers.

Groups only allow, together they allow what any of them does, and answers are never asked about:
https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from fargate_doctor.facts.paths.addresses import EVERYTHING, block_of
from fargate_doctor.facts.paths.intervals import NOTHING, Intervals, union

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fargate_doctor.facts.paths.flow import IpVersion, Protocol
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.model.filtering import IpPermission, SecurityGroup

PROTOCOL_NAMES: Final = {"6": "tcp", "17": "udp", "1": "icmp", "58": "icmpv6"}
"""Rules name protocols by word or by number."""

ALL_PORTS: Final = Intervals(((0, 65535),))
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


@dataclass(frozen=True, slots=True)
class Admission:
    """What some groups admit out of a set of addresses; `by` are the rules that do."""

    admitted: Intervals
    doubtful: Intervals
    by: tuple[Rule, ...]
    missing: tuple[Missing, ...]


ListBlocks = "Callable[[str, IpVersion], Intervals | tuple[Missing, ...]]"


@dataclass(slots=True)
class GroupRules:
    """The rules of some groups in one direction, found by protocol and port."""

    groups: tuple[SecurityGroup, ...]
    direction: str
    blocks_of_list: Callable[[str, IpVersion], Intervals | tuple[Missing, ...]]
    unread: tuple[Missing, ...] = ()
    _found: dict[tuple[IpVersion, Protocol, int | None], tuple[Rule, ...]] = field(default_factory=dict)

    @property
    def are_empty(self) -> bool:
        """Tell whether there is no rule at all."""
        return not self.unread and not any(self.permissions_of(group) for group in self.groups)

    def permissions_of(self, group: SecurityGroup) -> tuple[IpPermission, ...]:
        """Return the rules of one group in this direction, as AWS lists them."""
        return group.ip_permissions_egress if self.direction == "egress" else group.ip_permissions

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
        rules = self._matching(version, protocol, port)
        by: list[Rule] = []
        missing: list[Missing] = list(self.unread)
        admitted, in_doubt = NOTHING, bool(self.unread)
        for rule in rules:
            if rule.unread or (rule.referenced_group and far_groups is None):
                in_doubt = True
                missing.extend(rule.unread)
                continue
            hit = _admitted_by(rule, addresses, far_groups)
            if hit and not admitted.covers(hit):
                by.append(rule)
                admitted |= hit
        rest = addresses - admitted
        return Admission(admitted, rest if in_doubt else NOTHING, tuple(by), tuple(dict.fromkeys(missing)))

    def _matching(self, version: IpVersion, protocol: Protocol, port: int | None) -> tuple[Rule, ...]:
        key = (version, protocol, port)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = tuple(self._rules(version, protocol, port))
        return found

    def _rules(self, version: IpVersion, protocol: Protocol, port: int | None) -> Iterator[Rule]:
        for group in self.groups:
            for index, permission in enumerate(self.permissions_of(group)):
                if _covers_traffic(permission, version, protocol, port):
                    yield from self._rules_of(group.group_id, index, permission, version)

    def _rules_of(self, group_id: str, at: int, permission: IpPermission, version: IpVersion) -> Iterator[Rule]:
        cidrs = (
            [each.cidr_ip for each in permission.ip_ranges]
            if version == 4  # noqa: PLR2004 - IP version
            else [each.cidr_ipv6 for each in permission.ipv6_ranges]
        )
        for cidr in cidrs:
            block = block_of(cidr)
            if block and block.version == version:
                yield Rule(group_id, at, cidr, Intervals(((block.first, block.last),)), None, ())
        for listed in permission.prefix_list_ids:
            blocks = self.blocks_of_list(listed.prefix_list_id, version)
            if isinstance(blocks, Intervals):
                yield Rule(group_id, at, listed.prefix_list_id, blocks, None, ())
            else:
                yield Rule(group_id, at, listed.prefix_list_id, None, None, blocks)
        for pair in permission.user_id_group_pairs:
            yield Rule(group_id, at, pair.group_id, None, pair.group_id, ())


def _admitted_by(rule: Rule, addresses: Intervals, far_groups: frozenset[str] | None) -> Intervals:
    if rule.referenced_group:
        return addresses if far_groups and rule.referenced_group in far_groups else NOTHING
    return addresses & rule.addresses if rule.addresses else NOTHING


def _covers_traffic(permission: IpPermission, version: IpVersion, protocol: Protocol, port: int | None) -> bool:
    named = permission.ip_protocol.lower()
    named = PROTOCOL_NAMES.get(named, named)
    if named == "-1":
        return True
    if protocol == "icmp":
        wanted = "icmp" if version == 4 else "icmpv6"  # noqa: PLR2004 - IP version
        return named == wanted and _covers_echo(permission, version)
    if named != protocol:
        return False
    first, last = permission.from_port, permission.to_port
    return (first is None or first == -1 or port is None or first <= port) and (
        last is None or last == -1 or port is None or port <= last
    )


def _covers_echo(permission: IpPermission, version: IpVersion) -> bool:
    """ICMP rules give the type as the first port and the code as the last; -1 is any."""
    return permission.from_port in (None, -1, ECHO_REQUEST[version]) and permission.to_port in (None, -1, 0)


def admits_anything(admission: Admission) -> bool:
    """Tell whether some destination is or might be admitted."""
    return bool(admission.admitted or admission.doubtful)


def everything(version: IpVersion) -> Intervals:
    """Return all addresses of an IP version."""
    return union([EVERYTHING[version]])
