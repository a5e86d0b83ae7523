"""Ways out that are missing, dead, or not for a task without a public address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindNat, Public
from tests.lab.messages import login_connection_issue, login_timed_out, pull_connection_issue, secret_timed_out
from tests.lab.scenario import Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab


def _no_default_route(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.remove_route(layout.private_table)
    return layout.workload().fails(login_timed_out())


def _main_table_without_default(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    lonely = layout.network.subnet(12)
    if not broken:
        layout.network.route(layout.network.main_table(), layout.nat)
    return layout.workload(subnets=[lonely]).fails(login_connection_issue())


def _only_an_s3_endpoint(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    layout.network.s3_endpoint(layout.private_table)
    if broken:
        layout.network.remove_route(layout.private_table)
    return layout.workload(secrets=True).fails(secret_timed_out())


def _pending_without_route(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.remove_route(layout.private_table)
    return layout.workload().waits()


def _nat_deleted(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.ec2.delete_nat_gateway(NatGatewayId=layout.nat)
    return layout.workload().fails(login_timed_out())


def _internet_gateway_detached(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Public(lab)
    if broken:
        layout.network.ec2.detach_internet_gateway(InternetGatewayId=layout.gateway, VpcId=layout.network.vpc_id)
    return layout.workload().fails(pull_connection_issue())


def _no_public_address(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return Public(lab).workload(public_address=not broken).fails(login_timed_out())


def _definition_refused(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.remove_route(layout.private_table)
    lab.deny("ecs:DescribeTaskDefinition")
    return layout.workload().fails(login_timed_out())


SCENARIOS = (
    Scenario(
        "route-none-definition-refused",
        "there is no default route, and only the task itself says which image it needs",
        _definition_refused,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "route-none",
        "the private subnet's route table has no default route",
        _no_default_route,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "route-none-main-table",
        "the subnet is on the VPC's main route table, which has no default route",
        _main_table_without_default,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "route-none-with-s3-endpoint",
        "there is a gateway endpoint for S3, and no way to anything else",
        _only_an_s3_endpoint,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "route-none-pending",
        "a task that is still pending has no default route",
        _pending_without_route,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "route-blackhole-nat",
        "the NAT gateway of the default route was deleted",
        _nat_deleted,
        frozenset({"route.blackhole"}),
        beside=frozenset({"nat.not-available"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "route-blackhole-internet-gateway",
        "the internet gateway of the default route was detached",
        _internet_gateway_detached,
        frozenset({"route.blackhole"}),
        beside=frozenset({"gateway.not-attached"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "route-igw-without-public-ip",
        "the task is in a public subnet and assignPublicIp is DISABLED",
        _no_public_address,
        frozenset({"route.igw-without-public-ip"}),
        key_operation="ec2:DescribeRouteTables",
    ),
)
