"""What AWS answers to one question about an account."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.account.images import images, manifests, repository_policy
from tests.account.roles import role_answer, simulation
from tests.account.store import FOUNDED, written

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import JsonObject
    from tests.account.account import Account

_MEMBERS: Final = {
    "ec2:DescribeSubnets": "Subnets",
    "ec2:DescribeVpcs": "Vpcs",
    "ec2:DescribeRouteTables": "RouteTables",
    "ec2:DescribeNetworkAcls": "NetworkAcls",
    "ec2:DescribeSecurityGroups": "SecurityGroups",
    "ec2:DescribeVpcEndpoints": "VpcEndpoints",
    "ec2:DescribeNatGateways": "NatGateways",
    "ec2:DescribeNetworkInterfaces": "NetworkInterfaces",
    "ec2:DescribeInternetGateways": "InternetGateways",
    "ec2:DescribeEgressOnlyInternetGateways": "EgressOnlyInternetGateways",
    "ec2:DescribeDhcpOptions": "DhcpOptions",
    "ec2:DescribeFlowLogs": "FlowLogs",
    "ec2:DescribeVpcBlockPublicAccessExclusions": "VpcBlockPublicAccessExclusions",
    "elbv2:DescribeTargetGroups": "TargetGroups",
    "elbv2:DescribeLoadBalancers": "LoadBalancers",
    "ecs:ListAccountSettings": "settings",
    "route53resolver:ListFirewallRuleGroupAssociations": "FirewallRuleGroupAssociations",
    "cloudtrail:LookupEvents": "Events",
}
_NAMED: Final = ("TargetGroup", "LoadBalancer")
_FIELD_OF_FILTER: Final = {
    "vpc-id": "VpcId",
    "subnet-id": "SubnetId",
    "resource-id": "ResourceId",
}


def answer_to(account: Account, operation: str, request: dict[str, Any]) -> JsonObject:
    """Return AWS's answer; raises `Absent` for what is not there."""
    if operation in _SPECIAL:
        return _SPECIAL[operation](account, request)
    return {_MEMBERS[operation]: [each for each in account.held[operation] if _is_meant(each, request)]}


def _is_meant(resource: JsonObject, request: dict[str, Any]) -> bool:
    filters = (*request.get("Filters", ()), *request.get("Filter", ()))
    if not all(_passes(resource, each["Name"], each["Values"]) for each in filters):
        return False
    if "LookupAttributes" in request:
        in_time = request["StartTime"] <= resource["EventTime"] <= request["EndTime"]
        return in_time and bool(resource["EventName"] == request["LookupAttributes"][0]["AttributeValue"])
    return all(
        resource.get(f"{kind}Arn") in request.get(f"{kind}Arns", [resource.get(f"{kind}Arn")]) for kind in _NAMED
    )


def _passes(resource: JsonObject, name: str, values: list[str]) -> bool:
    if name == "attachment.vpc-id":
        return any(each["VpcId"] in values for each in resource["Attachments"])
    return resource[_FIELD_OF_FILTER[name]] in values


def _tasks(account: Account, request: dict[str, Any]) -> JsonObject:
    tasks = [each for each in account.held["ecs:DescribeTasks"] if each["taskArn"] in request["tasks"]]
    return {"tasks": tasks, "failures": []}


def _definition(account: Account, request: dict[str, Any]) -> JsonObject:
    held = account.held["ecs:DescribeTaskDefinition"]
    found = next(each for each in held if each["taskDefinitionArn"] == request["taskDefinition"])
    return {"taskDefinition": found, "tags": []}


def _services(account: Account, request: dict[str, Any]) -> JsonObject:
    held = account.held["ecs:DescribeServices"]
    return {"services": [each for each in held if each["serviceName"] in request["services"]], "failures": []}


def _secret(account: Account, request: dict[str, Any]) -> JsonObject:
    return account.described_secret(request["SecretId"])


def _secret_policy(account: Account, request: dict[str, Any]) -> JsonObject:
    """Return what names the secret alone: nobody gave it a policy."""
    described = account.described_secret(request["SecretId"])
    return {"ARN": described["ARN"], "Name": described["Name"]}


def _log_groups(account: Account, request: dict[str, Any]) -> JsonObject:
    prefix = request["logGroupNamePrefix"]
    held = (each for each in account.held["logs:DescribeLogGroups"] if each["logGroupName"].startswith(prefix))
    return {"logGroups": sorted(held, key=lambda each: str(each["logGroupName"]))}


def _target_health(account: Account, request: dict[str, Any]) -> JsonObject:
    held = account.held["elbv2:DescribeTargetHealth"]
    shown = [each["shown"] for each in held if each["TargetGroupArn"] == request["TargetGroupArn"]]
    return {"TargetHealthDescriptions": shown}


def _caller(account: Account, _: dict[str, Any]) -> JsonObject:
    session = account.reader.rpartition("/")[2]
    return {"UserId": f"AROAEXAMPLEREADER000:{session}", "Account": account.number, "Arn": account.reader_arn}


def _attribute(account: Account, request: dict[str, Any]) -> JsonObject:
    member = request["Attribute"][0].upper() + request["Attribute"][1:]
    held = account.held["ec2:DescribeVpcAttribute"]
    return next(each for each in held if each["VpcId"] == request["VpcId"] and member in each)


def _zones(account: Account, request: dict[str, Any]) -> JsonObject:
    return {"HostedZoneSummaries": account.zones.get(request["VPCId"], []), "MaxItems": "100"}


def _resolver_rules(_: Account, request: dict[str, Any]) -> JsonObject:
    """Return the association that every VPC has, of the rule that takes all names which no other takes."""
    vpc = request["Filters"][0]["Values"][0]
    association = {
        "Id": f"rslvr-autodefined-assoc-{vpc}-internet-resolver",
        "ResolverRuleId": "rslvr-autodefined-rr-internet-resolver",
        "Name": "System Rule Association",
        "VPCId": vpc,
        "Status": "COMPLETE",
        "StatusMessage": "",
    }
    return {"MaxResults": 100, "ResolverRuleAssociations": [association]}


def _block_public_access(account: Account, _: dict[str, Any]) -> JsonObject:
    return {
        "VpcBlockPublicAccessOptions": {
            "AwsAccountId": account.number,
            "AwsRegion": account.region,
            "State": "default-state",
            "InternetGatewayBlockMode": account.internet_block_mode,
            "LastUpdateTimestamp": written(FOUNDED),
            "ManagedBy": "account",
            "ExclusionsAllowed": "allowed",
        }
    }


def _prefix_lists(account: Account, _: dict[str, Any]) -> JsonObject:
    return {"PrefixLists": account.prefix_lists()}


_SPECIAL: Final[dict[str, Callable[[Account, dict[str, Any]], JsonObject]]] = {
    "ecs:DescribeTasks": _tasks,
    "ecs:DescribeTaskDefinition": _definition,
    "ecs:DescribeServices": _services,
    "ecr:DescribeImages": images,
    "ecr:BatchGetImage": manifests,
    "ecr:GetRepositoryPolicy": repository_policy,
    "elbv2:DescribeTargetHealth": _target_health,
    "secretsmanager:DescribeSecret": _secret,
    "secretsmanager:GetResourcePolicy": _secret_policy,
    "logs:DescribeLogGroups": _log_groups,
    "iam:GetRole": role_answer,
    "iam:SimulatePrincipalPolicy": simulation,
    "sts:GetCallerIdentity": _caller,
    "ec2:DescribeVpcAttribute": _attribute,
    "ec2:DescribePrefixLists": _prefix_lists,
    "ec2:DescribeVpcBlockPublicAccessOptions": _block_public_access,
    "route53:ListHostedZonesByVPC": _zones,
    "route53resolver:ListResolverRuleAssociations": _resolver_rules,
}
