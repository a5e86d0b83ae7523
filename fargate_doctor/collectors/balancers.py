"""The target groups of the tasks' services, the health of their targets, and the load balancers that send to them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.batches import batches
from fargate_doctor.collectors.ecs import describe_services

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_DescribeLoadBalancers.html
_AT_ONCE: Final = 20


async def ask_balancers(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask how the targets of the services do, and for the load balancers that check them."""
    arns = target_group_arns(await describe_services(calls, tasks))
    health = (calls.ask("elbv2:DescribeTargetHealth", {"TargetGroupArn": arn}) for arn in arns)
    await asyncio.gather(*health, _ask_load_balancers(calls, tasks))


async def describe_target_groups(calls: Calls, tasks: Sequence[JsonObject]) -> list[JsonObject]:
    """Return the target groups that the services and their task sets register tasks with."""
    arns = target_group_arns(await describe_services(calls, tasks))
    return await _described(calls, "elbv2:DescribeTargetGroups", "TargetGroup", arns)


def target_group_arns(services: Iterable[JsonObject]) -> list[str]:
    """Return the ARNs of the target groups that some services name, each once and sorted."""
    return sorted({arn for service in services for arn in _target_groups_of(service)})


async def _ask_load_balancers(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    groups = await describe_target_groups(calls, tasks)
    arns = sorted({arn for group in groups for arn in group.get("LoadBalancerArns", ())})
    await _described(calls, "elbv2:DescribeLoadBalancers", "LoadBalancer", arns)


async def _described(calls: Calls, operation: str, kind: str, arns: list[str]) -> list[JsonObject]:
    answers = await asyncio.gather(*(calls.ask(operation, {f"{kind}Arns": batch}) for batch in batches(arns, _AT_ONCE)))
    return [each for answer in answers if answer for each in answer.get(f"{kind}s", ())]


def _target_groups_of(service: JsonObject) -> list[str]:
    owners = (service, *service.get("taskSets", ()))
    balancers = [balancer for owner in owners for balancer in owner.get("loadBalancers", ())]
    # A blue/green deployment moves between two.
    others = [balancer.get("advancedConfiguration", {}) for balancer in balancers]
    arns = (
        *(balancer.get("targetGroupArn") for balancer in balancers),
        *(other.get("alternateTargetGroupArn") for other in others),
    )
    return [arn for arn in arns if arn]
