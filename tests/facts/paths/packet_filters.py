"""Does a security group or a network ACL let one packet through? Read by the judge of single packets."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_network
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.facts.paths.network import Item, Network

Address = IPv4Address | IPv6Address

PASS, FAIL, UNKNOWN = "pass", "fail", "unknown"


class Filters:
    """The security groups and network ACLs of one network."""

    def __init__(self, net: Network) -> None:
        self.net = net

    def admitted(  # noqa: PLR0913, PLR0917 - the five-tuple of a packet
        self, groups: list[str], way: str, far: Address, protocol: str, port: int | None, far_groups: set[str] | None
    ) -> str:
        """Return whether any rule of the groups names the far end, whose own groups may not be known."""
        doubt = False
        for group_id in groups:
            for permission in self.net.lists["SecurityGroups"][group_id][way]:
                if not _speaks_of(permission, far.version, protocol, port):
                    continue
                answer = self._names(permission, far, far_groups)
                if answer == PASS:
                    return PASS
                doubt = doubt or answer == UNKNOWN
        return UNKNOWN if doubt else FAIL

    def _names(self, permission: Item, far: Address, far_groups: set[str] | None) -> str:
        blocks = [each["CidrIp"] for each in permission["IpRanges"]]
        blocks += [each["CidrIpv6"] for each in permission["Ipv6Ranges"]]
        doubt = False
        for each in permission["PrefixListIds"]:
            listed = self.net.lists["PrefixLists"].get(each["PrefixListId"])
            blocks += listed["Cidrs"] if listed else []
            doubt = doubt or listed is None
        if any(far in ip_network(each) for each in blocks if ip_network(each).version == far.version):
            return PASS
        named = {each["GroupId"] for each in permission["UserIdGroupPairs"]}
        if named and far_groups is None:
            return UNKNOWN
        return PASS if named & (far_groups or set()) else UNKNOWN if doubt else FAIL

    def acl(  # noqa: PLR0913 - the five-tuple of a packet
        self,
        subnet_id: str,
        far: Address,
        protocol: str,
        *,
        egress: bool,
        request: int | None = None,
        answers: tuple[int, int] | None = None,
    ) -> str:
        """Return whether the subnet's ACL lets the request's port through, or all ports of the answers, or some."""
        acls = self.net.lists["NetworkAcls"].values()
        acl = next(each for each in acls if any(it["SubnetId"] == subnet_id for it in each["Associations"]))
        entries = sorted((each for each in acl["Entries"] if each["Egress"] == egress), key=lambda it: it["RuleNumber"])
        if protocol == "icmp":
            kind = (0 if answers else 8) if far.version == 4 else (129 if answers else 128)
            return PASS if _lets(entries, far, protocol, kind) else FAIL
        if answers is None:
            return PASS if _lets(entries, far, protocol, request or 0) else FAIL
        tried = {_lets(entries, far, protocol, port) for port in _telling_ports(entries, answers)}
        return PASS if tried == {True} else FAIL if tried == {False} else UNKNOWN


def _telling_ports(entries: list[Item], wanted: tuple[int, int]) -> set[int]:
    """Return ports that meet every combination of entries: verdicts change only where a range begins or ends."""
    edges = {wanted[0], wanted[1]}
    for each in entries:
        ports = each.get("PortRange")
        edges |= {ports["From"], ports["From"] - 1, ports["To"], ports["To"] + 1} if ports else set()
    return {each for each in edges if wanted[0] <= each <= wanted[1]}


def _lets(entries: list[Item], far: Address, protocol: str, port: int) -> bool:
    numbers = {"tcp": "6", "udp": "17", "icmp": "1" if far.version == 4 else "58"}
    for each in entries:
        block = each.get("CidrBlock") if far.version == 4 else each.get("Ipv6CidrBlock")
        if block is None or far not in ip_network(block) or each["Protocol"] not in ("-1", numbers[protocol]):
            continue
        if each["Protocol"] != "-1" and not _on_port(each, protocol, port):
            continue
        return bool(each["RuleAction"] == "allow")
    return False


def _on_port(item: Item, protocol: str, port: int) -> bool:
    if protocol == "icmp":
        return item.get("IcmpTypeCode", {}).get("Type", -1) in (-1, port)
    ports = item.get("PortRange")
    return ports is None or bool(ports["From"] <= port <= ports["To"])


def _speaks_of(permission: Item, version: int, protocol: str, port: int | None) -> bool:
    named: Any = permission["IpProtocol"]
    if named == "-1":
        return True
    if protocol == "icmp":
        echo = 8 if version == 4 else 128
        wanted = "icmp" if version == 4 else "icmpv6"
        return named == wanted and permission["FromPort"] in (-1, echo) and permission["ToPort"] in (-1, 0)
    return bool(named == protocol and permission["FromPort"] <= (port or 0) <= permission["ToPort"])
