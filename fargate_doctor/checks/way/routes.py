"""Does the subnet's route table lead to what the task needs?

Why it matters: a Fargate task pulls its image, its secrets and sends its logs through its own interface, so its subnet
needs a route to the internet or VPC endpoints for each of them.
How we know: the effective table of the task's subnet is searched by longest prefix over every address of each
destination, and the VPC's endpoints are laid beside it.
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
_ROUTES = "https://docs.aws.amazon.com/vpc/latest/userguide/route-tables-priority.html"
_ECR_ENDPOINTS = "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html"
_GATEWAY_ENDPOINTS = "https://docs.aws.amazon.com/vpc/latest/privatelink/gateway-endpoints.html"

NONE = FindingKind(
    id="route.none",
    title=Text(
        en="Route table {resource} has no route to {destinations}",
        es="La tabla de enrutamiento {resource} no tiene ninguna ruta hacia {destinations}",
    ),
    place=30,
    docs=(_NETWORKING, _ROUTES),
    yields_to=("image.pull-through-cache",),
    remedies=offered("way_out.ways_out"),
)

BLACKHOLE = FindingKind(
    id="route.blackhole",
    title=Text(
        en="The route of {resource} to {destinations} is a blackhole, so its packets are dropped",
        es="La ruta de {resource} hacia {destinations} está en estado blackhole, así que sus paquetes se descartan",
    ),
    place=31,
    docs=(_ROUTES,),
    remedies=offered("way_out.ways_out"),
)

ENDPOINT_MISSING = FindingKind(
    id="endpoint.missing",
    title=Text(
        en="There is no way to the internet and no VPC endpoint for {destinations}",
        es="No hay salida a Internet ni un punto de conexión de VPC para {destinations}",
    ),
    place=50,
    docs=(_ECR_ENDPOINTS, "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html"),
    remedies=offered("way_out.ways_out"),
)

PRIVATE_DNS_DISABLED = FindingKind(
    id="endpoint.private-dns-disabled",
    title=Text(
        en="Endpoint {resource} is not used for {destinations}: its private DNS is off",
        es="El punto de conexión {resource} no se usa para {destinations}: su DNS privado está desactivado",
    ),
    place=51,
    docs=(_ECR_ENDPOINTS, "https://docs.aws.amazon.com/vpc/latest/privatelink/privatelink-access-aws-services.html"),
    remedies=offered("endpoints.enable_private_dns"),
)

NOT_ASSOCIATED = FindingKind(
    id="endpoint.not-associated",
    title=Text(
        en="Gateway endpoint {resource} does not serve the task's subnet, so {destinations} cannot be reached",
        es="El punto de conexión de puerta de enlace {resource} no sirve a la subred de la tarea, "
        "así que no se alcanza {destinations}",
    ),
    place=52,
    docs=(_GATEWAY_ENDPOINTS,),
    remedies=offered("endpoints.associate_gateway_endpoint"),
)

_FINDINGS = (NONE, BLACKHOLE, ENDPOINT_MISSING, PRIVATE_DNS_DISABLED, NOT_ASSOCIATED)


@check(
    id="way.routes",
    under="way",
    order=30,
    label=Text(en="Routes", es="Rutas"),
    question=Text(
        en="Does the subnet's route table, or an endpoint, lead to everything the task needs?",
        es="¿Lleva la tabla de enrutamiento de la subred, o un punto de conexión, a todo lo que la tarea necesita?",
    ),
    otherwise=Text(
        en="Without a route or an endpoint the packet has nowhere to go, and the pull times out.",
        es="Sin ruta ni punto de conexión el paquete no tiene adónde ir, y la descarga agota su tiempo de espera.",
    ),
    reads=("ec2:DescribeRouteTables", "ec2:DescribeVpcEndpoints", "ec2:DescribeSubnets"),
    docs=(_NETWORKING, _ROUTES),
    findings=_FINDINGS,
)
def routes(facts: TaskFacts) -> Answer:
    """Answer for all destinations at once."""
    return answer_on_the_way(
        facts,
        ("route-table", "sender", "destination"),
        _FINDINGS,
        healthy=Text(
            en="A route or an endpoint covers every destination.",
            es="Una ruta o un punto de conexión cubre cada destino.",
        ),
    )
