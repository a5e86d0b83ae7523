"""Does the NAT gateway on the way work, and does it reach the internet itself?

Why it matters: a NAT gateway needs to be available and public, and its own subnet needs a route to an internet gateway.
How we know: the gateway is read with its state and kind, and its subnet's route table is searched in turn.
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
    "https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
)

NOT_AVAILABLE = FindingKind(
    id="nat.not-available",
    title=Text(
        en="NAT gateway {resource}, the way to {destinations}, is not available",
        es="La puerta de enlace NAT {resource}, el camino hacia {destinations}, no está disponible",
    ),
    place=43,
    docs=_DOCS,
    remedies=offered("way_out.ways_out"),
)

NO_INTERNET_ROUTE = FindingKind(
    id="nat.no-internet-route",
    title=Text(
        en="NAT gateway {resource} has no working route to an internet gateway of its own",
        es="La puerta de enlace NAT {resource} no tiene ella misma una ruta que funcione "
        "hacia una puerta de enlace de Internet",
    ),
    place=44,
    docs=_DOCS,
    remedies=offered("way_out.ways_out"),
)

PRIVATE = FindingKind(
    id="nat.private",
    title=Text(
        en="NAT gateway {resource}, the way to {destinations}, is a private one and leads to no internet",
        es="La puerta de enlace NAT {resource}, el camino hacia {destinations}, es privada y no lleva a Internet",
    ),
    place=45,
    docs=_DOCS,
    remedies=offered("way_out.ways_out"),
)

_FINDINGS = (NOT_AVAILABLE, NO_INTERNET_ROUTE, PRIVATE)


@check(
    id="way.nat-gateways",
    under="way",
    order=50,
    label=Text(en="NAT gateways", es="Puertas de enlace NAT"),
    question=Text(
        en="Does the NAT gateway on the way work, and reach the internet itself?",
        es="¿Funciona la puerta de enlace NAT del camino y llega ella misma a Internet?",
    ),
    otherwise=Text(
        en="A NAT gateway that is failed, private, or itself without a route swallows every packet.",
        es="Una puerta de enlace NAT fallida, privada o ella misma sin ruta se traga todos los paquetes.",
    ),
    reads=("ec2:DescribeNatGateways", "ec2:DescribeRouteTables"),
    docs=_DOCS,
    findings=_FINDINGS,
)
def nat_gateways(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("nat-gateway",),
        _FINDINGS,
        healthy=Text(
            en="The NAT gateway is available, public, and its own route leads to an internet gateway.",
            es="La puerta de enlace NAT está disponible, es pública y su propia ruta lleva a Internet.",
        ),
    )
