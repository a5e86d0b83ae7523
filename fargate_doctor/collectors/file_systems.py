"""The mount targets of the file systems that tasks mount."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.filters import ask_filtered
from fargate_doctor.collectors.subnets import describe_task_subnets, find_vpcs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

_PLACE = ("AvailabilityZoneId", "AvailabilityZoneId"), ("AvailabilityZoneName", "AvailabilityZone")


async def ask_file_systems(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask where the tasks' file systems can be mounted, and what admits there in the zones of the tasks."""
    named = [each for definition in await _definitions(calls, tasks) for each in _file_systems(definition)]
    await asyncio.gather(*(_ask_mount_targets(calls, each, tasks) for each in dict.fromkeys(named)))


async def _ask_mount_targets(calls: Calls, file_system: str, tasks: Sequence[JsonObject]) -> None:
    """Ask for the groups of a mount target only where its network interface is not among those of the VPC."""
    described, subnets, interfaces = await asyncio.gather(
        calls.ask("efs:DescribeMountTargets", {"FileSystemId": file_system}),
        describe_task_subnets(calls, tasks),
        _interfaces(calls, tasks),
    )
    near = [each for each in (described or {}).get("MountTargets", ()) if any(_is_near(each, one) for one in subnets)]
    unseen = (each for each in near if each.get("NetworkInterfaceId") not in interfaces and each.get("MountTargetId"))
    requests = ({"MountTargetId": each["MountTargetId"]} for each in unseen)
    await asyncio.gather(*(calls.ask("efs:DescribeMountTargetSecurityGroups", request) for request in requests))


async def _interfaces(calls: Calls, tasks: Sequence[JsonObject]) -> set[str]:
    shown = await ask_filtered(calls, "ec2:DescribeNetworkInterfaces", "vpc-id", await find_vpcs(calls, tasks))
    return {str(each.get("NetworkInterfaceId")) for each in shown}


async def _definitions(calls: Calls, tasks: Sequence[JsonObject]) -> list[JsonObject]:
    arns = dict.fromkeys(task["taskDefinitionArn"] for task in tasks if task.get("taskDefinitionArn"))
    asked = (calls.ask("ecs:DescribeTaskDefinition", {"taskDefinition": arn}) for arn in arns)
    return [answer["taskDefinition"] for answer in await asyncio.gather(*asked) if answer]


def _file_systems(definition: JsonObject) -> list[str]:
    mounted = (volume.get("efsVolumeConfiguration") or {} for volume in definition.get("volumes", ()))
    return [str(each["fileSystemId"]) for each in mounted if each.get("fileSystemId")]


def _is_near(target: JsonObject, subnet: JsonObject) -> bool:
    return any(target.get(here) and target.get(here) == subnet.get(there) for here, there in _PLACE)
