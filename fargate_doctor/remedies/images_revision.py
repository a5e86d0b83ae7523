"""A new revision of the task definition: fetched, edited, registered, and given to the service.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-task-definition-console-v2.html
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen
from fargate_doctor.remedies.changes import changing
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.model.task_definition import ContainerDefinition, TaskDefinition
    from fargate_doctor.remedies.standpoint import Standpoint

NEW_REVISION: Final = "<ARN_OF_THE_NEW_TASK_DEFINITION>"
_FILE: Final = "task-definition.json"

_EDIT: Final = Text(
    en="Before you register the file, edit it: {edits} Take out what registering does not accept: "
    "taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt and registeredBy.",
    es="Antes de registrar el archivo, edítelo: {edits} Quite lo que el registro no acepta: "
    "taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt y registeredBy.",
)
_RUN_ANEW: Final = Text(
    en="Then run the task anew with the new revision.",
    es="Después lance la tarea de nuevo con la revisión nueva.",
)


@frozen
class Revision:
    """What is other in a new revision: in words, and on the model; None where the model cannot show it."""

    edits: Text
    changed: Callable[[TaskDefinition], TaskDefinition] | None = None


def new_revision(here: Standpoint, revision: Revision) -> Step:
    """Return the step that registers a new revision and gives it to the service, if there is one."""
    definition = here.facts.definition.require().value
    arn, region = definition.task_definition_arn, here.region
    described = aws("ecs", "describe-task-definition", region, task_definition=arn, query="taskDefinition")
    register = shlex.join(
        ["aws", "ecs", "register-task-definition", "--cli-input-json", f"file://{_FILE}", "--region", region]
    )
    notes = (_EDIT.fill(edits=revision.edits), *(() if here.service_name else (_RUN_ANEW,)))
    return Step(
        commands=(f"{described} > {_FILE}", register, *_given_to_service(here, NEW_REVISION)),
        undo=_given_to_service(here, arn),
        affects=replacing_tasks(here.service_name),
        notes=notes,
        change=changing("task_definitions", definition, revision.changed) if revision.changed else None,
    )


def with_container(
    name: str, changed: Callable[[ContainerDefinition], ContainerDefinition]
) -> Callable[[TaskDefinition], TaskDefinition]:
    """Return the change of one container of a task definition."""

    def change(definition: TaskDefinition) -> TaskDefinition:
        containers = tuple(changed(each) if each.name == name else each for each in definition.container_definitions)
        return definition.model_copy(update={"container_definitions": containers})

    return change


def _given_to_service(here: Standpoint, arn: str) -> tuple[str, ...]:
    service = here.service_name
    if service is None:
        return ()
    named = {"cluster": here.cluster, "service": service}
    return (aws("ecs", "update-service", here.region, **named, task_definition=arn),)
