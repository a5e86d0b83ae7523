"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/peering/vpc-peering-basics.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import acl, group, route, rule
from tests.facts.paths.rows import API, IN, Row, both, egress, fare, healthy, neighbour, peered, routes, row, task_acl

ROWS = [
    # Inside the VPC.
    row("a neighbour whose group admits the task", neighbour(), {"address": "10.0.2.7", "port": 5432}, "pass"),
    row("a neighbour whose group does not", neighbour(), {"address": "10.0.2.7", "port": 443}, "fail"),
    row(
        "a neighbour behind a closed ACL",
        both(neighbour(), lambda net: net.put("NetworkAcls", acl("acl-far", ("subnet-far",), egress=[], ingress=[IN]))),
        {"address": "10.0.2.7", "port": 5432},
        "fail",
        "nacl.return-blocked",
    ),
    row(
        "an EFS mount target that refuses",
        neighbour(InterfaceType="efs"),
        {"address": "10.0.2.7", "port": 2049},
        "fail",
        "efs.sg-blocked",
    ),
    row("an address that nobody holds", healthy, {"address": "10.0.2.99"}, "unknown"),
    row(
        "an instance's private name is its address",
        neighbour(),
        {"host": "ip-10-0-2-7.eu-west-1.compute.internal", "port": 5432},
        "pass",
    ),
    row(
        "a more specific route through a firewall is opaque",
        both(neighbour(), routes(route("10.0.2.0/24", "vpce-fw"))),
        {"address": "10.0.2.7", "port": 5432},
        "unknown",
    ),
    row(
        "Amazon's resolver is never filtered",
        both(egress(), task_acl([], [])),
        {"address": "169.254.169.253", "port": 53, "protocol": "udp"},
        "pass",
    ),
    row(
        "the VPC's resolver is never filtered",
        both(egress(), task_acl([], [])),
        {"address": "10.0.0.2", "port": 53, "protocol": "udp"},
        "pass",
    ),
    row(
        "metadata is never filtered", both(egress(), task_acl([], [])), {"address": "169.254.170.2", "port": 80}, "pass"
    ),
    # Peering.
    row("a peered VPC", peered, {"address": "10.1.1.9"}, "pass"),
    row(
        "a peering that is not accepted",
        both(peered, lambda net: net.change("VpcPeeringConnections", "pcx-1", Status={"Code": "pending-acceptance"})),
        {"address": "10.1.1.9"},
        "fail",
        "gateway.not-attached",
    ),
    row(
        "a peered VPC that does not route back",
        both(peered, lambda net: net.routes(table_id="rtb-peer")),
        {"address": "10.1.1.9"},
        "fail",
        "route.none",
    ),
    row("a peered group that refuses", peered, {"address": "10.1.1.9", "port": 80}, "fail"),
    row(
        "a peered group by reference",
        both(
            peered,
            lambda net: net.put("SecurityGroups", group("sg-peer", egress=[], ingress=[rule("sg-task")], vpc="vpc-2")),
        ),
        {"address": "10.1.1.9"},
        "pass",
    ),
    row(
        "a peered subnet's ACL",
        both(
            peered,
            lambda net: net.put("NetworkAcls", acl("acl-peer", ("subnet-peer",), egress=[], ingress=[IN], vpc="vpc-2")),
        ),
        {"address": "10.1.1.9"},
        "fail",
        "nacl.return-blocked",
    ),
    row("a peering is no way to the internet", both(peered, routes(route("0.0.0.0/0", "pcx-1"))), API, "fail"),
    row(
        "a peered VPC that is not in the case",
        both(peered, lambda net: net.drop("Vpcs", "vpc-2")),
        {"address": "10.1.1.9"},
        "unknown",
    ),
    row("a peered address that nobody holds", peered, {"address": "10.1.1.200"}, "unknown"),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
