"""What following a cluster asks: which tasks there are, their interfaces while they last, and all about those that end.

A round takes two listings, and one call for each hundred tasks that are new or that are to stop. What decides about
a task is asked once, for all tasks together that end in one round.
"""

from __future__ import annotations

import asyncio
from dataclasses import field
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.account import ask_account, ask_region
from fargate_doctor.collectors.batches import batches
from fargate_doctor.collectors.cloudtrail import ask_run_task
from fargate_doctor.collectors.ecs import service_of
from fargate_doctor.collectors.flow_logs import ask_refused_packets
from fargate_doctor.collectors.gather import ask_about
from fargate_doctor.collectors.lookup import is_fargate
from fargate_doctor.collectors.refusals import Refusal
from fargate_doctor.collectors.running import collect
from fargate_doctor.collectors.subnets import attached
from fargate_doctor.collectors.target import short_name
from fargate_doctor.collectors.tasks import describe_tasks
from fargate_doctor.collectors.unfound import lookup_refused
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence

    from fargate_doctor.case.model import Case, JsonObject, Record
    from fargate_doctor.collectors.calls import Call, Calls
    from fargate_doctor.collectors.session import Session
    from fargate_doctor.collectors.target import TaskTarget

TASKS: Final = "ecs:DescribeTasks"
INTERFACES: Final = "ec2:DescribeNetworkInterfaces"
_INTERFACES_A_CALL: Final = 200
_LEAVING: Final = frozenset({"DEACTIVATING", "STOPPING", "DEPROVISIONING"})


@frozen
class Round:
    """What there is at one moment (RFC 3339): the ARNs of all tasks, and the tasks that were looked at.

    `interfaces` are those of living tasks, by task ARN, each with when it was seen; `others` are on other capacity.
    """

    at: str
    listed: frozenset[str]
    tasks: tuple[JsonObject, ...]
    interfaces: dict[str, JsonObject] = field(default_factory=dict)
    others: frozenset[str] = frozenset()

    @property
    def stopped(self) -> tuple[JsonObject, ...]:
        """Return those that have stopped."""
        return tuple(each for each in self.tasks if each.get("lastStatus") == "STOPPED")

    @property
    def leaving(self) -> tuple[JsonObject, ...]:
        """Return those that are on their way out; most still have their interfaces."""
        return tuple(each for each in self.tasks if each.get("lastStatus") in _LEAVING)


def look(
    session: Session,
    target: TaskTarget,
    done: Collection[str],
    captured: Collection[str],
    *,
    on_call: Callable[[Call], None] | None = None,
) -> Round:
    """Return the tasks of a cluster or service as they are now.

    Those in `done` are not looked at, nor those in `captured` until they are to stop: their interfaces are known.
    Raises `UnknownTask`, `TaskLookupRefused`, `EndpointUnreachable` and `NoCredentials`.
    """
    listed: set[str] = set()
    seen: list[JsonObject] = []

    async def gather(calls: Calls) -> None:
        living, ending = await asyncio.gather(*(_listed(calls, target, each) for each in ("RUNNING", "STOPPED")))
        listed.update(living, ending)
        left = [arn for arn in dict.fromkeys((*ending, *living)) if arn not in done]
        wanted = [arn for arn in left if arn in ending or arn not in captured]
        tasks = await describe_tasks(calls, target.cluster_name, wanted)
        if isinstance(tasks, Refusal):
            raise lookup_refused(tasks, TASKS, target, calls.session)
        seen.extend(tasks)
        await _ask_interfaces(calls, [each for each in tasks if is_fargate(each) and each["taskArn"] not in captured])

    case = collect(session, gather, on_call=on_call)
    here = tuple(each for each in seen if is_fargate(each))
    others = frozenset(str(each["taskArn"]) for each in seen if not is_fargate(each))
    interfaces = dict(_held(case.records.get(INTERFACES, ()), seen))
    return Round(case.collected_at or "", frozenset(listed), here, interfaces, others)


def collect_ending(
    session: Session, tasks: Sequence[JsonObject], *, on_call: Callable[[Call], None] | None = None
) -> Case:
    """Return a case without focus: all that decides about some tasks that are ending or have ended."""

    async def gather(calls: Calls) -> None:
        for task in tasks[:1]:
            calls.recorder.name_owner(str(task.get("taskArn", "")))
        alone = [task for task in tasks if service_of(task) is None]
        await asyncio.gather(
            ask_account(calls),
            ask_region(calls),
            ask_about(calls, tasks),
            *(ask_run_task(calls, task) for task in alone),
            *(ask_refused_packets(calls, task) for task in tasks),
        )

    return collect(session, gather, on_call=on_call)


async def _listed(calls: Calls, target: TaskTarget, desired: str) -> list[str]:
    """Return the ARNs of tasks that are to run, or that are to stop and those that have stopped."""
    service = {"serviceName": short_name(target.service)} if target.service else {}
    request = {"cluster": target.cluster_name, "desiredStatus": desired, **service}
    answer = await calls.attempt("ecs:ListTasks", request)
    if isinstance(answer, Refusal):
        raise lookup_refused(answer, "ecs:ListTasks", target, calls.session)
    return list(answer.get("taskArns", ()))


async def _ask_interfaces(calls: Calls, tasks: list[JsonObject]) -> None:
    ids = sorted(set(attached([each for each in tasks if each.get("lastStatus") != "STOPPED"], "networkInterfaceId")))
    asked = (
        calls.ask(INTERFACES, {"Filters": [{"Name": "network-interface-id", "Values": batch}]})
        for batch in batches(ids, _INTERFACES_A_CALL)
    )
    await asyncio.gather(*asked)


def _held(records: Sequence[Record], tasks: list[JsonObject]) -> Iterator[tuple[str, JsonObject]]:
    shown = {
        each.get("NetworkInterfaceId"): {"interface": each, "at": record.at}
        for record in records
        for each in record.answer.get("NetworkInterfaces", ())
    }
    for task in tasks:
        for interface in attached([task], "networkInterfaceId"):
            if interface in shown:
                yield str(task["taskArn"]), shown[interface]
