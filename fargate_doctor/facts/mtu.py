"""Where a way gets narrower than the frames that a task sends, and whether network ACLs let in the notice of it.

Who drops a frame that is too large says so by ICMP (type 3, code 4) or ICMPv6 (type 2). Security groups let it in with
the connection it belongs to; network ACLs need a rule:
https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.messages.rule import words
from fargate_doctor.facts.messages.wording import wording_of
from fargate_doctor.facts.paths.addresses import PUBLIC, blocks_in
from fargate_doctor.facts.paths.intervals import NOTHING
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.paths.hop import Hop
    from fargate_doctor.facts.symptom import Symptom
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.filtering import NetworkAcl, NetworkAclEntry

JUMBO_FRAME: Final = 9001
_INTERNET: Final = 1500
_WIDER: Final = 8500

_LIMITS: Final = {"internet-gateway": _INTERNET, "egress-only-internet-gateway": _INTERNET, "nat-gateway": _WIDER}

_TOO_LARGE: Final[dict[IpVersion, tuple[int, int]]] = {4: (3, 4), 6: (2, 0)}
"""ICMP type and code by which a frame is reported too large."""

_PROTOCOLS: Final[dict[IpVersion, frozenset[str]]] = {
    4: frozenset({"-1", "all", "1", "icmp"}),
    6: frozenset({"-1", "all", "58", "icmpv6"}),
}

_STALLED: Final = words(
    "read tcp", "while reading body", "unexpected eof", "read: connection timed out", "tls handshake timeout"
)
"""How it reads when a connection stands and what is sent over it does not come through."""


@frozen
class Admission:
    """What the ACL of one subnet does with the notice: lets it in from everywhere, from a part, or not at all."""

    acl_id: str
    subnet_id: str
    version: IpVersion
    admits: Literal["all", "part", "none"]
    evidence: tuple[Evidence, ...]


@frozen
class Narrowing:
    """A gateway that carries only smaller frames, the ways over it, and the ACLs that the notice has to pass."""

    gateway_id: str
    limit: int
    ways: tuple[NeedWalk, ...]
    admissions: tuple[Admission, ...]
    missing: tuple[Missing, ...] = ()


def narrowings_of(facts: TaskFacts) -> tuple[Narrowing, ...]:
    """Return every place at which jumbo frames of a task must become smaller; raises `Unanswered` without its ways."""
    ways: dict[tuple[str, int, tuple[tuple[str, IpVersion], ...]], list[NeedWalk]] = {}
    for way in facts.walks:
        narrowest = _narrowest(facts, way)
        if narrowest:
            ways.setdefault((*narrowest, tuple(_subnets(facts, way))), []).append(way)
    return tuple(
        _narrowing(facts, gateway, limit, subnets, tuple(met)) for (gateway, limit, subnets), met in ways.items()
    )


def transfer_stalled(symptom: Symptom) -> bool:
    """Tell whether the message says that a connection stood and that what went over it did not come through."""
    return symptom.message is not None and _STALLED.occur_in(wording_of(symptom.message.text).squeezed)


def _narrowing(
    facts: TaskFacts, gateway: str, limit: int, subnets: tuple[tuple[str, IpVersion], ...], ways: tuple[NeedWalk, ...]
) -> Narrowing:
    admissions: list[Admission] = []
    missing: list[Missing] = []
    for subnet_id, version in subnets:
        try:
            vpc_id = facts.placement.vpc_id.require().value
            acl = facts.walker.topology.acl_of(vpc_id, subnet_id).acl
        except Unanswered as gap:
            missing.extend(gap.missing)
        else:
            admissions.append(_admission(acl, subnet_id, version))
    return Narrowing(gateway, limit, ways, tuple(admissions), tuple(dict.fromkeys(missing)))


def _narrowest(facts: TaskFacts, way: NeedWalk) -> tuple[str, int] | None:
    hops = way.walk.hops if way.walk else ()
    limits = [(hop.id, limit) for hop in hops if hop.verdict == "pass" and (limit := _limit(facts, hop))]
    return min(limits, key=lambda each: each[1], default=None)


def _limit(facts: TaskFacts, hop: Hop) -> int | None:
    """Return the largest frame that a hop carries, where that is less than a jumbo frame and AWS says it."""
    if hop.kind != "peering":
        return _LIMITS.get(hop.kind)
    peering = facts.snapshot.peerings.by_id.get(hop.id)
    regions = {peering.requester_vpc_info.region, peering.accepter_vpc_info.region} - {None} if peering else set()
    return _WIDER if len(regions) > 1 else None


def _subnets(facts: TaskFacts, way: NeedWalk) -> Iterator[tuple[str, IpVersion]]:
    """Yield the subnets that the notice comes into, and its IP version there: a NAT gateway speaks IPv4 outside."""
    gateways = [hop.id for hop in (way.walk.hops if way.walk else ()) if hop.kind == "nat-gateway"]
    own = facts.sender.subnet_id.require().value
    yield own, 6 if gateways and facts.placement.has_only_ipv6 else way.ip_version
    for gateway_id in dict.fromkeys(gateways):
        nat = facts.snapshot.nat_gateways.by_id.get(gateway_id)
        if nat and nat.subnet_id and not nat.is_regional and nat.subnet_id != own:
            yield nat.subnet_id, 4


def _admission(acl: NetworkAcl, subnet_id: str, version: IpVersion) -> Admission:
    """Return what the first entry that matches says, for the notice from every public address."""
    waiting, refused = PUBLIC[version], NOTHING
    deciding: list[int] = []
    for place, entry in sorted(enumerate(acl.entries), key=lambda each: each[1].rule_number):
        block = entry.cidr_block if version == 4 else entry.ipv6_cidr_block  # noqa: PLR2004 - IP version
        hit = waiting & blocks_in([block or ""], version) if _is_about(entry, version) else NOTHING
        if hit:
            waiting = waiting - hit
            refused = refused | hit if entry.rule_action.lower() != "allow" else refused
            deciding.append(place)
    refused = refused | waiting
    admits: Literal["all", "part", "none"] = "none" if refused.covers(PUBLIC[version]) else "part"
    quoted = tuple(acl.cite(f"Entries[{place}]") for place in deciding[:3]) or (acl.cite("Entries"),)
    return Admission(acl.identifier, subnet_id, version, admits if refused else "all", quoted)


def _is_about(entry: NetworkAclEntry, version: IpVersion) -> bool:
    if entry.egress or entry.protocol.lower() not in _PROTOCOLS[version]:
        return False
    if entry.protocol.lower() in {"-1", "all"} or entry.icmp_type_code is None:
        return True
    kind, code = _TOO_LARGE[version]
    named = entry.icmp_type_code
    return named.type in {None, -1, kind} and named.code in {None, -1, code}
