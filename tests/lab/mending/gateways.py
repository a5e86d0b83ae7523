"""Routes whose target is gone, and what AWS tells of NAT and transit gateways."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import afterwards

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
def nat_gateway_details(_: State, __: Call, answer: Answer) -> Answer:
    """Give the addresses of a NAT gateway their state; a private gateway has no public address."""
    for gateway in answer["NatGateways"]:
        gateway.setdefault("AvailabilityMode", "zonal")
        if gateway["State"] == "failed":
            gateway.update(_NO_FREE_ADDRESS)
        for address in gateway["NatGatewayAddresses"]:
            address["IsPrimary"] = True
            address["Status"] = {"pending": "associating", "failed": "failed"}.get(gateway["State"], "succeeded")
            if gateway.get("ConnectivityType") == "private" or gateway["State"] in ("pending", "failed"):
                address.pop("PublicIp", None)
    return answer


@afterwards("ec2:DescribeTransitGatewayVpcAttachments")
def attachments_are_old(state: State, _: Call, answer: Answer) -> Answer:
    """Date the network before the tasks in it."""
    for attachment in answer["TransitGatewayVpcAttachments"]:
        attachment["CreationTime"] = state.now - timedelta(days=2)
    return answer


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
