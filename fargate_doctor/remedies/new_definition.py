"""A new revision of the task definition: described into a file, changed there, registered, deployed.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.model.task_definition import TaskDefinition
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

_FILE: Final = "task-definition.json"
_NEW: Final = "<ARN_OF_THE_NEW_TASK_DEFINITION>"
_EDIT: Final = Text(
    en="Change the file before it is registered, and take out what only an answer holds: taskDefinitionArn, revision, "
    "status, requiresAttributes, compatibilities, registeredAt, registeredBy.",
    es="Modifique el archivo antes de registrarlo y quite lo que solo aparece en una respuesta: taskDefinitionArn, "
    "revision, status, requiresAttributes, compatibilities, registeredAt, registeredBy.",
)


def new_definition(here: Standpoint, changed: Callable[[TaskDefinition], TaskDefinition] | None = None) -> Step:
    """Return the step that registers a changed revision and deploys it; `changed` is the same on the model."""
    region, arn = here.region, here.facts.task.task_definition_arn
    described = aws("ecs", "describe-task-definition", region, task_definition=arn, query="taskDefinition")
    words = ["aws", "ecs", "register-task-definition", "--cli-input-json", f"file://{_FILE}", "--region", region]
    return Step(
        commands=(f"{described} > {_FILE}", shlex.join(words), *_deployed(here, _NEW)),
        undo=_deployed(here, arn),
        affects=replacing_tasks(here.service_name),
        notes=(_EDIT,),
        change=_on_the_model(here, changed),
    )


def _deployed(here: Standpoint, definition: str) -> tuple[str, ...]:
    service = here.service_name
    if service is None:
        return ()
    return (
        aws("ecs", "update-service", here.region, cluster=here.cluster, service=service, task_definition=definition),
    )


def _on_the_model(here: Standpoint, changed: Callable[[TaskDefinition], TaskDefinition] | None) -> Change | None:
    definition = here.snapshot.task_definitions.by_id.get(here.facts.task.task_definition_arn)
    if definition is None or changed is None:
        return None
    return lambda snapshot: snapshot.with_resource("task_definitions", changed(definition))
