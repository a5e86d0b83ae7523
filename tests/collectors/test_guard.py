from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.collectors.permissions import PERMITTED, OperationNotPermitted
from fargate_doctor.collectors.session import Session, open_session

if TYPE_CHECKING:
    from .scripted_aws import ScriptedAws

_SERVICES = (
    "cloudformation",
    "cloudtrail",
    "cloudwatch",
    "dynamodb",
    "ec2",
    "ecr",
    "ecs",
    "efs",
    "elbv2",
    "glue",
    "iam",
    "kms",
    "lambda",
    "logs",
    "rds",
    "route53",
    "route53resolver",
    "s3",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
    "sts",
)


@pytest.fixture
def sent(session: Session) -> list[str]:
    """Return the requests that got as far as the network; none of them goes on."""
    seen: list[str] = []

    def stop(**event: Any) -> None:  # noqa: ANN401
        seen.append(event["request"].url)
        raise AssertionError(event["request"].url)

    session._botocore.register("before-send", stop)
    return seen


@pytest.fixture
def session(keys: None) -> Session:  # noqa: ARG001 - credentials come from the environment
    """Return a session as the program opens it."""
    return open_session()


def test_thousands_of_other_operations_are_refused_before_they_leave(session: Session, sent: list[str]) -> None:
    """Whatever a client of the session is asked to do outside the table, nothing is sent."""
    table = {line.operation for line in PERMITTED}
    refused = 0

    for service in _SERVICES:
        client = session.client(service)
        for method, operation in client.meta.method_to_api_mapping.items():
            if f"{service}:{operation}" not in table:
                with pytest.raises(OperationNotPermitted):
                    getattr(client, method)()
                refused += 1

    assert refused > 2500
    assert sent == []


def test_a_signed_url_cannot_be_made_for_another_operation(session: Session) -> None:
    """A presigned URL would leave by another way, so it is refused too."""
    with pytest.raises(OperationNotPermitted):
        session.client("s3").generate_presigned_url("delete_object", Params={"Bucket": "b", "Key": "k"})


def test_an_operation_of_the_table_is_answered(aws: ScriptedAws) -> None:
    """The guard lets through what the table holds."""
    answer = aws.session().client("ecs").list_clusters()

    assert answer["clusterArns"]
