"""One stretch of the way: from whom, to which addresses, on what."""

from __future__ import annotations

from dataclasses import field, replace
from typing import TYPE_CHECKING

from fargate_doctor.facts.paths.addresses import EVERYTHING, blocks_in, number_of
from fargate_doctor.facts.paths.flow import NAT_EPHEMERAL_PORTS
from fargate_doctor.facts.paths.group_rules import ALL_PORTS, ECHO_ANSWER, ECHO_REQUEST
from fargate_doctor.facts.paths.intervals import Intervals, union
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import IpVersion, Ports, Protocol, Sender
    from fargate_doctor.facts.paths.ruling import Ruling
    from fargate_doctor.facts.paths.topology import Topology
    from fargate_doctor.model.evidence import Evidence, Missing


@frozen
class Traffic:
    """What is sent: IP version, protocol, the port asked for, and the ports that answers come back to."""

    version: IpVersion
    protocol: Protocol
    port: int | None
    answered_on: Ports

    def behind_nat(self) -> Traffic:
        """Return what goes on from a NAT gateway, which is answered on ports of its own."""
        return Traffic(self.version, self.protocol, self.port, NAT_EPHEMERAL_PORTS)

    @property
    def request_ports(self) -> Intervals:
        """Return the port of the request; for ICMP the type of an echo request."""
        if self.protocol == "icmp":
            return Intervals.single(ECHO_REQUEST[self.version])
        return Intervals.single(self.port) if self.port is not None else ALL_PORTS

    @property
    def answer_ports(self) -> Intervals:
        """Return the ports of the answer; for ICMP the type of an echo answer."""
        if self.protocol == "icmp":
            return Intervals.single(ECHO_ANSWER[self.version])
        return Intervals(((self.answered_on.first, self.answered_on.last),))

    @property
    def words(self) -> str:
        """Return protocol and port, `TCP 443`."""
        name = self.protocol.upper()
        return name if self.port is None or self.protocol == "icmp" else f"{name} {self.port}"


@frozen
class Source:
    """The addresses that the request may come from, as the far end sees them.

    More than one means that the address is not known, only the block it lies in, because of `missing`.
    """

    addresses: Intervals
    group_ids: frozenset[str] | None
    missing: tuple[Missing, ...] = ()
    evidence: tuple[Evidence, ...] = ()


@frozen
class Destination:
    """Where the request goes: addresses, and what people call them.

    A `vague` set stands for addresses that lie somewhere inside it: what fails for a part of it may fail for none of
    them. `service` is the AWS service whose public addresses these are; `is_space` tells that they are
    all of a space, not addresses of one resource.
    """

    words: Text
    addresses: Intervals
    vague: tuple[Intervals, ...] = ()
    missing: tuple[Missing, ...] = ()
    service: str | None = None
    is_space: bool = False

    def surely(self, refused: Intervals) -> Intervals:
        """Return the part of a refusal that certainly concerns an address that is meant."""
        kept = refused
        for block in self.vague:
            if not refused.covers(block & self.addresses):
                kept = kept - block
        return kept

    def only(self, part: Intervals) -> Destination:
        """Return the part of this destination that lies within a set."""
        if part == self.addresses:
            return self
        return replace(self, addresses=self.addresses & part)


@frozen
class Departure:
    """A sender with numbers in the place of words; what is not known raises `Unanswered` when it is asked."""

    sender: Sender
    topology: Topology
    starts: dict[tuple[IpVersion, str | None], list[Ruling]] = field(default_factory=dict, compare=False)
    _sources: dict[IpVersion, Source] = field(default_factory=dict, compare=False)

    @property
    def vpc_id(self) -> str:
        """Return the VPC."""
        return self.sender.vpc_id.require().value

    @property
    def subnet_id(self) -> str:
        """Return the subnet."""
        return self.sender.subnet_id.require().value

    @property
    def group_ids(self) -> tuple[str, ...]:
        """Return the security groups."""
        return self.sender.group_ids.require().value

    def source(self, version: IpVersion) -> Source:
        """Return the addresses it may send from: its own, else its subnet's, else all.

        A sender that has none is judged as its neighbours would be, so that all that blocks it is named.
        """
        if version not in self._sources:
            self._sources[version] = self._source(version)
        return self._sources[version]

    def _source(self, version: IpVersion) -> Source:
        fact = self.sender.private_ipv4 if version == 4 else self.sender.ipv6  # noqa: PLR2004 - IP version
        try:
            address = fact.require()
        except Unanswered as gap:
            return Source(self._subnet_block(version), self._held_groups(), gap.missing)
        numbered = number_of(address.value.partition("/")[0]) if address.value else None
        if numbered is None:
            return Source(self._subnet_block(version), self._held_groups(), (), address.evidence)
        return Source(Intervals.single(numbered.number), self._held_groups(), (), address.evidence)

    def _held_groups(self) -> frozenset[str] | None:
        try:
            return frozenset(self.group_ids)
        except Unanswered:
            return None

    def _subnet_block(self, version: IpVersion) -> Intervals:
        try:
            subnet = self.topology.subnet(self.subnet_id)
        except Unanswered:
            return EVERYTHING[version]
        if version == 4:  # noqa: PLR2004 - IP version
            return blocks_in([subnet.cidr_block or "0.0.0.0/0"], 4)
        return blocks_in(subnet.ipv6_blocks, 6) or EVERYTHING[6]


def one_of(words: Text, sets: list[Intervals]) -> Destination:
    """Return a destination that is one address inside each of some sets."""
    vague = tuple(each for each in sets if each.only is None)
    return Destination(words, union(sets), vague)


def single(words: str, number: int) -> Destination:
    """Return a destination that is one address."""
    return Destination(verbatim(words), Intervals.single(number))
