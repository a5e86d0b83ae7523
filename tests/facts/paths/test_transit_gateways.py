"""Written by hand from AWS's pages: https://docs.aws.amazon.com/vpc/latest/tgw/how-transit-gateways-work.html"""

from __future__ import annotations

import pytest

from tests.facts.paths.network import acl, entry, route
from tests.facts.paths.rows import (
    API,
    IN,
    OUT,
    PUBLIC,
    Row,
    both,
    fare,
    nat,
    nat_routes,
    refuse,
    row,
    transit,
)
from tests.facts.paths.transit import TO_EGRESS, associated, central, transit_route

TO_VPN = transit_route("0.0.0.0/0", "tgw-attach-vpn", "vpn-1")

ROWS = [
    # The gateway's own table.
    row("a table that was read and leads to a VPN is opaque", both(transit(), associated(TO_VPN)), API, "unknown"),
    row("a table that was read and has no route", both(transit(), associated()), API, "fail", "route.none"),
    row(
        "a table that has routes to other places only",
        both(transit(), associated(transit_route("10.8.0.0/16", "a", "vpc-8"))),
        API,
        "fail",
        "route.none",
    ),
    row(
        "a route in a state that nobody knows may carry packets",
        both(transit(), associated({**TO_VPN, "State": "resting"})),
        API,
        "unknown",
    ),
    row(
        "a route that is not in force yet carries none",
        both(transit(), associated({**TO_VPN, "State": "pending"})),
        API,
        "fail",
        "route.none",
    ),
    row(
        "a table that drops what has no other route",
        both(transit(), associated(transit_route("0.0.0.0/0"))),
        API,
        "fail",
        "route.blackhole",
    ),
    row(
        "a blackhole wins its prefix",
        both(transit(), associated(TO_VPN, transit_route("93.184.216.0/24"))),
        PUBLIC,
        "fail",
        "route.blackhole",
    ),
    row(
        "the longest prefix wins against a blackhole",
        both(transit(), associated(transit_route("0.0.0.0/0"), transit_route("93.184.216.0/24", "a", "vpn-1"))),
        PUBLIC,
        "unknown",
    ),
    row(
        "a table that drops half of the internet",
        both(transit(), associated(TO_VPN, transit_route("0.0.0.0/1"))),
        API,
        "unknown",
        "route.blackhole",
    ),
    row(
        "a static route wins against one that was learned",
        both(transit(), associated(TO_VPN, transit_route("0.0.0.0/0", Type="propagated"))),
        API,
        "unknown",
    ),
    row(
        "several attachments of one route are the gateway's choice",
        both(
            transit(),
            associated(
                {
                    **TO_VPN,
                    "TransitGatewayAttachments": [
                        {"TransitGatewayAttachmentId": "a", "ResourceType": "vpn", "ResourceId": "vpn-1"},
                        {"TransitGatewayAttachmentId": "b", "ResourceType": "vpn", "ResourceId": "vpn-2"},
                    ],
                }
            ),
        ),
        API,
        "unknown",
    ),
    row(
        "a route by a prefix list that nobody read",
        both(transit(), associated({**TO_VPN, "DestinationCidrBlock": None, "PrefixListId": "pl-own"})),
        API,
        "unknown",
    ),
    row(
        "a route by a prefix list that was read",
        both(
            transit(),
            lambda net: net.put("PrefixLists", {"PrefixListId": "pl-own", "Cidrs": ["93.184.0.0/16"]}),
            associated(
                TO_VPN, {**transit_route("", Type="static"), "DestinationCidrBlock": None, "PrefixListId": "pl-own"}
            ),
        ),
        PUBLIC,
        "fail",
        "route.blackhole",
    ),
    # Tables that cannot be seen.
    row(
        "a gateway of another account hides its table",
        both(transit(), associated(owner="999999999999")),
        API,
        "unknown",
    ),
    row(
        "a table nobody searched",
        both(transit(), associated(), refuse("SearchTransitGatewayRoutes")),
        API,
        "unknown",
    ),
    row(
        "an association nobody read",
        both(transit(), associated(), refuse("DescribeTransitGatewayAttachments")),
        API,
        "unknown",
    ),
    row(
        "a policy table is opaque",
        both(
            transit(),
            associated(),
            lambda net: net.change(
                "TransitGatewayAttachments",
                "tgw-attach-1",
                Association={"TransitGatewayPolicyTableId": "tgw-ptb-1", "State": "associated"},
            ),
        ),
        API,
        "unknown",
    ),
    # A central VPC that leads out for others.
    row("a central VPC with a NAT gateway leads out and back", central(), API, "pass"),
    row("a central VPC leads to one address as well", central(), PUBLIC, "pass"),
    row(
        "a central VPC whose NAT gateway failed",
        both(central(), lambda net: net.change("NatGateways", "nat-out", State="failed")),
        API,
        "fail",
        "nat.not-available",
    ),
    row(
        "a central VPC whose NAT gateway has no way out",
        both(central(), lambda net: net.routes(route("10.0.0.0/16", "tgw-1"), table_id="rtb-out")),
        API,
        "fail",
        "nat.no-internet-route",
    ),
    row(
        "a central VPC that does not lead from the attachment to its NAT gateway",
        both(central(), lambda net: net.routes(table_id="rtb-attached")),
        API,
        "fail",
        "route.none",
    ),
    row(
        "a central VPC whose own route is a blackhole",
        both(
            central(),
            lambda net: net.routes(route("0.0.0.0/0", "nat-out", State="blackhole"), table_id="rtb-attached"),
        ),
        API,
        "fail",
        "route.blackhole",
    ),
    row(
        "a central VPC that leads private senders straight to its internet gateway",
        both(central(), lambda net: net.routes(route("0.0.0.0/0", "igw-out"), table_id="rtb-attached")),
        API,
        "fail",
    ),
    row(
        "the NAT gateway's subnet has no route back to the task",
        both(central(), lambda net: net.routes(route("0.0.0.0/0", "igw-out"), table_id="rtb-out")),
        API,
        "fail",
        "route.none",
    ),
    row(
        "the gateway has no route back to the task's VPC",
        central(back=()),
        API,
        "fail",
        "route.none",
    ),
    row(
        "the gateway drops what goes back to the task",
        central(back=(transit_route("10.0.0.0/16"),)),
        API,
        "fail",
        "route.none",
    ),
    row(
        "how the gateway routes the answer was not read",
        both(central(), lambda net: net.transit_routes.pop("tgw-rtb-of-tgw-attach-out")),
        API,
        "unknown",
    ),
    row(
        "the attachment of the central VPC failed",
        both(
            central(),
            lambda net: net.change("TransitGatewayVpcAttachments", "tgw-attach-out", State="failed"),
        ),
        API,
        "fail",
        "gateway.not-attached",
    ),
    row(
        "the attachment of the central VPC was not read",
        both(central(), lambda net: net.drop("TransitGatewayVpcAttachments", "tgw-attach-out")),
        API,
        "unknown",
    ),
    row(
        "the central VPC is not in the case",
        both(central(), lambda net: net.drop("RouteTables", "rtb-attached")),
        API,
        "unknown",
    ),
    row(
        "an inspecting firewall in the central VPC is opaque",
        both(
            central(),
            lambda net: net.put(
                "VpcEndpoints",
                {
                    "VpcEndpointId": "vpce-fw",
                    "VpcEndpointType": "GatewayLoadBalancer",
                    "State": "available",
                    "VpcId": "vpc-out",
                },
            ),
            lambda net: net.routes(route("0.0.0.0/0", "vpce-fw"), table_id="rtb-attached"),
        ),
        API,
        "unknown",
    ),
    row(
        "an ACL of the attachment's subnet that is not open is a doubt",
        both(
            central(),
            lambda net: net.put(
                "NetworkAcls", acl("acl-attached", ("subnet-attached",), egress=[], ingress=[IN], vpc="vpc-out")
            ),
        ),
        API,
        "unknown",
    ),
    row(
        "the ACL of the central NAT gateway's subnet is judged",
        both(
            central(),
            lambda net: net.put(
                "NetworkAcls",
                acl(
                    "acl-out",
                    ("subnet-out",),
                    egress=[OUT],
                    ingress=[entry(100, "allow", "0.0.0.0/0", (443, 443))],
                    vpc="vpc-out",
                ),
            ),
        ),
        API,
        "fail",
        "nacl.return-blocked",
    ),
    row("a private address in the central VPC is not followed", central(), {"address": "10.2.1.9"}, "unknown"),
    row(
        "IPv6 through a transit gateway is opaque",
        both(
            central(),
            lambda net: net.routes(route("::/0", "tgw-1")),
            associated(TO_EGRESS, transit_route("::/0", "tgw-attach-out", "vpc-out")),
        ),
        {"host": "ecr.eu-west-1.api.aws", "ip_version": 6},
        "unknown",
    ),
    # Behind a private NAT gateway.
    row(
        "a private NAT gateway that leads to a transit gateway without a route",
        both(
            nat(ConnectivityType="private"),
            nat_routes(route("0.0.0.0/0", "tgw-1")),
            lambda net: net.put(
                "TransitGatewayVpcAttachments",
                {
                    "TransitGatewayAttachmentId": "tgw-attach-1",
                    "TransitGatewayId": "tgw-1",
                    "VpcId": "vpc-1",
                    "State": "available",
                    "SubnetIds": ["subnet-public"],
                },
            ),
            associated(),
        ),
        API,
        "fail",
        "route.none",
    ),
]


@pytest.mark.parametrize("line", [pytest.param(each, id=each.name) for each in ROWS])
def test_a_flow_fares_as_awss_pages_say(line: Row) -> None:
    verdict, findings, story = fare(line)

    assert (verdict, findings) == (line.verdict, line.finds), story
