"""NAT gateways and transit gateways that do not carry what their route promises, and Block Public Access."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindNat, Public
from tests.lab.messages import login_connection_issue, login_timed_out, pull_connection_issue
from tests.lab.scenario import Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab


def _nat_failed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        lab.state.ec2.nat_gateways[layout.nat].state = "failed"
    return layout.workload().fails(login_timed_out())


def _nat_pending(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        lab.state.ec2.nat_gateways[layout.nat].state = "pending"
    return layout.workload().fails(pull_connection_issue())


def _nat_without_internet(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.remove_route(layout.public_table)
    return layout.workload().fails(login_connection_issue())


def _regional_nat_without_internet(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    table = layout.network.table()
    lab.state.tables_of_regional_gateways[layout.nat] = table
    if not broken:
        layout.network.route(table, layout.gateway)
    return layout.workload().fails(login_connection_issue())


def _nat_private(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab, connectivity="private" if broken else "public")
    return layout.workload().fails(login_timed_out())


def _transit_gateway_elsewhere(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    network = layout.network
    gateway = network.ec2.create_transit_gateway()["TransitGateway"]["TransitGatewayId"]
    network.ec2.create_transit_gateway_vpc_attachment(
        TransitGatewayId=gateway,
        VpcId=network.vpc_id,
        SubnetIds=[layout.private_elsewhere if broken else layout.private],
    )
    network.remove_route(layout.private_table)
    network.route(layout.private_table, gateway)
    return layout.workload().fails(login_timed_out())


def _nothing_public(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        lab.state.block_public_access = "block-bidirectional"
    return layout.workload().fails(login_timed_out())


def _no_ingress_from_internet(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Public(lab)
    if broken:
        lab.state.block_public_access = "block-ingress"
    return layout.workload().fails(pull_connection_issue())


SCENARIOS = (
    Scenario(
        "nat-failed",
        "the NAT gateway of the default route is in state failed",
        _nat_failed,
        frozenset({"nat.not-available"}),
        key_operation="ec2:DescribeNatGateways",
    ),
    Scenario(
        "nat-pending",
        "the NAT gateway of the default route is still pending",
        _nat_pending,
        frozenset({"nat.not-available"}),
        key_operation="ec2:DescribeNatGateways",
    ),
    Scenario(
        "nat-no-internet-route",
        "the NAT gateway's own subnet has no route to the internet gateway",
        _nat_without_internet,
        frozenset({"nat.no-internet-route"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "regional-nat-no-internet-route",
        "the route table of the regional NAT gateway has no route to the internet gateway",
        _regional_nat_without_internet,
        frozenset({"nat.no-internet-route"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "nat-private",
        "the NAT gateway of the default route is a private one",
        _nat_private,
        frozenset({"nat.private"}),
        key_operation="ec2:DescribeNatGateways",
    ),
    Scenario(
        "transit-gateway-in-another-zone",
        "the transit gateway of the default route has no attachment in the task's zone",
        _transit_gateway_elsewhere,
        frozenset({"gateway.not-attached"}),
        key_operation="ec2:DescribeTransitGatewayVpcAttachments",
    ),
    Scenario(
        "block-public-access",
        "VPC Block Public Access stops internet traffic in both directions",
        _nothing_public,
        frozenset({"vpc.block-public-access"}),
        key_operation="ec2:DescribeVpcBlockPublicAccessOptions",
        carried=frozenset({"vpc.block-public-access"}),  # every subnet states the mode as well
    ),
    Scenario(
        "block-public-access-ingress",
        "VPC Block Public Access leaves only NAT gateways a way, and the task has a public address instead",
        _no_ingress_from_internet,
        frozenset({"vpc.block-public-access"}),
        key_operation="ec2:DescribeVpcBlockPublicAccessOptions",
        carried=frozenset({"vpc.block-public-access"}),
    ),
)
