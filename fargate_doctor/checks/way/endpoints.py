"""Do the VPC endpoints that serve the task let it in?

Why it matters: an endpoint with private DNS takes over the service's name, so a broken one stops the task even where a
NAT gateway would lead there too.
How we know: state and security groups of the endpoint that answers to each name are read.
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
    "https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)

NOT_AVAILABLE = FindingKind(
    id="endpoint.not-available",
    title=Text(
        en="Endpoint {resource}, which serves {destinations}, is not available",
        es="El punto de conexión {resource}, que sirve {destinations}, no está disponible",
    ),
    place=53,
    docs=_DOCS,
    remedies=offered("endpoints.replace_endpoint"),
)

SG_BLOCKED = FindingKind(
    id="endpoint.sg-blocked",
    title=Text(
        en="The security groups of endpoint {resource} do not admit the task to {destinations}",
        es="Los grupos de seguridad del punto de conexión {resource} no admiten a la tarea hacia {destinations}",
    ),
    place=54,
    docs=_DOCS,
    remedies=offered("filters.open_endpoint_group"),
)

_FINDINGS = (NOT_AVAILABLE, SG_BLOCKED)


@check(
    id="way.endpoints",
    under="way",
    order=60,
    label=Text(en="VPC endpoints", es="Puntos de conexión"),
    question=Text(
        en="Are the VPC endpoints on the way available, and do they admit the task?",
        es="¿Están disponibles los puntos de conexión del camino y admiten a la tarea?",
    ),
    otherwise=Text(
        en="Private DNS leads to the endpoint; if it refuses, the packet takes no other way.",
        es="El DNS privado lleva al punto de conexión; si este rechaza, el paquete no toma otro camino.",
    ),
    reads=("ec2:DescribeVpcEndpoints", "ec2:DescribeSecurityGroups", "ec2:DescribeNetworkInterfaces"),
    docs=_DOCS,
    findings=_FINDINGS,
)
def endpoints(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("vpc-endpoint",),
        _FINDINGS,
        healthy=Text(
            en="Every endpoint on the way is available and its security groups admit the task.",
            es="Cada punto de conexión del camino está disponible y sus grupos de seguridad admiten a la tarea.",
        ),
    )
