"""Flow logs in CloudWatch Logs, with what they recorded at the interface of a task."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.lab.mending.tasks import interface_of
from tests.lab.state import ACCOUNT

if TYPE_CHECKING:
    from tests.lab.server import Lab

FLOW_LOG_GROUP = "/vpc/flow-logs"


def record_flows(lab: Lab, vpc: str, traffic: str = "ALL") -> None:
    """Create a flow log of a VPC that is delivered to CloudWatch Logs."""
    lab.client("logs").create_log_group(logGroupName=FLOW_LOG_GROUP)
    lab.client("ec2").create_flow_logs(
        ResourceIds=[vpc],
        ResourceType="VPC",
        TrafficType=traffic,
        LogDestinationType="cloud-watch-logs",
        LogGroupName=FLOW_LOG_GROUP,
        DeliverLogsPermissionArn=f"arn:aws:iam::{ACCOUNT}:role/flow-logs",
    )


def recorded(lab: Lab, arn: str, action: str, *, far: str, source_port: int = 41873) -> None:
    """Let the interface of a task have recorded two requests to port 443 of an address, ACCEPT or REJECT."""
    task = lab.state.tasks[arn]
    interface = interface_of(task)
    own = next(
        each["value"]
        for attachment in task["attachments"]
        for each in attachment["details"]
        if each["name"] == "privateIPv4Address"
    )
    logs, stream = lab.client("logs"), f"{interface}-all"
    logs.create_log_stream(logGroupName=FLOW_LOG_GROUP, logStreamName=stream)
    events = []
    for number in range(2):
        began = task["createdAt"] + timedelta(seconds=30 + 60 * number)
        start, end = int(began.timestamp()), int(began.timestamp()) + 59
        line = f"2 {ACCOUNT} {interface} {own} {far} {source_port} 443 6 3 180 {start} {end} {action} OK"
        events.append({"timestamp": end * 1000, "message": line})
    logs.put_log_events(logGroupName=FLOW_LOG_GROUP, logStreamName=stream, logEvents=events)
