"""Options of log drivers, as the driver takes them, in a new revision of the task definition.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.log_settings import log_settings
from fargate_doctor.remedies.definition_edits import with_container
from fargate_doctor.remedies.revisions import new_revision
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.log_settings import Fault, LogSetting
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.remedies.step import Step

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
)
_TITLE: Final = Text(
    en="Correct {option} of container {container} in a new revision",
    es="Corregir {option} del contenedor {container} en otra revisión",
)
_SET: Final = Text(
    en="Set {option} to {value} in task-definition.json, and take out what AWS filled in: taskDefinitionArn, revision, "
    "status, requiresAttributes, compatibilities, registeredAt and registeredBy.",
    es="Ponga {option} en {value} en task-definition.json y quite lo que rellenó AWS: taskDefinitionArn, revision, "
    "status, requiresAttributes, compatibilities, registeredAt y registeredBy.",
)
_TAKE_OUT: Final = Text(
    en="Take {option} out of task-definition.json, with what AWS filled in: taskDefinitionArn, revision, status, "
    "requiresAttributes, compatibilities, registeredAt and registeredBy.",
    es="Quite {option} de task-definition.json, junto con lo que rellenó AWS: taskDefinitionArn, revision, status, "
    "requiresAttributes, compatibilities, registeredAt y registeredBy.",
)
_DRIVER: Final = Text(
    en="Write awslogs, splunk or awsfirelens as the log driver in task-definition.json; awsfirelens needs a container "
    "with a firelensConfiguration.",
    es="Escriba awslogs, splunk o awsfirelens como controlador de registros en task-definition.json; awsfirelens "
    "necesita un contenedor con una firelensConfiguration.",
)
_UNBLOCK_TITLE: Final = Text(
    en="Deliver the logs of container {container} without blocking it",
    es="Entregar los registros del contenedor {container} sin bloquearlo",
)
_UNBLOCK: Final = Text(
    en="Set mode to non-blocking and max-buffer-size to 25m in task-definition.json. What the buffer cannot hold is "
    "lost then, so choose its size by what the container writes.",
    es="Ponga mode en non-blocking y max-buffer-size en 25m en task-definition.json. Lo que no quepa en el búfer se "
    "pierde, así que elija su tamaño según lo que escriba el contenedor.",
)
_USUAL_PREFIX: Final = "ecs"
_UNKNOWN: Final = "<VALUE>"


def complete_log_options(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a revision in which the driver gets what it needs."""
    ids = {each.id for each in raised.resources}
    here = Standpoint(facts)
    return tuple(
        _corrected(here, setting, fault)
        for setting in log_settings(facts)
        if setting.container in ids
        for fault in setting.faults()
    )


def deliver_without_blocking(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a revision in which containers go on where their logs cannot be delivered."""
    ids = {each.id for each in raised.resources}
    here = Standpoint(facts)
    return tuple(
        remedy(
            "deliver-without-blocking",
            _UNBLOCK_TITLE.fill(container=printable(setting.container)),
            _UNBLOCK,
            revision_with(here, setting, {"mode": "non-blocking", "max-buffer-size": "25m"}),
            needs_new_tasks=True,
            references=_REFERENCES,
        )
        for setting in log_settings(facts)
        if setting.container in ids
    )


def revision_with(
    here: Standpoint, setting: LogSetting, options: Mapping[str, str | None], *, is_shown: bool = True
) -> Step:
    """Return the step that registers the definition with some options of a container set, those that are None left out.

    `is_shown` tells whether the values are the right ones, so that the model can show the change.
    """
    definition = here.facts.definition.require().value
    container = next(each for each in definition.container_definitions if each.name == setting.container)
    logging = container.log_configuration
    if logging is None:
        return new_revision(here, definition)
    kept = {key: value for key, value in logging.options.items() if key.lower() not in options}
    given = {key: value for key, value in options.items() if value is not None}
    changed = logging.model_copy(update={"options": {**kept, **given}})
    containers = with_container(definition, container, log_configuration=changed)
    step = new_revision(here, definition, container_definitions=containers)
    return step if is_shown else replace(step, change=None)


def _corrected(here: Standpoint, setting: LogSetting, fault: Fault) -> Remedy:
    title = _TITLE.fill(option=fault.option, container=printable(setting.container))
    if fault.kind in ("driver", "no-router"):
        step = revision_with(here, setting, {}, is_shown=False)
        return remedy("choose-log-driver", title, _DRIVER, step, needs_new_tasks=True, references=_REFERENCES)
    if fault.kind in ("mode", "buffer", "two-formats"):
        step = revision_with(here, setting, {fault.option: None})
        detail = _TAKE_OUT.fill(option=fault.option)
        return remedy("drop-log-option", title, detail, step, needs_new_tasks=True, references=_REFERENCES)
    value = _value(here, fault.option)
    step = revision_with(here, setting, {fault.option: value}, is_shown=value != _UNKNOWN)
    detail = _SET.fill(option=fault.option, value=value)
    return remedy("set-log-option", title, detail, step, needs_new_tasks=True, references=_REFERENCES)


def _value(here: Standpoint, option: str) -> str:
    if option == "awslogs-stream-prefix":
        return _USUAL_PREFIX
    return here.region if option == "awslogs-region" else _UNKNOWN
