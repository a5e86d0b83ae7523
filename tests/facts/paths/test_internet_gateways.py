"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import route
from tests.facts.paths.rows import (
    API,
    PUBLIC,
    Row,
    blocked,
    both,
    excluded,
    fare,
    healthy,
    isolated,
    public_task,
    published,
    refuse,
    routes,
    row,
    states,
)

ROWS = [
    # Internet gateways.
    row("a public address uses an internet gateway", public_task, API, "pass"),
    row("no public address", routes(route("0.0.0.0/0", "igw-1")), API, "fail", "route.igw-without-public-ip"),
    row(
        "whether there is a public address is not known",
        both(routes(route("0.0.0.0/0", "igw-1")), states(has_public_ipv4=...)),
        API,
        "unknown",
    ),
    row(
        "a detached internet gateway",
        both(public_task, lambda net: net.change("InternetGateways", "igw-1", Attachments=[])),
        API,
        "fail",
        "gateway.not-attached",
    ),
    row(
        "an internet gateway attached to another VPC",
        both(
            public_task,
            lambda net: net.change("InternetGateways", "igw-1", Attachments=[{"VpcId": "vpc-2", "State": "available"}]),
        ),
        API,
        "fail",
        "gateway.not-attached",
    ),
    row(
        "an internet gateway that is gone",
        both(public_task, lambda net: net.drop("InternetGateways", "igw-1")),
        API,
        "fail",
        "gateway.not-attached",
    ),
    row("a private address is not on the internet", public_task, {"address": "172.16.5.5"}, "fail", "route.none"),
    row("a documentation address is public to a router", public_task, {"address": "192.0.2.1"}, "pass"),
    row("a shared address (RFC 6598) is not public", public_task, {"address": "100.64.0.1"}, "fail", "route.none"),
    row("IPv6 through an internet gateway needs no NAT", public_task, {"address": "2606:2800::1"}, "pass"),
    row("IPv6 through an egress-only gateway", healthy, {"address": "2606:2800::1"}, "pass"),
    row(
        "a detached egress-only gateway",
        lambda net: net.change("EgressOnlyInternetGateways", "eigw-1", Attachments=[]),
        {"address": "2606:2800::1"},
        "fail",
        "gateway.not-attached",
    ),
    row("an egress-only gateway carries no IPv4", routes(route("0.0.0.0/0", "eigw-1")), PUBLIC, "fail"),
    row("unique-local IPv6 is not on the internet", healthy, {"address": "fd12::1"}, "fail", "route.none"),
    row("a sender without IPv6 sends none", states(ipv6=None), {"address": "2606:2800::1"}, "fail"),
    row("whether the sender has IPv6 is not known", states(ipv6=...), {"address": "2606:2800::1"}, "unknown"),
    row(
        "a sender with a private IPv6 address stays inside", states(ipv6="fd00::5"), {"address": "2606:2800::1"}, "fail"
    ),
    row("IPv6 to a NAT gateway outside NAT64", routes(route("::/0", "nat-1")), {"address": "2606:2800::1"}, "fail"),
    row(
        "encryption that is enforced is a doubt on the way out",
        lambda net: net.change("Vpcs", "vpc-1", EncryptionControl={"Mode": "enforce", "State": "available"}),
        API,
        "unknown",
    ),
    row(
        "a NAT gateway that is excluded from enforced encryption carries on",
        lambda net: net.change(
            "Vpcs",
            "vpc-1",
            EncryptionControl={"Mode": "enforce", "ResourceExclusions": {"NatGateway": {"State": "enabled"}}},
        ),
        API,
        "pass",
    ),
    row(
        "another kind of gateway that is excluded from enforced encryption says nothing about this one",
        lambda net: net.change(
            "Vpcs",
            "vpc-1",
            EncryptionControl={"Mode": "enforce", "ResourceExclusions": {"InternetGateway": {"State": "enabled"}}},
        ),
        API,
        "unknown",
    ),
    row(
        "encryption that is only watched refuses nothing",
        lambda net: net.change("Vpcs", "vpc-1", EncryptionControl={"Mode": "monitor", "State": "available"}),
        API,
        "pass",
    ),
    # Public addresses of the case.
    row(
        "a public address of the case whose group admits the NAT gateway",
        published("54.9.9.9/32"),
        {"address": "54.5.5.5"},
        "pass",
    ),
    row(
        "a public address of the case whose group admits others",
        published("54.8.8.8/32"),
        {"address": "54.5.5.5"},
        "fail",
    ),
    row(
        "a public address of the case that a group by reference guards",
        published("sg-task"),
        {"address": "54.5.5.5"},
        "fail",
    ),
    row(
        "a public address of the case that may admit the sender's own",
        both(public_task, published("54.0.0.0/8")),
        {"address": "54.5.5.5"},
        "unknown",
    ),
    row(
        "a public address of the case that admits everybody",
        both(public_task, published("0.0.0.0/0")),
        {"address": "54.5.5.5"},
        "pass",
    ),
    # Block Public Access.
    row("both ways blocked", blocked("block-bidirectional"), API, "fail", "vpc.block-public-access"),
    row(
        "both ways blocked, the NAT gateway's subnet excluded",
        blocked("block-bidirectional", excluded("subnet-public")),
        API,
        "pass",
    ),
    row(
        "both ways blocked, the VPC excluded for egress",
        blocked("block-bidirectional", excluded("vpc-1", "allow-egress")),
        API,
        "pass",
    ),
    row("ingress blocked leaves NAT alone", blocked("block-ingress"), API, "pass"),
    row(
        "ingress blocked stops a task on the internet gateway",
        both(public_task, blocked("block-ingress")),
        API,
        "fail",
        "vpc.block-public-access",
    ),
    row(
        "both ways blocked stops IPv6 too",
        blocked("block-bidirectional"),
        {"address": "2606:2800::1"},
        "fail",
        "vpc.block-public-access",
    ),
    row("endpoints are not the internet", both(isolated("ecr.api"), blocked("block-bidirectional")), API, "pass"),
    row(
        "the subnet's own state counts",
        lambda net: net.change(
            "Subnets", "subnet-public", BlockPublicAccessStates={"InternetGatewayBlockMode": "block-bidirectional"}
        ),
        API,
        "fail",
        "vpc.block-public-access",
    ),
    row(
        "a mode nobody read refuses nothing",
        both(blocked("block-bidirectional"), refuse("DescribeVpcBlockPublicAccessOptions")),
        API,
        "pass",
    ),
    row(
        "exclusions nobody read leave a mode that blocks in doubt",
        both(blocked("block-bidirectional"), refuse("DescribeVpcBlockPublicAccessExclusions")),
        API,
        "unknown",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
