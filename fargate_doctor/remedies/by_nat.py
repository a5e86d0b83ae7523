"""The way out through a NAT gateway: one that is there, one that is made, or the present one mended.

https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies import gateways
from fargate_doctor.remedies.by_ipv6 import steps_for_ipv6
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.routes import Target, lead
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tables import (
    EVERYWHERE,
    attached_internet_gateway,
    default_route,
    effective_table,
    public_subnets,
    working_nat_gateways,
)
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.model.routing import NatGateway, RouteTable
    from fargate_doctor.remedies.ways import BrokenWay

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/vpc-nat-gateway.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/networking-outbound.html",
)
_TROUBLE: Final = ("https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-troubleshooting.html",)

_EXISTING_TITLE: Final = Text(
    en="Point route table {table} at NAT gateway {nat}, which is there already",
    es="Dirigir la tabla de enrutamiento {table} a la puerta de enlace NAT {nat}, que ya existe",
)
_EXISTING: Final = Text(
    en="The NAT gateway is available and its subnet leads to the internet. AWS bills what passes through it per GB, "
    "and traffic between zones as well.",
    es="La puerta de enlace NAT está disponible y su subred lleva a Internet. AWS cobra por GB lo que pasa por ella, y "
    "también el tráfico entre zonas.",
)
_NEW_TITLE: Final = Text(
    en="Create a NAT gateway in public subnet {subnet} and point route table {table} at it",
    es="Crear una puerta de enlace NAT en la subred pública {subnet} y dirigir a ella la tabla de enrutamiento {table}",
)
_NEW: Final = Text(
    en="It gives every subnet of the table a way to the whole internet, and none in. AWS bills a NAT gateway per hour "
    "and per GB, and its public address per hour.",
    es="Da a todas las subredes de la tabla una salida a todo Internet, sin ninguna entrada. AWS cobra una puerta de "
    "enlace NAT por hora y por GB, y su dirección pública por hora.",
)
_WAIT_TITLE: Final = Text(
    en="Wait for NAT gateway {nat} to become available",
    es="Esperar a que la puerta de enlace NAT {nat} esté disponible",
)
_WAIT: Final = Text(
    en="It is being made; that takes a few minutes. A service starts new tasks by itself after that.",
    es="Se está creando; tarda unos minutos. Después, un servicio inicia tareas nuevas por sí mismo.",
)
_MEND_TITLE: Final = Text(
    en="Give the subnet of NAT gateway {nat} a route to an internet gateway",
    es="Dar a la subred de la puerta de enlace NAT {nat} una ruta a una puerta de enlace de Internet",
)
_MEND: Final = Text(
    en="A public NAT gateway sends on what it gets by the route table of its own subnet, {table}, which has no working "
    "default route to an internet gateway.",
    es="Una puerta de enlace NAT pública reenvía lo que recibe según la tabla de enrutamiento de su propia subred, "
    "{table}, que no tiene una ruta predeterminada que funcione hacia una puerta de enlace de Internet.",
)
_OTHER_TABLES: Final = Text(
    en="The service also starts tasks in {subnets}, whose route tables stay as they are.",
    es="El servicio también inicia tareas en {subnets}, cuyas tablas de enrutamiento no cambian.",
)


def existing_nat_gateway(way: BrokenWay) -> Iterator[Remedy]:
    """Offer a NAT gateway of the VPC that works and that the route does not lead to."""
    here, others = way.standpoint, _others_that_work(way)
    if not others:
        return
    nat = others[0].nat_gateway_id
    step = lead(here, here.table, way.destination(way.version), Target.existing("nat_gateway_id", nat), here.subnet_id)
    yield remedy(
        "route-to-existing-nat-gateway",
        _EXISTING_TITLE.fill(table=printable(here.table_id), nat=printable(nat)),
        _EXISTING,
        step,
        _other_tables(way),
        *steps_for_ipv6(way),
        references=_REFERENCES,
    )


def new_nat_gateway(way: BrokenWay) -> Iterator[Remedy]:
    """Offer a new NAT gateway in a public subnet on another route table, where none is there to be used."""
    here = way.standpoint
    if _others_that_work(way):
        return
    places = [
        each
        for each in public_subnets(here.snapshot, here.vpc_id)
        if effective_table(here.snapshot, each.subnet_id, here.vpc_id) != here.table
    ]
    if not places and not _wants_a_public_subnet(way):
        return
    nearest = min(places, key=lambda each: (each.availability_zone != here.zone, each.subnet_id), default=None)
    made, target = gateways.new_nat_gateway(here, nearest.subnet_id if nearest else None)
    route = lead(here, here.table, way.destination(way.version), target, here.subnet_id)
    subnet = nearest.subnet_id if nearest else gateways.PUBLIC_SUBNET
    yield remedy(
        "new-nat-gateway",
        _NEW_TITLE.fill(subnet=printable(subnet), table=printable(here.table_id)),
        _NEW,
        made,
        route,
        _other_tables(way),
        *steps_for_ipv6(way),
        references=_REFERENCES,
    )


def mended_nat_gateway(way: BrokenWay) -> Iterator[Remedy]:
    """Offer to wait for a NAT gateway that is being made, or to give its subnet the way out that it lacks."""
    gateway = _blamed_nat_gateway(way)
    if gateway is not None and gateway.state.lower() == "pending":
        title = _WAIT_TITLE.fill(nat=printable(gateway.nat_gateway_id))
        yield remedy("wait-for-nat-gateway", title, _WAIT, _waiting(way, gateway), references=_TROUBLE)
    if way.finding != "nat.no-internet-route" or gateway is None:
        return
    here, table = way.standpoint, _table_of(way, gateway)
    if table is None or table == here.table:
        return
    internet = attached_internet_gateway(here.snapshot, here.vpc_id)
    steps = []
    if internet is None:
        made, target = gateways.new_internet_gateway(here)
        steps.append(made)
    else:
        target = Target.existing("gateway_id", internet.internet_gateway_id)
    steps.append(lead(here, table, EVERYWHERE[4], target, gateway.subnet_id or ""))
    yield remedy(
        "route-of-nat-gateway-subnet",
        _MEND_TITLE.fill(nat=printable(gateway.nat_gateway_id)),
        _MEND.fill(table=printable(table.route_table_id)),
        *steps,
        *steps_for_ipv6(way),
        references=_TROUBLE,
    )


def _waiting(way: BrokenWay, gateway: NatGateway) -> Step:
    identifier = gateway.nat_gateway_id
    return Step(
        commands=(aws("ec2", "wait nat-gateway-available", way.standpoint.region, nat_gateway_ids=identifier),),
        change=updating("nat_gateways", gateway, state="available"),
    )


def _other_tables(way: BrokenWay) -> Step:
    """Return the note which other subnets of the service a change of this one route table does not reach."""
    here = way.standpoint
    others = [
        each
        for each in here.subnet_ids
        if each != here.subnet_id and effective_table(here.snapshot, each, here.vpc_id) != here.table
    ]
    named = ", ".join(printable(each) for each in others)
    return Step(notes=(_OTHER_TABLES.fill(subnets=named),) if others else ())


def _others_that_work(way: BrokenWay) -> list[NatGateway]:
    """Return the working NAT gateways that the route does not lead to, and that it could lead to without a loop."""
    here, present = way.standpoint, way.route(way.version)
    return [
        each
        for each in working_nat_gateways(here.snapshot, here.vpc_id, here.zone)
        if (present is None or each.nat_gateway_id != present.target) and not _would_loop(way, each)
    ]


def _blamed_nat_gateway(way: BrokenWay) -> NatGateway | None:
    known = way.standpoint.snapshot.nat_gateways.by_id
    return next((known[each] for each in way.resource_ids if each in known), None)


def _table_of(way: BrokenWay, gateway: NatGateway) -> RouteTable | None:
    snapshot = way.standpoint.snapshot
    if gateway.is_regional:
        return snapshot.route_tables.by_id.get(gateway.route_table_id or "")
    return effective_table(snapshot, gateway.subnet_id or "", gateway.vpc_id)


def _would_loop(way: BrokenWay, gateway: NatGateway) -> bool:
    """Tell whether the gateway itself is on the table that would lead to it."""
    return not gateway.is_regional and _table_of(way, gateway) == way.standpoint.table


def _wants_a_public_subnet(way: BrokenWay) -> bool:
    """Tell whether a public subnet that the case does not show would help: not where one is what is broken."""
    route = default_route(way.standpoint.table, 4)
    is_public = route is not None and route.target.startswith("igw-")
    return not is_public and way.finding != "nat.no-internet-route"
