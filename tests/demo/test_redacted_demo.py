"""A built-in case keeps its diagnosis when it is redacted, and names nobody any more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.case.write import dump_case
from fargate_doctor.demo import catalogue
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

KEY = bytes(range(32))


@pytest.mark.parametrize("name", catalogue.names())
def test_redaction_changes_no_finding_and_no_verdict(name: str) -> None:
    """The same findings at the same levels, the same answers to every question, the same ways."""
    case = catalogue.open_demo(name)

    assert _verdicts(redact(case, KEY)) == _verdicts(case)


@pytest.mark.parametrize("name", catalogue.names())
def test_redaction_leaves_no_name_of_the_account(name: str) -> None:
    """Neither the account nor its ids and addresses stand in the redacted case."""
    case = catalogue.open_demo(name)
    written = dump_case(redact(case, KEY)).decode()
    vpc = case.records["ec2:DescribeVpcs"][0].answer["Vpcs"][0]

    assert [each for each in (case.account, case.focus, vpc["VpcId"], vpc["CidrBlock"]) if str(each) in written] == []


def _verdicts(case: Case) -> dict[str, list[tuple[str, str]]]:
    diagnosis = diagnose_task(Snapshot.of(case), proves=False)
    return {
        "findings": sorted((each.id, each.level) for each in diagnosis.findings),
        "steps": [(each.check.id, each.verdict) for each in diagnosis.steps],
        "ways": sorted((each.need.purpose, each.verdict) for each in diagnosis.walks),
    }
