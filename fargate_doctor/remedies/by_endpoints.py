"""The way out that leads to no internet: exactly the endpoints that the task needs and its VPC does not have.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.endpoint_group import endpoint_group
from fargate_doctor.remedies.lacking import lacking_endpoints
from fargate_doctor.remedies.new_endpoints import interface_endpoint, moving_names, s3_gateway_endpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.vpc_dns import names_of_endpoints
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.remedies.lacking import Lacking
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.ways import BrokenWay

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html",
)

_TITLE: Final = Text(
    en="Create the VPC endpoints that the task lacks: {services}",
    es="Crear los puntos de conexión de VPC que le faltan a la tarea: {services}",
)
_DETAIL: Final = Text(
    en="These, and no others, are what the task needs and {vpc} does not have; nothing else gets a way out.",
    es="Estos, y ningún otro, son los que la tarea necesita y {vpc} no tiene; nada más obtiene una salida.",
)
_BILLED: Final = Text(
    en="AWS bills an interface endpoint per hour in each zone, and per GB.",
    es="AWS cobra un punto de conexión de interfaz por hora en cada zona, y por GB.",
)
_FREE: Final = Text(
    en="The gateway endpoint for S3 is not billed.",
    es="El punto de conexión de puerta de enlace para S3 no se cobra.",
)


def endpoints_that_lack(way: BrokenWay) -> Iterator[Remedy]:
    """Offer the lacking endpoints, where they serve every destination that the finding blocks."""
    here = way.standpoint
    lacking = lacking_endpoints(here, way.raised)
    if lacking is None:
        return
    detail = _DETAIL.fill(vpc=here.vpc_id)
    detail = detail + _BILLED if lacking.interfaces else detail
    yield remedy(
        "create-lacking-endpoints",
        _TITLE.fill(services=enumeration(lacking.names, at_most=12)),
        detail + _FREE if lacking.s3 else detail,
        *_steps(here, lacking),
        references=_REFERENCES,
    )


def _steps(standpoint: Standpoint, lacking: Lacking) -> Iterator[Step]:
    if lacking.interfaces:
        yield from names_of_endpoints(standpoint)
        group = endpoint_group(standpoint)
        yield group.step
        for service in lacking.interfaces:
            yield interface_endpoint(standpoint, service, group)
    if lacking.s3:
        yield s3_gateway_endpoint(standpoint, lacking.s3)
    names = tuple(each.endpoint_name for each in lacking.interfaces)
    yield Step(affects=moving_names(standpoint, names))
