"""Changes since the tasks began, and the calls that started them, from CloudTrail's event history."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.collectors.plain import moment, rfc3339

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

PAGES_A_NAME: Final = 5

_DHCP_CHANGE: Final = "AssociateDhcpOptions"
IPV6_CHANGES: Final = (
    "ModifySubnetAttribute",
    "AssociateSubnetCidrBlock",
    "AssociateVpcCidrBlock",
    "PutAccountSetting",
    "PutAccountSettingDefault",
)

# ECS sets `createdAt` while RunTask is answered; CloudTrail keeps whole seconds.
_AROUND_START: Final = timedelta(minutes=1)

# What a task received is told by the change before it was created, which may be old.
_KEPT_BY_CLOUDTRAIL: Final = timedelta(days=90)

# A range has to have a length, also where the clock of this machine is behind.
_LEAST: Final = timedelta(seconds=1)


async def ask_dhcp_changes(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Look up every change of a DHCP option set, as far back as CloudTrail keeps them.

    Those before a task was created show which set it received.
    """
    await _look_up_since(calls, tasks, _DHCP_CHANGE, back_to=calls.began - _KEPT_BY_CLOUDTRAIL)


async def ask_ipv6_changes(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Look up every change of a condition for IPv6 since the first of the tasks was created."""
    await asyncio.gather(*(_look_up_since(calls, tasks, name) for name in IPV6_CHANGES))


async def ask_run_task(calls: Calls, task: JsonObject) -> JsonObject | None:
    """Return the `RunTask` events around the start of a standalone task, or None."""
    if not task.get("createdAt"):
        return None
    created = moment(task["createdAt"])
    return await _look_up(calls, "RunTask", rfc3339(created - _AROUND_START), rfc3339(created + _AROUND_START))


async def subnets_of_run_task(calls: Calls, task: JsonObject) -> list[str]:
    """Return the subnets named by the `RunTask` call that started the task, none where it is not found."""
    events = (await ask_run_task(calls, task) or {}).get("Events", ())
    for event in events:
        told = _parsed(event.get("CloudTrailEvent"))
        started = (told.get("responseElements") or {}).get("tasks") or ()
        if any(one.get("taskArn") == task.get("taskArn") for one in started):
            network = (told.get("requestParameters") or {}).get("networkConfiguration") or {}
            return list((network.get("awsvpcConfiguration") or {}).get("subnets") or ())
    return []


async def _look_up_since(calls: Calls, tasks: Sequence[JsonObject], name: str, back_to: datetime | None = None) -> None:
    created = [moment(task["createdAt"]) for task in tasks if task.get("createdAt")]
    if created:
        start = min(*created, back_to or created[0], created[0])
        await _look_up(calls, name, rfc3339(start), rfc3339(max(calls.began, start + _LEAST)))


async def _look_up(calls: Calls, name: str, start: str, end: str) -> JsonObject | None:
    request = {
        "LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": name}],
        "StartTime": start,
        "EndTime": end,
    }
    return await calls.ask("cloudtrail:LookupEvents", request, at_most_pages=PAGES_A_NAME)


def _parsed(event: Any) -> dict[str, Any]:  # noqa: ANN401 - what CloudTrail put in its string
    try:
        told = json.loads(event)
    except (TypeError, ValueError):
        return {}
    return told if isinstance(told, dict) else {}
