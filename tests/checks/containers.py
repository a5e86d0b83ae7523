"""A task and its containers, as ECS describes them, with the definition that they come from."""

from __future__ import annotations

from typing import Any

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.facts.task_facts import TaskFacts
from tests.facts.fargate_tasks import DEFINITION_ARN, TASK_ARN, attachment, snapshot

CREATED = "2026-03-10T10:00:00+00:00"
PULLED = "2026-03-10T10:00:30+00:00"
STARTED = "2026-03-10T10:00:36+00:00"
STOPPED = "2026-03-10T10:02:36+00:00"

UP: dict[str, Any] = {
    "lastStatus": "RUNNING",
    "createdAt": CREATED,
    "connectivityAt": CREATED,
    "pullStartedAt": CREATED,
    "pullStoppedAt": PULLED,
    "startedAt": STARTED,
}
ENDED: dict[str, Any] = {
    **UP,
    "lastStatus": "STOPPED",
    "stopCode": "EssentialContainerExited",
    "stoppedReason": "Essential container in task exited",
    "stoppingAt": STOPPED,
    "stoppedAt": STOPPED,
}
NEVER_STARTED: dict[str, Any] = {
    **ENDED,
    "startedAt": None,
    "stopCode": "TaskFailedToStart",
    "stoppedReason": "Task failed to start",
}


def facts(
    containers: list[dict[str, Any]],
    asked: list[dict[str, Any]] | None = None,
    task: dict[str, Any] | None = None,
    **definition: Any,  # noqa: ANN401 - members of AWS's JSON
) -> TaskFacts:
    """Return the facts of a task with these containers; `asked` is the definition, None where it was not read."""
    described = {
        "taskArn": TASK_ARN,
        "clusterArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/shop",
        "taskDefinitionArn": DEFINITION_ARN,
        "launchType": "FARGATE",
        "platformVersion": "1.4.0",
        "platformFamily": "Linux",
        "attachments": [attachment(subnetId="subnet-1", networkInterfaceId="eni-1")],
        "containers": containers,
        **{name: value for name, value in (task or ENDED).items() if value is not None},
    }
    answers: dict[str, Any] = {"ecs__DescribeTasks": {"tasks": [described]}}
    if asked is not None:
        told = {"taskDefinitionArn": DEFINITION_ARN, "containerDefinitions": asked, **definition}
        answers["ecs__DescribeTaskDefinition"] = {"taskDefinition": told}
    held = snapshot(**answers)
    return TaskFacts(held, held.tasks.require(TASK_ARN))


def root_causes(of: TaskFacts) -> dict[str, str]:
    """Return the root causes of the whole diagnosis, each with its confidence."""
    return {each.id: each.confidence for each in diagnose(of, all_checks()).findings if each.level == "root_cause"}
