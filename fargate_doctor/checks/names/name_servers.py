"""Can the task reach the name servers that its DHCP option set names?

Why it matters: with servers of its own a VPC resolves only what they answer, and they must be reachable on port 53.
How we know: the option set of the VPC is read, and the way to each server is walked like any other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import LOST_NAMES, FindingKind, check
from fargate_doctor.diagnosis.on_the_way import answer_on_the_way
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSetConcepts.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)

CUSTOM_SERVERS = FindingKind(
    id="dns.custom-servers",
    title=Text(
        en="The name servers of DHCP option set {resource} cannot serve the task",
        es="Los servidores de nombres del conjunto de opciones de DHCP {resource} no pueden servir a la tarea",
    ),
    place=2,
    docs=_DOCS,
    explains=LOST_NAMES,
    remedies=offered("names.mend_name_servers"),
)


@check(
    id="names.servers",
    under="names",
    order=20,
    label=Text(en="Name servers", es="Servidores de nombres"),
    question=Text(
        en="Can the task use the name servers that its VPC hands out?",
        es="¿Puede la tarea usar los servidores de nombres que proporciona su VPC?",
    ),
    otherwise=Text(
        en="A name server out of reach makes every look-up time out, whatever the routes are.",
        es="Un servidor de nombres inalcanzable hace que toda consulta supere el tiempo de espera, sean cuales sean "
        "las rutas.",
    ),
    reads=("ec2:DescribeDhcpOptions", "ec2:DescribeVpcs"),
    docs=_DOCS,
    findings=(CUSTOM_SERVERS,),
)
def name_servers(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("dns",),
        (CUSTOM_SERVERS,),
        healthy=Text(
            en="The VPC hands out AmazonProvidedDNS, or servers that the task can reach.",
            es="La VPC proporciona AmazonProvidedDNS, o servidores que la tarea puede alcanzar.",
        ),
        of=frozenset({"dhcp-options"}),
    )
