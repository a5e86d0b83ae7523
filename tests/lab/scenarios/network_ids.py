"""Every finding that blames the network: none of them may be raised where it is sound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from tests.lab.scenario import Scenario

SCENARIOS: tuple[Scenario, ...] = ()

NETWORK: Final = frozenset(
    {
        "route.none",
        "route.blackhole",
        "route.igw-without-public-ip",
        "nat.not-available",
        "nat.no-internet-route",
        "nat.private",
        "sg.egress-blocked",
        "nacl.egress-blocked",
        "nacl.return-blocked",
        "endpoint.missing",
        "endpoint.not-available",
        "endpoint.sg-blocked",
        "endpoint.private-dns-disabled",
        "endpoint.not-associated",
        "endpoint.policy-denied",
        "dns.support-disabled",
        "dns.hostnames-disabled",
        "dns.custom-servers",
        "dns.name-shadowed",
        "vpc.block-public-access",
        "gateway.not-attached",
        "path.mtu",
        "dhcp.change-not-applied",
        "registry.tls",
        "registry.refused",
    }
)
