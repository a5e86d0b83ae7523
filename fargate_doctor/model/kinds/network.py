"""What is in a VPC."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.filtering import NetworkAcl, SecurityGroup, VpcEndpoint
from fargate_doctor.model.naming import FlowLog
from fargate_doctor.model.reading import Kind, each_of, only
from fargate_doctor.model.vpc import (
    BlockPublicAccessExclusion,
    BlockPublicAccessOptions,
    DhcpOptions,
    NetworkInterface,
    Subnet,
    Vpc,
    VpcAttribute,
)

VPCS: Final = Kind(Vpc, "ec2:DescribeVpcs", each_of("Vpcs"), ids=("VpcIds",), id_filters=("vpc-id",), scope_filters=())
VPC_ATTRIBUTES: Final = Kind(
    VpcAttribute,
    "ec2:DescribeVpcAttribute",
    lambda answer: [answer],
    ids=("VpcId",),
    scopes=lambda _: [],
)
SUBNETS: Final = Kind(Subnet, "ec2:DescribeSubnets", each_of("Subnets"), ids=("SubnetIds",), id_filters=("subnet-id",))
NETWORK_INTERFACES: Final = Kind(
    NetworkInterface,
    "ec2:DescribeNetworkInterfaces",
    each_of("NetworkInterfaces"),
    ids=("NetworkInterfaceIds",),
    id_filters=("network-interface-id",),
)
NETWORK_ACLS: Final = Kind(
    NetworkAcl,
    "ec2:DescribeNetworkAcls",
    each_of("NetworkAcls"),
    ids=("NetworkAclIds",),
    id_filters=("network-acl-id",),
    scope_filters=("vpc-id", "association.subnet-id"),
    scopes=lambda acl: [acl.vpc_id, *acl.subnet_ids],
)
SECURITY_GROUPS: Final = Kind(
    SecurityGroup,
    "ec2:DescribeSecurityGroups",
    each_of("SecurityGroups"),
    ids=("GroupIds",),
    id_filters=("group-id",),
)
ENDPOINTS: Final = Kind(
    VpcEndpoint,
    "ec2:DescribeVpcEndpoints",
    each_of("VpcEndpoints"),
    ids=("VpcEndpointIds",),
    id_filters=("vpc-endpoint-id",),
)
DHCP_OPTIONS: Final = Kind(
    DhcpOptions,
    "ec2:DescribeDhcpOptions",
    each_of("DhcpOptions"),
    ids=("DhcpOptionsIds",),
    id_filters=("dhcp-options-id",),
)
BLOCK_PUBLIC_ACCESS: Final = Kind(
    BlockPublicAccessOptions,
    "ec2:DescribeVpcBlockPublicAccessOptions",
    only("VpcBlockPublicAccessOptions"),
    whole=True,
)
BLOCK_PUBLIC_ACCESS_EXCLUSIONS: Final = Kind(
    BlockPublicAccessExclusion,
    "ec2:DescribeVpcBlockPublicAccessExclusions",
    each_of("VpcBlockPublicAccessExclusions"),
    ids=("ExclusionIds",),
    whole=True,
)
FLOW_LOGS: Final = Kind(
    FlowLog,
    "ec2:DescribeFlowLogs",
    each_of("FlowLogs"),
    ids=("FlowLogIds",),
    scope_filters=("resource-id",),
    scopes=lambda each: [each.resource_id],
)
