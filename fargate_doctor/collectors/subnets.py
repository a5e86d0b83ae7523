"""Which subnets and VPCs the tasks are in."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.cloudtrail import subnets_of_run_task
from fargate_doctor.collectors.ecs import describe_services, network_configurations, service_of
from fargate_doctor.collectors.filters import ask_filtered

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls


async def describe_task_subnets(calls: Calls, tasks: Sequence[JsonObject]) -> list[JsonObject]:
    """Return the subnets of the tasks; where a task was given none yet, those it could have been given."""
    named = await asyncio.gather(*(_subnet_ids(calls, task, tasks) for task in tasks))
    return await ask_filtered(calls, "ec2:DescribeSubnets", "subnet-id", [subnet for ids in named for subnet in ids])


async def find_vpcs(calls: Calls, tasks: Sequence[JsonObject]) -> list[str]:
    """Return the ids of the tasks' VPCs: by subnet, else by network interface, else by security group."""
    found = _vpcs(await describe_task_subnets(calls, tasks))
    if found:
        return found
    found = _vpcs(
        await ask_filtered(
            calls, "ec2:DescribeNetworkInterfaces", "network-interface-id", attached(tasks, "networkInterfaceId")
        )
    )
    if found:
        return found
    configurations = network_configurations(await describe_services(calls, tasks))
    groups = [group for configured in configurations for group in configured.get("securityGroups", ())]
    return _vpcs(await ask_filtered(calls, "ec2:DescribeSecurityGroups", "group-id", groups))


def attached(tasks: Sequence[JsonObject], name: str) -> list[str]:
    """Return one detail, `subnetId` or `networkInterfaceId`, of the tasks' network attachments."""
    details = (
        detail
        for task in tasks
        for attachment in task.get("attachments", ())
        for detail in attachment.get("details", ())
    )
    return [detail["value"] for detail in details if detail.get("name") == name and detail.get("value")]


async def _subnet_ids(calls: Calls, task: JsonObject, tasks: Sequence[JsonObject]) -> list[str]:
    if named := attached([task], "subnetId"):
        return named
    if service := service_of(task):
        services = [one for one in await describe_services(calls, tasks) if one.get("serviceName") == service]
        return [subnet for configured in network_configurations(services) for subnet in configured.get("subnets", ())]
    # A look-up takes half a second: over many tasks it is not worth it.
    return await subnets_of_run_task(calls, task) if len(tasks) == 1 else []


def _vpcs(members: Sequence[JsonObject]) -> list[str]:
    return sorted({member["VpcId"] for member in members if member.get("VpcId")})
