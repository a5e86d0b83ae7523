"""From CloudWatch Logs only what was refused at the interface of a task that failed is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.target import TaskTarget

from . import world
from .scripted_aws import Refused, ScriptedAws

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

_TARGET = TaskTarget(task=world.TASK_ARN)
_READ = "logs:FilterLogEvents"


def flow_log(**changes: Any) -> JsonObject:  # noqa: ANN401 - members of AWS's JSON
    """Return the answer with one flow log that writes to CloudWatch Logs."""
    log = {
        "FlowLogId": "fl-0a1b2c3d4e5f60718",
        "ResourceId": world.VPC,
        "FlowLogStatus": "ACTIVE",
        "TrafficType": "ALL",
        "LogDestinationType": "cloud-watch-logs",
        "LogGroupName": "/vpc/flow-logs",
        **changes,
    }
    return {"FlowLogs": [{name: value for name, value in log.items() if value is not None}]}


def test_nothing_is_read_where_no_flow_log_exists(aws: ScriptedAws) -> None:
    """The ordinary case costs no call."""
    collect_task(aws.session(), _TARGET)

    assert aws.count(_READ) == 0


def test_the_streams_of_the_tasks_interface_are_read_in_its_own_time(aws: ScriptedAws) -> None:
    """One call: the group of the flow log, the interface's streams, from the creation to ten minutes after the end."""
    aws.script["ec2:DescribeFlowLogs"] = flow_log()
    message = f"2 {world.ACCOUNT} {world.INTERFACE} 10.0.1.5 52.1.2.3 40001 443 6 1 40 1 2 REJECT OK"
    aws.script[_READ] = {"events": [{"logStreamName": f"{world.INTERFACE}-all", "message": message, "eventId": "1"}]}

    case = collect_task(aws.session(), _TARGET)

    assert aws.requests(_READ) == [
        {
            "logGroupName": "/vpc/flow-logs",
            "logStreamNamePrefix": f"{world.INTERFACE}-",
            "startTime": int(world.CREATED.timestamp()) * 1000,
            "endTime": (int(world.STOPPED.timestamp()) + 600) * 1000,
            "filterPattern": "REJECT",
            "limit": 1000,
        }
    ]
    assert case.records[_READ][0].answer["events"][0]["message"] == message


@pytest.mark.parametrize(
    "changes",
    [
        {"TrafficType": "ACCEPT"},
        {"LogDestinationType": "s3", "LogDestination": "arn:aws:s3:::logs", "LogGroupName": None},
        {"LogFormat": "${srcaddr} ${dstaddr}"},
        {"LogGroupName": None},
    ],
)
def test_a_flow_log_that_cannot_show_refusals_is_not_read(aws: ScriptedAws, changes: JsonObject) -> None:
    """Accepted traffic, other destinations and formats without the action are no help."""
    aws.script["ec2:DescribeFlowLogs"] = flow_log(**changes)

    collect_task(aws.session(), _TARGET)

    assert aws.count(_READ) == 0


@pytest.mark.parametrize(
    "changes",
    [
        {"lastStatus": "RUNNING", "stoppedAt": None, "stoppedReason": None, "stopCode": None},
        {"stopCode": "UserInitiated"},
        {"attachments": []},
    ],
)
def test_a_task_that_did_not_fail_or_had_no_interface_is_not_looked_for(aws: ScriptedAws, changes: JsonObject) -> None:
    """Logs are data of the customer's own traffic: they are read only where they can explain a failure."""
    aws.script["ec2:DescribeFlowLogs"] = flow_log()
    task = {name: value for name, value in world.task(**changes).items() if value is not None}
    aws.script["ecs:DescribeTasks"] = {"tasks": [task]}

    collect_task(aws.session(), _TARGET)

    assert aws.count(_READ) == 0


def test_a_long_log_is_cut_short_and_says_so(aws: ScriptedAws) -> None:
    """No more than three pages are read; the token stays in the answer."""
    aws.script["ec2:DescribeFlowLogs"] = flow_log()
    pages = iter(range(1, 100))
    aws.script[_READ] = lambda _: {"events": [], "nextToken": f"page-{next(pages)}"}

    case = collect_task(aws.session(), _TARGET)

    assert aws.count(_READ) == 3
    assert case.records[_READ][0].answer["nextToken"] == "page-3"


def test_a_refusal_is_kept_with_its_action(aws: ScriptedAws) -> None:
    """Who may not read the log is told which action would let them."""
    aws.script["ec2:DescribeFlowLogs"] = flow_log()
    aws.script[_READ] = Refused("AccessDeniedException", status=400)

    case = collect_task(aws.session(), _TARGET)

    assert [each.action for each in case.failures] == [_READ]
