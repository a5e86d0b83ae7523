"""Written by hand from AWS's pages: https://docs.aws.amazon.com/network-firewall/latest/developerguide/arch-igw-ngw.html"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.facts.paths.network import acl, endpoint, entry, open_acl, route, table
from tests.facts.paths.rows import API, IN, OUT, PUBLIC, Row, blocked, both, fare, nat, refuse, row

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.facts.paths.network import Item, Network


def firewall(*onward: Item, **more: object) -> Callable[[Network], None]:
    """Let the task's default route lead to a firewall's endpoint in a subnet of its own."""

    def change(net: Network) -> None:
        subnet = {
            "SubnetId": "subnet-fw",
            "VpcId": "vpc-1",
            "CidrBlock": "10.0.7.0/28",
            "AvailabilityZone": "eu-west-1b",
        }
        net.put("Subnets", subnet)
        net.put("NetworkAcls", open_acl("acl-fw", "subnet-fw"))
        net.put("RouteTables", table("rtb-fw", *(onward or (route("0.0.0.0/0", "nat-1"),)), subnets=("subnet-fw",)))
        kept = {"VpcEndpointType": "GatewayLoadBalancer", "ServiceName": "com.amazonaws.vpce.eu-west-1.vpce-svc-1"}
        net.put("VpcEndpoints", endpoint("fw", subnets=("subnet-fw",), **kept, **more))
        net.routes(route("0.0.0.0/0", "vpce-fw"))

    return change


ROWS = [
    row("a firewall before a NAT gateway that works is opaque", firewall(), API, "unknown"),
    row("a firewall's endpoint in another zone works", firewall(), PUBLIC, "unknown"),
    row("a firewall's endpoint that failed", firewall(State="failed"), API, "fail", "endpoint.not-available"),
    row(
        "a firewall whose subnet leads nowhere",
        firewall(route("10.9.0.0/16", "tgw-1")),
        API,
        "fail",
        "route.none",
    ),
    row(
        "a firewall whose subnet leads back to it",
        firewall(route("0.0.0.0/0", "vpce-fw")),
        API,
        "fail",
        "route.none",
    ),
    row(
        "a firewall whose subnet has a dead default route",
        firewall(route("0.0.0.0/0", "nat-1", State="blackhole")),
        API,
        "fail",
        "route.blackhole",
    ),
    row(
        "a firewall before a NAT gateway that failed",
        both(firewall(), nat(State="failed")),
        API,
        "fail",
        "nat.not-available",
    ),
    row(
        "a firewall before an internet gateway, for a task without a public address",
        firewall(route("0.0.0.0/0", "igw-1")),
        API,
        "fail",
        "route.igw-without-public-ip",
    ),
    row(
        "a firewall before an internet gateway, for a task with a public address",
        both(
            firewall(route("0.0.0.0/0", "igw-1")),
            lambda net: net.change("NetworkInterfaces", "eni-task", Association={"PublicIp": "54.1.2.3"}),
        ),
        API,
        "unknown",
    ),
    row("a firewall before a transit gateway is opaque", firewall(route("0.0.0.0/0", "tgw-1")), API, "unknown"),
    row(
        "Block Public Access stops what comes out of the NAT gateway behind a firewall",
        both(firewall(), blocked("block-bidirectional")),
        API,
        "fail",
        "vpc.block-public-access",
    ),
    row(
        "the ACL of the firewall's subnet lets nothing in",
        both(firewall(), lambda net: net.put("NetworkAcls", acl("acl-fw", ("subnet-fw",), egress=[OUT], ingress=[]))),
        API,
        "fail",
        "nacl.egress-blocked",
    ),
    row(
        "the ACL of the firewall's subnet lets no answer out",
        both(
            firewall(),
            lambda net: net.put(
                "NetworkAcls",
                acl("acl-fw", ("subnet-fw",), egress=[entry(100, "allow", "0.0.0.0/0", (443, 443))], ingress=[IN]),
            ),
        ),
        API,
        "fail",
        "nacl.return-blocked",
    ),
    row(
        "the table of the firewall's subnet was not read",
        both(
            firewall(), lambda net: net.drop("RouteTables", "rtb-fw"), lambda net: net.drop("RouteTables", "rtb-main")
        ),
        API,
        "unknown",
    ),
    row("an endpoint that nobody read", both(firewall(), refuse("DescribeVpcEndpoints")), API, "unknown"),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
