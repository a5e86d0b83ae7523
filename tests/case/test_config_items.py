"""A resource as AWS Config recorded it is the answer that its own API would have given."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.read import parse_case, read_sources
from fargate_doctor.text import Text
from tests.case.answers import ACCOUNT, REGION

if TYPE_CHECKING:
    from pathlib import Path


def _item(resource_type: str, configuration: object, **more: object) -> dict[str, Any]:
    return {
        "resourceType": resource_type,
        "configuration": configuration,
        "configurationItemCaptureTime": "2026-03-04T05:06:07.000Z",
        "configurationItemStatus": "OK",
        "awsRegion": REGION,
        "awsAccountId": ACCOUNT,
        **more,
    }


GROUP = {
    "groupId": "sg-0123456789abcdef0",
    "groupName": "web",
    "vpcId": "vpc-0123456789abcdef0",
    "ipPermissions": [],
    "ipPermissionsEgress": [
        {
            "ipProtocol": "tcp",
            "fromPort": 443,
            "toPort": 443,
            "ipRanges": ["10.0.0.0/8"],
            "ipv4Ranges": [{"cidrIp": "10.0.0.0/8", "description": "inside"}],
            "ipv6Ranges": [],
            "userIdGroupPairs": [],
            "prefixListIds": [],
        }
    ],
}


@pytest.mark.parametrize(
    "document",
    [
        {"configSnapshotId": "s", "configurationItems": [_item("AWS::EC2::SecurityGroup", GROUP)]},
        {"configurationItems": [_item("AWS::EC2::SecurityGroup", json.dumps(GROUP))]},
        {"baseConfigurationItems": [_item("AWS::EC2::SecurityGroup", json.dumps(GROUP))]},
        {
            "detail-type": "Config Configuration Item Change",
            "detail": {"configurationItem": _item("AWS::EC2::SecurityGroup", GROUP)},
        },
        _item("AWS::EC2::SecurityGroup", GROUP),
    ],
    ids=["file", "history", "batch", "event", "one"],
)
def test_config_items_are_the_answer_that_they_carry(document: dict[str, Any]) -> None:
    """A resource as it was recorded, at its own time, and nothing about others."""
    case = parse_case(json.dumps(document).encode(), "x")

    (record,) = case.records["ec2:DescribeSecurityGroups"]
    (group,) = record.answer["SecurityGroups"]
    assert record.request == {"GroupIds": ["sg-0123456789abcdef0"]}
    assert (record.at, record.region) == ("2026-03-04T05:06:07.000Z", REGION)
    assert group["IpPermissionsEgress"][0]["IpRanges"] == [{"CidrIp": "10.0.0.0/8", "Description": "inside"}]


@pytest.mark.parametrize(
    ("resource_type", "configuration", "operation", "answer"),
    [
        (
            "AWS::EC2::NatGateway",
            {"natGatewayId": "nat-1", "state": {"value": "available"}, "subnetId": "subnet-1"},
            "ec2:DescribeNatGateways",
            {"NatGateways": [{"NatGatewayId": "nat-1", "State": "available", "SubnetId": "subnet-1"}]},
        ),
        (
            "AWS::EC2::DHCPOptions",
            {"DhcpOptionsId": "dopt-1", "DomainNameServers": ["10.0.0.2"], "DomainName": "corp", "NtpServers": []},
            "ec2:DescribeDhcpOptions",
            {
                "DhcpOptions": [
                    {
                        "DhcpOptionsId": "dopt-1",
                        "DhcpConfigurations": [
                            {"Key": "domain-name", "Values": [{"Value": "corp"}]},
                            {"Key": "domain-name-servers", "Values": [{"Value": "10.0.0.2"}]},
                        ],
                    }
                ]
            },
        ),
        (
            "AWS::ECS::Service",
            {
                "ServiceArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/prod/web",
                "Cluster": f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/prod",
                "NetworkConfiguration": {
                    "AwsvpcConfiguration": {"Subnets": ["subnet-1"], "AssignPublicIp": "DISABLED"}
                },
            },
            "ecs:DescribeServices",
            {
                "services": [
                    {
                        "serviceArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:service/prod/web",
                        "networkConfiguration": {
                            "awsvpcConfiguration": {"subnets": ["subnet-1"], "assignPublicIp": "DISABLED"}
                        },
                        "clusterArn": f"arn:aws:ecs:{REGION}:{ACCOUNT}:cluster/prod",
                        "serviceName": "web",
                    }
                ],
                "failures": [],
            },
        ),
        (
            "AWS::ECS::TaskDefinition",
            {
                "TaskDefinitionArn": "arn:x:1",
                "ContainerDefinitions": [
                    {
                        "Name": "web",
                        "Environment": [{"Name": "A", "Value": "hunter2"}],
                        "LogConfiguration": {"LogDriver": "awslogs", "Options": {"awslogs-group": "/Web"}},
                    }
                ],
                "Volumes": [{"Name": "v", "EFSVolumeConfiguration": {"FilesystemId": "fs-1", "RootDirectory": "/"}}],
            },
            "ecs:DescribeTaskDefinition",
            {
                "taskDefinition": {
                    "taskDefinitionArn": "arn:x:1",
                    "containerDefinitions": [
                        {
                            "name": "web",
                            "environment": [{"name": "A", "value": "[removed]"}],
                            "logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/Web"}},
                        }
                    ],
                    "volumes": [
                        {"name": "v", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "rootDirectory": "/"}}
                    ],
                }
            },
        ),
        (
            "AWS::IAM::Role",
            {"roleName": "r", "arn": "arn:r", "assumeRolePolicyDocument": "%7B%22Version%22%3A%222012-10-17%22%7D"},
            "iam:GetRole",
            {"Role": {"RoleName": "r", "Arn": "arn:r", "AssumeRolePolicyDocument": {"Version": "2012-10-17"}}},
        ),
    ],
)
def test_each_type_of_item_has_the_words_of_its_own_api(
    resource_type: str, configuration: dict[str, Any], operation: str, answer: dict[str, Any]
) -> None:
    """Older types are recorded in the SDK's words, newer ones in CloudFormation's."""
    case = parse_case(json.dumps({"configurationItems": [_item(resource_type, configuration)]}).encode(), "x")

    assert case.records[operation][0].answer == answer


@pytest.mark.parametrize("status", [None, 7, ["OK"], {"a": 1}])
def test_an_item_whose_status_is_no_word_is_read(status: object) -> None:
    """A file that somebody edited is read for what it holds."""
    item = _item("AWS::EC2::SecurityGroup", GROUP, configurationItemStatus=status)

    assert set(parse_case(json.dumps(item).encode(), "x").records) == {"ec2:DescribeSecurityGroups"}


def test_items_that_carry_nothing_are_counted(tmp_path: Path) -> None:
    """A snapshot holds a whole account; what is deleted or not needed is named by its type."""
    items = [
        _item("AWS::EC2::Subnet", {"subnetId": "subnet-1", "vpcId": "vpc-1"}),
        *(_item("AWS::S3::Bucket", {"name": "b"}) for _ in range(3)),
        _item("AWS::EC2::RouteTable", None, configurationItemStatus="ResourceDeleted"),
    ]
    (tmp_path / "snapshot.json").write_text(json.dumps({"configurationItems": items}), encoding="utf-8")

    reading = read_sources(tmp_path / "snapshot.json")

    assert set(reading.case.records) == {"ec2:DescribeSubnets"}
    assert [each.why for each in reading.unrecognised] == [
        Text(
            en=f"AWS Config items of {kind} ({count}): deleted, or not needed here",
            es=f"elementos de AWS Config de {kind} ({count}): eliminados, o no hacen falta aquí",
        )
        for kind, count in (("AWS::S3::Bucket", 3), ("AWS::EC2::RouteTable", 1))
    ]
