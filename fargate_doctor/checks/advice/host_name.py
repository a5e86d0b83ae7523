"""Does the VPC give the task a host name that resolves?

Why it matters: with either DNS attribute off, the host name of a task is random and resolves nowhere.
How we know: both attributes of the VPC are read.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import Answer, FindingKind, Raised, ResourceName, check, passes
from fargate_doctor.model.vpc import VpcAttribute
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",)

RANDOM = FindingKind(
    id="vpc.dns-hostname-random",
    title=Text(
        en="The task's DNS host name is random, because a DNS attribute of {resource} is off",
        es="El nombre de host de DNS de la tarea es aleatorio, porque un atributo de DNS de {resource} está "
        "desactivado",
    ),
    at_most="info",
    docs=_DOCS,
)


@check(
    id="advice.host-name",
    under="advice",
    order=30,
    label=Text(en="Host name", es="Nombre de host"),
    question=Text(
        en="Does the task get a DNS host name that resolves?",
        es="¿Obtiene la tarea un nombre de host de DNS que se resuelve?",
    ),
    otherwise=Text(
        en="Both DNS attributes of the VPC must be on, or the host name is random.",
        es="Ambos atributos de DNS de la VPC deben estar activos, o el nombre de host es aleatorio.",
    ),
    reads=("ec2:DescribeVpcAttribute",),
    docs=_DOCS,
    findings=(RANDOM,),
    about="advice",
)
def host_name(facts: TaskFacts) -> Answer:
    """Answer from both attributes of the VPC."""
    vpc_id = facts.placement.vpc_id.require().value
    names = ("enableDnsSupport", "enableDnsHostnames")
    table = facts.snapshot.vpc_attributes
    attributes = {name: table.require(VpcAttribute.key_of(vpc_id, name)) for name in names}
    quoted = tuple(each.cite(f"{name[0].upper()}{name[1:]}.Value") for name, each in attributes.items())
    if all(each.is_on for each in attributes.values()):
        return passes(Text(en="Both DNS attributes are on.", es="Ambos atributos de DNS están activos."), *quoted)
    detail = Text(
        en="Software in the task should not rely on its host name.",
        es="El software de la tarea no debería depender de su nombre de host.",
    )
    raised = Raised(RANDOM, detail, "notice", {"resource": vpc_id}, (ResourceName("vpc", vpc_id),), quoted)
    return Answer("fail", detail, quoted, (raised,))
