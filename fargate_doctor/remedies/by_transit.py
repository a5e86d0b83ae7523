"""The way out through a transit gateway: a route that its own table lacks or drops, and the way back to the task.

https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.transit_gateways import TransitGatewayRoute, TransitGatewayRouteTarget
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.routes import Target, lead
from fargate_doctor.remedies.snippets import Expression, cloudformation, terraform
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tables import EVERYWHERE, working_nat_gateways
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.model.routing import RouteTable, TransitGatewayVpcAttachment
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.transit_gateways import TransitGatewayRouteTable
    from fargate_doctor.remedies.step import Change
    from fargate_doctor.remedies.ways import BrokenWay

ATTACHMENT: Final = "<ATTACHMENT_ID_OF_A_VPC_THAT_LEADS_OUT>"
_REFERENCES: Final = ("https://docs.aws.amazon.com/vpc/latest/tgw/tgw-route-tables.html",)
_CENTRAL: Final = ("https://docs.aws.amazon.com/vpc/latest/tgw/transit-gateway-nat-igw.html",)

_LEAD_TITLE: Final = Text(
    en="Let transit gateway route table {table} lead {destination} to attachment {attachment}",
    es="Hacer que la tabla de enrutamiento {table} de la puerta de enlace de tránsito lleve {destination} a la "
    "conexión {attachment}",
)
_LEAD: Final = Text(
    en="What comes from {vpc} then goes out through the VPC behind that attachment. The change belongs to the owner of "
    "the transit gateway. AWS bills what passes through it per GB.",
    es="Lo que llega de {vpc} sale entonces por la VPC de esa conexión. El cambio corresponde al propietario de la "
    "puerta de enlace de tránsito. AWS cobra por GB lo que pasa por ella.",
)
_SHARED: Final = Text(
    en="every attachment that is associated with {table}",
    es="todas las conexiones asociadas a {table}",
)
_BACK_TITLE: Final = Text(
    en="Give route table {table} of {other} a route back to {destination} by transit gateway {gateway}",
    es="Dar a la tabla de enrutamiento {table} de {other} una ruta de vuelta a {destination} por la puerta de enlace "
    "de tránsito {gateway}",
)
_BACK: Final = Text(
    en="Without it the NAT gateway there has no way to return answers to the task's VPC.",
    es="Sin ella, la puerta de enlace NAT de allí no puede devolver las respuestas a la VPC de la tarea.",
)


def mended_transit(way: BrokenWay) -> Iterator[Remedy]:
    """Offer the route that a transit gateway's table, or the table of the VPC behind it, lacks."""
    if way.finding not in ("route.none", "route.blackhole"):
        return
    snapshot = way.standpoint.snapshot
    for identifier in way.resource_ids:
        table = snapshot.transit_gateway_route_tables.by_id.get(identifier)
        if table:
            yield _led(way, table)
        far = snapshot.route_tables.by_id.get(identifier)
        if far and far.vpc_id not in ("", way.standpoint.vpc_id):
            yield from _led_back(way, far)


def _led(way: BrokenWay, table: TransitGatewayRouteTable) -> Remedy:
    here = way.standpoint
    far = _attachment_that_leads_out(way)
    destination, attachment = EVERYWHERE[4], far.identifier if far else ATTACHMENT
    is_back = any(_is_association_of(way, each, table) for each in _others(way))
    if is_back:
        destination, attachment = _own_block(way), _own_attachment(way)
    before = next((each for each in table.routes if each.destination == destination), None)
    named = {"transit_gateway_route_table_id": table.identifier, "destination_cidr_block": destination}
    operation = "replace-transit-gateway-route" if before else "create-transit-gateway-route"
    back = aws("ec2", "replace-transit-gateway-route", here.region, **named, blackhole=True)
    step = Step(
        commands=(aws("ec2", operation, here.region, **named, transit_gateway_attachment_id=attachment),),
        undo=(back if before else aws("ec2", "delete-transit-gateway-route", here.region, **named),),
        terraform=terraform(
            "aws_ec2_transit_gateway_route",
            f"way_out_of_{table.identifier}",
            {
                "transit_gateway_route_table_id": table.identifier,
                "destination_cidr_block": destination,
                "transit_gateway_attachment_id": attachment if far or is_back else Expression("var.attachment_id"),
            },
        ),
        cloudformation=cloudformation(
            "WayOutOfTransitGateway",
            "AWS::EC2::TransitGatewayRoute",
            {
                "TransitGatewayRouteTableId": table.identifier,
                "DestinationCidrBlock": destination,
                "TransitGatewayAttachmentId": attachment,
            },
        ),
        affects=(_SHARED.fill(table=printable(table.identifier)),),
        change=_leading(table, destination, far, way) if far or is_back else None,
    )
    words = {"table": table.identifier, "destination": destination, "attachment": attachment}
    title = _LEAD_TITLE.fill(**{name: printable(word) for name, word in words.items()})
    detail = _LEAD.fill(vpc=printable(here.vpc_id))
    return remedy("route-of-transit-gateway", title, detail, step, references=_REFERENCES)


def _led_back(way: BrokenWay, table: RouteTable) -> Iterator[Remedy]:
    gateway = next((each.transit_gateway_id for each in _others(way) if each.vpc_id == table.vpc_id), None)
    block = _own_block(way)
    if gateway is None or not block or not any(each.destination == EVERYWHERE[4] for each in table.routes):
        return
    step = lead(way.standpoint, table, block, Target.existing("transit_gateway_id", gateway))
    words = {"table": table.identifier, "other": table.vpc_id, "destination": block, "gateway": gateway}
    title = _BACK_TITLE.fill(**{name: printable(word) for name, word in words.items()})
    yield remedy("route-back-from-central-vpc", title, _BACK, step, references=_CENTRAL)


def _others(way: BrokenWay) -> list[TransitGatewayVpcAttachment]:
    """Return the attachments of other VPCs to the gateways that the task's VPC is attached to."""
    attachments = tuple(way.standpoint.snapshot.transit_gateway_attachments)
    gateways = {each.transit_gateway_id for each in attachments if each.vpc_id == way.standpoint.vpc_id}
    return [
        each
        for each in attachments
        if each.vpc_id != way.standpoint.vpc_id and each.transit_gateway_id in gateways and each.state == "available"
    ]


def _attachment_that_leads_out(way: BrokenWay) -> TransitGatewayVpcAttachment | None:
    """Return the one attachment of a VPC with a working NAT gateway; None where none or several do."""
    snapshot = way.standpoint.snapshot
    leading = [each for each in _others(way) if working_nat_gateways(snapshot, each.vpc_id, None)]
    return leading[0] if len(leading) == 1 else None


def _is_association_of(way: BrokenWay, far: TransitGatewayVpcAttachment, table: TransitGatewayRouteTable) -> bool:
    """Tell whether a table routes the answers of another VPC, and no longer the requests of the task's own."""
    associations = way.standpoint.snapshot.transit_gateway_associations.by_id

    def serves(attachment_id: str) -> bool:
        known = associations.get(attachment_id)
        return bool(
            known and known.association and known.association.transit_gateway_route_table_id == table.identifier
        )

    leads_out = any(each.destination == EVERYWHERE[4] and each.state == "active" for each in table.routes)
    return serves(far.identifier) and (leads_out or not serves(_own_attachment(way)))


def _own_attachment(way: BrokenWay) -> str:
    attachments = way.standpoint.snapshot.transit_gateway_attachments
    own = (each.identifier for each in attachments if each.vpc_id == way.standpoint.vpc_id)
    return next(own, "<ATTACHMENT_ID_OF_THE_TASKS_VPC>")


def _own_block(way: BrokenWay) -> str:
    vpc = way.standpoint.snapshot.vpcs.by_id.get(way.standpoint.vpc_id)
    return vpc.ipv4_blocks[0] if vpc and vpc.ipv4_blocks else "<CIDR_BLOCK_OF_THE_TASKS_VPC>"


def _leading(
    table: TransitGatewayRouteTable, destination: str, far: TransitGatewayVpcAttachment | None, way: BrokenWay
) -> Change | None:
    is_out = destination == EVERYWHERE[4]
    if is_out and far is None:
        return None
    target = TransitGatewayRouteTarget(
        transit_gateway_attachment_id=far.identifier if is_out and far else _own_attachment(way),
        resource_id=far.vpc_id if is_out and far else way.standpoint.vpc_id,
        resource_type="vpc",
    )
    new = TransitGatewayRoute(destination_cidr_block=destination, transit_gateway_attachments=(target,), type="static")

    def change(snapshot: Snapshot) -> Snapshot:
        kept = tuple(each for each in table.routes if each.destination != destination)
        return snapshot.with_resource("transit_gateway_route_tables", table.model_copy(update={"routes": (*kept, new)}))

    return change
