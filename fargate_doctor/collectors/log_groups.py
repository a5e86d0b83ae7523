"""Whether the log groups that containers write to exist, in the Region that the containers name."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.definitions import definitions_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls
    from fargate_doctor.collectors.definitions import Defined


async def ask_log_groups(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for every log group by its whole name."""
    named = dict.fromkeys(each for defined in await definitions_of(calls, tasks) for each in _groups(defined))
    await asyncio.gather(*(_ask(calls, *each) for each in named))


async def _ask(calls: Calls, name: str, region: str, home: str) -> None:
    """Ask for a group, and where it is not in the Region that is named, also in the task's own.

    Groups come in the order of their names, so the first page holds the one that has no more than the prefix.
    """
    asked = {"logGroupNamePrefix": name}
    answer = await calls.ask("logs:DescribeLogGroups", asked, at_most_pages=1, region=region)
    is_there = answer is None or any(each.get("logGroupName") == name for each in answer.get("logGroups", ()))
    if not is_there and region != home:
        await calls.ask("logs:DescribeLogGroups", asked, at_most_pages=1, region=home)


def _groups(defined: Defined) -> Iterator[tuple[str, str, str]]:
    for container in defined.containers:
        logging = container.get("logConfiguration") or {}
        options = {str(key).lower(): str(value) for key, value in (logging.get("options") or {}).items()}
        if str(logging.get("logDriver", "")).lower() == "awslogs" and options.get("awslogs-group"):
            yield options["awslogs-group"], options.get("awslogs-region") or defined.region, defined.region
