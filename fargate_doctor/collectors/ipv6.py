"""Whether IPv6 matters to the tasks, so that its history is worth asking for."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.balancers import describe_target_groups
from fargate_doctor.collectors.cloudtrail import ask_ipv6_changes
from fargate_doctor.collectors.filters import ask_filtered
from fargate_doctor.collectors.subnets import describe_task_subnets, find_vpcs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls


async def ask_ipv6_history(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Look up changes of the IPv6 conditions where IPv6 is there or wanted and some task has no address of it."""
    without = [task for task in tasks if not _has_ipv6(task)]
    if without and await _ipv6_is_about(calls, tasks):
        await ask_ipv6_changes(calls, without)


async def _ipv6_is_about(calls: Calls, tasks: Sequence[JsonObject]) -> bool:
    subnets, groups, vpcs = await asyncio.gather(
        describe_task_subnets(calls, tasks), describe_target_groups(calls, tasks), _vpcs(calls, tasks)
    )
    blocks = any(one.get("Ipv6CidrBlockAssociationSet") for one in (*subnets, *vpcs))
    return blocks or any(group.get("IpAddressType") == "ipv6" for group in groups)


async def _vpcs(calls: Calls, tasks: Sequence[JsonObject]) -> list[JsonObject]:
    return await ask_filtered(calls, "ec2:DescribeVpcs", "vpc-id", await find_vpcs(calls, tasks))


def _has_ipv6(task: JsonObject) -> bool:
    return any(
        interface.get("ipv6Address")
        for container in task.get("containers", ())
        for interface in container.get("networkInterfaces", ())
    )
