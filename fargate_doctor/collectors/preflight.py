"""Collects what decides about a launch that has not happened: the same as for a task, without any history."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.plan import SERVICE, Launch, require_fargate
from fargate_doctor.collectors.account import ask_account, ask_region
from fargate_doctor.collectors.gather import ask_surroundings
from fargate_doctor.collectors.refusals import Refusal
from fargate_doctor.collectors.running import TIME_LIMIT, collect
from fargate_doctor.collectors.target import account_of, partition_of, region_of
from fargate_doctor.collectors.unfound import definition_not_described, no_answer_of_aws

if TYPE_CHECKING:
    from collections.abc import Callable
    from threading import Event

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.case.plan import Plan
    from fargate_doctor.collectors.calls import Call, Calls
    from fargate_doctor.collectors.session import Session

_DEFINITION: Final = "ecs:DescribeTaskDefinition"
_NO_ACCOUNT: Final = "000000000000"


def collect_plan(
    session: Session,
    plan: Plan,
    *,
    on_call: Callable[[Call], None] | None = None,
    stop: Event | None = None,
    time_limit: float = TIME_LIMIT,
) -> tuple[Case, Launch]:
    """Return a case without a task, and the launch it is about.

    Nothing of the plan stands in the case, which holds what AWS answered alone. Raises `UnknownDefinition`,
    `NotFargate`, `TaskLookupRefused`, `EndpointUnreachable` and `NoCredentials`.
    """
    region = region_of(plan.definition)
    here = session.in_region(region) if region else session
    launches: list[Launch] = []

    async def gather(calls: Calls) -> None:
        definition, _, _ = await asyncio.gather(_definition(calls, plan), ask_account(calls), ask_region(calls))
        launch = _launch(calls, plan, definition)
        launches.append(launch)
        _give(calls, launch)
        await ask_surroundings(calls, [{**launch.task(each), "group": f"service:{SERVICE}"} for each in plan.subnets])

    case = collect(here, gather, on_call=on_call, stop=stop, time_limit=time_limit)
    if not launches:
        raise no_answer_of_aws(here)
    return case, launches[0]


async def _definition(calls: Calls, plan: Plan) -> JsonObject:
    if plan.document is not None:
        return plan.document
    answer = await calls.attempt(_DEFINITION, {"taskDefinition": plan.definition})
    if isinstance(answer, Refusal):
        raise definition_not_described(answer, str(plan.definition), calls.session)
    definition: JsonObject = answer.get("taskDefinition") or {}
    if not definition:
        raise no_answer_of_aws(calls.session)
    require_fargate(definition, str(plan.definition))
    return definition


def _launch(calls: Calls, plan: Plan, definition: JsonObject) -> Launch:
    arns = [str(definition.get(each) or "") for each in ("taskDefinitionArn", "executionRoleArn", "taskRoleArn")]
    account = calls.recorder.account or next((found for each in arns if (found := account_of(each))), _NO_ACCOUNT)
    partition = partition_of(arns[0]) or calls.recorder.partition
    return Launch(plan, definition, partition, calls.session.region, account)


def _give(calls: Calls, launch: Launch) -> None:
    """Answer from the plan what AWS cannot know: the definition of a file, and the service that is not made yet."""
    definition = {"taskDefinition": launch.task_definition}
    calls.give(_DEFINITION, {"taskDefinition": launch.definition_arn}, definition)
    services = {"services": [launch.service], "failures": []}
    calls.give("ecs:DescribeServices", {"cluster": launch.plan.cluster, "services": [SERVICE]}, services)
