"""Written by hand from AWS's pages: Contract, Unknown."""

from __future__ import annotations

import pytest

from tests.facts.paths.network import route
from tests.facts.paths.rows import API, PUBLIC, Row, both, egress, fare, refuse, routes, row

ROWS = [
    row("the subnet is not known", refuse("DescribeSubnets"), API, "unknown"),
    row("the routes are not known", refuse("DescribeRouteTables"), API, "unknown"),
    row("the ACLs are not known", refuse("DescribeNetworkAcls"), API, "unknown"),
    row("the groups' rules are not known", refuse("DescribeSecurityGroups"), API, "unknown"),
    row("the NAT gateway is not known", refuse("DescribeNatGateways"), API, "unknown"),
    row("the internet gateway is not known", refuse("DescribeInternetGateways"), API, "unknown"),
    row("the endpoints are not known", refuse("DescribeVpcEndpoints"), API, "unknown"),
    row("the endpoints do not matter to an address", refuse("DescribeVpcEndpoints"), PUBLIC, "pass"),
    row("the DNS attributes are not known", refuse("DescribeVpcAttribute"), API, "unknown"),
    row("the DHCP options are not known", refuse("DescribeDhcpOptions"), API, "unknown"),
    row("the VPC is not known", refuse("DescribeVpcs"), API, "unknown"),
    row(
        "a failure elsewhere still fails",
        both(refuse("DescribeNatGateways"), egress()),
        API,
        "fail",
        "sg.egress-blocked",
    ),
    row(
        "what stops every way stops the flow",
        both(refuse("DescribeVpcEndpoints"), egress()),
        API,
        "fail",
        "sg.egress-blocked",
    ),
    row(
        "what stops only one way does not",
        both(refuse("DescribeVpcEndpoints"), routes(route("0.0.0.0/0", "nat-1", State="blackhole"))),
        API,
        "unknown",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
