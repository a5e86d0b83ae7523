"""Level and confidence: the same broken way is a cause for one message and no more than a warning for another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.diagnosis.check import LOST_NAMES, Answer, FindingKind, Raised
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.model.evidence import Evidence, Missing
from fargate_doctor.text import verbatim
from tests.diagnosis.one_task import LOGIN_TIMED_OUT, facts_of, raising, way_to

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts

NO_ROUTE = FindingKind("route.none", verbatim("no route"), place=30)
NO_NAMES = FindingKind("dns.support-disabled", verbatim("no names"), explains=LOST_NAMES)
API = "api.ecr.eu-west-1.amazonaws.com"
STOPPED = {"stopCode": "TaskFailedToStart", "createdAt": 0, "stoppedAt": 600}


def test_a_blocker_of_what_the_message_reports_is_a_root_cause() -> None:
    facts = facts_of(stoppedReason=LOGIN_TIMED_OUT, **STOPPED)
    blocked = Raised(NO_ROUTE, verbatim("d"), blocks=(way_to("ecr-api", API, facts),))

    diagnosis = diagnose(facts, [raising(blocked)])

    assert [(each.id, each.level) for each in diagnosis.findings] == [("route.none", "root_cause")]
    assert diagnosis.status == "cause_found"


def test_a_blocker_of_something_else_would_only_stop_a_new_launch() -> None:
    facts = facts_of(stoppedReason=LOGIN_TIMED_OUT, **STOPPED)
    blocked = Raised(NO_ROUTE, verbatim("d"), blocks=(way_to("logs", "logs.eu-west-1.amazonaws.com", facts),))

    diagnosis = diagnose(facts, [raising(blocked)])

    assert [each.level for each in diagnosis.findings] == ["contributing"]
    assert diagnosis.status == "undetermined"


def test_a_name_that_resolved_is_not_blamed_on_names() -> None:
    facts = facts_of(stoppedReason=LOGIN_TIMED_OUT, **STOPPED)
    blocked = Raised(NO_NAMES, verbatim("d"), blocks=(way_to("ecr-api", API, facts),))

    assert [each.level for each in diagnose(facts, [raising(blocked)]).findings] == ["contributing"]


@pytest.mark.parametrize(
    "reason",
    [
        "Task stopped by user",
        "Essential container in task exited",
        "OutOfMemoryError: Container killed due to memory usage",
    ],
)
def test_a_message_that_is_not_about_the_network_blames_no_way(reason: str) -> None:
    facts = facts_of(stoppedReason=reason, startedAt=300, **STOPPED)
    blocked = Raised(NO_ROUTE, verbatim("d"), blocks=(way_to("ecr-api", API, facts),))

    assert "root_cause" not in [each.level for each in diagnose(facts, [raising(blocked)]).findings]


def test_every_blocker_of_a_task_that_waits_to_start_is_a_root_cause() -> None:
    facts = facts_of(lastStatus="PENDING", createdAt=0)
    blocked = Raised(NO_ROUTE, verbatim("d"), blocks=(way_to("logs", "logs.eu-west-1.amazonaws.com", facts),))

    assert [each.level for each in diagnose(facts, [raising(blocked)]).findings] == ["root_cause"]


def test_a_blocker_of_a_running_task_would_stop_the_next_one() -> None:
    facts = facts_of(lastStatus="RUNNING", createdAt=0, startedAt=60)
    blocked = Raised(NO_ROUTE, verbatim("d"), blocks=(way_to("ecr-api", API, facts),))

    assert [each.level for each in diagnose(facts, [raising(blocked)]).findings] == ["contributing"]


def test_a_partial_blocker_of_what_the_message_reports_is_possible() -> None:
    facts = facts_of(stoppedReason=LOGIN_TIMED_OUT, **STOPPED)
    blocked = Raised(NO_ROUTE, verbatim("d"), blocks=(way_to("ecr-api", API, facts),), partial=True)

    assert [(each.level, each.confidence) for each in diagnose(facts, [raising(blocked)]).findings] == [
        ("root_cause", "possible")
    ]


def test_a_conclusion_is_as_sure_as_its_weakest_quotation() -> None:
    facts = facts_of(stoppedReason=LOGIN_TIMED_OUT, **STOPPED)
    quoted = Evidence(operation="ecs:DescribeServices", resource="web", field="networkConfiguration").rebuilt()
    blocked = Raised(NO_ROUTE, verbatim("d"), evidence=(quoted,), blocks=(way_to("ecr-api", API, facts),))

    assert [each.confidence for each in diagnose(facts, [raising(blocked)]).findings] == ["likely"]


def test_what_could_refuse_the_way_but_was_not_read_caps_the_confidence() -> None:
    facts = facts_of(stoppedReason=LOGIN_TIMED_OUT, **STOPPED)
    unread = Missing(
        operation="route53:ListHostedZonesByVPC", error="AccessDenied", action="route53:ListHostedZonesByVPC"
    )
    blocked = Raised(NO_ROUTE, verbatim("d"), blocks=(way_to("ecr-api", API, facts, unread),))

    assert [each.confidence for each in diagnose(facts, [raising(blocked)]).findings] == ["likely"]


def test_root_causes_stand_first_and_in_the_order_of_the_tasks_life() -> None:
    facts = facts_of(lastStatus="PENDING", createdAt=0)
    logs = Raised(NO_ROUTE, verbatim("d"), blocks=(way_to("logs", "logs.eu-west-1.amazonaws.com", facts),))
    login = Raised(
        FindingKind("sg.egress-blocked", verbatim("sg")), verbatim("d"), blocks=(way_to("ecr-api", API, facts),)
    )
    notice = Raised(FindingKind("eni.managed", verbatim("m")), verbatim("d"), "notice")

    diagnosis = diagnose(facts, [raising(notice, logs, login)])

    assert [each.id for each in diagnosis.findings] == ["sg.egress-blocked", "route.none", "eni.managed"]


def test_a_stated_cause_is_explained_by_the_root_cause_that_says_it_more_exactly() -> None:
    facts = facts_of(lastStatus="PENDING", createdAt=0)
    exact = Raised(FindingKind("endpoint.policy-denied", verbatim("p")), verbatim("d"), "cause")
    stated = Raised(
        FindingKind("image.access-denied", verbatim("i"), yields_to=("endpoint.policy-denied",)),
        verbatim("d"),
        "stated",
    )

    diagnosis = diagnose(facts, [raising(exact, stated)])

    assert [each.id for each in diagnosis.main_causes] == ["endpoint.policy-denied"]
    assert [(each.id, each.explained_by) for each in diagnosis.root_causes] == [
        ("endpoint.policy-denied", ()),
        ("image.access-denied", ("endpoint.policy-denied",)),
    ]


def test_a_refused_answer_is_unknown_and_names_what_it_blocks() -> None:
    facts = facts_of(stoppedReason=LOGIN_TIMED_OUT, **STOPPED)

    def asks_the_impossible(asked: TaskFacts) -> Answer:
        asked.snapshot.route_tables.within("vpc-1")
        return Answer("pass", verbatim("never said"))

    diagnosis = diagnose(facts, [replace(raising(), answer=asks_the_impossible)])

    assert [(each.verdict, each.id) for each in diagnosis.steps] == [("unknown", "t.check")]
    assert [(each.missing.action, each.blocks) for each in diagnosis.gaps] == [
        ("ec2:DescribeRouteTables", ("t.check",))
    ]
    assert diagnosis.status == "undetermined"
