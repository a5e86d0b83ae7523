"""Which operation's answer becomes which table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.file_system import MountTarget
from fargate_doctor.model.filtering import NetworkAcl, SecurityGroup, VpcEndpoint
from fargate_doctor.model.history import TrailEvent
from fargate_doctor.model.naming import (
    FirewallRuleGroupAssociation,
    FlowLog,
    HostedZone,
    ResolverRule,
    ResolverRuleAssociation,
)
from fargate_doctor.model.reading import Kind
from fargate_doctor.model.registry import ImageDetail, PullThroughCacheRule, Repository
from fargate_doctor.model.routing import (
    EgressOnlyInternetGateway,
    InternetGateway,
    NatGateway,
    RouteTable,
    TransitGatewayVpcAttachment,
    VpcPeering,
)
from fargate_doctor.model.service import (
    AccountSetting,
    Service,
    ServiceDeployment,
    ServiceRevision,
    TargetGroup,
    TaskSet,
)
from fargate_doctor.model.task import Task
from fargate_doctor.model.task_definition import TaskDefinition
from fargate_doctor.model.vpc import (
    BlockPublicAccessExclusion,
    BlockPublicAccessOptions,
    DhcpOptions,
    NetworkInterface,
    Subnet,
    Vpc,
    VpcAttribute,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import JsonObject


def _list(member: str) -> Callable[[JsonObject], object]:
    return lambda answer: answer.get(member, [])


def _one(member: str) -> Callable[[JsonObject], object]:
    return lambda answer: [answer[member]] if member in answer else []


TASKS: Final = Kind(Task, "ecs:DescribeTasks", _list("tasks"), ids=("tasks",), scopes=lambda task: [task.cluster_arn])
TASK_DEFINITIONS: Final = Kind(
    TaskDefinition, "ecs:DescribeTaskDefinition", _one("taskDefinition"), ids=("taskDefinition",)
)
SERVICES: Final = Kind(
    Service, "ecs:DescribeServices", _list("services"), ids=("services",), scopes=lambda each: [each.cluster_arn]
)
TASK_SETS: Final = Kind(TaskSet, "ecs:DescribeTaskSets", _list("taskSets"), ids=("taskSets",))
SERVICE_DEPLOYMENTS: Final = Kind(
    ServiceDeployment,
    "ecs:ListServiceDeployments",
    _list("serviceDeployments"),
    scope_parameters=("service",),
    scopes=lambda each: [each.service_arn],
)
SERVICE_REVISIONS: Final = Kind(
    ServiceRevision,
    "ecs:DescribeServiceRevisions",
    _list("serviceRevisions"),
    ids=("serviceRevisionArns",),
    scopes=lambda each: [each.service_arn],
)
ACCOUNT_SETTINGS: Final = Kind(AccountSetting, "ecs:ListAccountSettings", _list("settings"), ids=("name",), whole=True)
TARGET_GROUPS: Final = Kind(
    TargetGroup,
    "elbv2:DescribeTargetGroups",
    _list("TargetGroups"),
    ids=("TargetGroupArns",),
    scopes=lambda each: [each.vpc_id or ""],
)
EVENTS: Final = Kind(TrailEvent, "cloudtrail:LookupEvents", _list("Events"), ids=("LookupAttributes",))

VPCS: Final = Kind(Vpc, "ec2:DescribeVpcs", _list("Vpcs"), ids=("VpcIds",), id_filters=("vpc-id",), scope_filters=())
VPC_ATTRIBUTES: Final = Kind(
    VpcAttribute,
    "ec2:DescribeVpcAttribute",
    lambda answer: [answer],
    ids=("VpcId",),
    scopes=lambda _: [],
)
SUBNETS: Final = Kind(Subnet, "ec2:DescribeSubnets", _list("Subnets"), ids=("SubnetIds",), id_filters=("subnet-id",))
NETWORK_INTERFACES: Final = Kind(
    NetworkInterface,
    "ec2:DescribeNetworkInterfaces",
    _list("NetworkInterfaces"),
    ids=("NetworkInterfaceIds",),
    id_filters=("network-interface-id",),
)
ROUTE_TABLES: Final = Kind(
    RouteTable,
    "ec2:DescribeRouteTables",
    _list("RouteTables"),
    ids=("RouteTableIds",),
    id_filters=("route-table-id",),
    scope_filters=("vpc-id", "association.subnet-id"),
    scopes=lambda table: [table.vpc_id, *table.subnet_ids],
)
NETWORK_ACLS: Final = Kind(
    NetworkAcl,
    "ec2:DescribeNetworkAcls",
    _list("NetworkAcls"),
    ids=("NetworkAclIds",),
    id_filters=("network-acl-id",),
    scope_filters=("vpc-id", "association.subnet-id"),
    scopes=lambda acl: [acl.vpc_id, *acl.subnet_ids],
)
SECURITY_GROUPS: Final = Kind(
    SecurityGroup,
    "ec2:DescribeSecurityGroups",
    _list("SecurityGroups"),
    ids=("GroupIds",),
    id_filters=("group-id",),
)
ENDPOINTS: Final = Kind(
    VpcEndpoint,
    "ec2:DescribeVpcEndpoints",
    _list("VpcEndpoints"),
    ids=("VpcEndpointIds",),
    id_filters=("vpc-endpoint-id",),
)
NAT_GATEWAYS: Final = Kind(
    NatGateway,
    "ec2:DescribeNatGateways",
    _list("NatGateways"),
    ids=("NatGatewayIds",),
    id_filters=("nat-gateway-id",),
)
INTERNET_GATEWAYS: Final = Kind(
    InternetGateway,
    "ec2:DescribeInternetGateways",
    _list("InternetGateways"),
    ids=("InternetGatewayIds",),
    id_filters=("internet-gateway-id",),
    scope_filters=("attachment.vpc-id",),
    scopes=lambda gateway: [each.vpc_id for each in gateway.attachments],
)
EGRESS_ONLY_GATEWAYS: Final = Kind(
    EgressOnlyInternetGateway,
    "ec2:DescribeEgressOnlyInternetGateways",
    _list("EgressOnlyInternetGateways"),
    ids=("EgressOnlyInternetGatewayIds",),
    scope_filters=(),
    scopes=lambda gateway: [each.vpc_id for each in gateway.attachments],
)
DHCP_OPTIONS: Final = Kind(
    DhcpOptions,
    "ec2:DescribeDhcpOptions",
    _list("DhcpOptions"),
    ids=("DhcpOptionsIds",),
    id_filters=("dhcp-options-id",),
)
PEERINGS: Final = Kind(
    VpcPeering,
    "ec2:DescribeVpcPeeringConnections",
    _list("VpcPeeringConnections"),
    ids=("VpcPeeringConnectionIds",),
    id_filters=("vpc-peering-connection-id",),
    scope_filters=(),
    scopes=lambda each: [each.requester_vpc_info.vpc_id, each.accepter_vpc_info.vpc_id],
)
TRANSIT_GATEWAY_ATTACHMENTS: Final = Kind(
    TransitGatewayVpcAttachment,
    "ec2:DescribeTransitGatewayVpcAttachments",
    _list("TransitGatewayVpcAttachments"),
    ids=("TransitGatewayAttachmentIds",),
)
BLOCK_PUBLIC_ACCESS: Final = Kind(
    BlockPublicAccessOptions,
    "ec2:DescribeVpcBlockPublicAccessOptions",
    _one("VpcBlockPublicAccessOptions"),
    whole=True,
)
BLOCK_PUBLIC_ACCESS_EXCLUSIONS: Final = Kind(
    BlockPublicAccessExclusion,
    "ec2:DescribeVpcBlockPublicAccessExclusions",
    _list("VpcBlockPublicAccessExclusions"),
    ids=("ExclusionIds",),
    whole=True,
)
FLOW_LOGS: Final = Kind(
    FlowLog,
    "ec2:DescribeFlowLogs",
    _list("FlowLogs"),
    ids=("FlowLogIds",),
    scope_filters=("resource-id",),
    scopes=lambda each: [each.resource_id],
)
HOSTED_ZONES: Final = Kind(
    HostedZone,
    "route53:ListHostedZonesByVPC",
    _list("HostedZoneSummaries"),
    scope_parameters=("VPCId",),
    scopes=lambda _: [],
    whole=True,
)
RESOLVER_RULE_ASSOCIATIONS: Final = Kind(
    ResolverRuleAssociation,
    "route53resolver:ListResolverRuleAssociations",
    _list("ResolverRuleAssociations"),
    scope_filters=("VPCId",),
)
RESOLVER_RULES: Final = Kind(ResolverRule, "route53resolver:ListResolverRules", _list("ResolverRules"), whole=True)
FIREWALL_ASSOCIATIONS: Final = Kind(
    FirewallRuleGroupAssociation,
    "route53resolver:ListFirewallRuleGroupAssociations",
    _list("FirewallRuleGroupAssociations"),
    scope_parameters=("VpcId",),
)
MOUNT_TARGETS: Final = Kind(
    MountTarget,
    "efs:DescribeMountTargets",
    _list("MountTargets"),
    ids=("MountTargetId",),
    scope_parameters=("FileSystemId",),
    scopes=lambda each: [each.file_system_id],
)
PULL_THROUGH_CACHE_RULES: Final = Kind(
    PullThroughCacheRule,
    "ecr:DescribePullThroughCacheRules",
    _list("pullThroughCacheRules"),
    ids=("ecrRepositoryPrefixes",),
    scope_parameters=("registryId",),
    scopes=lambda each: [each.registry_id],
)
REPOSITORIES: Final = Kind(
    Repository,
    "ecr:DescribeRepositories",
    _list("repositories"),
    ids=("repositoryNames",),
    scopes=lambda _: [],
)
IMAGES: Final = Kind(ImageDetail, "ecr:DescribeImages", _list("imageDetails"), scopes=lambda _: [])
