"""What TARGET and the options beside it point at: a task of AWS, a service's task, or a case."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fargate_doctor.cli.console_url import is_url, target_in_url
from fargate_doctor.cli.group import COMMAND_NAMES
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import UnreadableInput, UsageError
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.cli.asked import Asked

STANDARD_INPUT: Final = "-"

_TASK_ARN: Final = re.compile(r"arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:task/(?:[\w-]+/)?[\w-]+")
_SERVICE_ARN: Final = re.compile(
    r"arn:aws[a-z-]*:ecs:[a-z0-9-]+:\d{12}:service/(?P<cluster>[\w-]+)/(?P<service>[\w-]+)"
)
_IN_CLUSTER: Final = re.compile(r"(?P<cluster>[A-Za-z0-9][\w-]*)/(?P<task>[A-Za-z0-9][\w-]*)")
_TASK_ID: Final = re.compile(r"[0-9a-f]{8,}(?:-[0-9a-f]{2,})*")
_NAME: Final = re.compile(r"[\w-]+")

_FORMS: Final = Text(
    en="Give a task ARN, a task id with --cluster, cluster/task-id, an ECS console URL, or the path of a case.",
    es="Indique el ARN de una tarea, un id de tarea con --cluster, clúster/id, una URL de la consola de ECS o la ruta"
    " de un caso.",
)


@dataclass(frozen=True, slots=True)
class Aim:
    """Where to look and for what. `place` is a case's path, None where AWS is asked."""

    place: str | None
    target: TaskTarget
    region: str | None = None


def aim_of(asked: Asked) -> Aim:
    """Return what the arguments point at. Raises `UsageError` where they make no sense."""
    if asked.target is not None and _is_place(asked.target):
        if asked.case is not None:
            raise _two_cases(asked.target, asked.case)
        return Aim(asked.target, TaskTarget(asked.cluster, asked.task, asked.service))
    if asked.target is None:
        return Aim(
            asked.case, _named(asked.task, asked) if asked.task else TaskTarget(asked.cluster, None, asked.service)
        )
    if asked.task is not None:
        raise _two_tasks(asked.target, asked.task)
    if is_url(asked.target):
        region, target = target_in_url(asked.target)
        return Aim(asked.case, target, region)
    return Aim(asked.case, _named(asked.target, asked))


def require_task(aim: Aim) -> Aim:
    """Return the aim if it names a case, a task or a service; raise `UsageError` where nothing can be chosen."""
    if aim.place is None and not aim.target.task and not aim.target.service:
        raise UsageError(Text(en="No task was named.", es="No se ha indicado ninguna tarea."), _FORMS)
    return aim


def _is_place(words: str) -> bool:
    try:
        return words == STANDARD_INPUT or Path(words).exists()
    except (OSError, ValueError):
        return False


def _named(words: str, asked: Asked) -> TaskTarget:
    if words.startswith("arn:"):
        return _by_arn(words)
    if found := _IN_CLUSTER.fullmatch(words):
        return TaskTarget(found["cluster"], found["task"], asked.service)
    is_id = _NAME if asked.cluster or asked.case or asked.task else _TASK_ID
    if is_id.fullmatch(words):
        return TaskTarget(asked.cluster, words, asked.service)
    raise _not_understood(words)


def _by_arn(words: str) -> TaskTarget:
    if _TASK_ARN.fullmatch(words):
        return TaskTarget(task=words)
    if found := _SERVICE_ARN.fullmatch(words):
        return TaskTarget(cluster=found["cluster"], service=words)
    raise UsageError(
        Text(en="{words} is not the ARN of an ECS task.", es="{words} no es el ARN de una tarea de ECS.").fill(
            words=printable(words)
        ),
        Text(
            en="A task ARN looks like {example}.",
            es="El ARN de una tarea tiene esta forma: {example}.",
        ).fill(example="arn:aws:ecs:eu-west-1:123456789012:task/my-cluster/0123456789abcdef0123456789abcdef"),
    )


def _not_understood(words: str) -> UsageError:
    shown = printable(words)
    if any(character in words for character in "/\\.~"):
        return UnreadableInput(
            Text(en="Cannot read {words}: it does not exist.", es="No se puede leer {words}: no existe.").fill(
                words=shown
            ),
            Text(en="Check the path.", es="Compruebe la ruta.") + _FORMS,
        )
    happened = Text(
        en="{words} is not a command, a task or a file.", es="{words} no es un comando, ni una tarea, ni un archivo."
    )
    close = get_close_matches(words, COMMAND_NAMES, n=1)
    meant = Text(en="Did you mean {name}?", es="¿Quería decir {name}?").fill(name=close[0]) if close else None
    return UsageError(happened.fill(words=shown), meant + _FORMS if meant else _FORMS)


def _two_cases(one: str, other: str) -> UsageError:
    return UsageError(
        Text(en="Two cases were given: {one} and {other}.", es="Se han indicado dos casos: {one} y {other}.").fill(
            one=printable(one), other=printable(other)
        ),
        Text(
            en="Give one of them, as TARGET or with --case.",
            es="Indique uno de ellos, como TARGET o con --case.",
        ),
    )


def _two_tasks(one: str, other: str) -> UsageError:
    return UsageError(
        Text(en="Two tasks were given: {one} and {other}.", es="Se han indicado dos tareas: {one} y {other}.").fill(
            one=printable(one), other=printable(other)
        ),
        Text(
            en="Give one of them, as TARGET or with --task.",
            es="Indique una de ellas, como TARGET o con --task.",
        ),
    )
