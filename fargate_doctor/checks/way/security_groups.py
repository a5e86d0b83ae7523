"""Do the task's security groups let it out to what it needs?

Why it matters: a security group without a fitting egress rule drops the packet silently; the task reports a time-out.
How we know: the rules of every group of the task are laid over the addresses, port and protocol of each destination.
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

_DOCS = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/security-group-rules.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/verify-connectivity.html",
)

EGRESS_BLOCKED = FindingKind(
    id="sg.egress-blocked",
    title=Text(
        en="The task's security groups do not let it out to {destinations}",
        es="Los grupos de seguridad de la tarea no la dejan salir hacia {destinations}",
    ),
    place=10,
    docs=_DOCS,
    remedies=offered("filters.open_egress"),
)


@check(
    id="way.security-groups",
    under="way",
    order=10,
    label=Text(en="Security groups", es="Grupos de seguridad"),
    question=Text(
        en="Do the task's security groups let its requests out?",
        es="¿Dejan salir los grupos de seguridad de la tarea sus solicitudes?",
    ),
    otherwise=Text(
        en="Without a fitting egress rule every request is dropped and the task only sees a time-out.",
        es="Sin una regla de salida adecuada, toda solicitud se descarta y la tarea solo ve que se agota el tiempo de "
        "espera.",
    ),
    reads=("ec2:DescribeSecurityGroups", "ec2:DescribePrefixLists"),
    docs=_DOCS,
    findings=(EGRESS_BLOCKED,),
    reads_if_met=("ec2:GetManagedPrefixListEntries",),
)
def security_groups(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("security-group",),
        (EGRESS_BLOCKED,),
        healthy=Text(
            en="An egress rule covers every destination that was looked at.",
            es="Una regla de salida cubre cada destino examinado.",
        ),
    )
