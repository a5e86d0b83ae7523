"""Nothing in a redacted case names whose it was, for every built-in case; every scenario is examined beside its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.demo import catalogue
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from tests.lab.names_left import survivors

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

KEY = bytes(range(32))


def verdicts(case: Case) -> list[tuple[str, str]]:
    """Return what redaction must keep."""
    diagnosis = diagnose_task(Snapshot.of(case), proves=False)
    findings = ((each.id, str(each.level)) for each in diagnosis.findings)
    return [*findings, *((each.check.id, str(each.verdict)) for each in diagnosis.steps)]


@pytest.mark.parametrize("name", catalogue.names())
def test_a_built_in_case_names_nobody(name: str) -> None:
    """Neither its ids nor what its owner called things."""
    case = catalogue.open_demo(name)

    assert survivors(case, redact(case, KEY)) == set()
    assert verdicts(redact(case, KEY)) == verdicts(case)
