"""Is there a way out over IPv6?

Why it matters: IPv6 leaves a VPC through an internet gateway or an egress-only internet gateway; a NAT gateway is no
help. A task with an address but no such route reaches nothing outside.
How we know: the effective route table of the subnet is searched over the whole public IPv6 space.
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
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html",
)

NO_EGRESS_ROUTE = FindingKind(
    id="ipv6.no-egress-route",
    title=Text(
        en="Route table {resource} leads no IPv6 to {destinations}",
        es="La tabla de enrutamiento {resource} no lleva IPv6 hacia {destinations}",
    ),
    place=33,
    docs=_DOCS,
    remedies=offered("ipv6.add_ipv6_route"),
)

IPV4_ONLY_NAME = FindingKind(
    id="ipv6.ipv4-only-name",
    title=Text(
        en="The task has only IPv6, but these resolve to IPv4 alone: {destinations}",
        es="La tarea solo tiene IPv6, pero estos nombres se resuelven únicamente a IPv4: {destinations}",
    ),
    place=4,
    docs=(
        "https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html",
        "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    ),
    remedies=offered("ipv6.use_dual_stack_name"),
)


@check(
    id="ipv6.egress",
    under="ipv6",
    order=80,
    label=Text(en="Way out over IPv6", es="Salida por IPv6"),
    question=Text(
        en="Do names and routes let the task out over IPv6?",
        es="¿Dejan los nombres y las rutas salir a la tarea por IPv6?",
    ),
    otherwise=Text(
        en="An address without a route, or a name without an IPv6 answer, reaches nothing.",
        es="Una dirección sin ruta, o un nombre sin respuesta IPv6, no alcanza nada.",
    ),
    reads=("ec2:DescribeRouteTables", "ec2:DescribeSubnets"),
    docs=_DOCS,
    findings=(NO_EGRESS_ROUTE, IPV4_ONLY_NAME),
    reads_if_met=("ec2:DescribeEgressOnlyInternetGateways",),
)
def egress(facts: TaskFacts) -> Answer:
    """Answer for every way that the task takes over IPv6."""
    return answer_on_the_way(
        facts,
        (),
        (NO_EGRESS_ROUTE, IPV4_ONLY_NAME),
        healthy=Text(
            en="Every name that is used over IPv6 has a route.", es="Todo nombre usado por IPv6 tiene una ruta."
        ),
    )
