"""The way out over IPv6: an egress-only internet gateway and a route for everything.

https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.gateways import egress_only_gateway
from fargate_doctor.remedies.routes import Target, lead
from fargate_doctor.remedies.step import remedy
from fargate_doctor.remedies.tables import EVERYWHERE, attached_internet_gateway, default_route
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Step
    from fargate_doctor.remedies.ways import BrokenWay

REFERENCES: Final = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/egress-only-internet-gateway.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
)

_TITLE: Final = Text(
    en="Point the IPv6 of route table {table} at an egress-only internet gateway",
    es="Sacar el IPv6 de la tabla de enrutamiento {table} por una puerta de enlace de Internet de solo salida",
)
_DETAIL: Final = Text(
    en="It lets IPv6 out and nothing in. A NAT gateway is not needed for IPv6, and AWS does not bill the "
    "gateway itself.",
    es="Deja salir IPv6 y no deja entrar nada. Para IPv6 no hace falta una puerta de enlace NAT, y AWS no cobra la "
    "puerta de enlace en sí.",
)
_BOTH_WAYS_TITLE: Final = Text(
    en="Point the IPv6 of route table {table} at internet gateway {gateway}",
    es="Sacar el IPv6 de la tabla de enrutamiento {table} por la puerta de enlace de Internet {gateway}",
)
_BOTH_WAYS: Final = Text(
    en="It lets IPv6 out and in: everything in the subnets of this table that has an IPv6 address is then exposed as "
    "far as its security groups allow.",
    es="Deja salir y entrar IPv6: todo lo que tenga dirección IPv6 en las subredes de esta tabla queda expuesto hasta "
    "donde permitan sus grupos de seguridad.",
)


def way_for_ipv6(way: BrokenWay) -> Iterator[Remedy]:
    """Offer the ways out for destinations that are blocked over IPv6."""
    yield from ways_by_gateway(way.standpoint, way.destination(6))


def ways_by_gateway(standpoint: Standpoint, destination: str = EVERYWHERE[6]) -> Iterator[Remedy]:
    """Offer an egress-only internet gateway, and the internet gateway of a VPC that has one."""
    table = printable(standpoint.table_id)
    yield remedy(
        "egress-only-internet-gateway",
        _TITLE.fill(table=table),
        _DETAIL,
        *_steps(standpoint, destination),
        references=REFERENCES,
    )
    gateway = attached_internet_gateway(standpoint.snapshot, standpoint.vpc_id)
    if gateway is None:
        return
    target = Target.existing("gateway_id", gateway.internet_gateway_id)
    yield remedy(
        "ipv6-route-to-internet-gateway",
        _BOTH_WAYS_TITLE.fill(table=table, gateway=printable(gateway.internet_gateway_id)),
        _BOTH_WAYS,
        lead(standpoint, standpoint.table, destination, target, standpoint.subnet_id),
        references=REFERENCES,
    )


def steps_for_ipv6(way: BrokenWay) -> tuple[Step, ...]:
    """Return what a remedy for IPv4 needs besides, where the finding blocks IPv6 as well."""
    if 6 not in way.versions or way.is_translated:  # noqa: PLR2004 - IP version
        return ()
    route = default_route(way.standpoint.table, 6)
    if route is not None and route.state == "active" and route.target.startswith(("igw-", "eigw-")):
        return ()
    return _steps(way.standpoint, way.destination(6))


def _steps(standpoint: Standpoint, destination: str) -> tuple[Step, ...]:
    made, target = egress_only_gateway(standpoint)
    return made, lead(standpoint, standpoint.table, destination, target, standpoint.subnet_id)
