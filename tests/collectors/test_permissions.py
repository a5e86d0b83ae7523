from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import botocore.session
import pytest

import fargate_doctor.collectors
from fargate_doctor.collectors.permissions import PERMITTED, OperationNotPermitted, permitted, policy_document

_SOURCE = Path(fargate_doctor.collectors.__file__).parent
_OPERATION = re.compile(r'"([a-z][a-z0-9-]+:[A-Z]\w+)"')


def test_the_table_can_be_read_without_boto() -> None:
    """The policy and checks commands print the table without loading boto3 or botocore."""
    program = (
        "import sys, fargate_doctor.collectors.permissions as table; table.policy_document();"
        "print([name for name in sys.modules if name.split('.')[0] in ('boto3', 'botocore')])"
    )

    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)  # noqa: S603

    assert run.stdout.strip() == "[]"


def test_the_table_is_what_the_collectors_ask() -> None:
    """Nothing is asked that the table lacks, and the table holds nothing that is never asked."""
    asked = {
        operation
        for module in _SOURCE.glob("*.py")
        for operation in _OPERATION.findall(module.read_text(encoding="utf-8"))
    }

    assert asked == {line.operation for line in PERMITTED}


@pytest.mark.parametrize("line", PERMITTED, ids=lambda line: line.operation)
def test_every_line_is_an_operation_of_aws_that_reads(line: object) -> None:
    """Each operation exists in AWS's own model, only reads, and has its reason in both languages."""
    assert line in PERMITTED
    found = next(each for each in PERMITTED if each is line)
    service, _, name = found.operation.partition(":")

    model = botocore.session.Session().get_service_model(service)

    assert name in model.operation_names
    assert name.startswith(("BatchGet", "Describe", "Filter", "Get", "List", "Lookup", "Search", "Simulate"))
    assert found.reason.en.endswith(".")
    assert found.reason.es.endswith(".")
    assert found.reason.en != found.reason.es


def test_the_policy_is_exactly_the_table() -> None:
    """The policy allows the table's actions, spelled as IAM spells them, and no more."""
    statements = policy_document()["Statement"]
    allowed = [action for statement in statements for action in statement["Action"]]

    assert sorted(allowed) == sorted(line.action for line in PERMITTED)
    assert "elasticloadbalancing:DescribeTargetGroups" in allowed
    assert not any("*" in action for action in allowed)
    assert {statement["Effect"] for statement in statements} == {"Allow"}


def test_history_can_be_left_out_of_the_policy() -> None:
    """What looks back, and what containers wrote, stand in statements of their own."""
    reads, history, on_request = policy_document()["Statement"]

    assert history["Action"] == ["cloudtrail:LookupEvents", "logs:FilterLogEvents"]
    assert on_request["Action"] == ["logs:GetLogEvents"]
    assert not set(history["Action"]) & set(reads["Action"])


def test_an_operation_outside_the_table_is_not_permitted() -> None:
    """Asking the table for anything else is a mistake in the program, and says so."""
    with pytest.raises(OperationNotPermitted, match="ec2:TerminateInstances"):
        permitted("ec2:TerminateInstances")
