"""A VPC whose way out is a transit gateway, and behind it a VPC whose NAT gateway leads out for others."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindNat
from tests.lab.rules import ANYWHERE
from tests.lab.state import ZONES

if TYPE_CHECKING:
    from tests.lab.server import Lab


class EgressVpc:
    """A VPC that is attached to a transit gateway in a private subnet and has a NAT gateway in a public one."""

    def __init__(self, ec2: Any, gateway: str, senders: str) -> None:  # noqa: ANN401 - a boto3 client
        self.ec2 = ec2
        self.vpc_id = str(ec2.create_vpc(CidrBlock="10.99.0.0/16")["Vpc"]["VpcId"])
        self.attached, self.public = self._subnet("10.99.1.0/28"), self._subnet("10.99.9.0/24")
        internet = str(ec2.create_internet_gateway()["InternetGateway"]["InternetGatewayId"])
        ec2.attach_internet_gateway(InternetGatewayId=internet, VpcId=self.vpc_id)
        address = ec2.allocate_address(Domain="vpc")["AllocationId"]
        made = ec2.create_nat_gateway(SubnetId=self.public, ConnectivityType="public", AllocationId=address)
        self.nat = str(made["NatGateway"]["NatGatewayId"])
        self.attached_table, self.public_table = self._table(self.attached), self._table(self.public)
        ec2.create_route(RouteTableId=self.attached_table, DestinationCidrBlock=ANYWHERE, NatGatewayId=self.nat)
        ec2.create_route(RouteTableId=self.public_table, DestinationCidrBlock=ANYWHERE, GatewayId=internet)
        self.attachment = attach(ec2, gateway, self.vpc_id, self.attached)
        ec2.create_route(RouteTableId=self.public_table, DestinationCidrBlock=senders, TransitGatewayId=gateway)

    def _subnet(self, block: str) -> str:
        made = self.ec2.create_subnet(VpcId=self.vpc_id, CidrBlock=block, AvailabilityZone=ZONES[0])
        return str(made["Subnet"]["SubnetId"])

    def _table(self, subnet: str) -> str:
        table = str(self.ec2.create_route_table(VpcId=self.vpc_id)["RouteTable"]["RouteTableId"])
        self.ec2.associate_route_table(RouteTableId=table, SubnetId=subnet)
        return table


class BehindTransit(BehindNat):
    """Private subnets that leave by a transit gateway of the account and a central VPC behind it."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        ec2, network = self.network.ec2, self.network
        gateway = ec2.create_transit_gateway()["TransitGateway"]
        self.transit = str(gateway["TransitGatewayId"])
        self.transit_table = str(gateway["Options"]["AssociationDefaultRouteTableId"])
        self.attachment = attach(ec2, self.transit, network.vpc_id, self.private)
        network.remove_route(self.private_table)
        network.route(self.private_table, self.transit)
        self.egress = EgressVpc(ec2, self.transit, str(network.cidr))

    def leads(self, destination: str, attachment: str | None) -> None:
        """Let the gateway's table lead to an attachment; None is a blackhole."""
        target: dict[str, Any] = {"TransitGatewayAttachmentId": attachment} if attachment else {"Blackhole": True}
        self.network.ec2.create_transit_gateway_route(
            TransitGatewayRouteTableId=self.transit_table, DestinationCidrBlock=destination, **target
        )

    def leads_out_and_back(self) -> None:
        """Let the gateway's table lead to the central VPC and back."""
        self.leads(ANYWHERE, self.egress.attachment)
        self.leads(str(self.network.cidr), self.attachment)


def attach(ec2: Any, gateway: str, vpc: str, subnet: str) -> str:  # noqa: ANN401 - a boto3 client
    """Attach a transit gateway to a VPC in one subnet."""
    made = ec2.create_transit_gateway_vpc_attachment(TransitGatewayId=gateway, VpcId=vpc, SubnetIds=[subnet])
    return str(made["TransitGatewayVpcAttachment"]["TransitGatewayAttachmentId"])
