"""The last lines that failing containers wrote, asked for only where the user wants them.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

LINES: Final = 50
_UNHEALTHY: Final = "UNHEALTHY"


async def ask_container_logs(calls: Calls, task: JsonObject) -> None:
    """Ask for the newest lines of each container of a task that ended or is unhealthy, at most fifty of each."""
    answer = await calls.ask("ecs:DescribeTaskDefinition", {"taskDefinition": task.get("taskDefinitionArn")})
    if answer is None:
        return
    failing = {each.get("name") for each in task.get("containers", ()) if _is_failing(each)}
    asked = _requests(answer["taskDefinition"], str(task.get("taskArn", "")).rpartition("/")[2], failing)
    await asyncio.gather(*(calls.ask("logs:GetLogEvents", request, region=region) for request, region in asked))


def _is_failing(container: JsonObject) -> bool:
    ended = container.get("exitCode") is not None or bool(container.get("reason"))
    return ended or container.get("healthStatus") == _UNHEALTHY


def _requests(definition: JsonObject, task_id: str, failing: set[object]) -> Iterator[tuple[JsonObject, str | None]]:
    for each in definition.get("containerDefinitions", ()):
        logs = each.get("logConfiguration") or {}
        options = logs.get("options") or {}
        group, prefix = options.get("awslogs-group"), options.get("awslogs-stream-prefix")
        if each.get("name") in failing and logs.get("logDriver") == "awslogs" and group and prefix:
            stream = f"{prefix}/{each['name']}/{task_id}"
            yield {"logGroupName": group, "logStreamName": stream, "limit": LINES}, options.get("awslogs-region")
