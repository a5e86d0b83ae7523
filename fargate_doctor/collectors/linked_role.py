"""The role under which ECS itself makes network interfaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.subnets import attached

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

_ROLE: Final = "AWSServiceRoleForECS"


async def ask_linked_role(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for the service-linked role of ECS where a task has no network interface; one that has it shows the role."""
    if any(not attached([task], "networkInterfaceId") for task in tasks):
        await calls.ask("iam:GetRole", {"RoleName": _ROLE})
