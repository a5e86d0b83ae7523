"""Firewalls on the way: what comes out of them can be followed, what they let through cannot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindNat
from tests.lab.messages import login_timed_out
from tests.lab.rules import ANYWHERE
from tests.lab.scenario import NOTHING, Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab


class _BehindFirewall(BehindNat):
    """The private subnet leads to a firewall's endpoint, whose own subnet leads to the NAT gateway."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        network = self.network
        self.firewall_subnet = network.subnet(30)
        self.firewall_table = network.table(self.firewall_subnet)
        network.route(self.firewall_table, self.nat)
        endpoint = network.ec2.create_vpc_endpoint(
            VpcEndpointType="GatewayLoadBalancer",
            VpcId=network.vpc_id,
            ServiceName="com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0",
            SubnetIds=[self.firewall_subnet],
        )["VpcEndpoint"]["VpcEndpointId"]
        network.remove_route(self.private_table)
        network.ec2.create_route(RouteTableId=self.private_table, DestinationCidrBlock=ANYWHERE, VpcEndpointId=endpoint)


def _nothing_behind(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = _BehindFirewall(lab)
    if broken:
        layout.network.remove_route(layout.firewall_table)
    return layout.workload().fails(login_timed_out())


def _nothing_broken(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - with the firewall or without
    layout = _BehindFirewall(lab)
    if not broken:
        layout.network.remove_route(layout.private_table)
        layout.network.route(layout.private_table, layout.nat)
    return layout.workload().fails(login_timed_out())


SCENARIOS = (
    Scenario(
        "firewall-leads-nowhere",
        "what the firewall lets through has no route on from the firewall's subnet",
        _nothing_behind,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeVpcEndpoints",
    ),
    Scenario(
        "firewall-not-seen-through",
        "everything that can be seen is in order, and a firewall stands on the way",
        _nothing_broken,
        NOTHING,
        raises=frozenset({"path.opaque-hop"}),
        never=frozenset({"route.none", "route.blackhole", "gateway.not-attached"}),
        key_operation="ec2:DescribeVpcEndpoints",
    ),
)
