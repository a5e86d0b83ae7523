"""The tool can only read: every other operation of every AWS service is refused before it leaves."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING, Any

import botocore.session
import pytest

from fargate_doctor.collectors.permissions import PERMITTED, OperationNotPermitted
from fargate_doctor.collectors.session import Session, open_session
from tests.campaigns.figures import length, write_down

if TYPE_CHECKING:
    from collections.abc import Iterator

READS = ("Describe", "Get", "List", "Lookup", "Search", "Simulate", "BatchGet", "BatchCheck", "Filter")
RETURNS_SECRETS = frozenset(
    {
        "ecr:GetAuthorizationToken",
        "ec2:GetPasswordData",
        "ecs:GetTaskProtection",
        "secretsmanager:GetSecretValue",
        "secretsmanager:BatchGetSecretValue",
        "ssm:GetParameter",
        "ssm:GetParameters",
        "ssm:GetParametersByPath",
        "ssm:GetParameterHistory",
        "s3:GetObject",
        "sts:GetSessionToken",
        "sts:GetFederationToken",
        "kms:GetParametersForImport",
        "iam:GetAccountAuthorizationDetails",
    }
)
TABLE = frozenset(line.operation for line in PERMITTED)


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> Session:
    for name, value in {
        "AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_REGION": "eu-west-1",
        "AWS_CONFIG_FILE": "/dev/null",
        "AWS_SHARED_CREDENTIALS_FILE": "/dev/null",
    }.items():
        monkeypatch.setenv(name, value)
    return open_session()


@pytest.fixture
def sent(session: Session) -> list[str]:
    """Return the requests that got as far as the network; none of them goes on."""
    seen: list[str] = []

    def stop(**event: Any) -> None:  # noqa: ANN401 - botocore's events carry what they like
        seen.append(event["request"].url)
        raise AssertionError(event["request"].url)

    session._botocore.register("before-send", stop)
    return seen


def test_the_table_holds_reads_that_return_no_secrets() -> None:
    assert [each for each in TABLE if not each.partition(":")[2].startswith(READS)] == []
    assert set() == TABLE & RETURNS_SECRETS


def test_every_other_operation_is_refused_before_it_leaves(session: Session, sent: list[str]) -> None:
    """Of all services that botocore knows; short, of some of them drawn by lot."""
    services = botocore.session.Session().get_available_services()
    chosen = Random("services").sample(services, min(length(8, len(services)), len(services)))  # noqa: S311
    tried, passed = 0, []
    for service in chosen:
        for operation, call in _calls(session.client(service), service):
            tried += 1
            try:
                call()
            except OperationNotPermitted:
                continue
            except BaseException as error:  # noqa: BLE001 - refused by something else is not refused by the table
                passed.append((operation, repr(error)))
    refused = tried - len(passed)
    write_down(
        "operations outside the table",
        services=len(chosen),
        tried=tried,
        refused=refused,
        zero={"not refused": len(passed), "sent": len(sent)},
    )

    assert passed == []
    assert sent == []
    assert tried > 10 * len(chosen)


def _calls(client: Any, service: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - botocore builds clients at run time
    for method, operation in client.meta.method_to_api_mapping.items():
        if f"{service}:{operation}" not in TABLE and hasattr(client, method):  # streams both ways cannot be asked for
            yield f"{service}:{operation}", getattr(client, method)


def test_no_other_way_leads_out(session: Session, sent: list[str]) -> None:
    """Neither a signed URL, nor pages, nor waiting, nor a client that somebody makes of the session underneath."""
    ecs, s3 = session.client("ecs"), session.client("s3")
    own: Any = session._botocore.create_client("ecs", region_name="eu-west-1")
    ways = (
        lambda: s3.generate_presigned_url("delete_object", Params={"Bucket": "b", "Key": "k"}),
        lambda: s3.generate_presigned_post("b", "k"),
        lambda: ecs._make_api_call("StopTask", {"task": "x"}),
        lambda: list(ecs.get_paginator("list_task_definition_families").paginate()),
        lambda: s3.get_waiter("bucket_exists").wait(Bucket="b"),
        lambda: own.stop_task(task="x"),
        lambda: session.in_region("us-east-1").client("ecs").stop_task(task="x"),
    )
    refused = 0
    for way in ways:
        with pytest.raises(OperationNotPermitted):
            way()
        refused += 1
    write_down("other ways out", tried=len(ways), refused=refused, zero={"sent": len(sent)})

    assert sent == []
