"""One entry of a network ACL, added before the one that decides against the traffic.

https://docs.aws.amazon.com/vpc/latest/userguide/custom-network-acl.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.paths.acl_rules import AclRules
from fargate_doctor.facts.paths.addresses import PUBLIC, blocks_in
from fargate_doctor.facts.paths.intervals import Intervals
from fargate_doctor.model.filtering import NetworkAclEntry, PortRange
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_acl
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step
from fargate_doctor.remedies.tables import EVERYWHERE

if TYPE_CHECKING:
    from fargate_doctor.model.filtering import NetworkAcl
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.crossings import Crossing
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

LAST: Final = 32767
"""How AWS numbers the rule `*`, which denies what no other rule matched."""

NO_NUMBER: Final = "<FREE_RULE_NUMBER_BEFORE_THE_DENIAL>"
_FIRST: Final = 100
_APART: Final = 10
_PROTOCOLS: Final = {("tcp", 4): "6", ("tcp", 6): "6", ("udp", 4): "17", ("udp", 6): "17", ("icmp", 4): "1"}


def refuses(acl: NetworkAcl, crossing: Crossing) -> bool:
    """Tell whether an ACL keeps back any part of a crossing."""
    return not _sift(acl, crossing)[0]


def entry_for(acl: NetworkAcl, crossing: Crossing) -> NetworkAclEntry | None:
    """Return the entry that lets a crossing through; None where no number is free before the entry that denies it."""
    _, denying = _sift(acl, crossing)
    number = number_before(acl, denying, egress=crossing.egress)
    if number is None:
        return None
    is_ipv4 = crossing.version == 4  # noqa: PLR2004 - IP version
    return NetworkAclEntry(
        rule_number=number,
        rule_action="allow",
        egress=crossing.egress,
        protocol=_PROTOCOLS.get((crossing.protocol, crossing.version), "-1"),
        cidr_block=crossing.block if is_ipv4 else None,
        ipv6_cidr_block=None if is_ipv4 else crossing.block,
        port_range=PortRange(from_=crossing.ports.first, to=crossing.ports.last),
    )


def with_entry(acl: NetworkAcl, entry: NetworkAclEntry) -> NetworkAcl:
    """Return an ACL with one entry more."""
    return acl.model_copy(update={"entries": (*acl.entries, entry)})


def add_entry(standpoint: Standpoint, acl: NetworkAcl, entry: NetworkAclEntry, *but: str) -> Step:
    """Return the step that adds an entry; `but` are the subnets for whose sake it is done."""
    where = {"network_acl_id": acl.network_acl_id, "ingress": not entry.egress or None, "egress": entry.egress or None}
    ports = entry.port_range or PortRange()
    block = {"cidr_block": entry.cidr_block, "ipv6_cidr_block": entry.ipv6_cidr_block}
    return Step(
        commands=(
            aws(
                "ec2",
                "create-network-acl-entry",
                standpoint.region,
                **where,
                rule_number=entry.rule_number,
                protocol=entry.protocol,
                rule_action="allow",
                **block,
                port_range={"From": ports.from_, "To": ports.to},
            ),
        ),
        undo=(aws("ec2", "delete-network-acl-entry", standpoint.region, **where, rule_number=entry.rule_number),),
        terraform=terraform(
            "aws_network_acl_rule",
            f"{acl.network_acl_id}_{'out' if entry.egress else 'in'}_{entry.rule_number}",
            {
                "network_acl_id": acl.network_acl_id,
                "rule_number": entry.rule_number,
                "egress": entry.egress,
                "protocol": entry.protocol,
                "rule_action": "allow",
                **block,
                "from_port": ports.from_,
                "to_port": ports.to,
            },
        ),
        cloudformation=cloudformation(
            f"{acl.network_acl_id}{'Out' if entry.egress else 'In'}{entry.rule_number}",
            "AWS::EC2::NetworkAclEntry",
            {
                "NetworkAclId": acl.network_acl_id,
                "RuleNumber": entry.rule_number,
                "Egress": entry.egress,
                "Protocol": int(entry.protocol),
                "RuleAction": "allow",
                "CidrBlock": entry.cidr_block,
                "Ipv6CidrBlock": entry.ipv6_cidr_block,
                "PortRange": {"From": ports.from_, "To": ports.to},
            },
        ),
        affects=sharing_acl(acl, *but),
        change=_adding(acl, entry),
    )


def add_unnumbered(standpoint: Standpoint, acl: NetworkAcl, crossing: Crossing) -> Step:
    """Return the step for an ACL without a free number: the reader has to make room first."""
    is_ipv4 = crossing.version == 4  # noqa: PLR2004 - IP version
    command = aws(
        "ec2",
        "create-network-acl-entry",
        standpoint.region,
        network_acl_id=acl.network_acl_id,
        ingress=not crossing.egress or None,
        egress=crossing.egress or None,
        rule_number=NO_NUMBER,
        protocol=_PROTOCOLS.get((crossing.protocol, crossing.version), "-1"),
        rule_action="allow",
        cidr_block=crossing.block if is_ipv4 else None,
        ipv6_cidr_block=None if is_ipv4 else crossing.block,
        port_range={"From": crossing.ports.first, "To": crossing.ports.last},
    )
    return Step(commands=(command,), affects=sharing_acl(acl, crossing.subnet_id), change=None)


def _sift(acl: NetworkAcl, crossing: Crossing) -> tuple[bool, int]:
    """Return whether all of a crossing gets through, and the number of the first rule that keeps some of it back."""
    is_everywhere = crossing.block == EVERYWHERE[crossing.version]
    addresses = PUBLIC[crossing.version] if is_everywhere else blocks_in([crossing.block], crossing.version)
    ports = Intervals(((crossing.ports.first, crossing.ports.last),))
    sieve = AclRules(acl).sift(
        addresses, ports, egress=crossing.egress, version=crossing.version, protocol=crossing.protocol
    )
    passes = not sieve.refused and not sieve.partial
    denying = [acl.entries[index].rule_number for index in sieve.denied_by]
    return passes, min(denying, default=LAST)


def number_before(acl: NetworkAcl, denying: int, *, egress: bool) -> int | None:
    """Return a free number before the rule that denies, after the other rules where there is room."""
    used = {each.rule_number for each in acl.entries if each.egress == egress}
    below = max((each for each in used if each < denying), default=0)
    if denying == LAST and below < LAST - _APART:
        return (below // _APART + 1) * _APART if below else _FIRST
    preferred = (denying - _APART, *range(denying - 1, 0, -1))
    after_others = (each for each in preferred if below < each < denying)
    return next(after_others, None) or next((each for each in range(denying - 1, 0, -1) if each not in used), None)


def _adding(acl: NetworkAcl, entry: NetworkAclEntry) -> Change:
    def change(snapshot: Snapshot) -> Snapshot:
        present = snapshot.network_acls.by_id.get(acl.network_acl_id, acl)
        return snapshot.with_resource("network_acls", with_entry(present, entry))

    return change
