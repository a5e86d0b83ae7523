"""Do the gateways that the routes lead to work for this task?

Why it matters: an internet gateway passes only packets of an interface with a public IPv4 address, or IPv6; a gateway
that is detached, or in another zone, passes none.
How we know: the gateway that the best route names is read, with its attachment, and the task's public address.
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

_NETWORKING = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html"
_GATEWAY = "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html"

WITHOUT_PUBLIC_IP = FindingKind(
    id="route.igw-without-public-ip",
    title=Text(
        en="The way to {destinations} leads to internet gateway {resource}, but the task has no public IPv4 address",
        es="El camino hacia {destinations} lleva a la puerta de enlace de Internet {resource}, "
        "pero la tarea no tiene dirección IPv4 pública",
    ),
    place=40,
    docs=(_NETWORKING, _GATEWAY),
    remedies=offered("way_out.ways_out"),
)

NOT_ATTACHED = FindingKind(
    id="gateway.not-attached",
    title=Text(
        en="The way to {destinations} leads to {resource}, which is not connected to this VPC and zone",
        es="El camino hacia {destinations} lleva a {resource}, que no está vinculado a esta VPC y zona",
    ),
    place=41,
    docs=(_GATEWAY,),
    remedies=offered("way_out.ways_out"),
)

OPAQUE_HOP = FindingKind(
    id="path.opaque-hop",
    title=Text(
        en="The way to {destinations} goes through {resource}, which this data cannot see through",
        es="El camino hacia {destinations} pasa por {resource}, y estos datos no muestran qué hay detrás",
    ),
    at_most="info",
    place=42,
    docs=("https://docs.aws.amazon.com/vpc/latest/reachability/how-reachability-analyzer-works.html",),
)

_FINDINGS = (WITHOUT_PUBLIC_IP, NOT_ATTACHED, OPAQUE_HOP)


@check(
    id="way.gateways",
    under="way",
    order=40,
    label=Text(en="Gateways", es="Puertas de enlace"),
    question=Text(
        en="Do the gateways on the way pass this task's packets?",
        es="¿Dejan pasar las puertas de enlace del camino los paquetes de esta tarea?",
    ),
    otherwise=Text(
        en="An internet gateway drops IPv4 packets of an interface without a public address; a detached one drops all.",
        es="Una puerta de enlace de Internet descarta los paquetes IPv4 de una interfaz sin dirección pública; "
        "una desvinculada los descarta todos.",
    ),
    reads=(
        "ec2:DescribeInternetGateways",
        "ec2:DescribeNetworkInterfaces",
        "ecs:DescribeServices",
    ),
    docs=(_NETWORKING, _GATEWAY),
    findings=_FINDINGS,
    reads_if_met=(
        "ec2:DescribeEgressOnlyInternetGateways",
        "ec2:DescribeTransitGatewayVpcAttachments",
        "ec2:DescribeTransitGatewayAttachments",
        "ec2:SearchTransitGatewayRoutes",
        "ec2:DescribeVpcPeeringConnections",
    ),
)
def gateways(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("internet-gateway", "egress-only-internet-gateway", "transit-gateway", "peering", "appliance"),
        _FINDINGS,
        healthy=Text(
            en="Every gateway on the way is attached and passes this task's packets.",
            es="Cada puerta de enlace del camino está vinculada y deja pasar los paquetes de esta tarea.",
        ),
    )
