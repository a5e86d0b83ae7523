"""Security groups and network ACLs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.account.routing import Routing
from tests.account.store import named

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject

_LAST_RULE = 32767
_EVERYWHERE = ("0.0.0.0/0", "::/0")
_PROTOCOLS = {"tcp": "6", "udp": "17", "-1": "-1"}


def everything(destinations: Sequence[str] = ("0.0.0.0/0",)) -> JsonObject:
    """Return a rule of a security group that admits everything."""
    return _permission("-1", None, destinations, ())


def tcp(port: int, *peers: str | JsonObject) -> JsonObject:
    """Return a rule for one port; a peer is a block, a prefix list id, or a group."""
    texts = [each for each in peers if isinstance(each, str)]
    return _permission("tcp", port, texts, [each for each in peers if not isinstance(each, str)])


def udp(port: int, *blocks: str) -> JsonObject:
    """Return a rule for one UDP port."""
    return _permission("udp", port, blocks, [])


def _permission(protocol: str, port: int | None, blocks: Sequence[str], groups: Sequence[JsonObject]) -> JsonObject:
    ports = {} if port is None else {"FromPort": port, "ToPort": port}
    return {
        "IpProtocol": protocol,
        **ports,
        "UserIdGroupPairs": [{"UserId": each["OwnerId"], "GroupId": each["GroupId"]} for each in groups],
        "IpRanges": [{"CidrIp": each} for each in blocks if not each.startswith("pl-") and ":" not in each],
        "Ipv6Ranges": [{"CidrIpv6": each} for each in blocks if ":" in each],
        "PrefixListIds": [{"PrefixListId": each} for each in blocks if each.startswith("pl-")],
    }


def allow(
    number: int, block: str, ports: tuple[int, int] | None = None, *, egress: bool, protocol: str = "tcp"
) -> JsonObject:
    """Return an entry of a network ACL that allows; without ports it allows every protocol."""
    return _entry(number, block, ports, egress=egress, protocol=protocol if ports else "-1", action="allow")


def deny(
    number: int, block: str, ports: tuple[int, int] | None = None, *, egress: bool, protocol: str = "tcp"
) -> JsonObject:
    """Return an entry of a network ACL that denies; without ports it denies every protocol."""
    return _entry(number, block, ports, egress=egress, protocol=protocol if ports else "-1", action="deny")


def _entry(  # noqa: PLR0913 - the members of an entry
    number: int, block: str, ports: tuple[int, int] | None, *, egress: bool, protocol: str, action: str
) -> JsonObject:
    entry: JsonObject = {
        ("Ipv6CidrBlock" if ":" in block else "CidrBlock"): block,
        "Egress": egress,
        "Protocol": _PROTOCOLS[protocol],
        "RuleAction": action,
        "RuleNumber": number,
    }
    return {**entry, "PortRange": {"From": ports[0], "To": ports[1]}} if ports else entry


class Filtering(Routing):
    """What lets packets of an account through or not."""

    def add_group(
        self,
        vpc: JsonObject,
        name: str,
        description: str,
        *,
        inbound: Sequence[JsonObject] = (),
        outbound: Sequence[JsonObject] | None = None,
    ) -> JsonObject:
        """Add a security group; unless told otherwise everything may leave."""
        identifier = self.ids.of("sg", vpc["VpcId"], name)
        return self.hold(
            "ec2:DescribeSecurityGroups",
            {
                "GroupId": identifier,
                "IpPermissionsEgress": [everything(_versions_of(vpc))] if outbound is None else list(outbound),
                "Tags": [] if name == "default" else named(name),
                "VpcId": vpc["VpcId"],
                "SecurityGroupArn": self.arn("ec2", f"security-group/{identifier}"),
                "OwnerId": self.number,
                "GroupName": name,
                "Description": description,
                "IpPermissions": list(inbound),
            },
        )

    def add_default_group(self, vpc: JsonObject) -> JsonObject:
        """Add the group that every VPC has: it admits itself."""
        group = self.add_group(vpc, "default", "default VPC security group")
        group["IpPermissions"] = [_permission("-1", None, (), [group])]
        return group

    def add_acl(
        self,
        vpc: JsonObject,
        name: str,
        *subnets: JsonObject,
        entries: Sequence[JsonObject] | None = None,
    ) -> JsonObject:
        """Add a network ACL for some subnets; unless told otherwise it is the default one, which allows everything."""
        identifier = self.ids.of("acl", vpc["VpcId"], name)
        return self.hold(
            "ec2:DescribeNetworkAcls",
            {
                "Associations": [self._acl_association(identifier, each) for each in subnets],
                "Entries": _ordered(entries, _versions_of(vpc)),
                "IsDefault": entries is None,
                "NetworkAclId": identifier,
                "Tags": [] if entries is None else named(name),
                "VpcId": vpc["VpcId"],
                "OwnerId": self.number,
            },
        )

    def _acl_association(self, acl: str, subnet: JsonObject) -> JsonObject:
        return {
            "NetworkAclAssociationId": self.ids.of("aclassoc", subnet["SubnetId"]),
            "NetworkAclId": acl,
            "SubnetId": subnet["SubnetId"],
        }


def _versions_of(vpc: JsonObject) -> tuple[str, ...]:
    return _EVERYWHERE if vpc.get("Ipv6CidrBlockAssociationSet") else _EVERYWHERE[:1]


def _ordered(entries: Sequence[JsonObject] | None, versions: Sequence[str]) -> list[JsonObject]:
    """Return the entries as AWS lists them: what leaves first, by number, with the last word of each version."""
    directions = (True, False)
    own = list(entries or ())
    if entries is None:
        own = [
            allow(100 + place, block, egress=egress) for egress in directions for place, block in enumerate(versions)
        ]
    last = [
        deny(_LAST_RULE + place, block, egress=egress) for egress in directions for place, block in enumerate(versions)
    ]
    return sorted([*own, *last], key=lambda each: (not each["Egress"], each["RuleNumber"]))
