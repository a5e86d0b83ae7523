"""Does the task's subnet have an IPv6 block?

Why it matters: a task gets its IPv6 address out of the block of its subnet.
How we know: the subnet is read with the state of each of its blocks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import FindingKind, ResourceName, check, passes
from fargate_doctor.diagnosis.ipv6_conditions import answer_condition, missing_condition
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.ipv6_standing import Standing
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",)

NOT_ENABLED = FindingKind(
    id="ipv6.subnet-not-enabled",
    title=Text(en="Subnet {resource} has no IPv6 block", es="La subred {resource} no tiene ningún bloque IPv6"),
    place=82,
    docs=_DOCS,
    remedies=offered("ipv6.enable_subnet_ipv6"),
)


@check(
    id="ipv6.subnet",
    under="ipv6",
    order=40,
    label=Text(en="IPv6 of the subnet", es="IPv6 de la subred"),
    question=Text(en="Does the task's subnet have an IPv6 block?", es="¿Tiene la subred de la tarea un bloque IPv6?"),
    otherwise=Text(
        en="Without a block the subnet has no IPv6 address to give.",
        es="Sin bloque, la subred no tiene ninguna dirección IPv6 que dar.",
    ),
    reads=("ec2:DescribeSubnets",),
    docs=_DOCS,
    findings=(NOT_ENABLED,),
    about="wish",
)
def subnet_block(facts: TaskFacts) -> Answer:
    """Answer from the subnet's blocks."""
    return answer_condition(facts, lambda standing: _judge(facts, standing))


def _judge(facts: TaskFacts, standing: Standing) -> Answer:
    has_block = standing.conditions.subnet.require()
    if has_block.value:
        return passes(Text(en="It has one.", es="Tiene uno."), *has_block.evidence)
    subnet_id = facts.placement.subnet_id.require().value
    detail = Text(en="No IPv6 block of {subnet} is in use.", es="Ningún bloque IPv6 de {subnet} está en uso.").fill(
        subnet=subnet_id
    )
    return missing_condition(NOT_ENABLED, detail, ResourceName("subnet", subnet_id), has_block.evidence, standing)
