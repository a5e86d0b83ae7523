from __future__ import annotations

import asyncio
import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from botocore.stub import Stubber

from fargate_doctor.collectors.calls import PACES, Call, Calls
from fargate_doctor.collectors.pace import Pace
from fargate_doctor.collectors.permissions import OperationNotPermitted
from fargate_doctor.collectors.refusals import Refusal
from fargate_doctor.collectors.session import Session, open_session
from fargate_doctor.errors import NoCredentials

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, JsonObject

    from .scripted_aws import ScriptedAws


@pytest.fixture
def session(keys: None) -> Session:  # noqa: ARG001 - credentials come from the environment
    return open_session()


def _ask(session: Session, *questions: tuple[str, JsonObject], **options: Any) -> tuple[list[Any], Case, list[Call]]:  # noqa: ANN401
    """Ask side by side; return the answers, the case of them, and what was reported."""
    reported: list[Call] = []

    async def run() -> tuple[list[Any], Case]:
        calls = Calls(session, reported.append)
        answers = await asyncio.gather(*(calls.attempt(*question, **options) for question in questions))
        return list(answers), calls.recorder.to_case("2026-11-03T03:05:00Z")

    answers, case = asyncio.run(run())
    return answers, case, reported


def test_an_answer_is_recorded_as_aws_gave_it(session: Session) -> None:
    """The record holds the request, AWS's own members, times as RFC 3339, and nothing of the transport."""
    request = {"cluster": "shop", "tasks": [world.TASK_ID]}
    answer = {"tasks": [world.task()], "failures": [], "ResponseMetadata": {"RequestId": "x"}}

    with Stubber(session.client("ecs")) as stub:
        stub.add_response("describe_tasks", answer, request)
        _, case, reported = _ask(session, ("ecs:DescribeTasks", request))

    (record,) = case.records["ecs:DescribeTasks"]
    assert record.request == request
    assert record.answer["tasks"][0]["stoppedAt"] == "2026-11-03T03:04:30.000Z"
    assert list(record.answer) == ["tasks", "failures"]
    assert record.region == world.REGION
    assert record.at
    assert record.at.endswith("Z")
    assert json.loads(case.model_dump_json())
    assert [(call.operation, call.outcome, call.items) for call in reported] == [("ecs:DescribeTasks", "answered", 1)]
    assert reported[0].started.tzinfo == UTC
    assert reported[0].seconds >= 0


def test_a_refusal_is_recorded_with_the_action_that_lifts_it(session: Session) -> None:
    """A denied call becomes a failure that names the IAM action, never an empty list."""
    with Stubber(session.client("elbv2")) as stub:
        stub.add_client_error("describe_target_groups", "AccessDenied", "not authorized", http_status_code=403)
        answers, case, reported = _ask(session, ("elbv2:DescribeTargetGroups", {}))

    (failure,) = case.failures
    assert isinstance(answers[0], Refusal)
    assert case.records == {}
    assert (failure.error, failure.message) == ("AccessDenied", "not authorized")
    assert failure.action == "elasticloadbalancing:DescribeTargetGroups"
    assert reported[0].outcome == "refused"


def test_absence_is_a_fact_about_its_request(session: Session) -> None:
    """What AWS says is not there is kept with its request, and no permission would change it."""
    request = {"Filters": [{"Name": "vpc-id", "Values": [world.VPC]}]}

    with Stubber(session.client("ec2")) as stub:
        stub.add_client_error("describe_vpcs", "InvalidVpcID.NotFound", "no such VPC")
        _, case, reported = _ask(session, ("ec2:DescribeVpcs", request))

    (failure,) = case.failures
    assert (failure.error, failure.request, failure.action) == ("InvalidVpcID.NotFound", request, None)
    assert reported[0].outcome == "absent"


def test_pages_become_one_answer_in_their_order(aws: ScriptedAws) -> None:
    """Every page is asked for; the token is gone from the whole answer."""
    pages: dict[str | None, JsonObject] = {
        None: {"Subnets": [{"SubnetId": "subnet-1"}], "NextToken": "two"},
        "two": {"Subnets": [{"SubnetId": "subnet-2"}], "NextToken": "three"},
        "three": {"Subnets": [{"SubnetId": "subnet-3"}]},
    }
    aws.script["ec2:DescribeSubnets"] = lambda request: pages[request.get("NextToken")]

    answers, case, reported = _ask(aws.session(), ("ec2:DescribeSubnets", {}))

    assert answers == [{"Subnets": [{"SubnetId": f"subnet-{number}"} for number in (1, 2, 3)]}]
    assert case.records["ec2:DescribeSubnets"][0].request == {}
    assert reported[0].items == 3


@pytest.mark.parametrize(
    ("operation", "members", "tokens", "asked"),
    [
        ("ecs:ListServiceDeployments", "serviceDeployments", ("nextToken", "nextToken"), {"service": "web"}),
        (
            "ec2:DescribeVpcBlockPublicAccessExclusions",
            "VpcBlockPublicAccessExclusions",
            ("NextToken", "NextToken"),
            {},
        ),
        ("elbv2:DescribeTargetGroups", "TargetGroups", ("Marker", "NextMarker"), {}),
    ],
)
def test_operations_without_a_paginator_are_paged_too(
    aws: ScriptedAws, operation: str, members: str, tokens: tuple[str, str], asked: JsonObject
) -> None:
    """Where botocore knows no paginator, or calls the token by another name, all pages are read all the same."""
    sent, received = tokens
    aws.script[operation] = lambda request: {members: [{}], **({} if request.get(sent) else {received: "two"})}

    answers, *_ = _ask(aws.session(), (operation, asked))

    assert answers == [{members: [{}, {}]}]
    assert [request.get(sent) for request in aws.requests(operation)] == [None, "two"]


def test_an_answer_that_was_cut_short_keeps_its_token(aws: ScriptedAws) -> None:
    """After the pages that are allowed, the token tells every reader that there was more."""
    aws.script["ecs:ListClusters"] = lambda request: {
        "clusterArns": ["x"],
        "nextToken": str(int(request.get("nextToken", "0")) + 1),
    }

    answers, *_ = _ask(aws.session(), ("ecs:ListClusters", {}), at_most_pages=3)

    assert answers == [{"clusterArns": ["x", "x", "x"], "nextToken": "3"}]
    assert aws.count("ecs:ListClusters") == 3


def test_a_token_that_repeats_does_not_go_on_for_ever(aws: ScriptedAws) -> None:
    """A server that hands out the same token again is asked no third time."""
    aws.script["ecs:ListClusters"] = {"clusterArns": ["x"], "nextToken": "same"}

    answers, *_ = _ask(aws.session(), ("ecs:ListClusters", {}))

    assert answers == [{"clusterArns": ["x", "x"], "nextToken": "same"}]


def test_the_same_input_is_asked_once(aws: ScriptedAws) -> None:
    """Two that need the same answer share one call, whatever the order of the request's members."""
    one = {"cluster": "shop", "tasks": ["a"]}
    other = {"tasks": ["a"], "cluster": "shop"}

    answers, case, reported = _ask(aws.session(), ("ecs:DescribeTasks", one), ("ecs:DescribeTasks", other))

    assert answers[0] == answers[1]
    assert aws.count("ecs:DescribeTasks") == len(case.records["ecs:DescribeTasks"]) == len(reported) == 1


def test_an_answer_is_recorded_without_secrets(aws: ScriptedAws) -> None:
    """Values of environment variables never get into the case."""
    container = {"name": "web", "environment": [{"name": "DB_PASSWORD", "value": "hunter2"}]}
    aws.script["ecs:DescribeTaskDefinition"] = {"taskDefinition": {"containerDefinitions": [container]}}

    answers, case, _ = _ask(aws.session(), ("ecs:DescribeTaskDefinition", {"taskDefinition": "web"}))

    assert "hunter2" not in case.model_dump_json()
    assert "hunter2" not in json.dumps(answers)
    assert "DB_PASSWORD" in case.model_dump_json()


def test_a_request_that_botocore_refuses_is_recorded(session: Session) -> None:
    """A parameter of the wrong form is kept as a failure; the run goes on."""
    _, case, reported = _ask(session, ("ecs:DescribeTasks", {"tasks": "not a list"}))

    assert [failure.error for failure in case.failures] == ["ParamValidationError"]
    assert reported[0].outcome == "failed"


def test_expired_credentials_end_the_run(aws: ScriptedAws) -> None:
    """No further call could be answered."""
    aws.script["ecs:ListClusters"] = Refused("ExpiredTokenException", "The security token has expired")

    with pytest.raises(NoCredentials):
        _ask(aws.session(), ("ecs:ListClusters", {}))


def test_an_operation_outside_the_table_is_never_made(aws: ScriptedAws) -> None:
    """Even the collectors' own way in refuses it."""
    with pytest.raises(OperationNotPermitted):
        _ask(aws.session(), ("ecs:StopTask", {"task": "x"}))

    assert aws.asked == []


def test_at_most_sixteen_calls_are_under_way(aws: ScriptedAws) -> None:
    """A large account is not asked for everything at once."""
    aws.in_rounds = True

    _ask(aws.session(), *(("ecs:DescribeTasks", {"tasks": [str(number)]}) for number in range(20)))

    assert aws.most_at_a_time == 16
    assert aws.count("ecs:DescribeTasks") == 20


def test_records_stand_in_one_order_whatever_came_first(aws: ScriptedAws) -> None:
    """Two runs that get the same answers write the same case."""
    questions = [("ecs:DescribeTasks", {"tasks": [name]}) for name in ("b", "a", "c")]

    _, one, _ = _ask(aws.session(), *questions, ("ec2:DescribeVpcs", {}))
    _, other, _ = _ask(aws.session(), ("ec2:DescribeVpcs", {}), *reversed(questions))

    assert list(one.records) == list(other.records) == ["ec2:DescribeVpcs", "ecs:DescribeTasks"]
    assert [record.request for record in one.records["ecs:DescribeTasks"]] == [
        {"tasks": ["a"]},
        {"tasks": ["b"]},
        {"tasks": ["c"]},
    ]


def test_cloudtrail_is_asked_one_at_a_time_through_its_turnstile(
    aws: ScriptedAws, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every page of every look-up waits for the turn of its account and Region; no other service does."""
    entries: list[object] = []
    monkeypatch.setattr(PACES["cloudtrail"], "enter", entries.append)
    attributes = [[{"AttributeKey": "EventName", "AttributeValue": name}] for name in ("a", "b", "c")]

    _ask(aws.session(), *(("cloudtrail:LookupEvents", {"LookupAttributes": each}) for each in attributes))
    _ask(aws.session(), ("ecs:ListClusters", {}))

    assert entries == [(None, world.REGION, "cloudtrail")] * 3
    assert aws.most_at_a_time == 1


def test_a_pace_leaves_time_between_calls() -> None:
    """Two entries of the same turnstile are no closer than its pace."""
    pace = Pace(0.05)
    entered = []

    for _ in range(3):
        pace.enter()
        entered.append(datetime.now(UTC))

    assert (entered[2] - entered[0]).total_seconds() >= 0.09


def test_a_pace_holds_by_key_after_a_burst() -> None:
    """So many enter at once, and another account waits for none of them: each wait would take ten minutes."""
    pace = Pace(600.0, burst=2)

    for account in ("111122223333", "111122223333", "444455556666", "444455556666"):
        pace.enter((account, "eu-west-1"))
