"""Tasks that never get a network interface: addresses, configuration, zone, the role of ECS, what EC2 says."""

from __future__ import annotations

from copy import copy
from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindNat
from tests.lab.scenario import Scenario, Target
from tests.lab.scenarios.network_ids import NETWORK
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.server import Lab
    from tests.lab.workload import Workload

_BARE = Stop("Task failed to start", phase="provisioning")
_ENI = "Unexpected EC2 error while attempting to Create Network Interface in subnet"
_SUBNETS, _GROUPS = "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"


def _fill(lab: Lab, subnet: str) -> None:
    """Take every free address of a subnet, as other tasks and machines would."""
    ec2 = lab.client("ec2")
    while ec2.describe_subnets(SubnetIds=[subnet])["Subnets"][0]["AvailableIpAddressCount"]:
        ec2.create_network_interface(SubnetId=subnet)


def _small_subnet(layout: BehindNat) -> str:
    ec2 = layout.network.ec2
    created = ec2.create_subnet(
        VpcId=layout.network.vpc_id, CidrBlock="10.20.99.0/28", AvailabilityZone="eu-central-1a"
    )
    subnet = str(created["Subnet"]["SubnetId"])
    ec2.associate_route_table(RouteTableId=layout.private_table, SubnetId=subnet)
    return subnet


def _full_subnet(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    subnet = _small_subnet(layout)
    target = layout.workload(subnets=[subnet]).fails(_BARE)
    if broken:
        _fill(lab, subnet)
    return target


def _full_subnet_waiting(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    subnet = _small_subnet(layout)
    target = layout.workload(subnets=[subnet]).fails(_BARE)
    task = lab.state.tasks[target.task_arn]
    for member in ("stopCode", "stoppedReason", "stoppedAt", "stoppingAt", "executionStoppedAt"):
        task.pop(member, None)
    task.update(lastStatus="PROVISIONING", desiredStatus="RUNNING")
    if broken:
        _fill(lab, subnet)
    return target


def _configured(lab: Lab, workload: Workload, **named: list[str]) -> None:
    """Let the service name other subnets or groups than those that its task was launched with."""
    wanted = workload.network_configuration
    wanted["awsvpcConfiguration"].update(named)
    for service in lab.state.ecs.services.values():
        service.network_configuration = wanted
        for deployment in service.deployments:
            deployment["networkConfiguration"] = wanted


def _gone_subnet(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    workload = layout.workload()
    target = workload.fails(_BARE)
    named = ["subnet-0123456789abcdef0"] if broken else [layout.private_elsewhere]
    _configured(lab, workload, subnets=[layout.private, *named])
    return target


def _gone_group(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    workload = layout.workload()
    target = workload.fails(_BARE)
    _configured(lab, workload, securityGroups=["sg-0123456789abcdef0" if broken else layout.network.task_group])
    return target


def _too_many_groups(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    workload = layout.workload()
    target = workload.fails(_BARE)
    more = [layout.network.group(f"more-{number}") for number in range(5 if broken else 4)]
    _configured(lab, workload, securityGroups=[layout.network.task_group, *more])
    return target


def _too_many_subnets(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    workload = layout.workload()
    target = workload.fails(_BARE)
    more = [layout.network.subnet(100 + number) for number in range(16 if broken else 15)]
    _configured(lab, workload, subnets=[layout.private, *more])
    return target


def _group_of_other_vpc(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    other = layout.network.ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"]
    made = layout.network.ec2.create_security_group(GroupName="far", Description="far", VpcId=other)
    workload = layout.workload()
    target = workload.fails(_BARE)
    _configured(lab, workload, securityGroups=[made["GroupId"] if broken else layout.network.task_group])
    return target


def _without_role(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    target = BehindNat(lab).workload().fails(_BARE)
    if broken:
        lab.client("iam").delete_role(RoleName="AWSServiceRoleForECS")
    return target


def _zone(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    target = layout.workload().fails(Stop("InternalError", phase="provisioning"))
    if broken:
        for subnets in lab.state.ec2.subnets.values():
            for subnet in subnets.values():
                subnet._availability_zone = copy(subnet._availability_zone)  # moto shares it between tests
                subnet._availability_zone.zone_id = "apne1-az3"
    return target


def _said(text: str) -> Callable[[Lab, bool], Target]:
    def arrange(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
        return BehindNat(lab).workload().fails(Stop(text, phase="provisioning"))

    return arrange


def _stated(name: str, broken: str, text: str, finding: str) -> Scenario:
    return Scenario(name, broken, _said(text), frozenset({finding}), never=NETWORK, has_twin=False)


def _shown(name: str, broken: str, arrange: Any, finding: str, key: str) -> Scenario:  # noqa: ANN401 - builds either
    return Scenario(name, broken, arrange, frozenset({finding}), never=NETWORK, key_operation=key)


SCENARIOS = (
    _shown(
        "subnet-full", "the task's subnet has no free address", _full_subnet, "eni.subnet-addresses-exhausted", _SUBNETS
    ),
    _shown(
        "subnet-full-waiting",
        "a task waits in a subnet without a free address",
        _full_subnet_waiting,
        "eni.subnet-addresses-exhausted",
        _SUBNETS,
    ),
    _shown(
        "subnet-gone", "the service names a subnet that was deleted", _gone_subnet, "config.subnet-missing", _SUBNETS
    ),
    _shown(
        "group-gone",
        "the service names a group that was deleted",
        _gone_group,
        "config.security-group-missing",
        _GROUPS,
    ),
    _shown(
        "too-many-groups",
        "the service names six security groups",
        _too_many_groups,
        "config.too-many-security-groups",
        "ecs:DescribeServices",
    ),
    _shown(
        "too-many-subnets",
        "the service names seventeen subnets",
        _too_many_subnets,
        "config.too-many-subnets",
        "ecs:DescribeServices",
    ),
    _shown(
        "group-of-other-vpc",
        "the service names a group of another VPC",
        _group_of_other_vpc,
        "config.vpc-mismatch",
        _GROUPS,
    ),
    _shown(
        "no-service-linked-role",
        "the role AWSServiceRoleForECS is missing",
        _without_role,
        "iam.service-linked-role-missing",
        "iam:GetRole",
    ),
    _shown(
        "zone-without-fargate", "the subnet is in a zone without Fargate", _zone, "capacity.zone-unsupported", _SUBNETS
    ),
    _stated(
        "addresses-stated",
        "EC2 says that the subnet has no free address",
        f"{_ENI} 'subnet-0aa': InsufficientFreeAddressesInSubnet",
        "eni.subnet-addresses-exhausted",
    ),
    _stated(
        "interface-quota-stated",
        "EC2 says that there are too many interfaces",
        f"{_ENI} 'subnet-0aa': NetworkInterfaceLimitExceeded",
        "eni.limit-reached",
    ),
    _stated(
        "interface-late",
        "the interface is not made in time",
        "Timeout waiting for network interface provisioning to complete.",
        "eni.provisioning-timeout",
    ),
    _stated(
        "interface-tags",
        "a tag policy refuses the tags of the interface",
        "Unexpected EC2 error while attempting to tag the network interface: TagPolicyViolation",
        "eni.tag-policy",
    ),
    _stated(
        "interface-denied", "EC2 refuses ECS the interface", f"{_ENI} 'subnet-0aa': AuthFailure", "eni.access-denied"
    ),
    _stated(
        "spot-interrupted",
        "Fargate Spot takes its capacity back",
        "Your Spot Task was interrupted.",
        "capacity.spot-interrupted",
    ),
)
