"""An account of the tests of remedies: one VPC with a public and two private subnets, and a stopped task of a service.

Every part is AWS's own JSON; a test changes what it is about.
"""

from __future__ import annotations

import copy
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Case, Failure, Record
from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot
from tests.remedies.names import (
    ACCOUNT,
    ACL,
    ANYWHERE,
    CLUSTER_ARN,
    DEFINITION_ARN,
    ENDPOINT_GROUP,
    INTERFACE,
    INTERNET_GATEWAY,
    MESSAGE,
    NAT_GATEWAY,
    NOW,
    PRIVATE,
    PRIVATE_ELSEWHERE,
    PRIVATE_TABLE,
    PUBLIC,
    PUBLIC_ACL,
    PUBLIC_TABLE,
    REGION,
    S3_LIST,
    SECRET_ARN,
    SERVICE,
    SERVICE_ARN,
    TASK_ARN,
    TASK_GROUP,
    VPC,
)
from tests.remedies.shapes import entry, options, permission, route

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis, Finding, Recommendation


def _subnet(subnet_id: str, third: int, zone: str) -> dict[str, Any]:
    return {
        "SubnetId": subnet_id,
        "VpcId": VPC,
        "CidrBlock": f"10.0.{third}.0/24",
        "AvailabilityZone": zone,
        "State": "available",
    }


def _table(table_id: str, subnets: list[str], *routes: dict[str, Any], main: bool = False) -> dict[str, Any]:
    local = {"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local", "State": "active"}
    associations: list[dict[str, Any]] = [{"SubnetId": each, "Main": False} for each in subnets]
    return {
        "RouteTableId": table_id,
        "VpcId": VPC,
        "Associations": associations + ([{"Main": True}] if main else []),
        "Routes": [local, *routes],
    }


def _acl(acl_id: str, *subnets: str) -> dict[str, Any]:
    all_traffic = [entry(100, egress=True), entry(100, egress=False)]
    denied = [entry(32767, egress=True, allow=False), entry(32767, egress=False, allow=False)]
    associations = [{"SubnetId": each} for each in subnets]
    return {"NetworkAclId": acl_id, "VpcId": VPC, "Entries": all_traffic + denied, "Associations": associations}


def interface(interface_id: str, subnet: str, address: str, *groups: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a network interface of the VPC."""
    return {
        "NetworkInterfaceId": interface_id,
        "VpcId": VPC,
        "SubnetId": subnet,
        "PrivateIpAddress": address,
        "Groups": [{"GroupId": each} for each in groups],
        "Status": "in-use",
        **more,
    }


def interface_endpoint(service: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return an interface endpoint in the other private subnet, with private DNS."""
    return {
        "VpcEndpointId": f"vpce-0{service}",
        "VpcEndpointType": "Interface",
        "VpcId": VPC,
        "ServiceName": f"com.amazonaws.{REGION}.{service}",
        "State": "available",
        "PrivateDnsEnabled": True,
        "SubnetIds": [PRIVATE_ELSEWHERE],
        "Groups": [{"GroupId": ENDPOINT_GROUP}],
        "NetworkInterfaceIds": [f"eni-0{service}"],
        "PolicyDocument": json.dumps(
            {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
        ),
        **more,
    }


def gateway_endpoint(*tables: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - members of AWS's JSON
    """Return the gateway endpoint for S3 on some route tables."""
    return {
        "VpcEndpointId": "vpce-0s3",
        "VpcEndpointType": "Gateway",
        "VpcId": VPC,
        "ServiceName": f"com.amazonaws.{REGION}.s3",
        "State": "available",
        "RouteTableIds": list(tables),
        "PolicyDocument": json.dumps(
            {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}]}
        ),
        **more,
    }


@dataclass
class Account:
    """The account; healthy behind a NAT gateway until a test breaks it."""

    assign_public_ip: str = "DISABLED"
    subnets: list[str] = field(default_factory=lambda: [PRIVATE, PRIVATE_ELSEWHERE])
    task_subnet: str = PRIVATE
    is_alone: bool = False
    service: str = SERVICE
    task: dict[str, Any] = field(default_factory=dict)
    answers: dict[str, Any] = field(default_factory=dict)
    image: str = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/shop:1"
    secrets: bool = False
    expects_ipv6: bool = False
    created_by: str | None = None
    unread: set[str] = field(default_factory=set)
    more_records: dict[str, tuple[Record, ...]] = field(default_factory=dict)
    failures: tuple[Failure, ...] = ()

    def __post_init__(self) -> None:
        self.answers = {**_healthy(), **self.answers}

    def table(self, table_id: str) -> dict[str, Any]:
        """Return a route table to be changed in place."""
        return _one(self.answers["ec2:DescribeRouteTables"]["RouteTables"], "RouteTableId", table_id)

    def set_default(self, table_id: str, **target: str) -> None:
        """Give a table another default route; none without a target."""
        table = self.table(table_id)
        kept = [each for each in table["Routes"] if each.get("DestinationCidrBlock") != ANYWHERE]
        table["Routes"] = kept + ([route(ANYWHERE, **target)] if target else [])

    def group(self, group_id: str) -> dict[str, Any]:
        """Return a security group to be changed in place."""
        return _one(self.answers["ec2:DescribeSecurityGroups"]["SecurityGroups"], "GroupId", group_id)

    def acl(self, acl_id: str) -> dict[str, Any]:
        """Return a network ACL to be changed in place."""
        return _one(self.answers["ec2:DescribeNetworkAcls"]["NetworkAcls"], "NetworkAclId", acl_id)

    def subnet(self, subnet_id: str) -> dict[str, Any]:
        """Return a subnet to be changed in place."""
        return _one(self.answers["ec2:DescribeSubnets"]["Subnets"], "SubnetId", subnet_id)

    def set_endpoints(self, *endpoints: dict[str, Any]) -> None:
        """Give the VPC these endpoints, with the interfaces that they need and the routes of gateway endpoints."""
        self.answers["ec2:DescribeVpcEndpoints"] = {"VpcEndpoints": list(endpoints)}
        interfaces = self.answers["ec2:DescribeNetworkInterfaces"]["NetworkInterfaces"]
        for number, each in enumerate(endpoints):
            for interface_id in each.get("NetworkInterfaceIds", []):
                groups = [group["GroupId"] for group in each["Groups"]]
                address = f"10.0.11.{50 + number}"
                interfaces.append(
                    interface(interface_id, each["SubnetIds"][0], address, *groups, InterfaceType="vpc_endpoint")
                )
            for table_id in each.get("RouteTableIds", []):
                self.table(table_id)["Routes"].append(
                    {"DestinationPrefixListId": S3_LIST, "GatewayId": each["VpcEndpointId"], "State": "active"}
                )

    def snapshot(self) -> Snapshot:
        """Return the typed view of the account."""
        return Snapshot.of(self.case())

    def case(self) -> Case:
        """Return what reading the account gives."""
        answers = {**copy.deepcopy(self.answers), **self._of_task()}
        records: dict[str, tuple[Record, ...]] = {
            name: (Record(request={}, answer=answer, at=NOW),) for name, answer in answers.items()
        }
        records["ec2:DescribeVpcAttribute"] = tuple(
            Record(request={"VpcId": VPC, "Attribute": each}, answer=answer, at=NOW)
            for each, answer in self.answers["$attributes"].items()
        )
        for each in ("$attributes", *self.unread):
            del records[each]
        return Case(
            collected_at=NOW,
            region=REGION,
            account=ACCOUNT,
            partition="aws",
            records={**records, **self.more_records},
            failures=self.failures,
        )

    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        snapshot = self.snapshot()
        return TaskFacts(snapshot, snapshot.tasks.require(TASK_ARN), self.expects_ipv6)

    def finding(self, identifier: str) -> Finding:
        """Return one finding of the diagnosis, with its recommendations tried on the model."""
        return next(each for each in self.diagnosis().findings if each.id == identifier)

    def diagnosis(self) -> Diagnosis:
        """Return the diagnosis of the task, with every recommendation tried on the model."""
        return diagnose(self.facts(), all_checks())

    def choices(self, identifier: str) -> dict[str, Recommendation]:
        """Return the recommendations of one finding by id, in their order."""
        return {each.remedy.id: each for each in self.finding(identifier).recommendations}

    def behind_endpoints(self, *changed: dict[str, Any], s3: tuple[str, ...] = (PRIVATE_TABLE,)) -> Account:
        """Take the way out from the private subnets and give them endpoints; some of them may be changed."""
        self.set_default(PRIVATE_TABLE)
        differing = {each["VpcEndpointId"]: each for each in changed}
        usual = [*(interface_endpoint(each) for each in ("ecr.api", "ecr.dkr", "logs")), gateway_endpoint(*s3)]
        self.set_endpoints(*(differing.get(each["VpcEndpointId"], each) for each in usual))
        return self

    def _of_task(self) -> dict[str, Any]:
        configuration = {
            "awsvpcConfiguration": {
                "subnets": self.subnets,
                "securityGroups": [TASK_GROUP],
                "assignPublicIp": self.assign_public_ip,
            }
        }
        details = [
            {"name": "subnetId", "value": self.task_subnet},
            {"name": "networkInterfaceId", "value": INTERFACE},
            {"name": "privateIPv4Address", "value": "10.0.10.9"},
        ]
        task = {
            "taskArn": TASK_ARN,
            "clusterArn": CLUSTER_ARN,
            "taskDefinitionArn": DEFINITION_ARN,
            "group": "family:web" if self.is_alone else f"service:{self.service}",
            "startedBy": "ecs-svc/1",
            "launchType": "FARGATE",
            "platformVersion": "1.4.0",
            "platformFamily": "Linux",
            "availabilityZone": f"{REGION}a",
            "lastStatus": "STOPPED",
            "stopCode": "TaskFailedToStart",
            "stoppedReason": MESSAGE,
            "createdAt": "2026-03-10T10:00:00+00:00",
            "stoppedAt": "2026-03-10T10:05:00+00:00",
            "attachments": [{"id": "a1b2", "type": "ElasticNetworkInterface", "status": "DELETED", "details": details}],
            "containers": [{"name": "app", "lastStatus": "STOPPED"}],
            **self.task,
        }
        service = {
            "serviceArn": SERVICE_ARN,
            "serviceName": self.service,
            "clusterArn": CLUSTER_ARN,
            "status": "ACTIVE",
            "createdBy": self.created_by,
            "networkConfiguration": configuration,
            "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY", "networkConfiguration": configuration}],
        }
        return {
            "ecs:DescribeTasks": {"tasks": [task]},
            "ecs:DescribeServices": {"services": [] if self.is_alone else [service]},
            "ecs:DescribeTaskDefinition": {"taskDefinition": self._definition()},
        }

    def _definition(self) -> dict[str, Any]:
        container: dict[str, Any] = {
            "name": "app",
            "image": self.image,
            "essential": True,
            "logConfiguration": {
                "logDriver": "awslogs",
                "options": {"awslogs-group": "/shop", "awslogs-region": REGION, "awslogs-stream-prefix": "app"},
            },
        }
        if self.secrets:
            container["secrets"] = [{"name": "DB", "valueFrom": SECRET_ARN}]
        return {
            "taskDefinitionArn": DEFINITION_ARN,
            "family": "web",
            "executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/execution",
            "containerDefinitions": [container],
        }


def _healthy() -> dict[str, Any]:
    groups = [
        {
            "GroupId": TASK_GROUP,
            "GroupName": "task",
            "VpcId": VPC,
            "IpPermissions": [],
            "IpPermissionsEgress": [permission(None, IpRanges=[{"CidrIp": ANYWHERE}])],
        },
        {
            "GroupId": ENDPOINT_GROUP,
            "GroupName": "endpoints",
            "VpcId": VPC,
            "IpPermissions": [permission(443, IpRanges=[{"CidrIp": "10.0.0.0/16"}])],
            "IpPermissionsEgress": [],
        },
    ]
    nat = {
        "NatGatewayId": NAT_GATEWAY,
        "VpcId": VPC,
        "SubnetId": PUBLIC,
        "State": "available",
        "ConnectivityType": "public",
        "NatGatewayAddresses": [{"PublicIp": "198.51.100.7", "Status": "succeeded"}],
    }
    attached = [{"VpcId": VPC, "State": "available"}]
    s3 = f"com.amazonaws.{REGION}.s3"
    vpc = {
        "VpcId": VPC,
        "CidrBlock": "10.0.0.0/16",
        "DhcpOptionsId": "dopt-0a",
        "OwnerId": ACCOUNT,
    }
    return {
        "ec2:DescribeVpcs": {"Vpcs": [vpc]},
        "ec2:DescribeSubnets": {
            "Subnets": [
                _subnet(PRIVATE, 10, f"{REGION}a"),
                _subnet(PRIVATE_ELSEWHERE, 11, f"{REGION}b"),
                _subnet(PUBLIC, 0, f"{REGION}a"),
            ]
        },
        "ec2:DescribeRouteTables": {
            "RouteTables": [
                _table(PRIVATE_TABLE, [PRIVATE, PRIVATE_ELSEWHERE], route(ANYWHERE, NatGatewayId=NAT_GATEWAY)),
                _table(PUBLIC_TABLE, [PUBLIC], route(ANYWHERE, GatewayId=INTERNET_GATEWAY)),
                _table("rtb-0main", [], main=True),
            ]
        },
        "ec2:DescribeNetworkAcls": {"NetworkAcls": [_acl(ACL, PRIVATE, PRIVATE_ELSEWHERE), _acl(PUBLIC_ACL, PUBLIC)]},
        "ec2:DescribeSecurityGroups": {"SecurityGroups": groups},
        "ec2:DescribeNetworkInterfaces": {
            "NetworkInterfaces": [interface("eni-0other", PRIVATE, "10.0.10.20", TASK_GROUP)]
        },
        "ec2:DescribeVpcEndpoints": {"VpcEndpoints": []},
        "ec2:DescribeNatGateways": {"NatGateways": [nat]},
        "ec2:DescribeInternetGateways": {
            "InternetGateways": [{"InternetGatewayId": INTERNET_GATEWAY, "Attachments": attached}]
        },
        "ec2:DescribeEgressOnlyInternetGateways": {"EgressOnlyInternetGateways": []},
        "ec2:DescribeDhcpOptions": {"DhcpOptions": [options("AmazonProvidedDNS")]},
        "ec2:DescribePrefixLists": {
            "PrefixLists": [{"PrefixListId": S3_LIST, "PrefixListName": s3, "Cidrs": ["52.218.0.0/17", "3.5.64.0/21"]}]
        },
        "ec2:DescribeVpcBlockPublicAccessOptions": {"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "off"}},
        "ec2:DescribeVpcBlockPublicAccessExclusions": {"VpcBlockPublicAccessExclusions": []},
        "route53:ListHostedZonesByVPC": {"HostedZoneSummaries": []},
        "route53resolver:ListResolverRuleAssociations": {"ResolverRuleAssociations": []},
        "route53resolver:ListResolverRules": {"ResolverRules": []},
        "route53resolver:ListFirewallRuleGroupAssociations": {"FirewallRuleGroupAssociations": []},
        "$attributes": {
            "enableDnsSupport": {"VpcId": VPC, "EnableDnsSupport": {"Value": True}},
            "enableDnsHostnames": {"VpcId": VPC, "EnableDnsHostnames": {"Value": True}},
        },
    }


def _one(listed: list[dict[str, Any]], key: str, identifier: str) -> dict[str, Any]:
    return next(each for each in listed if each[key] == identifier)
