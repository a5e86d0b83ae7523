"""One account as AWS would describe it: a service of one stopped Fargate task, and its VPC."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

    from .scripted_aws import Script

REGION = "eu-west-1"
ACCOUNT = "111122223333"
VPC = "vpc-0a1b2c3d4e5f60718"
SUBNET = "subnet-0a1b2c3d4e5f60718"
GROUP = "sg-0a1b2c3d4e5f60718"
INTERFACE = "eni-0a1b2c3d4e5f60718"
DHCP_OPTIONS = "dopt-0a1b2c3d4e5f60718"
S3_LIST = "pl-6da54004"
OWN_LIST = "pl-0a1b2c3d4e5f60718"
TASK_ID = "0123456789abcdef0123456789abcdef"

_ECS = f"arn:aws:ecs:{REGION}:{ACCOUNT}"
CLUSTER_ARN = f"{_ECS}:cluster/shop"
TASK_ARN = f"{_ECS}:task/shop/{TASK_ID}"
SERVICE_ARN = f"{_ECS}:service/shop/web"
DEFINITION_ARN = f"{_ECS}:task-definition/web:7"
TARGET_GROUP_ARN = f"arn:aws:elasticloadbalancing:{REGION}:{ACCOUNT}:targetgroup/web/0123456789abcdef"
DEPLOYMENT = "ecs-svc/1234567890123456789"

CREATED = datetime(2026, 11, 3, 3, 0, 0, tzinfo=UTC)
STOPPED = datetime(2026, 11, 3, 3, 4, 30, tzinfo=UTC)

NETWORK: JsonObject = {
    "awsvpcConfiguration": {"subnets": [SUBNET], "securityGroups": [GROUP], "assignPublicIp": "DISABLED"}
}


def task(**changes: Any) -> JsonObject:  # noqa: ANN401
    """Return the stopped task of the service, with members replaced."""
    return {
        "taskArn": TASK_ARN,
        "clusterArn": CLUSTER_ARN,
        "taskDefinitionArn": DEFINITION_ARN,
        "group": "service:web",
        "startedBy": DEPLOYMENT,
        "launchType": "FARGATE",
        "platformVersion": "1.4.0",
        "lastStatus": "STOPPED",
        "desiredStatus": "STOPPED",
        "stopCode": "TaskFailedToStart",
        "stoppedReason": "ResourceInitializationError: unable to pull secrets or registry auth",
        "createdAt": CREATED,
        "stoppedAt": STOPPED,
        "containers": [{"name": "web", "lastStatus": "STOPPED"}],
        "attachments": [
            {
                "id": "6e0f5b0c-4b6f-4f0e-9c55-0c6f4d5f2a11",
                "type": "ElasticNetworkInterface",
                "status": "DELETED",
                "details": [
                    {"name": "subnetId", "value": SUBNET},
                    {"name": "networkInterfaceId", "value": INTERFACE},
                ],
            }
        ],
        **changes,
    }


def standalone(**changes: Any) -> JsonObject:  # noqa: ANN401
    """Return a stopped task that no service started."""
    return task(group="family:web", startedBy="someone", **changes)


def service(**changes: Any) -> JsonObject:  # noqa: ANN401
    """Return the service, with members replaced."""
    return {
        "serviceName": "web",
        "serviceArn": SERVICE_ARN,
        "clusterArn": CLUSTER_ARN,
        "networkConfiguration": NETWORK,
        "deployments": [{"id": DEPLOYMENT, "status": "PRIMARY", "networkConfiguration": NETWORK}],
        "loadBalancers": [{"targetGroupArn": TARGET_GROUP_ARN, "containerName": "web", "containerPort": 80}],
        **changes,
    }


def answers() -> Script:
    """Return what the account answers; an operation that stands nowhere answers with nothing in it."""
    rule = {
        "IpProtocol": "tcp",
        "FromPort": 443,
        "ToPort": 443,
        "PrefixListIds": [{"PrefixListId": OWN_LIST}, {"PrefixListId": S3_LIST}],
    }
    return {
        "ecs:ListClusters": {"clusterArns": [CLUSTER_ARN]},
        "ecs:ListTasks": lambda request: {"taskArns": [TASK_ARN] if request["desiredStatus"] == "STOPPED" else []},
        "ecs:DescribeTasks": {"tasks": [task()]},
        "ecs:DescribeTaskDefinition": {"taskDefinition": {"taskDefinitionArn": DEFINITION_ARN}},
        "ecs:DescribeServices": {"services": [service()]},
        "ecs:ListAccountSettings": {"settings": [{"name": "dualStackIPv6", "value": "enabled"}]},
        "sts:GetCallerIdentity": {"Account": ACCOUNT, "Arn": f"arn:aws:iam::{ACCOUNT}:user/on-call"},
        "ec2:DescribeSubnets": {"Subnets": [{"SubnetId": SUBNET, "VpcId": VPC, "CidrBlock": "10.0.1.0/24"}]},
        "ec2:DescribeVpcs": {"Vpcs": [{"VpcId": VPC, "CidrBlock": "10.0.0.0/16", "DhcpOptionsId": DHCP_OPTIONS}]},
        "ec2:DescribeVpcAttribute": {"VpcId": VPC, "EnableDnsSupport": {"Value": True}},
        "ec2:DescribeDhcpOptions": {"DhcpOptions": [{"DhcpOptionsId": DHCP_OPTIONS}]},
        "ec2:DescribeVpcBlockPublicAccessOptions": {"VpcBlockPublicAccessOptions": {"InternetGatewayBlockMode": "off"}},
        "ec2:DescribePrefixLists": {"PrefixLists": [{"PrefixListId": S3_LIST, "Cidrs": ["3.5.64.0/21"]}]},
        "ec2:DescribeSecurityGroups": {
            "SecurityGroups": [{"GroupId": GROUP, "VpcId": VPC, "IpPermissionsEgress": [rule]}]
        },
        "ec2:DescribeRouteTables": {
            "RouteTables": [
                {
                    "RouteTableId": "rtb-0a1b2c3d4e5f60718",
                    "VpcId": VPC,
                    "Routes": [{"DestinationCidrBlock": "10.0.0.0/16", "GatewayId": "local"}],
                }
            ]
        },
        "elbv2:DescribeTargetGroups": {"TargetGroups": [{"TargetGroupArn": TARGET_GROUP_ARN, "IpAddressType": "ipv4"}]},
        "route53:ListHostedZonesByVPC": {"HostedZoneSummaries": [], "MaxItems": "100"},
    }
