"""Rules of security groups and entries of network ACLs, as EC2 takes them."""

from __future__ import annotations

from typing import Any

ANYWHERE, ANYWHERE_IPV6 = "0.0.0.0/0", "::/0"


def tcp(port: int, *, cidr: str = "", group: str = "", prefix_list: str = "") -> dict[str, Any]:
    """Return a security-group rule for one TCP port."""
    rule: dict[str, Any] = {"IpProtocol": "tcp", "FromPort": port, "ToPort": port}
    if cidr:
        rule["IpRanges"] = [{"CidrIp": cidr}]
    if group:
        rule["UserIdGroupPairs"] = [{"GroupId": group}]
    if prefix_list:
        rule["PrefixListIds"] = [{"PrefixListId": prefix_list}]
    return rule


def acl_entry(
    *, egress: bool, ports: tuple[int, int] | None = None, cidr: str = ANYWHERE, allow: bool = True
) -> dict[str, Any]:
    """Return an entry of a network ACL: a range of TCP ports, or all protocols."""
    entry: dict[str, Any] = {
        "Egress": egress,
        "CidrBlock": cidr,
        "RuleAction": "allow" if allow else "deny",
        "Protocol": "6" if ports else "-1",
    }
    if ports:
        entry["PortRange"] = {"From": ports[0], "To": ports[1]}
    return entry
