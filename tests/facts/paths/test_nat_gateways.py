"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.facts.paths.network import ECR_DKR, entry, route
from tests.facts.paths.rows import (
    API,
    EPHEMERAL,
    IN,
    OUT,
    PORT,
    PUBLIC,
    Row,
    blocked,
    both,
    excluded,
    fare,
    healthy,
    ipv6_only,
    nat,
    nat_acl,
    nat_routes,
    routes,
    row,
    transit,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.facts.paths.network import Network


def nat_behind_transit(subnets: tuple[str, ...]) -> Callable[[Network], None]:
    return both(transit(subnets=subnets), routes(route("0.0.0.0/0", "nat-1")), nat_routes(route("0.0.0.0/0", "tgw-1")))


ROWS = [
    # The way out through a NAT gateway.
    row("a private subnet behind a NAT gateway reaches the internet", healthy, PUBLIC, "pass"),
    row("a private subnet behind a NAT gateway reaches ECR", healthy, API, "pass"),
    row("a host outside AWS is somewhere in public space", healthy, {"host": "registry-1.docker.io"}, "pass"),
    row("UDP goes the same way", healthy, {**PUBLIC, "protocol": "udp", "port": 123}, "pass"),
    row("ICMP goes the same way", healthy, {**PUBLIC, "protocol": "icmp", "port": None}, "pass"),
    row("a NAT gateway that failed carries nothing", nat(State="failed"), API, "fail", "nat.not-available"),
    row("a NAT gateway that is pending carries nothing yet", nat(State="pending"), API, "fail", "nat.not-available"),
    row("a NAT gateway that was deleted carries nothing", nat(State="deleted"), API, "fail", "nat.not-available"),
    row(
        "a route to a NAT gateway that does not exist leads nowhere",
        lambda net: net.drop("NatGateways", "nat-1"),
        API,
        "fail",
        "nat.not-available",
    ),
    row(
        "a private NAT gateway is no way to the internet",
        nat(ConnectivityType="private"),
        API,
        "fail",
        "nat.private",
    ),
    row(
        "a private NAT gateway that leads to a transit gateway is opaque",
        both(nat(ConnectivityType="private"), nat_behind_transit(("subnet-public",))),
        API,
        "unknown",
    ),
    row(
        "a private NAT gateway that leads to a transit gateway without an attachment",
        both(nat(ConnectivityType="private"), nat_routes(route("0.0.0.0/0", "tgw-1"))),
        API,
        "fail",
        "gateway.not-attached",
    ),
    row(
        "a private NAT gateway in a zone that its transit gateway is not attached in",
        both(nat(ConnectivityType="private"), nat_behind_transit(("subnet-far",))),
        API,
        "fail",
        "gateway.not-attached",
    ),
    row("a NAT gateway in a subnet without a default route", nat_routes(), API, "fail", "nat.no-internet-route"),
    row(
        "a NAT gateway whose own default route is a blackhole",
        nat_routes(route("0.0.0.0/0", "igw-1", State="blackhole")),
        API,
        "fail",
        "nat.no-internet-route",
    ),
    row(
        "a NAT gateway whose own default route leads back to it",
        nat_routes(route("0.0.0.0/0", "nat-1")),
        API,
        "fail",
        "nat.no-internet-route",
    ),
    row(
        "a NAT gateway behind a detached internet gateway",
        lambda net: net.change("InternetGateways", "igw-1", Attachments=[]),
        API,
        "fail",
        "nat.no-internet-route",
    ),
    row(
        "a NAT gateway whose subnet leads to a transit gateway is opaque",
        nat_behind_transit(("subnet-public",)),
        API,
        "unknown",
    ),
    row(
        "a NAT gateway of another VPC serves only its own",
        nat(VpcId="vpc-2"),
        API,
        "fail",
    ),
    row(
        "a regional NAT gateway has a route table of its own",
        nat(SubnetId=None, AvailabilityMode="regional", RouteTableId="rtb-public"),
        API,
        "pass",
    ),
    row(
        "a regional NAT gateway whose own table leads nowhere",
        nat(SubnetId=None, AvailabilityMode="regional", RouteTableId="rtb-main"),
        API,
        "fail",
        "nat.no-internet-route",
    ),
    row(
        "a regional NAT gateway that has not spread to the task's zone works all the same",
        nat(
            SubnetId=None,
            AvailabilityMode="regional",
            RouteTableId="rtb-public",
            NatGatewayAddresses=[
                {"PublicIp": "54.9.9.9", "Status": "succeeded", "AvailabilityZone": "eu-west-1b"},
            ],
        ),
        API,
        "pass",
    ),
    row(
        "a regional NAT gateway whose table nobody read",
        nat(SubnetId=None, AvailabilityMode="regional", RouteTableId="rtb-elsewhere"),
        API,
        "unknown",
    ),
    row(
        "Block Public Access stops a regional NAT gateway",
        both(
            nat(SubnetId=None, AvailabilityMode="regional", RouteTableId="rtb-public"), blocked("block-bidirectional")
        ),
        API,
        "fail",
        "vpc.block-public-access",
    ),
    row(
        "an excluded VPC lets its regional NAT gateway out",
        both(
            nat(SubnetId=None, AvailabilityMode="regional", RouteTableId="rtb-public"),
            blocked("block-bidirectional", excluded("vpc-1")),
        ),
        API,
        "pass",
    ),
    row(
        "an excluded subnet is none of a regional NAT gateway's",
        both(
            nat(SubnetId=None, AvailabilityMode="regional", RouteTableId="rtb-public"),
            blocked("block-bidirectional", excluded("subnet-public")),
        ),
        API,
        "fail",
        "vpc.block-public-access",
    ),
    row(
        "a private NAT gateway that leads on to another NAT gateway is not seen through",
        both(
            nat(ConnectivityType="private"),
            nat_routes(route("0.0.0.0/0", "nat-2")),
            lambda net: net.put(
                "NatGateways",
                {"NatGatewayId": "nat-2", "VpcId": "vpc-1", "SubnetId": "subnet-far", "State": "available"},
            ),
        ),
        API,
        "unknown",
    ),
    row(
        "a NAT gateway none of whose addresses works",
        nat(NatGatewayAddresses=[{"PrivateIp": "10.0.9.4", "Status": "failed"}]),
        API,
        "fail",
        "nat.not-available",
    ),
    # Network ACLs of the NAT gateway's subnet.
    row(
        "the NAT subnet admits no request from the task",
        nat_acl([OUT], [EPHEMERAL]),
        API,
        "fail",
        "nacl.egress-blocked",
    ),
    row("the NAT subnet lets no request out", nat_acl([EPHEMERAL], [IN]), API, "fail", "nacl.egress-blocked"),
    row("the NAT subnet admits no answer", nat_acl([OUT], [PORT]), API, "fail", "nacl.return-blocked"),
    row("the NAT subnet lets no answer to the task", nat_acl([PORT], [IN]), API, "fail", "nacl.return-blocked"),
    row(
        "a NAT gateway uses more ports than the task",
        nat_acl([OUT], [PORT, entry(110, "allow", "0.0.0.0/0", (32768, 60999))]),
        API,
        "unknown",
        "nacl.return-blocked",
    ),
    row(
        "443 and ephemeral both ways is what a NAT subnet needs",
        nat_acl(
            [PORT, entry(110, "allow", "0.0.0.0/0", (1024, 65535))],
            [PORT, entry(110, "allow", "0.0.0.0/0", (1024, 65535))],
        ),
        API,
        "pass",
    ),
    # NAT64.
    row("an IPv6-only task reaches IPv4 through DNS64 and NAT64", ipv6_only, API, "pass"),
    row(
        "an IPv6-only task without DNS64 has no IPv4",
        both(ipv6_only, lambda net: net.change("Subnets", "subnet-task", EnableDns64=False)),
        API,
        "fail",
        "ipv6.ipv4-only-name",
        "route.none",
    ),
    row(
        "an IPv6-only task without a route for NAT64",
        both(ipv6_only, routes(route("::/0", "eigw-1"))),
        API,
        "fail",
        "ipv6.ipv4-only-name",
    ),
    row("an address in the NAT64 prefix is translated", ipv6_only, {"address": "64:ff9b::5db8:d822"}, "pass"),
    row(
        "a dual-stack name is asked for over IPv6", healthy, {"host": "ecr.eu-west-1.api.aws", "ip_version": 6}, "pass"
    ),
    row(
        "an IPv4-only name has no IPv6 address",
        healthy,
        {"host": ECR_DKR, "ip_version": 6},
        "fail",
        "ipv6.ipv4-only-name",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
