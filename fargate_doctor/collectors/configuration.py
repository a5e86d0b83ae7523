"""What a network configuration names that the listing of the VPC does not show, and the role of ECS itself."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.ecs import describe_services, network_configurations
from fargate_doctor.collectors.filters import ask_filtered
from fargate_doctor.collectors.subnets import attached, find_vpcs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

_ROLE: Final = "AWSServiceRoleForECS"
_NAMED: Final = (
    ("ec2:DescribeSubnets", "subnet-id", "subnets", "SubnetId"),
    ("ec2:DescribeSecurityGroups", "group-id", "securityGroups", "GroupId"),
)


async def ask_configuration(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for the subnets and groups that services name and that are not in the tasks' VPCs, and for the role of ECS.

    The role is asked for only where a task has no network interface: who has one shows that the role is there.
    """
    without = [task for task in tasks if not attached([task], "networkInterfaceId")]
    role = [calls.ask("iam:GetRole", {"RoleName": _ROLE})] if without else []
    await asyncio.gather(*role, _ask_unlisted(calls, tasks))


async def _ask_unlisted(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    services = await describe_services(calls, tasks)
    configurations = network_configurations(services)
    vpcs = await find_vpcs(calls, tasks)
    if configurations and vpcs:
        await asyncio.gather(*(_ask(calls, named, configurations, vpcs) for named in _NAMED))


async def _ask(
    calls: Calls, named: tuple[str, str, str, str], configurations: list[JsonObject], vpcs: list[str]
) -> None:
    operation, by_id, member, identifier = named
    listed = {each.get(identifier) for each in await ask_filtered(calls, operation, "vpc-id", vpcs)}
    wanted = {each for one in configurations for each in one.get(member, ())}
    await ask_filtered(calls, operation, by_id, sorted(wanted - listed))
