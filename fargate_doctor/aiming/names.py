"""Tasks and services by name: ARNs, ids, cluster/task-id and cluster/service."""

from __future__ import annotations

import re
from typing import Final

from fargate_doctor.aiming.forms import FORMS
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import UsageError
from fargate_doctor.text import Text, printable

_TASK_ARN: Final = re.compile(r"arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:task/(?:[\w-]+/)?[\w-]+")
_SERVICE_ARN: Final = re.compile(
    r"arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:service/(?P<cluster>[\w-]+)/(?P<service>[\w-]+)"
)
_IN_CLUSTER: Final = re.compile(r"(?P<cluster>[A-Za-z0-9][\w-]*)/(?P<name>[A-Za-z0-9][\w-]*)")
_TASK_ID: Final = re.compile(r"[0-9a-f]{8,}(?:-[0-9a-f]{2,})*")
_NAME: Final = re.compile(r"[\w-]+")


def is_arn(words: str) -> bool:
    """Tell whether somebody gave an ARN."""
    return words.startswith("arn:") and not any(character.isspace() for character in words)


def target_named(words: str, *, takes_any_name: bool = False) -> TaskTarget | None:
    """Return the task or service of a name, None where the words are none. Raises `UsageError` for another ARN.

    What stands behind a cluster and is no task id is a service. `takes_any_name` takes any name for a task, because
    somebody said already where to look for it.
    """
    if is_arn(words):
        return _by_arn(words)
    if found := _IN_CLUSTER.fullmatch(words):
        if takes_any_name or _TASK_ID.fullmatch(found["name"]):
            return TaskTarget(found["cluster"], found["name"])
        return TaskTarget(found["cluster"], None, found["name"])
    is_id = _NAME if takes_any_name else _TASK_ID
    return TaskTarget(None, words) if is_id.fullmatch(words) else None


def _by_arn(words: str) -> TaskTarget:
    if _TASK_ARN.fullmatch(words):
        return TaskTarget(task=words)
    if found := _SERVICE_ARN.fullmatch(words):
        return TaskTarget(cluster=found["cluster"], service=words)
    raise UsageError(
        Text(
            en="{words} is not the ARN of an ECS task or service.",
            es="{words} no es el ARN de una tarea ni de un servicio de ECS.",
        ).fill(words=printable(words)),
        Text(
            en="A task ARN looks like {example}.",
            es="El ARN de una tarea tiene esta forma: {example}.",
        ).fill(example="arn:aws:ecs:eu-west-1:123456789012:task/my-cluster/0123456789abcdef0123456789abcdef")
        + FORMS,
    )
