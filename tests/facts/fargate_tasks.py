"""Tasks, definitions and snapshots of the tests of facts, each made of AWS's own JSON."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from fargate_doctor.case.model import Case, Failure, Record
from fargate_doctor.model.shape import Source
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.model.task import Task
from fargate_doctor.model.task_definition import TaskDefinition

REGION = "eu-west-1"
ACCOUNT = "123456789012"
CLUSTER_ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/shop"
TASK_ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task/shop/0123456789abcdef0123456789abcdef"
SERVICE_ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/shop/web"
DEFINITION_ARN = f"arn:aws:ecs:{REGION}:{ACCOUNT}:task-definition/web:7"
COLLECTED_AT = "2026-03-10T12:00:00+00:00"


def task(**members: Any) -> Task:  # noqa: ANN401 - members of AWS's JSON
    """Return a stopped task of service `web`; members are AWS's, in lower camel case."""
    answer = {
        "taskArn": TASK_ARN,
        "clusterArn": CLUSTER_ARN,
        "taskDefinitionArn": DEFINITION_ARN,
        "group": "service:web",
        "startedBy": "ecs-svc/1",
        "launchType": "FARGATE",
        "platformVersion": "1.4.0",
        "platformFamily": "Linux",
        "lastStatus": "STOPPED",
        "createdAt": "2026-03-10T10:00:00+00:00",
        **members,
    }
    return Task.model_validate({**answer, "$read_from": Source("ecs:DescribeTasks")})


def attachment(**details: str) -> dict[str, Any]:
    """Return the network interface attachment of a task with these details."""
    return {
        "id": "a1b2",
        "type": "ElasticNetworkInterface",
        "status": "DELETED",
        "details": [{"name": name, "value": value} for name, value in details.items()],
    }


def definition(*containers: dict[str, Any], **members: Any) -> TaskDefinition:  # noqa: ANN401 - members of AWS's JSON
    """Return a task definition with these containers."""
    answer = {
        "taskDefinitionArn": DEFINITION_ARN,
        "executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/execution",
        "taskRoleArn": f"arn:aws:iam::{ACCOUNT}:role/task",
        "containerDefinitions": list(containers),
        **members,
    }
    return TaskDefinition.model_validate({**answer, "$read_from": Source("ecs:DescribeTaskDefinition")})


def snapshot(
    *failures: Failure, collected_at: str | None = COLLECTED_AT, **answers: dict[str, Any] | list[Record]
) -> Snapshot:
    """Return a snapshot of answers by operation, `ec2__DescribeSubnets={"Subnets": […]}`, or of whole records."""
    records = {
        name.replace("__", ":"): tuple(answer) if isinstance(answer, list) else (Record(request={}, answer=answer),)
        for name, answer in answers.items()
    }
    return Snapshot.of(
        Case(
            collected_at=collected_at,
            region=REGION,
            account=ACCOUNT,
            partition="aws",
            records=records,
            failures=failures,
        )
    )


def event(name: str, at: str, body: dict[str, Any], identifier: str = "e1") -> dict[str, Any]:
    """Return one event as LookupEvents gives it."""
    return {
        "EventId": identifier,
        "EventName": name,
        "EventTime": at,
        "CloudTrailEvent": json.dumps({"eventName": name, **body}),
    }


def look_up(name: str, events: list[dict[str, Any]], start: str, end: str = COLLECTED_AT, **more: str) -> Record:
    """Return the record of a look-up of events by name; `NextToken` in `more` says that it was cut short."""
    return Record(
        request={
            "LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": name}],
            "StartTime": start,
            "EndTime": end,
        },
        answer={"Events": events, **more},
        at=end,
    )


def moment(written: str) -> datetime:
    """Return a time from RFC 3339."""
    return datetime.fromisoformat(written)
