from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fargate_doctor.case.model import Case, Failure, Record, Statement
from fargate_doctor.case.read import parse_case
from fargate_doctor.case.redaction import redact
from fargate_doctor.case.write import dump_case
from tests.case.redaction.redacting import KEY

TASK = "arn:aws:ecs:eu-west-1:444455556666:task/zanzibar-prod/0f1e2d3c4b5a69788796a5b4c3d2e1f0"
ROLE = "arn:aws:iam::444455556666:role/ZanzibarExecution"

TELLING = (
    "444455556666",
    "777788889999",
    "zanzibar",
    "mandrill",
    "quokka",
    "0f1e2d3c4b5a",
    "0a1b2c3d4e5f6",
    "10.7.",
    "52.47.61.9",
    "2a05:d018",
    "203.0.113",
    "jane.doe",
    "02:ab:cd:ef",
)

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.from_regex(r"[a-z0-9.:/*-]{1,30}", fullmatch=True),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.text() | st.sampled_from(["reason", "Effect", "Resource", "environment", "status", "Tags"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=15,
)


def _case() -> Case:
    event = {
        "eventTime": "2026-03-04T05:00:00Z",
        "eventName": "RunTask",
        "awsRegion": "eu-west-1",
        "sourceIPAddress": "203.0.113.77",
        "userIdentity": {"type": "AssumedRole", "arn": "arn:aws:sts::444455556666:assumed-role/Admin/jane.doe"},
        "requestParameters": {
            "cluster": "zanzibar-prod",
            "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["subnet-0a1b2c3d4e5f67890"]}},
        },
    }
    answers: dict[str, tuple[dict[str, Any], dict[str, Any] | None]] = {
        "ecs:DescribeTasks": (
            {
                "tasks": [
                    {
                        "taskArn": TASK,
                        "clusterArn": "arn:aws:ecs:eu-west-1:444455556666:cluster/zanzibar-prod",
                        "taskDefinitionArn": "arn:aws:ecs:eu-west-1:444455556666:task-definition/quokka:7",
                        "group": "service:mandrill",
                        "lastStatus": "STOPPED",
                        "stopCode": "TaskFailedToStart",
                        "stoppedReason": "CannotPullContainerError: failed to resolve ref 444455556666.dkr.ecr"
                        ".eu-west-1.amazonaws.com/zanzibar/quokka:v1: dial tcp 52.47.61.9:443: i/o timeout",
                        "createdAt": "2026-03-04T05:01:00+00:00",
                        "availabilityZone": "eu-west-1b",
                        "attachments": [
                            {
                                "type": "ElasticNetworkInterface",
                                "status": "DELETED",
                                "details": [
                                    {"name": "subnetId", "value": "subnet-0a1b2c3d4e5f67890"},
                                    {"name": "privateDnsName", "value": "ip-10-7-3-4.eu-west-1.compute.internal"},
                                    {"name": "privateIPv4Address", "value": "10.7.3.4"},
                                    {"name": "macAddress", "value": "02:ab:cd:ef:01:23"},
                                ],
                            }
                        ],
                        "tags": [{"key": "Team", "value": "quokka"}],
                    }
                ],
                "failures": [],
            },
            {"cluster": "zanzibar-prod", "tasks": [TASK], "include": ["TAGS"]},
        ),
        "ecs:DescribeTaskDefinition": (
            {
                "taskDefinition": {
                    "family": "quokka",
                    "executionRoleArn": ROLE,
                    "containerDefinitions": [
                        {
                            "name": "mandrill-web",
                            "image": "444455556666.dkr.ecr.eu-west-1.amazonaws.com/zanzibar/quokka:v1",
                            "environment": [{"name": "QUOKKA_URL", "value": "secret"}],
                            "secrets": [
                                {
                                    "name": "DB",
                                    "valueFrom": "arn:aws:ssm:eu-west-1:444455556666:parameter/zanzibar",
                                }
                            ],
                            "logConfiguration": {
                                "logDriver": "awslogs",
                                "options": {
                                    "awslogs-group": "/ecs/zanzibar",
                                    "awslogs-region": "eu-west-1",
                                    "awslogs-stream-prefix": "quokka",
                                },
                            },
                            "dockerLabels": {"com.zanzibar.owner": "jane.doe"},
                        }
                    ],
                }
            },
            None,
        ),
        "ec2:DescribeVpcs": (
            {
                "Vpcs": [
                    {
                        "VpcId": "vpc-0a1b2c3d4e5f6aaaa",
                        "CidrBlock": "10.7.0.0/16",
                        "OwnerId": "444455556666",
                        "Ipv6CidrBlockAssociationSet": [{"Ipv6CidrBlock": "2a05:d018:1:2300::/56"}],
                    }
                ]
            },
            {"Filters": [{"Name": "vpc-id", "Values": ["vpc-0a1b2c3d4e5f6aaaa"]}]},
        ),
        "ec2:DescribeRouteTables": (
            {
                "RouteTables": [
                    {
                        "RouteTableId": "rtb-0a1b2c3d4e5f6bbbb",
                        "Routes": [
                            {"DestinationCidrBlock": "10.7.0.0/16", "GatewayId": "local", "State": "active"},
                            {"DestinationCidrBlock": "0.0.0.0/0", "NatGatewayId": "nat-0a1b2c3d4e5f6cccc"},
                        ],
                        "Tags": [{"Key": "Name", "Value": "zanzibar private"}],
                    }
                ]
            },
            None,
        ),
        "cloudtrail:LookupEvents": ({"Events": [{"CloudTrailEvent": json.dumps(event)}]}, None),
    }
    return Case(
        collected_at="2026-03-04T06:00:00Z",
        region="eu-west-1",
        account="444455556666",
        partition="aws",
        focus=TASK,
        records={
            operation: (Record(answer=answer, request=request, region="eu-west-1", at="2026-03-04T06:00:00Z"),)
            for operation, (answer, request) in answers.items()
        },
        failures=(
            Failure(
                operation="iam:GetRole",
                request={"RoleName": "ZanzibarExecution"},
                error="AccessDenied",
                message=f"User: arn:aws:sts::444455556666:assumed-role/Admin/jane.doe is not authorized on {ROLE}",
                action="iam:GetRole",
            ),
        ),
        statements=(Statement(question="dns.custom-servers", answer="10.7.0.9 at zanzibar"),),
        later={"peer": "777788889999"},
    )


def test_nothing_that_tells_who_it_is_remains() -> None:
    """No account, name, id or address of the owner is in the file that is shared."""
    text = dump_case(redact(_case(), KEY)).decode().lower()

    assert [each for each in TELLING if each in text] == []


def test_what_aws_said_remains() -> None:
    """Regions, times, states, operations, errors and the wording of messages are what they were."""
    case = redact(_case(), KEY)

    (task,) = case.records["ecs:DescribeTasks"][0].answer["tasks"]
    assert (case.region, case.partition, case.collected_at) == ("eu-west-1", "aws", "2026-03-04T06:00:00Z")
    assert case.redacted
    assert task["stopCode"] == "TaskFailedToStart"
    assert task["createdAt"] == "2026-03-04T05:01:00+00:00"
    assert task["stoppedReason"].startswith("CannotPullContainerError: failed to resolve ref ")
    assert task["stoppedReason"].endswith(":443: i/o timeout")
    assert case.failures[0].error == "AccessDenied"
    assert case.failures[0].operation == "iam:GetRole"
    assert "is not authorized on" in case.failures[0].message
    assert case.statements[0].question == "dns.custom-servers"


def test_what_belonged_together_still_does() -> None:
    """The focus is the task, its subnet is the one CloudTrail names, its address lies in the VPC."""
    case = redact(_case(), KEY)

    (task,) = case.records["ecs:DescribeTasks"][0].answer["tasks"]
    event = json.loads(case.records["cloudtrail:LookupEvents"][0].answer["Events"][0]["CloudTrailEvent"])
    details = {each["name"]: each["value"] for each in task["attachments"][0]["details"]}
    vpc = case.records["ec2:DescribeVpcs"][0]
    assert case.focus == task["taskArn"]
    assert case.account is not None
    assert case.account in task["taskArn"]
    assert event["requestParameters"]["networkConfiguration"]["awsvpcConfiguration"]["subnets"] == [details["subnetId"]]
    assert vpc.request == {"Filters": [{"Name": "vpc-id", "Values": [vpc.answer["Vpcs"][0]["VpcId"]]}]}
    assert details["privateIPv4Address"].endswith(".3.4")
    assert details["privateDnsName"].split(".")[0] == "ip-" + details["privateIPv4Address"].replace(".", "-")


def test_one_key_says_the_same_twice_and_another_does_not() -> None:
    """Two exports of one owner can be compared."""
    assert dump_case(redact(_case(), KEY)) == dump_case(redact(_case(), KEY))
    assert dump_case(redact(_case(), KEY)) != dump_case(redact(_case(), b"another"))


def test_a_redacted_case_is_not_redacted_again() -> None:
    """It can still be compared with what its owner has."""
    once = redact(_case(), KEY)

    assert redact(once, b"another") == once


def test_redacting_leaves_the_case_as_it_was() -> None:
    """It is a pure function."""
    case = _case()

    redact(case, KEY)

    assert case == _case()


@given(JSON, st.text(max_size=20))
def test_any_case_can_be_redacted_written_and_read(value: Any, message: str) -> None:  # noqa: ANN401
    """Whatever stands in it, the result is a case file of the same operations."""
    case = Case(
        records={"ecs:DescribeTasks": (Record(answer={"x": value, "reason": message}, request={"y": value}),)},
        failures=(Failure(operation="a:B", error="X", message=message),),
    )

    redacted = parse_case(dump_case(redact(case, KEY)), "x")

    assert redacted.records.keys() == case.records.keys()
    assert redacted.redacted
