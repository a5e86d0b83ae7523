"""The flow logs over a task, and from CloudWatch Logs what they recorded as refused at the task's own interface."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.filters import VALUES_A_FILTER, ask_filtered
from fargate_doctor.collectors.plain import moment
from fargate_doctor.collectors.subnets import attached, find_vpcs

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

AFTER_THE_STOP: Final = timedelta(minutes=10)
"""How long one record may gather packets: https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html"""

PAGES: Final = 3
_LINES_A_PAGE: Final = 1000
_STOPPED_ON_PURPOSE: Final = frozenset({"UserInitiated"})


async def describe_flow_logs(calls: Calls, tasks: Sequence[JsonObject], vpcs: list[str]) -> list[JsonObject]:
    """Return the flow logs of the VPCs, of the tasks' subnets, and of their network interfaces.

    Where those are more than one request takes, all flow logs of the Region are asked for: each task has an interface
    of its own, and twice the tasks must not take twice the calls.
    """
    logged = [*vpcs, *attached(tasks, "subnetId"), *attached(tasks, "networkInterfaceId")]
    if vpcs and len(set(logged)) > VALUES_A_FILTER:
        answer = await calls.ask("ec2:DescribeFlowLogs")
        return list(answer.get("FlowLogs", ())) if answer else []
    return await ask_filtered(calls, "ec2:DescribeFlowLogs", "resource-id", logged if vpcs else [])


async def ask_refused_packets(calls: Calls, task: JsonObject) -> None:
    """Read what was refused at the interface of a task that failed, where CloudWatch Logs has it.

    Only the streams of that interface are read, only lines that say REJECT, and only of the task's own time.
    """
    interfaces = attached([task], "networkInterfaceId")
    if not interfaces or not task.get("createdAt") or not _has_failed(task):
        return
    flow_logs = await describe_flow_logs(calls, [task], await find_vpcs(calls, [task]))
    group = next((str(each["LogGroupName"]) for each in flow_logs if _shows_refusals(each)), None)
    if group is None:
        return
    request = {
        "logGroupName": group,
        "logStreamNamePrefix": f"{interfaces[0]}-",
        "startTime": _milliseconds(moment(task["createdAt"])),
        "endTime": _milliseconds(_end(calls, task)),
        "filterPattern": "REJECT",
        "limit": _LINES_A_PAGE,
    }
    await calls.ask("logs:FilterLogEvents", request, at_most_pages=PAGES)


def _has_failed(task: JsonObject) -> bool:
    stopped = bool(task.get("stoppedAt") or task.get("stoppingAt") or task.get("stoppedReason"))
    return stopped and task.get("stopCode") not in _STOPPED_ON_PURPOSE


def _shows_refusals(flow_log: JsonObject) -> bool:
    log_format = flow_log.get("LogFormat") or ""
    return (
        bool(flow_log.get("LogGroupName"))
        and flow_log.get("LogDestinationType", "cloud-watch-logs") == "cloud-watch-logs"
        and str(flow_log.get("TrafficType", "ALL")).upper() != "ACCEPT"
        and (not log_format or "${action}" in log_format)
    )


def _end(calls: Calls, task: JsonObject) -> datetime:
    ended = task.get("stoppedAt") or task.get("stoppingAt")
    return (moment(ended) if ended else calls.began) + AFTER_THE_STOP


def _milliseconds(time: datetime) -> int:
    return int(time.timestamp() * 1000)
