"""What answers, but not as AWS does, is no answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import botocore.session
import pytest

from fargate_doctor.collectors.forms import has_form, is_document

WHEN = datetime(2026, 11, 24, tzinfo=UTC)


@pytest.mark.parametrize(
    ("operation", "answer", "expected"),
    [
        ("ecs:DescribeTasks", {}, True),
        ("ecs:DescribeTasks", {"tasks": [{"taskArn": "x", "createdAt": WHEN, "version": 3}]}, True),
        ("ecs:DescribeTasks", {"tasks": [{"taskArn": None, "aMemberOfTomorrow": [1]}]}, True),
        ("ecs:DescribeTasks", {"tasks": {"taskArn": "x"}}, False),
        ("ecs:DescribeTasks", {"tasks": [None]}, False),
        ("ecs:DescribeTasks", {"tasks": [{"taskArn": ["x"]}]}, False),
        ("ecs:DescribeTasks", {"tasks": [{"launchType": {"x": "y"}}]}, False),
        ("ecs:DescribeTasks", {"tasks": [{"launchType": "A_TYPE_OF_TOMORROW"}]}, True),
        ("ecs:DescribeTasks", {"tasks": [{"enableExecuteCommand": 1}]}, False),
        ("ecs:DescribeTasks", {"tasks": [{"version": True}]}, False),
        ("iam:GetRolePolicy", {"PolicyDocument": {"Statement": []}}, True),
        ("logs:DescribeLogGroups", {"logGroups": [{"logGroupName": 7}]}, False),
    ],
)
def test_an_answer_has_the_form_that_aws_documents(operation: str, answer: dict[str, Any], expected: bool) -> None:  # noqa: FBT001
    service, _, name = operation.partition(":")
    shape = botocore.session.Session().get_service_model(service).operation_model(name).output_shape

    assert has_form(answer, shape) is expected


@pytest.mark.parametrize(
    ("operation", "body", "expected"),
    [
        ("ecs:DescribeTasks", b"{}", True),
        ("ecs:DescribeTasks", b'{"tasks": [{"ta', False),
        ("ecs:DescribeTasks", b"", False),
        ("ecs:DescribeTasks", b"<html>Sign in</html>", False),
        ("ecs:DescribeTasks", b'"x"', False),
        ("efs:DescribeFileSystems", b"[" * 100_000, False),
        ("s3:GetBucketLocation", b"<LocationConstraint/>", True),
        ("s3:GetBucketLocation", b"", False),
        ("ecr:DeleteLifecyclePolicy", b"", False),
        ("s3:DeleteBucket", b"", True),
    ],
)
def test_an_answer_of_nothing_is_a_whole_document(
    operation: str,
    body: bytes,
    expected: bool,  # noqa: FBT001
) -> None:
    """Half a document, a page of a proxy and silence do not say that there is nothing."""
    service, _, name = operation.partition(":")
    model = botocore.session.Session().get_service_model(service).operation_model(name)

    assert is_document(body, model) is expected
