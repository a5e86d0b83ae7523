"""The way out through the gateway that the route names already, attached or accepted again; or past a dead route.

https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.routing import InternetGateway, StatusCode
from fargate_doctor.remedies.by_ipv6 import steps_for_ipv6
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.gateways import attach, new_internet_gateway
from fargate_doctor.remedies.routes import Target, lead, without
from fargate_doctor.remedies.sharing import sharing_vpc
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tables import attached_internet_gateway, default_route
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.model.routing import RouteTable, TransitGatewayVpcAttachment, VpcPeering
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.ways import BrokenWay

_REFERENCES: Final = ("https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",)

_ATTACH_TITLE: Final = Text(
    en="Attach internet gateway {gateway} to {vpc}",
    es="Vincular la puerta de enlace de Internet {gateway} a {vpc}",
)
_ATTACH: Final = Text(
    en="The route names it, and it is attached to no VPC. Every route of {vpc} that leads to it works again at once.",
    es="La ruta la nombra y no está vinculada a ninguna VPC. Todas las rutas de {vpc} que llevan a ella vuelven a "
    "funcionar al momento.",
)
_IF_IT_EXISTS: Final = Text(
    en="The case does not show the gateway itself: AWS refuses the command if it is gone or belongs to another VPC; "
    "then create a new one.",
    es="El caso no muestra la puerta de enlace en sí: AWS rechaza el comando si ya no existe o es de otra VPC; en ese "
    "caso, cree una nueva.",
)
_NEW_TITLE: Final = Text(
    en="Create an internet gateway for {vpc} and point route table {table} at it",
    es="Crear una puerta de enlace de Internet para {vpc} y dirigir a ella la tabla de enrutamiento {table}",
)
_NEW: Final = Text(
    en="The gateway that the route names is gone or belongs to another VPC. AWS does not bill an internet gateway.",
    es="La puerta de enlace que nombra la ruta ya no existe o es de otra VPC. AWS no cobra una puerta de enlace de "
    "Internet.",
)
_OTHER_TITLE: Final = Text(
    en="Point route table {table} at internet gateway {gateway}, the one that is attached",
    es="Dirigir la tabla de enrutamiento {table} a la puerta de enlace de Internet {gateway}, la que está vinculada",
)
_OTHER: Final = Text(
    en="A VPC has one internet gateway at a time; the one that the route names is not it.",
    es="Una VPC tiene una sola puerta de enlace de Internet a la vez; la que nombra la ruta no es esa.",
)
_DROP_TITLE: Final = Text(
    en="Delete the dead route to {destination} from route table {table}",
    es="Eliminar la ruta muerta hacia {destination} de la tabla de enrutamiento {table}",
)
_DROP: Final = Text(
    en="A dead route still wins its prefix. Without it, the wider route to {wider} takes these destinations. Its "
    "target is gone, so the deletion cannot be undone.",
    es="Una ruta muerta sigue ganando en su prefijo. Sin ella, la ruta más amplia hacia {wider} se hace cargo de estos "
    "destinos. Su destino ya no existe, así que la eliminación no se puede deshacer.",
)
_ACCEPT_TITLE: Final = Text(
    en="Accept VPC peering {peering}",
    es="Aceptar la interconexión de VPC {peering}",
)
_ACCEPT: Final = Text(
    en="It is waiting for acceptance. The owner of the accepting VPC runs this, in that VPC's Region.",
    es="Espera aceptación. Lo ejecuta el propietario de la VPC que acepta, en la región de esa VPC.",
)
_ZONE_TITLE: Final = Text(
    en="Attach transit gateway {gateway} in the task's zone too",
    es="Vincular la puerta de enlace de tránsito {gateway} también en la zona de la tarea",
)
_ZONE: Final = Text(
    en="A transit gateway takes packets only from zones in which its attachment has a subnet. AWS suggests a small "
    "subnet of its own for that.",
    es="Una puerta de enlace de tránsito solo toma paquetes de las zonas en las que su vinculación tiene una subred. "
    "AWS recomienda una subred pequeña y propia para ello.",
)


def mended_gateway(way: BrokenWay) -> Iterator[Remedy]:
    """Offer what lets the present route work again, where its target is detached, not accepted, or dead."""
    if way.finding not in ("gateway.not-attached", "route.blackhole"):
        return
    yield from _internet_gateway(way)
    yield from _peering(way)
    yield from _transit_gateway(way)
    yield from _past_the_dead_route(way)


def _internet_gateway(way: BrokenWay) -> Iterator[Remedy]:
    here, route = way.standpoint, way.route(4)
    if route is None or not route.target.startswith("igw-"):
        return
    present = attached_internet_gateway(here.snapshot, here.vpc_id)
    named = _named_gateway(way, route.target)
    words = {"table": printable(here.table_id), "vpc": printable(here.vpc_id)}
    if present is not None and present != named:
        gateway = present.internet_gateway_id
        step = lead(here, here.table, route.destination, Target.existing("gateway_id", gateway), here.subnet_id)
        title = _OTHER_TITLE.fill(gateway=printable(gateway), **words)
        yield remedy("route-to-attached-internet-gateway", title, _OTHER, step, references=_REFERENCES)
    elif present is None and named is not None and not named.attachments:
        title = _ATTACH_TITLE.fill(gateway=printable(named.internet_gateway_id), **words)
        step = _attached_again(way, named)
        detail = _ATTACH.fill(**words)
        is_seen = named.internet_gateway_id in here.snapshot.internet_gateways.by_id
        detail = detail if is_seen else detail + _IF_IT_EXISTS
        yield remedy("attach-internet-gateway", title, detail, step, references=_REFERENCES)
    elif present is None:
        made, target = new_internet_gateway(here)
        step = lead(here, here.table, route.destination, target, here.subnet_id)
        title = _NEW_TITLE.fill(**words)
        yield remedy("new-internet-gateway", title, _NEW, made, step, references=_REFERENCES)


def _named_gateway(way: BrokenWay, identifier: str) -> InternetGateway | None:
    """Return the gateway of a route, None where it is known to be gone; a listing by VPC leaves out a loose one."""
    try:
        return way.standpoint.snapshot.internet_gateways.find(identifier)
    except Unanswered:
        return InternetGateway(internet_gateway_id=identifier)


def _attached_again(way: BrokenWay, gateway: InternetGateway) -> Step:
    """Return the step that attaches a gateway, after which its routes are no longer blackholes."""
    here = way.standpoint
    step = attach(here, gateway)

    def change(snapshot: Snapshot) -> Snapshot:
        changed = step.change(snapshot) if step.change else snapshot
        for table in snapshot.route_tables:
            if table.vpc_id == here.vpc_id:
                changed = changed.with_resource("route_tables", _revived(table, gateway.internet_gateway_id))
        return changed

    return Step(
        commands=step.commands,
        undo=step.undo,
        terraform=step.terraform,
        cloudformation=step.cloudformation,
        affects=sharing_vpc(here.snapshot, here.vpc_id),
        change=change,
    )


def _revived(table: RouteTable, target: str) -> RouteTable:
    routes = (each.model_copy(update={"state": "active"}) if each.target == target else each for each in table.routes)
    return table.model_copy(update={"routes": tuple(routes)})


def _peering(way: BrokenWay) -> Iterator[Remedy]:
    waiting = (each for each in way.standpoint.snapshot.peerings if _is_blamed(way, each.vpc_peering_connection_id))
    for peering in waiting:
        if peering.status.code.lower() == "pending-acceptance":
            title = _ACCEPT_TITLE.fill(peering=printable(peering.vpc_peering_connection_id))
            yield remedy("accept-peering", title, _ACCEPT, _acceptance(way, peering))


def _acceptance(way: BrokenWay, peering: VpcPeering) -> Step:
    region = peering.accepter_vpc_info.region or way.standpoint.region
    named = {"vpc_peering_connection_id": peering.vpc_peering_connection_id}
    return Step(
        commands=(aws("ec2", "accept-vpc-peering-connection", region, **named),),
        undo=(aws("ec2", "delete-vpc-peering-connection", region, **named),),
        change=updating("peerings", peering, status=StatusCode(code="active")),
    )


def _transit_gateway(way: BrokenWay) -> Iterator[Remedy]:
    here, route = way.standpoint, way.route(4)
    for attachment in here.snapshot.transit_gateway_attachments:
        is_ours = attachment.vpc_id == here.vpc_id and attachment.state.lower() == "available"
        is_named = _is_blamed(way, attachment.transit_gateway_id) or _is_blamed(way, attachment.identifier)
        if is_ours and is_named and route is not None and here.known_subnet_id not in (None, *attachment.subnet_ids):
            title = _ZONE_TITLE.fill(gateway=printable(attachment.transit_gateway_id))
            yield remedy("attach-transit-gateway-in-zone", title, _ZONE, _attached_in_zone(way, attachment))


def _attached_in_zone(way: BrokenWay, attachment: TransitGatewayVpcAttachment) -> Step:
    """Return the step that cannot be proven: what lies behind a transit gateway, the case does not show."""
    here = way.standpoint
    named = {"transit_gateway_attachment_id": attachment.transit_gateway_attachment_id}
    subnet = (here.subnet_id,)
    operation = "modify-transit-gateway-vpc-attachment"
    return Step(
        commands=(aws("ec2", operation, here.region, **named, add_subnet_ids=subnet),),
        undo=(aws("ec2", operation, here.region, **named, remove_subnet_ids=subnet),),
        change=None,
    )


def _past_the_dead_route(way: BrokenWay) -> Iterator[Remedy]:
    """Offer to delete a dead route where a wider one of the same table would take over."""
    here, route = way.standpoint, way.route(4)
    wider = default_route(here.table, 4)
    if here.table is None or route is None or route.state != "blackhole" or wider is None or wider == route:
        return
    words = {"table": here.table_id, "destination": route.destination, "wider": wider.destination}
    shown = {name: printable(word) for name, word in words.items()}
    step = without(here, here.table, route, here.subnet_id)
    yield remedy("delete-dead-route", _DROP_TITLE.fill(**shown), _DROP.fill(**shown), step, *steps_for_ipv6(way))


def _is_blamed(way: BrokenWay, identifier: str) -> bool:
    return identifier in way.resource_ids
