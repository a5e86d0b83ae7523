"""Route tables, and what routes lead to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.account.interfaces import Interfaces
from tests.account.store import FOUNDED, named, written

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject


class Routing(Interfaces):
    """How packets leave the subnets of an account."""

    def add_route_table(self, vpc: JsonObject, name: str, *subnets: JsonObject, is_main: bool = False) -> JsonObject:
        """Add a route table with its local routes and its subnets."""
        identifier = self.ids.of("rtb", name)
        table = {
            "Associations": [self._association(identifier, each) for each in subnets],
            "PropagatingVgws": [],
            "RouteTableId": identifier,
            "Routes": [
                {
                    "DestinationCidrBlock": vpc["CidrBlock"],
                    "GatewayId": "local",
                    "Origin": "CreateRouteTable",
                    "State": "active",
                }
            ],
            "Tags": named(name),
            "VpcId": vpc["VpcId"],
            "OwnerId": self.number,
        }
        for block in vpc.get("Ipv6CidrBlockAssociationSet", ()):
            table["Routes"].append(
                {
                    "DestinationIpv6CidrBlock": block["Ipv6CidrBlock"],
                    "GatewayId": "local",
                    "Origin": "CreateRouteTable",
                    "State": "active",
                }
            )
        if is_main:
            table["Associations"].insert(0, self._association(identifier, None))
        return self.hold("ec2:DescribeRouteTables", table)

    def add_route(self, table: JsonObject, destination: str, target: str, *, state: str = "active") -> JsonObject:
        """Add a route; the kind of its target is read from the target's id."""
        member = {
            "nat": "NatGatewayId",
            "eigw": "EgressOnlyInternetGatewayId",
            "tgw": "TransitGatewayId",
            "pcx": "VpcPeeringConnectionId",
            "eni": "NetworkInterfaceId",
        }.get(target.partition("-")[0], "GatewayId")
        kind = "DestinationIpv6CidrBlock" if ":" in destination else "DestinationCidrBlock"
        if destination.startswith("pl-"):
            kind = "DestinationPrefixListId"
        route = {kind: destination, member: target, "Origin": "CreateRoute", "State": state}
        table["Routes"].append(route)
        return route

    def drop_routes(self, table: JsonObject, destination: str) -> None:
        """Remove the routes to one destination."""
        table["Routes"] = [each for each in table["Routes"] if destination not in each.values()]

    def add_internet_gateway(self, vpc: JsonObject, name: str = "internet") -> JsonObject:
        """Add an internet gateway, attached."""
        return self.hold(
            "ec2:DescribeInternetGateways",
            {
                "Attachments": [{"State": "available", "VpcId": vpc["VpcId"]}],
                "InternetGatewayId": self.ids.of("igw", name),
                "OwnerId": self.number,
                "Tags": named(name),
            },
        )

    def add_egress_only_gateway(self, vpc: JsonObject, name: str = "egress-only") -> JsonObject:
        """Add an egress-only internet gateway, attached."""
        return self.hold(
            "ec2:DescribeEgressOnlyInternetGateways",
            {
                "Attachments": [{"State": "attached", "VpcId": vpc["VpcId"]}],
                "EgressOnlyInternetGatewayId": self.ids.of("eigw", name),
                "Tags": named(name),
            },
        )

    def add_nat_gateway(
        self, subnet: JsonObject, name: str = "nat-a", *, address: str = "10.20.0.12", public: str = "198.51.100.24"
    ) -> JsonObject:
        """Add a public, zonal NAT gateway with its elastic address and its network interface."""
        identifier = self.ids.of("nat", name)
        interface = self.add_nat_interface(subnet, identifier, address, public)
        return self.hold(
            "ec2:DescribeNatGateways",
            {
                "CreateTime": written(FOUNDED),
                "NatGatewayAddresses": [
                    {
                        "AllocationId": interface["Association"]["AllocationId"],
                        "NetworkInterfaceId": interface["NetworkInterfaceId"],
                        "PrivateIp": address,
                        "PublicIp": public,
                        "AssociationId": interface["Association"]["AssociationId"],
                        "IsPrimary": True,
                        "Status": "succeeded",
                    }
                ],
                "NatGatewayId": identifier,
                "State": "available",
                "SubnetId": subnet["SubnetId"],
                "VpcId": subnet["VpcId"],
                "Tags": named(name),
                "ConnectivityType": "public",
                "AvailabilityMode": "zonal",
            },
        )

    def _association(self, table: str, subnet: JsonObject | None) -> JsonObject:
        words = (table, subnet["SubnetId"] if subnet else "main")
        association: dict[str, Any] = {
            "Main": subnet is None,
            "RouteTableAssociationId": self.ids.of("rtbassoc", *words),
            "RouteTableId": table,
        }
        if subnet:
            association["SubnetId"] = subnet["SubnetId"]
        return {**association, "AssociationState": {"State": "associated"}}
