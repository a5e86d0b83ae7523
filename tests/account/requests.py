"""Which questions reading an account for one task asks, and with what requests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, Final

from tests.account.images import requests_for
from tests.account.roles import questions_about_roles
from tests.account.services import CLUSTER
from tests.account.store import written

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fargate_doctor.case.model import JsonObject
    from tests.account.store import Store

_KEPT_BY_CLOUDTRAIL: Final = timedelta(days=90)

Asked = tuple[str, dict[str, Any]]

_BY_VPC: Final = (
    "ec2:DescribeSubnets",
    "ec2:DescribeVpcs",
    "ec2:DescribeRouteTables",
    "ec2:DescribeNetworkAcls",
    "ec2:DescribeSecurityGroups",
    "ec2:DescribeVpcEndpoints",
    "ec2:DescribeNatGateways",
    "ec2:DescribeNetworkInterfaces",
)
_OF_REGION: Final = (
    "ec2:DescribeVpcBlockPublicAccessOptions",
    "ec2:DescribeDhcpOptions",
    "ec2:DescribePrefixLists",
)
_IPV6_CHANGES: Final = (
    "ModifySubnetAttribute",
    "AssociateSubnetCidrBlock",
    "AssociateVpcCidrBlock",
    "PutAccountSetting",
    "PutAccountSettingDefault",
)


@dataclass(frozen=True, slots=True)
class Questions:
    """What is asked about one task of an account; `began` is when."""

    account: Store
    task: JsonObject
    began: datetime

    def __iter__(self) -> Iterator[Asked]:
        """Return every operation with its request, round by round."""
        yield "ecs:DescribeTasks", {"cluster": CLUSTER, "tasks": [self.task["taskArn"]]}
        yield "sts:GetCallerIdentity", {}
        yield "ecs:ListAccountSettings", {"name": "dualStackIPv6", "effectiveSettings": True}
        yield from ((operation, {}) for operation in _OF_REGION)
        yield from self._of_the_task()
        yield from self._of_the_vpcs()
        yield from self._of_history()

    def _of_the_task(self) -> Iterator[Asked]:
        yield "ecs:DescribeTaskDefinition", {"taskDefinition": self.task["taskDefinitionArn"]}
        yield from self._of_what_is_named()
        yield "ecs:DescribeServices", {"cluster": CLUSTER, "services": [self._service_name]}
        yield "ec2:DescribeSubnets", _filter("subnet-id", self._detail("subnetId"))
        if groups := self._target_groups():
            yield "elbv2:DescribeTargetGroups", {"TargetGroupArns": groups}
            yield from (("elbv2:DescribeTargetHealth", {"TargetGroupArn": each}) for each in groups)
            if balancers := self._balancers_of(groups):
                yield "elbv2:DescribeLoadBalancers", {"LoadBalancerArns": balancers}

    def _of_what_is_named(self) -> Iterator[Asked]:
        """Return what is asked about the image, the secrets, the log group and the roles of the task's container."""
        held = self.account.held["ecs:DescribeTaskDefinition"]
        definition = next(each for each in held if each["taskDefinitionArn"] == self.task["taskDefinitionArn"])
        container = definition["containerDefinitions"][0]
        for secret in container.get("secrets", ()):
            yield "secretsmanager:DescribeSecret", {"SecretId": secret["valueFrom"]}
            yield "secretsmanager:GetResourcePolicy", {"SecretId": secret["valueFrom"]}
        yield from requests_for(self.account, self.task, container)
        group = container["logConfiguration"]["options"]["awslogs-group"]
        yield "logs:DescribeLogGroups", {"logGroupNamePrefix": group}
        yield from questions_about_roles(self.account, definition)

    def _of_the_vpcs(self) -> Iterator[Asked]:
        vpcs = self._vpcs()
        for operation in _BY_VPC:
            parameter = "Filter" if operation == "ec2:DescribeNatGateways" else "Filters"
            yield operation, _filter("vpc-id", *vpcs, parameter=parameter)
        for vpc in vpcs:
            for attribute in ("enableDnsSupport", "enableDnsHostnames"):
                yield "ec2:DescribeVpcAttribute", {"VpcId": vpc, "Attribute": attribute}
            yield "route53:ListHostedZonesByVPC", {"VPCId": vpc, "VPCRegion": self.account.region}
            yield "route53resolver:ListFirewallRuleGroupAssociations", {"VpcId": vpc}
            yield "route53resolver:ListResolverRuleAssociations", _filter("VPCId", vpc)
        if self._have_ipv6(vpcs):
            yield "ec2:DescribeEgressOnlyInternetGateways", {}
        yield "ec2:DescribeInternetGateways", _filter("attachment.vpc-id", *vpcs)
        logged = (*vpcs, self._detail("subnetId"), self._detail("networkInterfaceId"))
        yield "ec2:DescribeFlowLogs", _filter("resource-id", *logged, parameter="Filter")

    def _of_history(self) -> Iterator[Asked]:
        yield self._look_up("AssociateDhcpOptions", written(self.began - _KEPT_BY_CLOUDTRAIL))
        if self._ipv6_is_about():
            yield from (self._look_up(name, self.task["createdAt"]) for name in _IPV6_CHANGES)

    def _look_up(self, name: str, since: str) -> Asked:
        return "cloudtrail:LookupEvents", {
            "LookupAttributes": [{"AttributeKey": "EventName", "AttributeValue": name}],
            "StartTime": since,
            "EndTime": written(self.began),
        }

    @property
    def _service_name(self) -> str:
        return str(self.task["group"]).removeprefix("service:")

    def _detail(self, name: str) -> str:
        details = self.task["attachments"][0]["details"]
        return next(str(each["value"]) for each in details if each["name"] == name)

    def _vpcs(self) -> list[str]:
        subnets = self.account.held["ec2:DescribeSubnets"]
        return sorted({each["VpcId"] for each in subnets if each["SubnetId"] == self._detail("subnetId")})

    def _target_groups(self) -> list[str]:
        services = self.account.held["ecs:DescribeServices"]
        own = [each for each in services if each["serviceName"] == self._service_name]
        lines = [line for each in own for line in each["loadBalancers"]]
        return sorted({line["targetGroupArn"] for line in lines if "targetGroupArn" in line})

    def _balancers_of(self, groups: list[str]) -> list[str]:
        held = self.account.held["elbv2:DescribeTargetGroups"]
        return sorted({arn for each in held if each["TargetGroupArn"] in groups for arn in each["LoadBalancerArns"]})

    def _have_ipv6(self, vpcs: list[str]) -> bool:
        held = self.account.held
        described = (each for each in held["ec2:DescribeVpcs"] if each["VpcId"] in vpcs)
        tables = (each for each in held["ec2:DescribeRouteTables"] if each["VpcId"] in vpcs)
        routed = any("EgressOnlyInternetGatewayId" in route for table in tables for route in table["Routes"])
        return routed or any(each.get("Ipv6CidrBlockAssociationSet") for each in described)

    def _ipv6_is_about(self) -> bool:
        """Tell whether the task has no IPv6 address although something around it is about IPv6."""
        if any("ipv6Address" in each for each in self.task["containers"][0]["networkInterfaces"]):
            return False
        held = self.account.held
        blocks = (*held["ec2:DescribeSubnets"], *held["ec2:DescribeVpcs"])
        groups = held["elbv2:DescribeTargetGroups"]
        has_blocks = any(each.get("Ipv6CidrBlockAssociationSet") for each in blocks)
        return has_blocks or any(each["IpAddressType"] == "ipv6" for each in groups)


def _filter(name: str, *values: str, parameter: str = "Filters") -> dict[str, Any]:
    return {parameter: [{"Name": name, "Values": sorted(set(values))}]}
