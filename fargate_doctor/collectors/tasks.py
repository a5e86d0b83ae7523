"""The tasks of a cluster or of one service, in the batches that ECS takes."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.batches import batches
from fargate_doctor.collectors.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeTasks.html
TASKS_A_CALL: Final = 100

# ListTasks gives running tasks unless told otherwise; PENDING tasks count as RUNNING.
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ListTasks.html
_DESIRED: Final = ("RUNNING", "STOPPED")


async def list_task_arns(calls: Calls, cluster: str, service: str | None = None) -> list[str] | Refusal:
    """Return the ARNs of running and stopped tasks; the refusal where neither could be listed."""
    of_service = {"serviceName": service} if service else {}
    answers = await asyncio.gather(
        *(
            calls.attempt("ecs:ListTasks", {"cluster": cluster, "desiredStatus": desired, **of_service})
            for desired in _DESIRED
        )
    )
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    if len(refusals) == len(answers):
        return refusals[0]
    listed = (arn for answer in answers if not isinstance(answer, Refusal) for arn in answer.get("taskArns", ()))
    return list(dict.fromkeys(listed))


async def describe_tasks(calls: Calls, cluster: str, arns: Sequence[str]) -> list[JsonObject] | Refusal:
    """Return the tasks, those of refused batches left out; the refusal where every batch was refused."""
    answers = await asyncio.gather(
        *(
            calls.attempt("ecs:DescribeTasks", {"cluster": cluster, "tasks": batch})
            for batch in batches(arns, TASKS_A_CALL)
        )
    )
    refusals = [answer for answer in answers if isinstance(answer, Refusal)]
    if refusals and len(refusals) == len(answers):
        return refusals[0]
    return [task for answer in answers if not isinstance(answer, Refusal) for task in answer.get("tasks", ())]
