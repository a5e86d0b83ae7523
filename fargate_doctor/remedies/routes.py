"""One route of a table, added, turned to another target, or taken away.

https://docs.aws.amazon.com/vpc/latest/userguide/WorkWithRouteTables.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen
from fargate_doctor.model.routing import Route
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import sharing_table
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.model.routing import RouteTable
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

    RoutesChange = Callable[[tuple[Route, ...]], tuple[Route, ...]]

_OPTION_OF_TARGET: Final = {
    "nat_gateway_id": "NatGatewayId",
    "egress_only_internet_gateway_id": "EgressOnlyInternetGatewayId",
    "transit_gateway_id": "TransitGatewayId",
    "vpc_peering_connection_id": "VpcPeeringConnectionId",
    "network_interface_id": "NetworkInterfaceId",
    "instance_id": "InstanceId",
    "core_network_arn": "CoreNetworkArn",
    "local_gateway_id": "LocalGatewayId",
    "carrier_gateway_id": "CarrierGatewayId",
    "gateway_id": "GatewayId",
}
_LEARNED: Final = frozenset({"enablevgwroutepropagation", "advertisement"})

_TARGET_GONE: Final = Text(
    en="The old target is gone, so undoing this removes the route.",
    es="El destino anterior ya no existe, así que deshacer esto elimina la ruta.",
)


@frozen
class Target:
    """What a route leads to. `member` is its name in a route; `id` is its id on the model.

    `shown` is what a command says, a placeholder where it does not exist yet; the other two are what the snippets say.
    """

    member: str
    id: str
    shown: str
    terraform: str
    cloudformation: object

    @classmethod
    def existing(cls, member: str, identifier: str) -> Target:
        """Return a target that exists, by its id."""
        return cls(member, identifier, identifier, identifier, identifier)


def lead(standpoint: Standpoint, table: RouteTable | None, destination: str, target: Target, *but: str) -> Step:
    """Return the step that lets a table lead to a destination by a target, whatever it did before.

    `but` are the subnets for whose sake it is done.
    """
    table_id = table.route_table_id if table else standpoint.table_id
    before = _static_route(table, destination)
    here = {"route_table_id": table_id, **_destination(destination)}
    operation = "replace-route" if before else "create-route"
    is_gone = before is not None and before.state != "active"
    back = before if before is not None and not is_gone else None
    return Step(
        commands=(aws("ec2", operation, standpoint.region, **here, **{target.member: target.shown}),),
        undo=(_undo(standpoint.region, here, back),),
        terraform=terraform(
            "aws_route",
            f"way_out_of_{table_id}",
            {"route_table_id": table_id, **_destination(destination), target.member: target.terraform},
        ),
        cloudformation=cloudformation(
            f"WayOutOf{table_id}",
            "AWS::EC2::Route",
            {
                "RouteTableId": table_id,
                _cloudformation_destination(destination): destination,
                _OPTION_OF_TARGET[target.member]: target.cloudformation,
            },
        ),
        affects=sharing_table(standpoint.snapshot, table, *but),
        notes=(_TARGET_GONE,) if is_gone else (),
        change=_leading(table_id, destination, target) if table else None,
    )


def without(standpoint: Standpoint, table: RouteTable, route: Route, *but: str) -> Step:
    """Return the step that takes a route away."""
    here = {"route_table_id": table.route_table_id, **_destination(route.destination)}
    return Step(
        commands=(aws("ec2", "delete-route", standpoint.region, **here),),
        affects=sharing_table(standpoint.snapshot, table, *but),
        change=_changing(table.route_table_id, lambda routes: tuple(each for each in routes if each != route)),
    )


def _static_route(table: RouteTable | None, destination: str) -> Route | None:
    """Return the route that a command would have to replace; one that was learned stands beside a static one."""
    routes = (each for each in (table.routes if table else ()) if each.destination == destination)
    return next((each for each in routes if each.origin.lower() not in _LEARNED), None)


def _undo(region: str, here: dict[str, str], before: Route | None) -> str:
    if before is None:
        return aws("ec2", "delete-route", region, **here)
    member = next(name for name in _OPTION_OF_TARGET if getattr(before, name)) if before.target else "gateway_id"
    if member == "gateway_id" and before.target == "local":
        return aws("ec2", "replace-route", region, **here, local_target=True)
    option = "vpc_endpoint_id" if before.target.startswith("vpce-") else member
    return aws("ec2", "replace-route", region, **here, **{option: before.target})


def _leading(table_id: str, destination: str, target: Target) -> Change:
    members = {**_destination(destination), target.member: target.id, "state": "active", "origin": "CreateRoute"}
    new = Route.model_validate(members)

    def changed(routes: tuple[Route, ...]) -> tuple[Route, ...]:
        places = [
            place
            for place, each in enumerate(routes)
            if each.destination == destination and each.origin.lower() not in _LEARNED
        ]
        return (*routes[: places[0]], new, *routes[places[0] + 1 :]) if places else (*routes, new)

    return _changing(table_id, changed)


def _changing(table_id: str, changed: RoutesChange) -> Change:
    def change(snapshot: Snapshot) -> Snapshot:
        table = snapshot.route_tables.by_id.get(table_id)
        if table is None:
            return snapshot
        return snapshot.with_resource("route_tables", table.model_copy(update={"routes": changed(table.routes)}))

    return change


def _destination(destination: str) -> dict[str, str]:
    if destination.startswith("pl-"):
        return {"destination_prefix_list_id": destination}
    return {"destination_ipv6_cidr_block" if ":" in destination else "destination_cidr_block": destination}


def _cloudformation_destination(destination: str) -> str:
    if destination.startswith("pl-"):
        return "DestinationPrefixListId"
    return "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
