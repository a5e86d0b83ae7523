"""The way out with a public IPv4 address: in the task's own subnet, or in another one where a way is ready.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.by_ipv6 import steps_for_ipv6
from fargate_doctor.remedies.launching import configuration, launch
from fargate_doctor.remedies.routes import Target, lead
from fargate_doctor.remedies.step import remedy
from fargate_doctor.remedies.tables import (
    attached_internet_gateway,
    default_route,
    effective_table,
    leads_to_internet_gateway,
    working_nat_gateways,
)
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.model.vpc import Subnet
    from fargate_doctor.remedies.ways import BrokenWay

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html",
)

_TITLE: Final = Text(
    en="Launch the tasks with a public IPv4 address",
    es="Lanzar las tareas con una dirección IPv4 pública",
)
_DETAIL: Final = Text(
    en="The subnet leads to internet gateway {gateway}, which passes only interfaces with a public address. An address "
    "is given at launch and never later, so new tasks are needed. AWS bills each public IPv4 address per hour.",
    es="La subred lleva a la puerta de enlace de Internet {gateway}, que solo deja pasar interfaces con dirección "
    "pública. La dirección se asigna en el lanzamiento y nunca después, así que hacen falta tareas nuevas. AWS cobra "
    "por hora cada dirección IPv4 pública.",
)
_ROUTE_TITLE: Final = Text(
    en="Make the subnet public: a route to internet gateway {gateway}, and a public address for the tasks",
    es="Hacer pública la subred: una ruta a la puerta de enlace de Internet {gateway} y una dirección pública para las "
    "tareas",
)
_ROUTE: Final = Text(
    en="Everything in the subnets of this table that has a public address is then exposed as far as its security "
    "groups allow. Addresses are given at launch, so new tasks are needed. AWS bills each public IPv4 "
    "address per hour.",
    es="Todo lo que tenga dirección pública en las subredes de esta tabla queda expuesto hasta donde permitan sus "
    "grupos de seguridad. Las direcciones se asignan en el lanzamiento, así que hacen falta tareas nuevas. AWS cobra "
    "por hora cada dirección IPv4 pública.",
)
_MOVE_TITLE: Final = Text(
    en="Launch the tasks in {subnets}, which a NAT gateway leads out of",
    es="Lanzar las tareas en {subnets}, que salen por una puerta de enlace NAT",
)
_MOVE: Final = Text(
    en="The tasks stay without a public address. Check that what talks to them, such as a load balancer, reaches these "
    "subnets. AWS bills what passes through the NAT gateway per GB.",
    es="Las tareas siguen sin dirección pública. Compruebe que lo que habla con ellas, como un balanceador de carga, "
    "llega a estas subredes. AWS cobra por GB lo que pasa por la puerta de enlace NAT.",
)


def public_address(way: BrokenWay) -> Iterator[Remedy]:
    """Offer a public address where the subnet's table leads to an internet gateway, or leads nowhere yet."""
    here = way.standpoint
    gateway = attached_internet_gateway(here.snapshot, here.vpc_id)
    if gateway is None or here.table is None or (here.subnet and here.subnet.ipv6_native):
        return
    launched = launch(here, configuration(here, assign_public_ip="ENABLED"))
    identifier = printable(gateway.internet_gateway_id)
    if leads_to_internet_gateway(here.snapshot, here.table, here.vpc_id):
        yield remedy(
            "assign-public-address",
            _TITLE,
            _DETAIL.fill(gateway=identifier),
            launched,
            *steps_for_ipv6(way),
            needs_new_tasks=True,
            references=_REFERENCES,
        )
    elif _leads_nowhere(way):
        target = Target.existing("gateway_id", gateway.internet_gateway_id)
        yield remedy(
            "public-subnet-and-address",
            _ROUTE_TITLE.fill(gateway=identifier),
            _ROUTE,
            lead(here, here.table, way.destination(4), target, here.subnet_id),
            launched,
            *steps_for_ipv6(way),
            needs_new_tasks=True,
            references=_REFERENCES,
        )


def another_subnet(way: BrokenWay) -> Iterator[Remedy]:
    """Offer subnets of the VPC that lead to a working NAT gateway, for tasks in a public subnet without an address."""
    if way.finding != "route.igw-without-public-ip":
        return
    here = way.standpoint
    places = _behind_nat_gateway(way)
    if not places:
        return
    ids = tuple(each.subnet_id for each in places)
    named = enumeration([printable(each) for each in ids])
    yield remedy(
        "launch-behind-nat-gateway",
        _MOVE_TITLE.fill(subnets=named),
        _MOVE,
        launch(here, configuration(here, subnets=ids, assign_public_ip="DISABLED"), places[0]),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _leads_nowhere(way: BrokenWay) -> bool:
    route = default_route(way.standpoint.table, 4)
    return route is None or route.state != "active" or way.finding == "nat.not-available"


def _behind_nat_gateway(way: BrokenWay) -> tuple[Subnet, ...]:
    """Return one subnet per zone whose default route leads to a NAT gateway that works, the task's zone first."""
    here = way.standpoint
    working = {each.nat_gateway_id for each in working_nat_gateways(here.snapshot, here.vpc_id, here.zone)}
    inside = [each for each in here.snapshot.subnets if each.vpc_id == here.vpc_id]
    by_zone: dict[str | None, Subnet] = {}
    for each in sorted(inside, key=lambda one: (one.availability_zone != here.zone, one.subnet_id)):
        route = default_route(effective_table(here.snapshot, each.subnet_id, here.vpc_id), 4)
        if route and route.state == "active" and route.target in working:
            by_zone.setdefault(each.availability_zone, each)
    return tuple(by_zone.values())
