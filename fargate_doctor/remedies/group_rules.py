"""One rule of a security group, added: the narrowest that lets the traffic through.

https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html
"""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.fact import Known
from fargate_doctor.frozen import frozen
from fargate_doctor.model.filtering import GroupReference, IpPermission, IpRange, Ipv6Range, PrefixListReference
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_group
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.standpoint import GROUP
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import printable

if TYPE_CHECKING:
    from fargate_doctor.model.filtering import SecurityGroup
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

Peer = Literal["group", "list", "ipv4", "ipv6"]
Direction = Literal["ingress", "egress"]

_NUMBERS: Final = {"tcp": "6", "udp": "17"}
_IN_TERRAFORM: Final = {
    "group": "referenced_security_group_id",
    "list": "prefix_list_id",
    "ipv4": "cidr_ipv4",
    "ipv6": "cidr_ipv6",
}
_IN_CLOUDFORMATION: Final[dict[Direction, dict[Peer, str]]] = {
    "ingress": {
        "group": "SourceSecurityGroupId",
        "list": "SourcePrefixListId",
        "ipv4": "CidrIp",
        "ipv6": "CidrIpv6",
    },
    "egress": {
        "group": "DestinationSecurityGroupId",
        "list": "DestinationPrefixListId",
        "ipv4": "CidrIp",
        "ipv6": "CidrIpv6",
    },
}


@frozen
class Opening:
    """What a rule admits: one protocol and port, to or from a group, a prefix list or a block."""

    protocol: str
    port: int | None
    peer: Peer
    value: str

    @property
    def permission(self) -> IpPermission:
        """Return it as AWS lists it."""
        return IpPermission(
            ip_protocol=self.protocol,
            from_port=self._first,
            to_port=self._last,
            ip_ranges=(IpRange(cidr_ip=self.value),) if self.peer == "ipv4" else (),
            ipv6_ranges=(Ipv6Range(cidr_ipv6=self.value),) if self.peer == "ipv6" else (),
            prefix_list_ids=(PrefixListReference(prefix_list_id=self.value),) if self.peer == "list" else (),
            user_id_group_pairs=(GroupReference(group_id=self.value),) if self.peer == "group" else (),
        )

    @property
    def as_json(self) -> dict[str, object]:
        """Return it as the AWS CLI takes it."""
        value = printable(self.value)
        member: dict[Peer, dict[str, object]] = {
            "group": {"UserIdGroupPairs": [{"GroupId": value}]},
            "list": {"PrefixListIds": [{"PrefixListId": value}]},
            "ipv4": {"IpRanges": [{"CidrIp": value}]},
            "ipv6": {"Ipv6Ranges": [{"CidrIpv6": value}]},
        }
        return {"IpProtocol": self.protocol, "FromPort": self._first, "ToPort": self._last, **member[self.peer]}

    @property
    def _first(self) -> int:
        return -1 if self.port is None else self.port

    @property
    def _last(self) -> int:
        return -1 if self.port is None else self.port


def opening_for_sender(standpoint: Standpoint, protocol: str, port: int | None) -> Opening:
    """Return the rule that admits the task: by its first group, else by its address or its subnet's block."""
    if standpoint.group_ids:
        return Opening(protocol, port, "group", standpoint.group_ids[0])
    sender = standpoint.facts.sender
    address = sender.private_ipv4.value if isinstance(sender.private_ipv4, Known) else None
    block = standpoint.subnet.cidr_block if standpoint.subnet else None
    if block or address:
        return Opening(protocol, port, "ipv4", block or f"{address}/32")
    return Opening(protocol, port, "group", GROUP)


def admit(  # noqa: PLR0913 - a rule, and how its group is named where it does not exist yet
    standpoint: Standpoint,
    group: SecurityGroup | str,
    *openings: Opening,
    direction: Direction = "ingress",
    shown: str | None = None,
    in_terraform: str | None = None,
    in_cloudformation: object = None,
) -> Step:
    """Return the step that adds rules to a group; a group of which only the id is known cannot be proven."""
    group_id = group if isinstance(group, str) else group.group_id
    named = shown or group_id
    asked = [each.as_json for each in openings]
    return Step(
        commands=(
            aws(
                "ec2",
                f"authorize-security-group-{direction}",
                standpoint.region,
                group_id=named,
                ip_permissions=list(asked),
            ),
        ),
        undo=(
            aws(
                "ec2",
                f"revoke-security-group-{direction}",
                standpoint.region,
                group_id=named,
                ip_permissions=list(asked),
            ),
        ),
        terraform="\n\n".join(_terraform(direction, in_terraform or group_id, each) for each in openings),
        cloudformation="\n".join(
            _cloudformation(direction, in_cloudformation or group_id, group_id, each) for each in openings
        ),
        affects=() if shown else sharing_group(standpoint.snapshot, group_id, standpoint.vpc_id, *_own(standpoint)),
        change=None if isinstance(group, str) else _admitting(group, openings, direction),
    )


def admits_task(standpoint: Standpoint, group: SecurityGroup, protocol: str, port: int) -> bool:
    """Tell whether a group lets the task in already: by one of its groups, or by a block that holds its subnet."""
    block = standpoint.subnet.cidr_block if standpoint.subnet else None
    return any(
        any(pair.group_id in standpoint.group_ids for pair in each.user_id_group_pairs)
        or any(block and _holds(allowed.cidr_ip, block) for allowed in each.ip_ranges)
        for each in group.ip_permissions
        if _is_about(each, protocol, port)
    )


def _is_about(permission: IpPermission, protocol: str, port: int) -> bool:
    if permission.ip_protocol == "-1":
        return True
    first, last = permission.from_port, permission.to_port
    is_port = (first is None or first <= port) and (last is None or port <= last)
    return permission.ip_protocol in (protocol, _NUMBERS.get(protocol)) and is_port


def _holds(block: str, inner: str) -> bool:
    try:
        outer_network, inner_network = ip_network(block, strict=False), ip_network(inner, strict=False)
    except ValueError:
        return False
    return outer_network.version == inner_network.version and (
        int(outer_network.network_address) <= int(inner_network.network_address)
        and int(inner_network.broadcast_address) <= int(outer_network.broadcast_address)
    )


def _admitting(group: SecurityGroup, openings: tuple[Opening, ...], direction: Direction) -> Change:
    member = "ip_permissions_egress" if direction == "egress" else "ip_permissions"
    rules = tuple(each.permission for each in openings)

    def change(snapshot: Snapshot) -> Snapshot:
        present = snapshot.security_groups.by_id.get(group.group_id, group)
        opened = present.model_copy(update={member: (*getattr(present, member), *rules)})
        return snapshot.with_resource("security_groups", opened, opened.vpc_id)

    return change


def _own(standpoint: Standpoint) -> tuple[str, ...]:
    interface = standpoint.facts.placement.interface
    return (interface.network_interface_id,) if interface else ()


def _terraform(direction: Direction, group: str, opening: Opening) -> str:
    return terraform(
        f"aws_vpc_security_group_{direction}_rule",
        _label(opening),
        {
            "security_group_id": group,
            "ip_protocol": opening.protocol,
            "from_port": opening.permission.from_port,
            "to_port": opening.permission.to_port,
            _IN_TERRAFORM[opening.peer]: opening.value,
        },
    )


def _cloudformation(direction: Direction, group: object, name: str, opening: Opening) -> str:
    return cloudformation(
        f"{_label(opening)}{name}",
        f"AWS::EC2::SecurityGroup{direction.title()}",
        {
            "GroupId": group,
            "IpProtocol": opening.protocol,
            "FromPort": opening.permission.from_port,
            "ToPort": opening.permission.to_port,
            _IN_CLOUDFORMATION[direction][opening.peer]: opening.value,
        },
    )


def _label(opening: Opening) -> str:
    return f"{opening.protocol}_{'any' if opening.port is None else opening.port}_{opening.value}"
