"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/userguide/AmazonDNS-concepts.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import group, route, rule
from tests.facts.paths.rows import (
    API,
    HTTPS,
    PUBLIC,
    Row,
    attribute,
    both,
    egress,
    fare,
    forwards,
    isolated,
    neighbour,
    routes,
    row,
    transit,
    zone,
)

ROWS = [
    row("DNS support off", attribute("enableDnsSupport", value=False), API, "fail", "dns.support-disabled"),
    row("DNS support does not matter to an address", attribute("enableDnsSupport", value=False), PUBLIC, "pass"),
    row(
        "DNS support does not matter to other servers",
        both(attribute("enableDnsSupport", value=False), lambda net: net.name_servers("9.9.9.9")),
        API,
        "pass",
    ),
    row("custom servers that can be reached", lambda net: net.name_servers("9.9.9.9"), API, "pass"),
    row(
        "custom servers that cannot be reached",
        both(lambda net: net.name_servers("9.9.9.9"), egress(HTTPS)),
        API,
        "fail",
        "dns.custom-servers",
    ),
    row("one of two custom servers can be reached", lambda net: net.name_servers("172.16.0.1", "9.9.9.9"), API, "pass"),
    row(
        "a custom server behind a transit gateway",
        both(
            lambda net: net.name_servers("172.16.0.1"),
            transit(),
            routes(route("172.16.0.0/12", "tgw-1"), route("0.0.0.0/0", "nat-1")),
        ),
        API,
        "unknown",
    ),
    row("the VPC's resolver by its address", lambda net: net.name_servers("10.0.0.2"), API, "pass"),
    row(
        "public servers cannot know private DNS",
        both(isolated("ecr.api"), lambda net: net.name_servers("9.9.9.9"), routes(route("9.9.9.9/32", "nat-1"))),
        API,
        "unknown",
        "dns.custom-servers",
    ),
    row(
        "a private custom server may forward",
        both(
            isolated("ecr.api"),
            lambda net: net.name_servers("10.0.2.7"),
            neighbour(),
            lambda net: net.put("SecurityGroups", group("sg-db", egress=[], ingress=[rule("10.0.0.0/16")])),
        ),
        API,
        "pass",
    ),
    row(
        "an option set of which AWS does not say what it stands for is not blamed",
        lambda net: net.change("Vpcs", "vpc-1", DhcpOptionsId="default"),
        API,
        "pass",
    ),
    row("a private zone hides AWS's names", zone("amazonaws.com."), API, "fail", "dns.name-shadowed"),
    row(
        "a private zone for the very name leads where it says", zone("api.ecr.eu-west-1.amazonaws.com."), API, "unknown"
    ),
    row(
        "the zone of an endpoint hides nothing",
        both(isolated("ecr.api"), zone("api.ecr.eu-west-1.amazonaws.com.", Owner={"OwningService": "vpce"})),
        API,
        "pass",
    ),
    row(
        "an endpoint's name is more specific than a private zone",
        both(isolated("ecr.api"), zone("amazonaws.com.")),
        API,
        "pass",
    ),
    row("a private zone of its own", zone("corp.example."), {"host": "db.corp.example"}, "unknown"),
    row("a name outside the private zone", zone("corp.example."), {"host": "registry-1.docker.io"}, "pass"),
    row("a resolver rule forwards AWS's names", forwards("amazonaws.com."), API, "fail", "dns.name-shadowed"),
    row("a system rule does not forward", forwards("amazonaws.com.", "SYSTEM"), API, "pass"),
    row("a resolver rule for another domain", forwards("corp.example."), API, "pass"),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
