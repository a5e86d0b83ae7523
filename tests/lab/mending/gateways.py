"""Routes whose target is gone, and what AWS tells of NAT and transit gateways."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import afterwards, instead
from tests.lab.state import ZONES

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_NO_FREE_ADDRESS = {
    "FailureCode": "InsufficientFreeAddressesInSubnet",
    "FailureMessage": "Subnet has insufficient free addresses to create this NAT gateway",
}
_GONE = frozenset({"deleted", "deleting"})


@afterwards("ec2:DescribeRouteTables")
def blackhole_routes(state: State, _: Call, answer: Answer) -> Answer:
    """Call a route whose gateway is gone a blackhole; moto calls every route active."""
    for table in answer["RouteTables"]:
        table.setdefault("PropagatingVgws", [])
        for route in table["Routes"]:
            if _target_is_gone(state, table["VpcId"], route):
                route["State"] = "blackhole"
    return answer


@afterwards("ec2:DescribeNatGateways")
def nat_gateway_details(state: State, __: Call, answer: Answer) -> Answer:
    """Give the addresses their state; a private gateway has no public address, and a regional one has no subnet."""
    for gateway in answer["NatGateways"]:
        gateway.setdefault("AvailabilityMode", "zonal")
        if gateway["State"] == "failed":
            gateway.update(_NO_FREE_ADDRESS)
        for address in gateway["NatGatewayAddresses"]:
            address["IsPrimary"] = True
            address["Status"] = {"pending": "associating", "failed": "failed"}.get(gateway["State"], "succeeded")
            if gateway.get("ConnectivityType") == "private" or gateway["State"] in ("pending", "failed"):
                address.pop("PublicIp", None)
        table = state.tables_of_regional_gateways.get(gateway["NatGatewayId"])
        if table is not None:
            gateway.update(AvailabilityMode="regional", RouteTableId=table)
            gateway.pop("SubnetId", None)
            for address in gateway["NatGatewayAddresses"]:
                address.update(AvailabilityZone=ZONES[0])
                for own in ("PrivateIp", "NetworkInterfaceId"):
                    address.pop(own, None)
    return answer


@afterwards("ec2:DescribeTransitGatewayVpcAttachments", "ec2:DescribeTransitGatewayAttachments")
def attachments_are_old(state: State, _: Call, answer: Answer) -> Answer:
    """Date the network before the tasks in it."""
    for attachments in answer.values():
        for attachment in attachments if isinstance(attachments, list) else ():
            attachment["CreationTime"] = state.now - timedelta(days=2)
    return answer


@instead("ec2:SearchTransitGatewayRoutes")
def transit_gateway_routes(state: State, call: Call) -> Answer:
    """List the routes of a transit gateway's table with their attachments, which moto writes in a form of its own."""
    table = state.ec2.transit_gateways_route_tables[call.parameters["TransitGatewayRouteTableId"]]
    wanted = {each["Name"]: each["Values"] for each in call.parameters["Filters"]}
    routes = [_transit_route(each) for each in table.routes.values()]
    return {
        "Routes": [each for each in routes if each["State"] in wanted.get("state", [each["State"]])],
        "AdditionalRoutesAvailable": False,
    }


def _transit_route(kept: dict[str, Any]) -> dict[str, Any]:
    route: dict[str, Any] = {name[0].upper() + name[1:]: each for name, each in kept.items() if isinstance(each, str)}
    target = kept.get("transitGatewayAttachments")
    if target:
        route["TransitGatewayAttachments"] = [{name[0].upper() + name[1:]: value for name, value in target.items()}]
    return route


def _target_is_gone(state: State, vpc: str, route: dict[str, Any]) -> bool:
    gateway, nat = route.get("GatewayId", ""), route.get("NatGatewayId")
    if nat:
        return nat not in state.ec2.nat_gateways or state.ec2.nat_gateways[nat].state in _GONE
    if gateway.startswith("igw-"):
        known = state.ec2.internet_gateways.get(gateway)
        return known is None or known.vpc is None or known.vpc.id != vpc
    if gateway.startswith("vpce-"):
        return state.ec2.vpc_end_points[gateway].state in _GONE
    return False
