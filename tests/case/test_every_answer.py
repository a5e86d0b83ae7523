"""Whatever operation the tool may call, its saved answer is known again, as any program of AWS prints it."""

from __future__ import annotations

import json
from datetime import datetime, timedelta, timezone
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import botocore.session
import pytest

from fargate_doctor.case.events import recognised_in
from fargate_doctor.case.read import parse_case
from fargate_doctor.case.write import dump_case
from fargate_doctor.collectors.permissions import PERMITTED
from fargate_doctor.demo import catalogue
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

OPERATIONS: Final = sorted({each.operation for each in PERMITTED})
POLICIES: Final = {
    "s3:GetBucketPolicy": '{"Statement": [{"Resource": "arn:aws:s3:::files/*"}]}',
    "kms:GetKeyPolicy": '{"Statement": [{"Action": "kms:Decrypt"}]}',
}
"""Policies that stand in a text; by that text alone the two can be told apart."""

METADATA: Final = {"RequestId": "7a62c49f", "HTTPStatusCode": 200, "HTTPHeaders": {"date": "x"}, "RetryAttempts": 0}
VALUES: Final = {
    **dict.fromkeys(("integer", "long", "double", "float"), 1),
    "boolean": True,
    "timestamp": "2026-03-04T05:01:00.123000+00:00",
    "blob": "text",
}
DEEPEST: Final = 7


@cache
def _models() -> Any:  # noqa: ANN401 - botocore's session
    return botocore.session.get_session()


def _answer(operation: str) -> dict[str, Any]:
    """Return an answer that has every member of AWS's own model."""
    service, _, name = operation.partition(":")
    made = _made(_models().get_service_model(service).operation_model(name).output_shape, ())
    assert isinstance(made, dict)
    return {**made, "Policy": POLICIES[operation]} if operation in POLICIES else made


def _made(shape: Any, above: tuple[str, ...]) -> Any:  # noqa: ANN401 - a shape of botocore, any JSON value
    kind = shape.type_name
    if kind in VALUES:
        return VALUES[kind]
    if kind == "string":
        return next(iter(getattr(shape, "enum", ()) or ("text",)))
    inside = (*above, shape.name)
    if shape.name in above or len(above) > DEEPEST:
        return [] if kind == "list" else {}
    if kind == "list":
        return [_made(shape.member, inside)]
    members = shape.members if kind == "structure" else {"key": shape.value}
    return {name: _made(member, inside) for name, member in members.items()}


def _operations_in(document: object) -> set[object]:
    return {each[0] if isinstance(each, tuple) else each for each in recognised_in(document)}


@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_saved_answer_is_known_by_what_is_in_it(operation: str) -> None:
    """With its token of paging or without, as boto3 hands it over, and with members that AWS adds one day."""
    answer = _answer(operation)

    assert _operations_in(answer) == {operation}
    assert _operations_in({key: value for key, value in answer.items() if key.lower() != "nexttoken"}) == {operation}
    assert _operations_in({**answer, "ResponseMetadata": METADATA, "AddedOneDay": [{"Name": "x"}]}) == {operation}
    assert _operations_in([answer]) == {operation}


@pytest.mark.parametrize(
    ("resource", "operation", "asked"),
    [
        ({"TargetGroupArn": "arn", "TargetType": "ip"}, "elbv2:DescribeTargetGroups", {"TargetGroupArns": ["arn"]}),
        ({"LoadBalancerArn": "arn", "Scheme": "x"}, "elbv2:DescribeLoadBalancers", {"LoadBalancerArns": ["arn"]}),
        ({"repositoryName": "a", "repositoryUri": "x"}, "ecr:DescribeRepositories", {"repositoryNames": ["a"]}),
        ({"FlowLogId": "fl-1", "ResourceId": "vpc-1"}, "ec2:DescribeFlowLogs", {"FlowLogIds": ["fl-1"]}),
        ({"SubnetId": "subnet-1", "CidrBlock": "10.0.0.0/24"}, "ec2:DescribeSubnets", {"SubnetIds": ["subnet-1"]}),
        ({"RoleName": "a", "AssumeRolePolicyDocument": {}}, "iam:GetRole", {"RoleName": "a"}),
        ({"KeyId": "1", "KeyManager": "CUSTOMER"}, "kms:DescribeKey", {"KeyId": "1"}),
    ],
)
def test_what_a_query_cut_out_is_one_resource(resource: dict[str, Any], operation: str, asked: dict[str, Any]) -> None:
    """`--query` leaves a resource, or a list of them; it speaks of itself and of nothing beside it."""
    ((found, record),) = (each for each in recognised_in([resource]) if isinstance(each, tuple))

    assert found == operation
    assert record.request == asked
    assert resource in (*record.answer.values(), *(item for value in record.answer.values() for item in value))


def _as_the_second_version_prints(time: datetime) -> str:
    return time.astimezone(timezone(timedelta(hours=5, minutes=30))).isoformat(timespec="microseconds")


def _retold(value: Any, tell: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, dict):
        return {name: _retold(member, tell) for name, member in value.items()}
    if isinstance(value, list):
        return [_retold(item, tell) for item in value]
    try:
        return tell(datetime.fromisoformat(value)) if isinstance(value, str) and value[10:11] == "T" else value
    except ValueError:
        return value


def _verdicts(case: Case) -> list[tuple[str, str]]:
    diagnosis = diagnose_task(Snapshot.of(case), proves=False)
    findings = ((each.id, f"{each.level} {each.confidence}") for each in diagnosis.findings)
    return [*findings, *((each.check.id, str(each.verdict)) for each in diagnosis.steps)]


@pytest.mark.parametrize("tell", [_as_the_second_version_prints, datetime.timestamp], ids=["offset", "number"])
@pytest.mark.parametrize("name", catalogue.names())
def test_times_say_the_same_in_every_form(name: str, tell: Any) -> None:  # noqa: ANN401 - one of two functions
    """The AWS CLI writes them with the offset of the machine and microseconds, or as numbers."""
    case = catalogue.open_demo(name)
    document = json.loads(dump_case(case))
    for records in document["records"].values():
        for record in records:
            record["answer"] = {**_retold(record["answer"], tell), "ResponseMetadata": METADATA}

    assert _verdicts(parse_case(json.dumps(document).encode(), "x")) == _verdicts(case)
