"""What answers, but not as AWS does, is no answer."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import botocore.session
import pytest

from fargate_doctor.collectors.forms import has_form

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
