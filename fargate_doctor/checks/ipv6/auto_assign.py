"""Does the subnet give new interfaces an IPv6 address by itself?

Why it matters: Fargate asks for no address of its own; only a subnet that assigns one gives the task IPv6.
How we know: the attribute assignIpv6AddressOnCreation of the subnet.
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
    "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
)

OFF = FindingKind(
    id="ipv6.auto-assign-off",
    title=Text(
        en="Subnet {resource} does not assign IPv6 addresses to new interfaces",
        es="La subred {resource} no asigna direcciones IPv6 a las interfaces nuevas",
    ),
    place=83,
    docs=_DOCS,
    remedies=offered("ipv6.enable_auto_assign"),
)


@check(
    id="ipv6.auto-assign",
    under="ipv6",
    order=50,
    label=Text(en="Assigning addresses", es="Asignación de direcciones"),
    question=Text(
        en="Does the subnet assign IPv6 addresses to new interfaces?",
        es="¿Asigna la subred direcciones IPv6 a las interfaces nuevas?",
    ),
    otherwise=Text(
        en="With the attribute off, a task in a dual-stack subnet gets IPv4 only.",
        es="Con el atributo desactivado, una tarea en una subred de doble pila solo obtiene IPv4.",
    ),
    reads=("ec2:DescribeSubnets",),
    docs=_DOCS,
    findings=(OFF,),
    about="wish",
)
def auto_assign(facts: TaskFacts) -> Answer:
    """Answer from the subnet's attribute; a subnet with IPv6 alone always assigns."""
    return answer_condition(facts, lambda standing: _judge(facts, standing))


def _judge(facts: TaskFacts, standing: Standing) -> Answer:
    assigns = standing.conditions.auto_assign.require()
    if assigns.value:
        return passes(Text(en="It does.", es="Sí."), *assigns.evidence)
    subnet_id = facts.placement.subnet_id.require().value
    detail = Text(
        en="assignIpv6AddressOnCreation of {subnet} is off.",
        es="assignIpv6AddressOnCreation de {subnet} está desactivado.",
    ).fill(subnet=subnet_id)
    return missing_condition(OFF, detail, ResourceName("subnet", subnet_id), assigns.evidence, standing)
