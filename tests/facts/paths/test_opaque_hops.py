"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/reachability/explanation-codes.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import endpoint, route
from tests.facts.paths.rows import API, PUBLIC, Row, appliance, both, fare, refuse, routes, row, transit

ROWS = [
    row("a transit gateway is opaque", transit(), API, "unknown"),
    row("a transit gateway whose attachment failed", transit(state="failed"), API, "fail", "gateway.not-attached"),
    row(
        "a transit gateway without a subnet in the zone",
        transit(subnets=("subnet-far",)),
        API,
        "fail",
        "gateway.not-attached",
    ),
    row(
        "a transit gateway without an attachment",
        routes(route("0.0.0.0/0", "tgw-1")),
        API,
        "fail",
        "gateway.not-attached",
    ),
    row(
        "a transit gateway whose attachments nobody read",
        both(transit(state="failed"), refuse("DescribeTransitGatewayVpcAttachments")),
        API,
        "unknown",
    ),
    row("a virtual private gateway is opaque", routes(route("0.0.0.0/0", "vgw-1")), API, "unknown"),
    row(
        "a firewall endpoint is opaque",
        both(
            lambda net: net.put("VpcEndpoints", endpoint("fw", (), VpcEndpointType="GatewayLoadBalancer")),
            routes(route("0.0.0.0/0", "vpce-fw")),
        ),
        API,
        "unknown",
    ),
    row(
        "a firewall endpoint that failed",
        both(
            lambda net: net.put("VpcEndpoints", endpoint("fw", VpcEndpointType="GatewayLoadBalancer", State="failed")),
            routes(route("0.0.0.0/0", "vpce-fw")),
        ),
        PUBLIC,
        "fail",
        "endpoint.not-available",
    ),
    row("a NAT instance is opaque", appliance(), API, "unknown"),
    row("a NAT instance that checks source and destination", appliance(SourceDestCheck=True), API, "fail"),
    row("a NAT instance without a public address", appliance(public=None), API, "fail"),
    row("a NAT instance nobody described", routes(route("0.0.0.0/0", "i-1")), API, "unknown"),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
