"""What there is to choose from: profiles, clusters, and the tasks of a cluster."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.ecs import describe_services
from fargate_doctor.collectors.refusals import Refusal
from fargate_doctor.collectors.running import TIME_LIMIT, collect
from fargate_doctor.collectors.session import current_region, profiles
from fargate_doctor.collectors.target import TaskTarget, short_name
from fargate_doctor.collectors.tasks import describe_tasks, list_task_arns
from fargate_doctor.collectors.unfound import lookup_refused

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.collectors.calls import Call, Calls
    from fargate_doctor.collectors.session import Session

__all__ = ["collect_tasks", "current_region", "list_clusters", "profiles"]


def list_clusters(
    session: Session,
    *,
    on_call: Callable[[Call], None] | None = None,
    stop: Event | None = None,
    time_limit: float = TIME_LIMIT,
) -> tuple[str, ...]:
    """Return the ARNs of all clusters, in AWS's order.

    Raises `TaskLookupRefused`, `EndpointUnreachable` and `NoCredentials`.
    """
    arns: list[str] = []

    async def gather(calls: Calls) -> None:
        arns.extend(await ask_clusters(calls))

    collect(session, gather, on_call=on_call, stop=stop, time_limit=time_limit)
    return tuple(arns)


def collect_tasks(  # noqa: PLR0913 - where, which, and how to follow and end it
    session: Session,
    cluster: str,
    service: str | None = None,
    *,
    on_call: Callable[[Call], None] | None = None,
    stop: Event | None = None,
    time_limit: float = TIME_LIMIT,
) -> Case:
    """Return a case without focus: the running and stopped tasks of a cluster or service, and their services.

    Raises `UnknownTask`, `TaskLookupRefused`, `EndpointUnreachable` and `NoCredentials`.
    """
    target = TaskTarget(cluster=cluster, service=service)
    here = session.in_region(target.region) if target.region else session

    async def gather(calls: Calls) -> None:
        await ask_tasks(calls, target)

    return collect(here, gather, on_call=on_call, stop=stop, time_limit=time_limit)


async def ask_clusters(calls: Calls) -> list[str]:
    """Return the ARNs of all clusters; raise where they may not be listed."""
    answer = await calls.attempt("ecs:ListClusters")
    if isinstance(answer, Refusal):
        raise lookup_refused(answer, "ecs:ListClusters", TaskTarget(), calls.session)
    return list(answer.get("clusterArns", ()))


async def ask_tasks(calls: Calls, target: TaskTarget) -> list[JsonObject]:
    """Return the tasks of a cluster or service, and ask for their services; raise where they cannot be listed."""
    cluster = target.cluster_name
    service = short_name(target.service) if target.service else None
    arns, _ = await asyncio.gather(list_task_arns(calls, cluster, service), _ask_service(calls, cluster, service))
    if isinstance(arns, Refusal):
        raise lookup_refused(arns, "ecs:ListTasks", target, calls.session)
    tasks = await describe_tasks(calls, cluster, arns)
    if isinstance(tasks, Refusal):
        raise lookup_refused(tasks, "ecs:DescribeTasks", target, calls.session)
    for task in tasks[:1]:
        calls.recorder.name_owner(str(task.get("taskArn", "")))
    await describe_services(calls, tasks)
    return tasks


async def _ask_service(calls: Calls, cluster: str, service: str | None) -> None:
    if service:
        await calls.ask("ecs:DescribeServices", {"cluster": cluster, "services": [service]})
