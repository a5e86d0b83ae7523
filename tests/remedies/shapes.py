"""Small parts of AWS's answers, from which the account of these tests is made."""

from __future__ import annotations

from typing import Any

from tests.remedies.names import ANYWHERE


def route(destination: str, **target: str) -> dict[str, Any]:
    """Return an active static route."""
    member = "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
    return {member: destination, "State": "active", "Origin": "CreateRoute", **target}


def entry(number: int, *, egress: bool, allow: bool = True, ports: tuple[int, int] | None = None) -> dict[str, Any]:
    """Return one entry of a network ACL for every address."""
    ranged = {"PortRange": {"From": ports[0], "To": ports[1]}} if ports else {}
    return {
        "RuleNumber": number,
        "RuleAction": "allow" if allow else "deny",
        "Egress": egress,
        "Protocol": "6" if ports else "-1",
        "CidrBlock": ANYWHERE,
        **ranged,
    }


def permission(port: int | None, **peer: Any) -> dict[str, Any]:  # noqa: ANN401 - members of AWS's JSON
    """Return one rule of a security group."""
    if port is None:
        return {"IpProtocol": "-1", **peer}
    return {"IpProtocol": "tcp", "FromPort": port, "ToPort": port, **peer}


def options(*servers: str) -> dict[str, Any]:
    """Return the DHCP option set of the VPC with these name servers."""
    return {
        "DhcpOptionsId": "dopt-0a",
        "DhcpConfigurations": [
            {"Key": "domain-name", "Values": [{"Value": "shop.internal"}]},
            {"Key": "domain-name-servers", "Values": [{"Value": each} for each in servers]},
        ],
    }
