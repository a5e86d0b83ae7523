"""Finds the task that is asked about, or says why it cannot be found."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.refusals import Refusal
from fargate_doctor.collectors.target import short_name
from fargate_doctor.collectors.tasks import describe_tasks, list_task_arns
from fargate_doctor.collectors.unfound import lookup_refused, no_answer_of_aws, not_fargate, not_found

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls
    from fargate_doctor.collectors.target import TaskTarget

_OTHER_CAPACITY: Final = frozenset({"EC2", "EXTERNAL", "MANAGED_INSTANCES"})


async def find_task(calls: Calls, target: TaskTarget) -> JsonObject | None:
    """Return the task; None where a service has none that is stopped, pending or unhealthy.

    Raises `UnknownTask`, `NotFargate`, `TaskLookupRefused` and `EndpointUnreachable`.
    """
    task = await (_named_task(calls, target) if target.task else _task_of_service(calls, target))
    if task and not is_fargate(task):
        raise not_fargate(task)
    return task


def is_fargate(task: JsonObject) -> bool:
    """Tell whether a task runs on Fargate; its launch type is missing where a capacity provider chose it."""
    provider = str(task.get("capacityProviderName", ""))
    return provider.startswith("FARGATE") or task.get("launchType") not in _OTHER_CAPACITY


def most_telling(tasks: list[JsonObject]) -> JsonObject | None:
    """Return the newest stopped task, else one that is not up yet, else a running one that is unhealthy."""
    stopped = [task for task in tasks if task.get("stoppedAt") or task.get("lastStatus") == "STOPPED"]
    if stopped:
        return max(stopped, key=lambda task: str(task.get("stoppedAt", "")))
    waiting = [task for task in tasks if task.get("lastStatus") != "RUNNING"]
    unhealthy = [task for task in tasks if task.get("healthStatus") == "UNHEALTHY"]
    newest_first = sorted(waiting or unhealthy, key=lambda task: str(task.get("createdAt", "")), reverse=True)
    return next(iter(newest_first), None)


async def _named_task(calls: Calls, target: TaskTarget) -> JsonObject:
    request = {"cluster": target.cluster_name, "tasks": [target.task]}
    answer = await calls.attempt("ecs:DescribeTasks", request)
    if isinstance(answer, Refusal):
        raise lookup_refused(answer, "ecs:DescribeTasks", target, calls.session)
    if not answer.keys() & {"tasks", "failures"}:
        raise no_answer_of_aws(calls.session)
    task: JsonObject | None = next(iter(answer.get("tasks", ())), None)
    if task is None:
        raise not_found(target, calls.session)
    return task


async def _task_of_service(calls: Calls, target: TaskTarget) -> JsonObject | None:
    service = short_name(target.service or "")
    cluster = target.cluster_name
    described, arns = await asyncio.gather(
        calls.attempt("ecs:DescribeServices", {"cluster": cluster, "services": [service]}),
        list_task_arns(calls, cluster, service),
    )
    if isinstance(arns, Refusal):
        raise lookup_refused(arns, "ecs:ListTasks", target, calls.session)
    if not isinstance(described, Refusal) and not described.keys() & {"services", "failures"}:
        raise no_answer_of_aws(calls.session)
    if not isinstance(described, Refusal) and not described.get("services"):
        raise not_found(target, calls.session)
    tasks = await describe_tasks(calls, cluster, arns)
    if isinstance(tasks, Refusal):
        raise lookup_refused(tasks, "ecs:DescribeTasks", target, calls.session)
    return most_telling([task for task in tasks if task.get("group") == f"service:{service}"])
