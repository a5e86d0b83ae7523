"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import LAYERS, entry, gateway_endpoint, rule
from tests.facts.paths.rows import (
    ALLOW_NOTHING,
    API,
    IN,
    NEEDED,
    OUT,
    Row,
    both,
    egress,
    fare,
    isolated,
    refuse,
    row,
    s3_gateway,
    task_acl,
)

ROWS = [
    row(
        "a gateway endpoint carries no UDP",
        s3_gateway("rtb-task"),
        {"address": "52.218.0.9", "protocol": "udp", "port": 443},
        "fail",
    ),
    row("S3 through a gateway endpoint", s3_gateway("rtb-task"), {"host": LAYERS}, "pass"),
    row("S3's route is no part of ECR's way", s3_gateway("rtb-task"), API, "fail", "route.none"),
    row(
        "a gateway endpoint that the table lacks",
        s3_gateway("rtb-main"),
        {"host": LAYERS},
        "fail",
        "endpoint.not-associated",
    ),
    row(
        "a gateway endpoint that the table lacks, and a NAT gateway",
        lambda net: net.put("VpcEndpoints", gateway_endpoint("rtb-main")),
        {"host": LAYERS},
        "pass",
    ),
    row(
        "a gateway endpoint that is not available",
        s3_gateway("rtb-task", State="failed"),
        {"host": LAYERS},
        "fail",
        "endpoint.not-available",
    ),
    row(
        "a gateway endpoint's policy",
        s3_gateway("rtb-task", PolicyDocument=ALLOW_NOTHING),
        {"host": LAYERS, "permissions": ("s3:GetObject",)},
        "fail",
        "endpoint.policy-denied",
    ),
    row(
        "a gateway endpoint needs S3 in the groups",
        both(s3_gateway("rtb-task"), egress(rule("10.0.0.0/16"))),
        {"host": LAYERS},
        "fail",
        "sg.egress-blocked",
    ),
    row(
        "a gateway endpoint needs S3 in the ACL",
        both(s3_gateway("rtb-task"), task_acl([entry(90, "deny", "3.5.64.0/21"), OUT], [IN])),
        {"host": LAYERS},
        "unknown",
        "nacl.egress-blocked",
    ),
    row(
        "S3 of another Region goes by the default route",
        s3_gateway("rtb-task"),
        {"host": "assets.s3.us-east-1.amazonaws.com"},
        "fail",
        "route.none",
    ),
    row(
        "S3 with interface endpoints elsewhere and none of its own",
        isolated("ecr.api"),
        {"host": LAYERS, "needed_services": NEEDED},
        "fail",
        "endpoint.missing",
    ),
    row("S3 through an interface endpoint", isolated("s3"), {"host": LAYERS}, "pass"),
    row(
        "an S3 endpoint only for inbound resolvers",
        isolated("s3", DnsOptions={"PrivateDnsOnlyForInboundResolverEndpoint": True}),
        {"host": LAYERS},
        "fail",
        "endpoint.private-dns-disabled",
    ),
    row(
        "S3's own list nobody could read",
        both(s3_gateway("rtb-task"), refuse("DescribePrefixLists")),
        {"host": LAYERS},
        "unknown",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
