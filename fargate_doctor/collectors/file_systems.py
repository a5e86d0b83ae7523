"""The file systems that tasks mount: their mount targets, access points and policies."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.definitions import definitions_of
from fargate_doctor.collectors.filters import ask_filtered
from fargate_doctor.collectors.subnets import describe_task_subnets, find_vpcs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls
    from fargate_doctor.collectors.definitions import Defined

_PLACE = ("AvailabilityZoneId", "AvailabilityZoneId"), ("AvailabilityZoneName", "AvailabilityZone")


async def ask_file_systems(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask where the tasks' file systems can be mounted, what admits there in the tasks' zones, and whom they admit."""
    mounted = [each for defined in await definitions_of(calls, tasks) for each in _mounted(defined)]
    file_systems = dict.fromkeys(str(each["fileSystemId"]) for each in mounted)
    points = dict.fromkeys(each for one in mounted for each in _access_points(one))
    await asyncio.gather(
        *(_ask_mount_targets(calls, each, tasks) for each in file_systems),
        *(calls.ask("efs:DescribeFileSystemPolicy", {"FileSystemId": each}) for each in file_systems),
        *(calls.ask("efs:DescribeAccessPoints", {"AccessPointId": each}) for each in points),
    )


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


def _mounted(defined: Defined) -> list[JsonObject]:
    configured = (volume.get("efsVolumeConfiguration") or {} for volume in defined.volumes)
    return [each for each in configured if each.get("fileSystemId")]


def _access_points(mounted: JsonObject) -> list[str]:
    named = (mounted.get("authorizationConfig") or {}).get("accessPointId")
    return [str(named)] if named else []


def _is_near(target: JsonObject, subnet: JsonObject) -> bool:
    return any(target.get(here) and target.get(here) == subnet.get(there) for here, there in _PLACE)
