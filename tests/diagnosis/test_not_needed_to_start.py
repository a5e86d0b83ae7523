"""What a task starts without is shown, and never blamed for a start that failed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.check import FindingKind, Raised
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.text import verbatim
from tests.diagnosis.one_task import facts_of, raising, way_to
from tests.remedies.account import Account, interface_endpoint

NO_ROUTE = FindingKind("route.none", verbatim("t"))
LOGS = "logs.eu-west-1.amazonaws.com"
LOGS_TIMED_OUT = (
    "ResourceInitializationError: failed to validate logger args: create stream has been retried 1 times: failed to "
    f'create Cloudwatch log stream: RequestError: send request failed caused by: Post "https://{LOGS}/": dial tcp '
    "52.94.5.1:443: i/o timeout : exit status 1"
)
PENDING = {"lastStatus": "PENDING", "stopCode": None, "stoppedReason": None, "stoppedAt": None}


@pytest.mark.parametrize(
    ("task", "level"),
    [
        (
            {"stoppedReason": LOGS_TIMED_OUT, "stopCode": "TaskFailedToStart", "createdAt": 0, "stoppedAt": 300},
            "warning",
        ),
        ({"lastStatus": "PENDING", "createdAt": 0}, "warning"),
        ({"lastStatus": "RUNNING", "createdAt": 0, "startedAt": 60}, "warning"),
    ],
)
def test_a_way_that_stops_no_start_is_a_warning(task: dict[str, Any], level: str) -> None:
    """Also where the message is about the same host: the log router's way is not the log driver's."""
    facts = facts_of(**task)
    way = way_to("logs", LOGS, facts)
    needless = replace(way, need=replace(way.need, stops_start=False))

    (alone,) = diagnose(facts, [raising(Raised(NO_ROUTE, verbatim("d"), blocks=(needless,)))]).findings
    (both,) = diagnose(facts, [raising(Raised(NO_ROUTE, verbatim("d"), blocks=(needless, way)))]).findings

    assert alone.level == level
    assert both.level != "warning"


@pytest.mark.parametrize("task", [{}, PENDING])
def test_commands_without_an_endpoint_are_shown_and_not_blamed(task: dict[str, Any]) -> None:
    """In a VPC with every endpoint but that of ECS Exec, a start is blamed on nothing, and the matrix shows the way."""
    account = Account(task={"enableExecuteCommand": True, **task}).behind_endpoints(interface_endpoint("logs"))
    diagnosis = diagnose(account.facts(), all_checks())

    ways = {each.need.host: each.verdict for each in diagnosis.walks}
    levels = {each.id: each.level for each in diagnosis.findings}
    assert ways["ssmmessages.eu-west-1.amazonaws.com"] == "fail"
    assert levels["endpoint.missing"] == "warning"
    assert not diagnosis.root_causes
