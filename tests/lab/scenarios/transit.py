"""Transit gateways whose own routes lead nowhere, and central VPCs that do not lead out or back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.messages import login_connection_issue, login_timed_out
from tests.lab.rules import ANYWHERE
from tests.lab.scenario import Scenario, Target
from tests.lab.transit import BehindTransit

if TYPE_CHECKING:
    from tests.lab.server import Lab


def _no_route_of_its_own(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindTransit(lab)
    if not broken:
        layout.leads_out_and_back()
    return layout.workload().fails(login_timed_out())


def _dropped(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindTransit(lab)
    layout.leads_out_and_back()
    if broken:
        layout.leads(ANYWHERE, None)
    return layout.workload().fails(login_connection_issue())


def _no_way_back(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindTransit(lab)
    layout.leads_out_and_back()
    if broken:
        layout.network.remove_route(layout.egress.public_table, str(layout.network.cidr))
    return layout.workload().fails(login_timed_out())


def _central_nat_failed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindTransit(lab)
    layout.leads_out_and_back()
    if broken:
        lab.state.ec2.nat_gateways[layout.egress.nat].state = "failed"
    return layout.workload().fails(login_timed_out())


SCENARIOS = (
    Scenario(
        "transit-gateway-without-route",
        "the transit gateway's own route table has no route to the internet",
        _no_route_of_its_own,
        frozenset({"route.none"}),
        key_operation="ec2:SearchTransitGatewayRoutes",
    ),
    Scenario(
        "transit-gateway-blackhole",
        "the transit gateway's own route table drops what goes to the internet",
        _dropped,
        frozenset({"route.blackhole"}),
        key_operation="ec2:DescribeTransitGatewayAttachments",
    ),
    Scenario(
        "central-vpc-without-way-back",
        "the central VPC that leads out has no route back to the task's VPC",
        _no_way_back,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "central-nat-failed",
        "the NAT gateway of the central VPC behind the transit gateway is in state failed",
        _central_nat_failed,
        frozenset({"nat.not-available"}),
        key_operation="ec2:DescribeNatGateways",
    ),
)
