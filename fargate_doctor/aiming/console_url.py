"""ECS console URLs, of the new and the old console, of every partition."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import parse_qs, unquote, urlsplit

from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import UsageError
from fargate_doctor.text import Text, printable

_HOST: Final = re.compile(
    r"(?:(?:[a-z0-9-]+\.)?(?P<region>[a-z]{2,5}(?:-[a-z]+)+-\d+)\.)?console\."
    r"(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com|amazonaws\.eu|aws\.eu)"
)
_REGION: Final = re.compile(r"[a-z]{2,5}(?:-[a-z]+)+-\d+")
_CLUSTER: Final = re.compile(r"/clusters/(?P<name>[\w-]+)")
_SERVICE: Final = re.compile(r"/services/(?P<name>[\w-]+)")
_TASK: Final = re.compile(r"/tasks/(?:[\w-]+/)?(?P<id>[0-9a-f][0-9a-f-]{7,})")


def is_url(words: str) -> bool:
    """Tell whether somebody gave a URL."""
    return words.lower().startswith(("https://", "http://"))


def target_in_url(url: str) -> tuple[str | None, TaskTarget]:
    """Return the Region and the task (or service, or cluster) that a console URL shows. Raises `UsageError`."""
    try:
        parts = urlsplit(url)
        host = _HOST.fullmatch((parts.hostname or "").lower())
    except ValueError:
        raise _no_console(url) from None
    shown = unquote(f"{parts.path}/{parts.fragment}")
    cluster = _CLUSTER.search(shown)
    if host is None or cluster is None or not parts.path.startswith("/ecs/"):
        raise _no_console(url)
    asked = parse_qs(parts.query).get("region", [""])[0]
    region = asked if _REGION.fullmatch(asked) else host["region"]
    task, service = _TASK.search(shown), _SERVICE.search(shown)
    return region, TaskTarget(
        cluster=cluster["name"],
        task=task["id"] if task else None,
        service=service["name"] if service and not task else None,
    )


def _no_console(url: str) -> UsageError:
    return UsageError(
        Text(
            en="{url} is not the address of a task in the ECS console.",
            es="{url} no es la dirección de una tarea en la consola de ECS.",
        ).fill(url=printable(url)),
        Text(
            en="Open the task in the console and copy the address, or give cluster/task-id.",
            es="Abra la tarea en la consola y copie la dirección, o indique clúster/id.",
        ),
    )
