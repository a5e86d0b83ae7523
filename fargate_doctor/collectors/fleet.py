"""Collects every task of some clusters that is in trouble; what they share is asked for once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.account import ask_account, ask_region
from fargate_doctor.collectors.gather import ask_about
from fargate_doctor.collectors.listing import ask_clusters, ask_tasks
from fargate_doctor.collectors.lookup import is_fargate
from fargate_doctor.collectors.running import TIME_LIMIT, collect
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import TaskLookupRefused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Event

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.collectors.calls import Call, Calls
    from fargate_doctor.collectors.session import Session


def collect_fleet(  # noqa: PLR0913 - where, which, and how to follow and end it
    session: Session,
    clusters: Sequence[str] = (),
    service: str | None = None,
    *,
    on_call: Callable[[Call], None] | None = None,
    stop: Event | None = None,
    time_limit: float = TIME_LIMIT,
) -> Case:
    """Return a case without focus: all tasks of the clusters, and the surroundings of those in trouble.

    Without clusters it takes every cluster of the Region. A task is in trouble that stopped, is not up, or is
    unhealthy. Raises `UnknownTask`, `TaskLookupRefused`, `EndpointUnreachable` and `NoCredentials`.
    """

    async def gather(calls: Calls) -> None:
        await asyncio.gather(ask_account(calls), ask_region(calls), _ask_fleet(calls, clusters, service))

    return collect(session, gather, on_call=on_call, stop=stop, time_limit=time_limit)


def in_trouble(task: JsonObject) -> bool:
    """Tell whether a task stopped, is not up, or is unhealthy."""
    return task.get("lastStatus") != "RUNNING" or task.get("healthStatus") == "UNHEALTHY"


async def _ask_fleet(calls: Calls, clusters: Sequence[str], service: str | None) -> None:
    targets = [TaskTarget(cluster=cluster, service=service) for cluster in clusters or await ask_clusters(calls)]
    found = await asyncio.gather(*(_tasks_or_refusal(calls, target) for target in targets))
    refusals = [each for each in found if isinstance(each, TaskLookupRefused)]
    if refusals and len(refusals) == len(found):
        raise refusals[0]
    tasks = [task for each in found if not isinstance(each, TaskLookupRefused) for task in each]
    await ask_about(calls, [task for task in tasks if is_fargate(task) and in_trouble(task)])


async def _tasks_or_refusal(calls: Calls, target: TaskTarget) -> list[JsonObject] | TaskLookupRefused:
    """Return the tasks, or the refusal: one cluster that may not be listed does not end the others."""
    try:
        return await ask_tasks(calls, target)
    except TaskLookupRefused as refusal:
        return refusal
