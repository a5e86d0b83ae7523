"""What people paste: a task ARN, a console URL, cluster/id, or the path of a case file."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import UsageError
from fargate_doctor.text import Text, printable

_TASK_ARN = re.compile(r"arn:aws[a-z-]*:ecs:(?P<region>[a-z0-9-]+):\d{12}:task/\S+")
_TASK_ID = re.compile(r"[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_CLUSTER_AND_ID = re.compile(rf"(?P<cluster>[A-Za-z0-9_-]{{1,255}})/(?P<task>{_TASK_ID.pattern})")
_IN_URL = re.compile(rf"/clusters/(?P<cluster>[^/?#]+)(?:/services/[^/?#]+)?/tasks/(?P<task>{_TASK_ID.pattern})")


def read_entry(words: str) -> tuple[Path | TaskTarget, str | None]:
    """Return what was pasted, a path or a task, and the Region that it names. Raises `UsageError`."""
    entry = words.strip().strip("\"'")
    if _is_there(entry):
        return Path(entry).expanduser(), None
    if arn := _TASK_ARN.fullmatch(entry):
        return TaskTarget(task=entry), arn["region"]
    if entry.startswith(("https://", "http://")):
        return _from_url(entry)
    if named := _CLUSTER_AND_ID.fullmatch(entry):
        return TaskTarget(cluster=named["cluster"], task=named["task"]), None
    if _TASK_ID.fullmatch(entry):
        return TaskTarget(task=entry), None
    raise _not_understood(entry)


def _from_url(url: str) -> tuple[TaskTarget, str | None]:
    try:
        parts = urlsplit(url)
    except ValueError:
        raise _not_understood(url) from None
    named = _IN_URL.search(f"{unquote(parts.path)}{unquote(parts.fragment)}")
    if named is None:
        raise _not_understood(url)
    region = re.search(r"region=([a-z0-9-]+)", parts.query + parts.fragment)
    of_host = re.match(r"([a-z]{2}(?:-[a-z]+)+-\d)\.console\.", parts.netloc)
    found = region or of_host
    return TaskTarget(cluster=named["cluster"], task=named["task"]), found[1] if found else None


def _is_there(entry: str) -> bool:
    try:
        return bool(entry) and Path(entry).expanduser().exists()
    except (OSError, ValueError, RuntimeError):
        return False


def _not_understood(entry: str) -> UsageError:
    shown = entry if len(entry) <= 60 else f"{entry[:59]}…"  # noqa: PLR2004 - one line of a narrow terminal
    return UsageError(
        Text(
            en="“{entry}” is neither a task nor a file that exists.",
            es="«{entry}» no es una tarea ni un archivo que exista.",
        ).fill(entry=printable(shown)),
        Text(
            en="Paste a task ARN, the console URL of a task, cluster/task-id, or the path of a case file.",
            es="Pegue el ARN de una tarea, su URL de la consola, clúster/id-de-tarea o la ruta de un archivo de caso.",
        ),
    )
