"""Does the VPC have an IPv6 block?

Why it matters: a task gets its IPv6 address out of its subnet's block, and that out of the VPC's.
How we know: the VPC is read with the state of each of its blocks.
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

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-migrate-ipv6.html",
)

NOT_ENABLED = FindingKind(
    id="ipv6.vpc-not-enabled",
    title=Text(en="VPC {resource} has no IPv6 block", es="La VPC {resource} no tiene ningún bloque IPv6"),
    place=81,
    docs=_DOCS,
    remedies=offered("ipv6.enable_vpc_ipv6"),
)


@check(
    id="ipv6.vpc",
    under="ipv6",
    order=30,
    label=Text(en="IPv6 of the VPC", es="IPv6 de la VPC"),
    question=Text(en="Does the VPC have an IPv6 block?", es="¿Tiene la VPC un bloque IPv6?"),
    otherwise=Text(
        en="Without a block of the VPC no subnet of it can have one.",
        es="Sin un bloque en la VPC, ninguna de sus subredes puede tener uno.",
    ),
    reads=("ec2:DescribeVpcs",),
    docs=_DOCS,
    findings=(NOT_ENABLED,),
    about="wish",
)
def vpc_block(facts: TaskFacts) -> Answer:
    """Answer from the VPC's blocks."""
    return answer_condition(facts, lambda standing: _judge(facts, standing))


def _judge(facts: TaskFacts, standing: Standing) -> Answer:
    has_block = standing.conditions.vpc.require()
    if has_block.value:
        return passes(Text(en="It has one.", es="Tiene uno."), *has_block.evidence)
    vpc_id = facts.placement.vpc_id.require().value
    detail = Text(en="No IPv6 block of {vpc} is in use.", es="Ningún bloque IPv6 de {vpc} está en uso.").fill(
        vpc=vpc_id
    )
    return missing_condition(NOT_ENABLED, detail, ResourceName("vpc", vpc_id), has_block.evidence, standing)
