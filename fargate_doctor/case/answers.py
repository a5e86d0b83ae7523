"""Which operation gave this answer? Told by its keys, because a saved AWS CLI answer does not say.

Most answers have one list under a name of its own. Where two operations share a name, or the answer has no list,
a form with a look inside decides; forms are tried first, in their order.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import JsonObject


def operation_of(answer: JsonObject) -> str | None:
    """Return the operation, `ec2:DescribeSubnets`, or None where the answer is not known."""
    for form in _FORMS:
        if all(key in answer for key in form.keys) and form.agrees(answer[form.keys[0]]):
            return form.operation
    return next((_LISTS[key] for key, value in answer.items() if key in _LISTS and isinstance(value, list)), None)


def service_of_operation(name: str) -> str | None:
    """Return the one service that has an operation of this name, `ec2` for `DescribeSubnets`; None where not known."""
    services = {service for service, _, operation in _known_operations() if operation == name}
    return services.pop() if len(services) == 1 else None


def _known_operations() -> tuple[tuple[str, str, str], ...]:
    names = dict.fromkeys((*_LISTS.values(), *(form.operation for form in _FORMS), *_OTHERS))
    return tuple(name.partition(":") for name in names)


@frozen
class _Form:
    """Keys that are all there, and what the value of the first looks like."""

    operation: str
    keys: tuple[str, ...]
    agrees: Callable[[Any], bool]


def _is(*kinds: type) -> Callable[[object], bool]:
    return lambda value: isinstance(value, kinds)


def _items_have(*keys: str) -> Callable[[object], bool]:
    return lambda value: any(key in item for item in _objects(value) for key in keys)


def _are_names(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(item, str) for item in value)


def _is_list_of_names(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_policy_with(sign: str) -> Callable[[object], bool]:
    """Agree with a policy that is kept as text and speaks of something."""
    return lambda value: isinstance(value, str) and value.lstrip().startswith("{") and sign in value


def _has_setting(*starts: str) -> Callable[[object], bool]:
    return lambda value: any(str(item.get("Key")).startswith(starts) for item in _objects(value))


def _objects(value: object) -> list[dict[str, object]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


_FORMS: Final = (
    _Form("ecs:DescribeTaskDefinition", ("taskDefinition",), _is(dict)),
    _Form(
        "ecs:DescribeServiceDeployments",
        ("serviceDeployments",),
        _items_have("targetServiceRevision", "sourceServiceRevisions", "lifecycleStage"),
    ),
    _Form("ec2:DescribeVpcAttribute", ("EnableDnsSupport", "VpcId"), _is(dict)),
    _Form("ec2:DescribeVpcAttribute", ("EnableDnsHostnames", "VpcId"), _is(dict)),
    _Form("ec2:DescribeVpcAttribute", ("EnableNetworkAddressUsageMetrics", "VpcId"), _is(dict)),
    _Form("ec2:DescribeVpcBlockPublicAccessOptions", ("VpcBlockPublicAccessOptions",), _is(dict)),
    _Form("ec2:DescribePrefixLists", ("PrefixLists",), _items_have("Cidrs")),
    _Form("efs:DescribeMountTargetSecurityGroups", ("SecurityGroups",), _are_names),
    _Form("efs:DescribeFileSystemPolicy", ("Policy", "FileSystemId"), _is(str)),
    _Form(
        "elbv2:DescribeTargetGroupAttributes",
        ("Attributes",),
        _has_setting("deregistration_delay", "stickiness.", "target_", "preserve_client_ip"),
    ),
    _Form(
        "elbv2:DescribeLoadBalancerAttributes",
        ("Attributes",),
        _has_setting("deletion_protection", "access_logs.", "load_balancing.", "routing."),
    ),
    _Form("iam:GetRolePolicy", ("PolicyDocument", "RoleName"), _is(dict, str)),
    _Form("iam:GetRole", ("Role",), _is(dict)),
    _Form("iam:GetPolicyVersion", ("PolicyVersion",), _is(dict)),
    _Form("iam:GetPolicy", ("Policy",), _is(dict)),
    _Form("ecr:GetRepositoryPolicy", ("policyText", "repositoryName"), _is(str)),
    _Form("ecr:GetRegistryPolicy", ("policyText", "registryId"), _is(str)),
    _Form("ecr:DescribeRegistry", ("replicationConfiguration", "registryId"), _is(dict)),
    _Form("ecr:BatchGetImage", ("images",), _items_have("imageManifest")),
    _Form("ecr:BatchGetImage", ("failures", "images"), _items_have("failureCode")),
    _Form("secretsmanager:GetResourcePolicy", ("ResourcePolicy", "ARN"), _is(str)),
    _Form("secretsmanager:GetSecretValue", ("SecretString", "ARN"), _is(str)),
    _Form("secretsmanager:DescribeSecret", ("ARN", "Name"), _is(str)),
    _Form("ssm:GetParameters", ("Parameters",), _items_have("Value")),
    _Form("ssm:GetParameter", ("Parameter",), _is(dict)),
    _Form("kms:DescribeKey", ("KeyMetadata",), _is(dict)),
    _Form("kms:GetKeyPolicy", ("Policy", "PolicyName"), _is(str)),
    _Form("s3:GetBucketPolicy", ("Policy",), _is_policy_with(":s3:::")),
    _Form("kms:GetKeyPolicy", ("Policy",), _is_policy_with('"kms:')),
    _Form("logs:FilterLogEvents", ("events", "searchedLogStreams"), _is(list)),
    _Form("logs:GetLogEvents", ("events", "nextForwardToken"), _is(list)),
    _Form("logs:FilterLogEvents", ("events",), _items_have("eventId", "logStreamName")),
    _Form("logs:GetQueryResults", ("results", "status"), _is(list)),
    _Form("sts:GetCallerIdentity", ("Account", "UserId", "Arn"), _is(str)),
    _Form("cloudtrail:LookupEvents", ("Events",), _items_have("CloudTrailEvent", "EventId")),
    _Form("route53:GetHostedZone", ("HostedZone",), _is(dict)),
    _Form("s3:ListObjectsV2", ("Contents",), _items_have("ETag")),
    _Form("route53resolver:ListFirewallDomains", ("Domains",), _is_list_of_names),
    _Form("s3:GetBucketLocation", ("LocationConstraint",), _is(str, type(None))),
    _Form("service-quotas:GetServiceQuota", ("Quota",), _is(dict)),
    _Form("network-firewall:DescribeFirewall", ("Firewall",), _is(dict)),
    _Form("route53resolver:GetResolverRule", ("ResolverRule",), _is(dict)),
)

_LISTS: Final = {
    list_name: f"{service}:{operation}"
    for service, operations in {
        "ecs": {
            "tasks": "DescribeTasks",
            "services": "DescribeServices",
            "taskSets": "DescribeTaskSets",
            "clusters": "DescribeClusters",
            "serviceRevisions": "DescribeServiceRevisions",
            "serviceDeployments": "ListServiceDeployments",
            "capacityProviders": "DescribeCapacityProviders",
            "protectedTasks": "GetTaskProtection",
            "settings": "ListAccountSettings",
            "taskArns": "ListTasks",
            "serviceArns": "ListServices",
            "clusterArns": "ListClusters",
            "taskDefinitionArns": "ListTaskDefinitions",
        },
        "ec2": {
            "AccountAttributes": "DescribeAccountAttributes",
            "Addresses": "DescribeAddresses",
            "Associations": "GetTransitGatewayRouteTableAssociations",
            "AvailabilityZones": "DescribeAvailabilityZones",
            "CarrierGateways": "DescribeCarrierGateways",
            "DhcpOptions": "DescribeDhcpOptions",
            "EgressOnlyInternetGateways": "DescribeEgressOnlyInternetGateways",
            "Entries": "GetManagedPrefixListEntries",
            "FlowLogs": "DescribeFlowLogs",
            "InternetGateways": "DescribeInternetGateways",
            "NatGateways": "DescribeNatGateways",
            "NetworkAcls": "DescribeNetworkAcls",
            "NetworkInsightsAnalyses": "DescribeNetworkInsightsAnalyses",
            "NetworkInsightsPaths": "DescribeNetworkInsightsPaths",
            "NetworkInterfaces": "DescribeNetworkInterfaces",
            "PrefixLists": "DescribeManagedPrefixLists",
            "RouteTables": "DescribeRouteTables",
            "Routes": "SearchTransitGatewayRoutes",
            "SecurityGroupRules": "DescribeSecurityGroupRules",
            "SecurityGroupVpcAssociations": "DescribeSecurityGroupVpcAssociations",
            "SecurityGroups": "DescribeSecurityGroups",
            "ServiceDetails": "DescribeVpcEndpointServices",
            "Subnets": "DescribeSubnets",
            "TransitGatewayAttachments": "DescribeTransitGatewayAttachments",
            "TransitGatewayRouteTables": "DescribeTransitGatewayRouteTables",
            "TransitGatewayVpcAttachments": "DescribeTransitGatewayVpcAttachments",
            "TransitGateways": "DescribeTransitGateways",
            "VpcBlockPublicAccessExclusions": "DescribeVpcBlockPublicAccessExclusions",
            "VpcEncryptionControls": "DescribeVpcEncryptionControls",
            "VpcEndpoints": "DescribeVpcEndpoints",
            "VpcPeeringConnections": "DescribeVpcPeeringConnections",
            "Vpcs": "DescribeVpcs",
            "VpnGateways": "DescribeVpnGateways",
        },
        "elb": {"LoadBalancerDescriptions": "DescribeLoadBalancers"},
        "elbv2": {
            "Listeners": "DescribeListeners",
            "LoadBalancers": "DescribeLoadBalancers",
            "Rules": "DescribeRules",
            "TargetGroups": "DescribeTargetGroups",
            "TargetHealthDescriptions": "DescribeTargetHealth",
        },
        "iam": {
            "AttachedPolicies": "ListAttachedRolePolicies",
            "EvaluationResults": "SimulatePrincipalPolicy",
            "PolicyNames": "ListRolePolicies",
        },
        "ecr": {
            "imageDetails": "DescribeImages",
            "imageIds": "ListImages",
            "pullThroughCacheRules": "DescribePullThroughCacheRules",
            "repositories": "DescribeRepositories",
        },
        "efs": {
            "AccessPoints": "DescribeAccessPoints",
            "FileSystems": "DescribeFileSystems",
            "MountTargets": "DescribeMountTargets",
        },
        "logs": {"logGroups": "DescribeLogGroups", "logStreams": "DescribeLogStreams"},
        "secretsmanager": {"SecretList": "ListSecrets"},
        "ssm": {"Parameters": "DescribeParameters"},
        "cloudtrail": {"Events": "LookupEvents"},
        "route53": {
            "HostedZoneSummaries": "ListHostedZonesByVPC",
            "HostedZones": "ListHostedZones",
            "ResourceRecordSets": "ListResourceRecordSets",
        },
        "route53resolver": {
            "FirewallConfigs": "ListFirewallConfigs",
            "FirewallDomainLists": "ListFirewallDomainLists",
            "FirewallRuleGroupAssociations": "ListFirewallRuleGroupAssociations",
            "FirewallRuleGroups": "ListFirewallRuleGroups",
            "FirewallRules": "ListFirewallRules",
            "IpAddresses": "ListResolverEndpointIpAddresses",
            "ResolverEndpoints": "ListResolverEndpoints",
            "ResolverRuleAssociations": "ListResolverRuleAssociations",
            "ResolverRules": "ListResolverRules",
        },
        "network-firewall": {"Firewalls": "ListFirewalls"},
        "application-autoscaling": {"ScalingActivities": "DescribeScalingActivities"},
    }.items()
    for list_name, operation in operations.items()
}

_OTHERS: Final = (
    "ecs:ListServiceDeployments",
    "ecs:ListTaskDefinitionFamilies",
    "elbv2:DescribeTargetHealth",
    "logs:GetLogEvents",
    "logs:StartQuery",
    "ssm:GetParametersByPath",
)
"""Operations that are told by their names alone, in what the AWS CLI says of a refusal."""
