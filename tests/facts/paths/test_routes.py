"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import route
from tests.facts.paths.rows import API, PUBLIC, Row, both, fare, routes, row

ROWS = [
    row("no route at all", routes(), API, "fail", "route.none"),
    row("no route to the address", routes(), PUBLIC, "fail", "route.none"),
    row(
        "a default route in two halves is a default route",
        routes(route("0.0.0.0/1", "nat-1"), route("128.0.0.0/1", "nat-1")),
        API,
        "pass",
    ),
    row(
        "half a default route serves half of the internet",
        routes(route("0.0.0.0/1", "nat-1")),
        API,
        "unknown",
        "route.none",
    ),
    row("half a default route serves an address in it", routes(route("0.0.0.0/1", "nat-1")), PUBLIC, "pass"),
    row(
        "half a default route leaves an address out",
        routes(route("128.0.0.0/1", "nat-1")),
        PUBLIC,
        "fail",
        "route.none",
    ),
    row("a blackhole drops", routes(route("0.0.0.0/0", "nat-1", State="blackhole")), API, "fail", "route.blackhole"),
    row(
        "a blackhole for a part of the internet breaks that part",
        routes(route("0.0.0.0/0", "nat-1"), route("54.0.0.0/8", "tgw-1", State="blackhole")),
        API,
        "unknown",
        "route.blackhole",
    ),
    row(
        "a blackhole for a part spares an address outside it",
        routes(route("0.0.0.0/0", "nat-1"), route("54.0.0.0/8", "tgw-1", State="blackhole")),
        PUBLIC,
        "pass",
    ),
    row(
        "the longest prefix wins",
        routes(route("0.0.0.0/0", "nat-1", State="blackhole"), route("93.184.0.0/16", "nat-1")),
        PUBLIC,
        "pass",
    ),
    row(
        "a propagated route loses against a static one of the same length",
        routes(
            route("0.0.0.0/0", "vgw-1", Origin="EnableVgwRoutePropagation", State="blackhole"),
            route("0.0.0.0/0", "nat-1"),
        ),
        PUBLIC,
        "pass",
    ),
    row(
        "a propagated route that is longer wins",
        routes(
            route("93.0.0.0/8", "vgw-1", Origin="EnableVgwRoutePropagation", State="blackhole"),
            route("0.0.0.0/0", "nat-1"),
        ),
        PUBLIC,
        "fail",
        "route.blackhole",
    ),
    row(
        "a static route beats one by prefix list of the same length",
        both(
            lambda net: net.put(
                "PrefixLists", {"PrefixListId": "pl-own", "PrefixListName": "own", "Cidrs": ["0.0.0.0/0"]}
            ),
            routes(route("pl-own", "tgw-1", State="blackhole"), route("0.0.0.0/0", "nat-1")),
        ),
        PUBLIC,
        "pass",
    ),
    row(
        "prefix lists that overlap with different targets are ambiguous",
        both(
            lambda net: net.put(
                "PrefixLists",
                {"PrefixListId": "pl-1", "PrefixListName": "own", "Cidrs": ["93.0.0.0/8"]},
                {"PrefixListId": "pl-2", "PrefixListName": "own", "Cidrs": ["93.184.0.0/16"]},
            ),
            routes(route("pl-1", "tgw-1"), route("pl-2", "nat-1")),
        ),
        PUBLIC,
        "unknown",
    ),
    row(
        "a subnet without a table of its own uses the main one",
        lambda net: net.change("RouteTables", "rtb-task", Associations=[]),
        API,
        "fail",
        "route.none",
    ),
    row(
        "IPv4 routes say nothing about IPv6",
        routes(route("0.0.0.0/0", "nat-1")),
        {"host": "registry-1.docker.io", "ip_version": 6},
        "fail",
        "ipv6.no-egress-route",
    ),
    row(
        "a prefix list nobody read makes the route unknown",
        routes(route("pl-unread", "tgw-1"), route("0.0.0.0/0", "nat-1")),
        PUBLIC,
        "unknown",
    ),
    row(
        "a prefix list nobody read does not matter where it leads to the same target",
        routes(route("pl-unread", "nat-1"), route("0.0.0.0/0", "nat-1")),
        PUBLIC,
        "pass",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
