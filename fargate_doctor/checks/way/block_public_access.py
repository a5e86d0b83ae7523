"""Does VPC Block Public Access leave the way open?

Why it matters: it overrules route tables, internet gateways and NAT gateways.
How we know: the account's setting in the Region, the exclusions, and what the VPC and subnets say of themselves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import FindingKind, check
from fargate_doctor.diagnosis.on_the_way import answer_on_the_way
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = ("https://docs.aws.amazon.com/vpc/latest/userguide/security-vpc-bpa-basics.html",)

BLOCKED = FindingKind(
    id="vpc.block-public-access",
    title=Text(
        en="VPC Block Public Access refuses the way to {destinations}",
        es="El bloqueo de acceso público de VPC rechaza el camino hacia {destinations}",
    ),
    place=46,
    docs=_DOCS,
    remedies=offered("access.exclude_from_block_public_access"),
)


@check(
    id="way.block-public-access",
    under="way",
    order=55,
    label=Text(en="Block Public Access", es="Bloqueo de acceso público de VPC"),
    question=Text(
        en="Does VPC Block Public Access leave the way to the internet open?",
        es="¿Deja abierto el bloqueo de acceso público de VPC el camino a Internet?",
    ),
    otherwise=Text(
        en="Block Public Access overrules a perfect route table.",
        es="El bloqueo de acceso público de VPC prevalece sobre una tabla de enrutamiento perfecta.",
    ),
    reads=("ec2:DescribeVpcBlockPublicAccessOptions",),
    docs=_DOCS,
    findings=(BLOCKED,),
    reads_if_met=("ec2:DescribeVpcBlockPublicAccessExclusions",),
)
def block_public_access(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("block-public-access",),
        (BLOCKED,),
        healthy=Text(
            en="It is off, or the subnets on the way are excluded from it.",
            es="Está desactivado, o las subredes del camino están excluidas de él.",
        ),
    )
