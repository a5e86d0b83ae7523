"""The target groups of the tasks' services."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.batches import batches
from fargate_doctor.collectors.ecs import describe_services

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

_GROUPS_A_CALL: Final = 20


async def describe_target_groups(calls: Calls, tasks: Sequence[JsonObject]) -> list[JsonObject]:
    """Return the target groups that the services and their task sets register tasks with."""
    arns = [arn for service in await describe_services(calls, tasks) for arn in _target_groups_of(service)]
    answers = await asyncio.gather(
        *(
            calls.ask("elbv2:DescribeTargetGroups", {"TargetGroupArns": batch})
            for batch in batches(sorted(set(arns)), _GROUPS_A_CALL)
        )
    )
    return [group for answer in answers if answer for group in answer.get("TargetGroups", ())]


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
