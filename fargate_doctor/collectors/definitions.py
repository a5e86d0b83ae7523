"""The containers and volumes of the tasks' definitions, for what looks up the things that they name."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from fargate_doctor.collectors.target import account_of, partition_of, region_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls


@frozen
class Defined:
    """A task definition, and where its bare names are looked up."""

    definition: JsonObject
    partition: str
    region: str
    account: str

    def arn(self, service: str, resource: str) -> str:
        """Return the ARN of something beside the task definition."""
        return f"arn:{self.partition}:{service}:{self.region}:{self.account}:{resource}"

    @property
    def containers(self) -> Iterator[JsonObject]:
        """Return its containers."""
        yield from self.definition.get("containerDefinitions") or ()

    @property
    def volumes(self) -> Iterator[JsonObject]:
        """Return its volumes."""
        yield from self.definition.get("volumes") or ()


async def definitions_of(calls: Calls, tasks: Sequence[JsonObject]) -> list[Defined]:
    """Return the definitions that the tasks were made of, each once; those that are refused left out."""
    arns = dict.fromkeys(str(task["taskDefinitionArn"]) for task in tasks if task.get("taskDefinitionArn"))
    answers = await asyncio.gather(*(calls.ask("ecs:DescribeTaskDefinition", {"taskDefinition": arn}) for arn in arns))
    return [
        Defined(
            answer["taskDefinition"],
            partition_of(arn) or calls.session.partition,
            region_of(arn) or calls.session.region,
            account_of(arn) or "",
        )
        for arn, answer in zip(arns, answers, strict=True)
        if answer
    ]
