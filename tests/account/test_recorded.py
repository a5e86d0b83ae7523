"""The account is recorded as reading it over AWS's API would record it."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.collectors.calls import PACES
from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.permissions import PERMITTED
from fargate_doctor.collectors.plain import canonical
from fargate_doctor.collectors.target import TaskTarget
from tests.account.absence import Absent
from tests.account.answers import answer_to
from tests.account.demos.every import DEMOS
from tests.collectors.scripted_aws import Refused, ScriptedAws

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fargate_doctor.case.model import Case, JsonObject
    from tests.account.account import Account
    from tests.collectors.scripted_aws import Answer


_WHENEVER = {"StartTime": "2026-01-01", "EndTime": "2027-01-01"}
"""The collectors ask up to now; the account is read at a time of its own."""


@pytest.fixture(autouse=True)
def aws_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let botocore see invented credentials and nothing of this machine, and CloudTrail be asked without waiting."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    monkeypatch.setenv("AWS_REGION", "eu-west-1")
    monkeypatch.setattr(PACES["cloudtrail"], "seconds", 0.0)


@pytest.mark.parametrize("name", DEMOS)
def test_an_account_is_recorded_as_the_collectors_record_it(name: str) -> None:
    """The same operations, requests and answers, and the same refusals; only the look-ups end at another time."""
    account = DEMOS[name].build()
    aws = ScriptedAws({operation.operation: _answering(account, operation.operation) for operation in PERMITTED})

    collected = collect_task(aws.session(), TaskTarget(task=account.focus))

    assert _content(collected) == _content(account.case())


def _answering(account: Account, operation: str) -> Callable[[JsonObject], Answer]:
    if operation in account.refused:
        return lambda _: Refused("AccessDeniedException", status=403)
    return lambda request: _answer(account, operation, {**request, **_WHENEVER})


def _answer(account: Account, operation: str, request: JsonObject) -> Answer:
    try:
        return _on_the_wire(answer_to(account, operation, request))
    except Absent as absent:
        return Refused(absent.code, str(absent))


def _on_the_wire(answer: JsonObject) -> JsonObject:
    """Return an answer with the trust policy of a role as text, which clients take apart."""
    role = answer.get("Role")
    if not role:
        return answer
    return {"Role": {**role, "AssumeRolePolicyDocument": json.dumps(role["AssumeRolePolicyDocument"])}}


def _content(case: Case) -> dict[str, Any]:
    return {
        "about": (case.focus, case.region, case.account, case.partition),
        "records": {
            operation: sorted(canonical([_timeless(each.request), each.answer]) for each in records)
            for operation, records in case.records.items()
        },
        "refused": sorted(
            (each.operation, canonical(_timeless(each.request)), each.action or each.error) for each in case.failures
        ),
    }


def _timeless(request: JsonObject | None) -> JsonObject:
    return {name: value for name, value in (request or {}).items() if name not in {"StartTime", "EndTime"}}
