"""IPv6 that is wanted and missing, or there and of no use."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.lab.layouts import DualStack, Ipv6Only
from tests.lab.mending.trail import add_event
from tests.lab.messages import pull_connection_issue
from tests.lab.names import DUAL_STACK_IMAGE, IMAGE
from tests.lab.scenario import Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab

_REGISTRY_ADDRESS, _REGISTRY_ADDRESS_IPV6 = "203.0.113.30", "2001:db8:5:30::1b"


def _turn_on(lab: Lab) -> None:
    lab.client("ecs").put_account_setting_default(name="dualStackIPv6", value="enabled")


def _setting_off(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    if not broken:
        _turn_on(lab)
    return DualStack(lab).workload().runs()


def _vpc_without(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _turn_on(lab)
    return DualStack(lab, ipv6=not broken).workload().runs()


def _subnet_without(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _turn_on(lab)
    return DualStack(lab, subnets=not broken).workload().runs()


def _assign(layout: DualStack, wanted: bool) -> None:  # noqa: FBT001 - the value of an attribute
    layout.network.ec2.modify_subnet_attribute(SubnetId=layout.private, AssignIpv6AddressOnCreation={"Value": wanted})


def _not_assigned(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _turn_on(lab)
    layout = DualStack(lab)
    _assign(layout, not broken)
    return layout.workload().runs()


def _message_about_ipv6(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _turn_on(lab)
    layout = DualStack(lab)
    _assign(layout, not broken)
    tried = f"dial tcp [{_REGISTRY_ADDRESS_IPV6}]:443: connect: cannot assign requested address"
    stop = pull_connection_issue(DUAL_STACK_IMAGE, tried)
    return layout.workload(image=DUAL_STACK_IMAGE, target_group=None).fails(stop)


def _old_platform(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _turn_on(lab)
    return DualStack(lab).workload(platform="1.3.0" if broken else "LATEST").runs()


def _turned_on_later(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _turn_on(lab)
    layout = DualStack(lab)
    _assign(layout, not broken)
    target = layout.workload().runs()
    task = lab.state.tasks[target.task_arn]
    hour = timedelta(hours=1)
    _assign(layout, True)  # noqa: FBT003 - the value of an attribute
    add_event(
        lab.state,
        "ModifySubnetAttribute",
        task["startedAt"] + hour if broken else task["createdAt"] - hour,
        {"subnetId": layout.private, "assignIpv6AddressOnCreation": {"value": True}},
        resources=(("AWS::EC2::Subnet", layout.private),),
    )
    return target


def _name_without_ipv6(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    image = IMAGE if broken else DUAL_STACK_IMAGE
    tried = f"{_REGISTRY_ADDRESS}:443: connect: network is unreachable"
    if not broken:
        tried = f"[{_REGISTRY_ADDRESS_IPV6}]:443: i/o timeout"
    return Ipv6Only(lab).workload(image=image).fails(pull_connection_issue(image, f"dial tcp {tried}"))


def _no_way_out(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = Ipv6Only(lab, way_out=not broken)
    stop = pull_connection_issue(DUAL_STACK_IMAGE, f"dial tcp [{_REGISTRY_ADDRESS_IPV6}]:443: i/o timeout")
    return layout.workload(image=DUAL_STACK_IMAGE).fails(stop)


SCENARIOS = (
    Scenario(
        "ipv6-account-setting-off",
        "the service has IPv6 targets, and dualStackIPv6 is off in the account",
        _setting_off,
        frozenset({"ipv6.account-setting-off"}),
        key_operation="ecs:ListAccountSettings",
    ),
    Scenario(
        "ipv6-vpc-not-enabled",
        "the service has IPv6 targets, and the VPC has no IPv6 block",
        _vpc_without,
        frozenset({"ipv6.vpc-not-enabled"}),
        beside=frozenset({"ipv6.subnet-not-enabled", "ipv6.auto-assign-off"}),
        key_operation="ec2:DescribeVpcs",
        carried=frozenset({"ipv6.subnet-not-enabled", "ipv6.auto-assign-off"}),
    ),
    Scenario(
        "ipv6-subnet-not-enabled",
        "the service has IPv6 targets, and the subnet has no IPv6 block",
        _subnet_without,
        frozenset({"ipv6.subnet-not-enabled"}),
        beside=frozenset({"ipv6.auto-assign-off"}),
        key_operation="ec2:DescribeSubnets",
    ),
    Scenario(
        "ipv6-auto-assign-off",
        "the service has IPv6 targets, and the subnet does not assign IPv6 addresses",
        _not_assigned,
        frozenset({"ipv6.auto-assign-off"}),
        key_operation="ec2:DescribeSubnets",
    ),
    Scenario(
        "ipv6-failing-message",
        "the pull fails over IPv6, and the subnet does not assign IPv6 addresses",
        _message_about_ipv6,
        frozenset({"ipv6.auto-assign-off"}),
        key_operation="ec2:DescribeSubnets",
    ),
    Scenario(
        "ipv6-platform-version",
        "the service has IPv6 targets, and runs on platform 1.3.0",
        _old_platform,
        frozenset({"ipv6.platform-version"}),
    ),
    Scenario(
        "ipv6-predates-change",
        "the subnet was told to assign IPv6 addresses after the task had started",
        _turned_on_later,
        frozenset({"ipv6.predates-change"}),
        key_operation="ec2:DescribeSubnets",
    ),
    Scenario(
        "ipv6-ipv4-only-name",
        "the subnet has IPv6 only, and the image's registry name has no IPv6 address",
        _name_without_ipv6,
        frozenset({"ipv6.ipv4-only-name"}),
        key_operation="ec2:DescribeSubnets",
        carried=frozenset({"ipv6.ipv4-only-name"}),  # the task's own addresses and image are known
    ),
    Scenario(
        "ipv6-no-egress-route",
        "the subnet has IPv6 only, and no IPv6 route leads out of the VPC",
        _no_way_out,
        frozenset({"ipv6.no-egress-route"}),
        beside=frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
    ),
)
