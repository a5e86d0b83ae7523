"""Collects all that decides about one task: three dependent rounds from its ARN, everything else side by side."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.account import ask_account, ask_region
from fargate_doctor.collectors.balancers import ask_balancers
from fargate_doctor.collectors.cloudtrail import ask_dhcp_changes, ask_run_task
from fargate_doctor.collectors.container_logs import ask_container_logs
from fargate_doctor.collectors.ecs import (
    describe_definitions,
    describe_earlier_deployments,
    describe_services,
    service_of,
)
from fargate_doctor.collectors.environment_files import ask_environment_files
from fargate_doctor.collectors.file_systems import ask_file_systems
from fargate_doctor.collectors.flow_logs import ask_refused_packets
from fargate_doctor.collectors.ipv6 import ask_ipv6_history
from fargate_doctor.collectors.linked_role import ask_linked_role
from fargate_doctor.collectors.log_groups import ask_log_groups
from fargate_doctor.collectors.lookup import find_task
from fargate_doctor.collectors.network import ask_network
from fargate_doctor.collectors.next_launch import next_launch
from fargate_doctor.collectors.registry import ask_registry
from fargate_doctor.collectors.roles import ask_roles
from fargate_doctor.collectors.running import TIME_LIMIT, collect
from fargate_doctor.collectors.secrets import ask_secrets

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from threading import Event

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.collectors.calls import Call, Calls
    from fargate_doctor.collectors.session import Session
    from fargate_doctor.collectors.target import TaskTarget


def collect_task(  # noqa: PLR0913 - what a run may be told
    session: Session,
    target: TaskTarget,
    *,
    on_call: Callable[[Call], None] | None = None,
    stop: Event | None = None,
    time_limit: float = TIME_LIMIT,
    with_logs: bool = False,
) -> Case:
    """Return the case of one task, in the Region that its ARN names.

    `with_logs` reads the last lines of the containers that failed, too.

    For a service without a stopped, pending or unhealthy task the case holds the service, and its focus is None.
    When `stop` is set or `time_limit` seconds have passed, the case holds what was gathered until then.
    Raises `UnknownTask`, `NotFargate`, `TaskLookupRefused`, `EndpointUnreachable` and `NoCredentials`.
    """
    here = session.in_region(target.region) if target.region else session

    async def gather(calls: Calls) -> None:
        followed = _find_and_follow(calls, target, with_logs=with_logs)
        await asyncio.gather(ask_account(calls), ask_region(calls), followed)

    return collect(here, gather, on_call=on_call, stop=stop, time_limit=time_limit)


async def ask_about(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for all that decides about these tasks; over many of them every resource is asked for once."""
    await asyncio.gather(
        ask_surroundings(calls, tasks),
        describe_earlier_deployments(calls, tasks),
        ask_dhcp_changes(calls, tasks),
        ask_ipv6_history(calls, tasks),
    )


async def ask_surroundings(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for what decides about these tasks as things are now, without any history."""
    await asyncio.gather(
        describe_definitions(calls, tasks),
        describe_services(calls, tasks),
        ask_balancers(calls, tasks),
        ask_network(calls, tasks),
        ask_linked_role(calls, tasks),
        ask_registry(calls, tasks),
        ask_file_systems(calls, tasks),
        ask_secrets(calls, tasks),
        ask_log_groups(calls, tasks),
        ask_environment_files(calls, tasks),
        ask_roles(calls, tasks),
    )


async def _find_and_follow(calls: Calls, target: TaskTarget, *, with_logs: bool) -> None:
    task = await find_task(calls, target)
    if task is None:
        planned = await next_launch(calls, target)
        await ask_surroundings(calls, [planned] if planned else [])
        return
    calls.recorder.focus = str(task.get("taskArn", ""))
    calls.recorder.name_owner(calls.recorder.focus)
    logs = [ask_container_logs(calls, task)] if with_logs else []
    await asyncio.gather(ask_about(calls, [task]), _ask_start(calls, task), ask_refused_packets(calls, task), *logs)


async def _ask_start(calls: Calls, task: JsonObject) -> None:
    """Only CloudTrail knows the groups and public address of a standalone task whose interface is gone."""
    if service_of(task) is None:
        await ask_run_task(calls, task)
