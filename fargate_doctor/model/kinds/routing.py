"""What routes lead to."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.reading import Kind, each_of
from fargate_doctor.model.routing import (
    EgressOnlyInternetGateway,
    InternetGateway,
    NatGateway,
    RouteTable,
    TransitGatewayVpcAttachment,
    VpcPeering,
)
from fargate_doctor.model.transit_gateways import TransitGatewayAttachment

ROUTE_TABLES: Final = Kind(
    RouteTable,
    "ec2:DescribeRouteTables",
    each_of("RouteTables"),
    ids=("RouteTableIds",),
    id_filters=("route-table-id",),
    scope_filters=("vpc-id", "association.subnet-id"),
    scopes=lambda table: [table.vpc_id, *table.subnet_ids],
)
NAT_GATEWAYS: Final = Kind(
    NatGateway,
    "ec2:DescribeNatGateways",
    each_of("NatGateways"),
    ids=("NatGatewayIds",),
    id_filters=("nat-gateway-id",),
)
INTERNET_GATEWAYS: Final = Kind(
    InternetGateway,
    "ec2:DescribeInternetGateways",
    each_of("InternetGateways"),
    ids=("InternetGatewayIds",),
    id_filters=("internet-gateway-id",),
    scope_filters=("attachment.vpc-id",),
    scopes=lambda gateway: [each.vpc_id for each in gateway.attachments],
)
EGRESS_ONLY_GATEWAYS: Final = Kind(
    EgressOnlyInternetGateway,
    "ec2:DescribeEgressOnlyInternetGateways",
    each_of("EgressOnlyInternetGateways"),
    ids=("EgressOnlyInternetGatewayIds",),
    scope_filters=(),
    scopes=lambda gateway: [each.vpc_id for each in gateway.attachments],
)
PEERINGS: Final = Kind(
    VpcPeering,
    "ec2:DescribeVpcPeeringConnections",
    each_of("VpcPeeringConnections"),
    ids=("VpcPeeringConnectionIds",),
    id_filters=("vpc-peering-connection-id",),
    scope_filters=(),
    scopes=lambda each: [each.requester_vpc_info.vpc_id, each.accepter_vpc_info.vpc_id],
)
TRANSIT_GATEWAY_ATTACHMENTS: Final = Kind(
    TransitGatewayVpcAttachment,
    "ec2:DescribeTransitGatewayVpcAttachments",
    each_of("TransitGatewayVpcAttachments"),
    ids=("TransitGatewayAttachmentIds",),
    id_filters=("transit-gateway-attachment-id",),
    scope_filters=("vpc-id", "transit-gateway-id"),
    scopes=lambda each: [each.vpc_id, each.transit_gateway_id],
)
TRANSIT_GATEWAY_ASSOCIATIONS: Final = Kind(
    TransitGatewayAttachment,
    "ec2:DescribeTransitGatewayAttachments",
    each_of("TransitGatewayAttachments"),
    ids=("TransitGatewayAttachmentIds",),
    id_filters=("transit-gateway-attachment-id",),
    scope_filters=("transit-gateway-id",),
    scopes=lambda each: [each.transit_gateway_id],
)
