"""A new revision of a task definition, and the service on it.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-task-definition-console-v2.html
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.step import Step

if TYPE_CHECKING:
    from fargate_doctor.model.task_definition import TaskDefinition
    from fargate_doctor.remedies.standpoint import Standpoint

NEW_DEFINITION: Final = "<ARN_OF_THE_NEW_TASK_DEFINITION>"
_FILE: Final = "task-definition.json"


def new_revision(standpoint: Standpoint, definition: TaskDefinition, **members: object) -> Step:
    """Return the step that registers a definition with some members changed, which the user writes into a file."""
    region, arn = standpoint.region, definition.task_definition_arn
    described = aws("ecs", "describe-task-definition", region, task_definition=arn, query="taskDefinition")
    register = shlex.join(
        ["aws", "ecs", "register-task-definition", "--cli-input-json", f"file://{_FILE}", "--region", region]
    )
    changed = definition.model_copy(update=members)
    return Step(
        commands=(f"{described} > {_FILE}", register, *_updates(standpoint, NEW_DEFINITION)),
        undo=_updates(standpoint, arn),
        affects=replacing_tasks(standpoint.service_name),
        change=lambda snapshot: snapshot.with_resource("task_definitions", changed),
    )


def _updates(standpoint: Standpoint, definition: str) -> tuple[str, ...]:
    service = standpoint.service_name
    if service is None:
        return ()
    named = {"cluster": standpoint.cluster, "service": service, "task_definition": definition}
    return (aws("ecs", "update-service", standpoint.region, **named),)
