"""Transit gateways of the small network: their own routes, and a VPC behind one that leads out for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.facts.paths.network import open_acl, route, table

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.facts.paths.network import Item, Network

ACCOUNT = "123456789012"


def transit_route(destination: str, attachment: str = "", resource: str = "", **more: Any) -> Item:  # noqa: ANN401
    """Return a route of a transit gateway to an attachment; without one it is a blackhole."""
    kind = "vpc" if resource.startswith("vpc-") else "vpn"
    target = {"TransitGatewayAttachmentId": attachment, "ResourceId": resource, "ResourceType": kind}
    leads = {"State": "active", "TransitGatewayAttachments": [target]} if attachment else {"State": "blackhole"}
    return {"DestinationCidrBlock": destination, "Type": "static", **leads, **more}


TO_EGRESS = transit_route("0.0.0.0/0", "tgw-attach-out", "vpc-out")
BACK_TO_TASK = transit_route("10.0.0.0/16", "tgw-attach-1", "vpc-1", Type="propagated")


def associated(
    *routes: Item, attachment: str = "tgw-attach-1", gateway: str = "tgw-1", owner: str = ACCOUNT
) -> Callable[[Network], Network]:
    """Let an attachment be associated with a table of these routes."""

    def change(net: Network) -> Network:
        table_id = f"tgw-rtb-of-{attachment}"
        net.transit_routes[table_id] = list(routes)
        association = {"TransitGatewayRouteTableId": table_id, "State": "associated"}
        kept = {"TransitGatewayAttachmentId": attachment, "TransitGatewayId": gateway, "Association": association}
        return net.put("TransitGatewayAttachments", {**kept, "TransitGatewayOwnerId": owner})

    return change


def egress_vpc(net: Network, gateway: str = "tgw-1", back: str = "10.0.0.0/16") -> None:
    """Add a VPC that is attached to a transit gateway and whose NAT gateway leads to the internet."""
    net.put("Vpcs", {"VpcId": "vpc-out", "CidrBlock": "10.2.0.0/16", "OwnerId": ACCOUNT})
    for name, number in (("attached", 1), ("out", 9)):
        subnet = {"SubnetId": f"subnet-{name}", "VpcId": "vpc-out", "CidrBlock": f"10.2.{number}.0/24"}
        net.put("Subnets", {**subnet, "AvailabilityZone": "eu-west-1a"})
        net.put("NetworkAcls", open_acl(f"acl-{name}", f"subnet-{name}", vpc="vpc-out"))
    to_nat, to_internet = route("0.0.0.0/0", "nat-out"), route("0.0.0.0/0", "igw-out")
    net.put("RouteTables", table("rtb-attached", to_nat, subnets=("subnet-attached",), vpc="vpc-out"))
    net.put("RouteTables", table("rtb-out", to_internet, route(back, gateway), subnets=("subnet-out",), vpc="vpc-out"))
    net.put(
        "InternetGateways",
        {"InternetGatewayId": "igw-out", "Attachments": [{"VpcId": "vpc-out", "State": "available"}]},
    )
    nat = {"NatGatewayId": "nat-out", "VpcId": "vpc-out", "SubnetId": "subnet-out", "State": "available"}
    net.put("NatGateways", {**nat, "NatGatewayAddresses": [{"PublicIp": "54.8.8.8", "Status": "succeeded"}]})
    attachment = {"TransitGatewayAttachmentId": "tgw-attach-out", "TransitGatewayId": gateway, "VpcId": "vpc-out"}
    net.put("TransitGatewayVpcAttachments", {**attachment, "State": "available", "SubnetIds": ["subnet-attached"]})


def central(*routes: Item, **answers: Any) -> Callable[[Network], None]:  # noqa: ANN401 - the parts of a table
    """Let the task leave by a central VPC; `routes` replace what the gateway does with what comes from the task."""

    def change(net: Network) -> None:
        attachment = {"TransitGatewayAttachmentId": "tgw-attach-1", "TransitGatewayId": "tgw-1", "VpcId": "vpc-1"}
        net.put("TransitGatewayVpcAttachments", {**attachment, "State": "available", "SubnetIds": ["subnet-task"]})
        net.routes(route("0.0.0.0/0", "tgw-1"))
        egress_vpc(net)
        associated(*(routes or (TO_EGRESS,)))(net)
        associated(*answers.get("back", (BACK_TO_TASK,)), attachment="tgw-attach-out")(net)

    return change
