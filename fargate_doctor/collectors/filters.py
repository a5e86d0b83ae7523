"""EC2's filters: what exists comes back, what does not is left out instead of being an error."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.batches import batches

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

# https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/Using_Filtering.html
VALUES_A_FILTER: Final = 200

# These two spell the parameter in the singular.
_SINGULAR: Final = frozenset({"ec2:DescribeNatGateways", "ec2:DescribeFlowLogs"})


async def ask_filtered(calls: Calls, operation: str, name: str, values: Sequence[str]) -> list[JsonObject]:
    """Return the items of an EC2 answer for these filter values; nothing is asked where there are none."""
    parameter = "Filter" if operation in _SINGULAR else "Filters"
    answers = await asyncio.gather(
        *(
            calls.ask(operation, {parameter: [{"Name": name, "Values": batch}]})
            for batch in batches(sorted(set(values)), VALUES_A_FILTER)
        )
    )
    return [
        item
        for answer in answers
        if answer
        for members in answer.values()
        if isinstance(members, list)
        for item in members
    ]
