from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.lookup import is_fargate
from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import EndpointUnreachable, NotFargate, TaskLookupRefused, UnknownTask

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

    from .scripted_aws import ScriptedAws

_BY_ARN = TaskTarget(task=world.TASK_ARN)
_BY_SERVICE = TaskTarget(cluster="shop", service="web")


def _named(name: str, **changes: Any) -> JsonObject:  # noqa: ANN401
    return world.task(taskArn=world.TASK_ARN.replace(world.TASK_ID, name), **changes)


@pytest.mark.parametrize(
    ("target", "cluster"),
    [
        (_BY_ARN, "shop"),
        (TaskTarget(task=world.TASK_ID, cluster="shop"), "shop"),
        (TaskTarget(task=world.TASK_ID, cluster=world.CLUSTER_ARN), "shop"),
        (TaskTarget(task=world.TASK_ID), "default"),
        (TaskTarget(task=f"arn:aws:ecs:eu-west-1:111122223333:task/{world.TASK_ID}"), "default"),
    ],
)
def test_a_task_is_looked_for_in_its_cluster(aws: ScriptedAws, target: TaskTarget, cluster: str) -> None:
    """The ARN names the cluster, else the user does, else it is ECS's own default."""
    case = collect_task(aws.session(), target)

    assert aws.requests("ecs:DescribeTasks") == [{"cluster": cluster, "tasks": [target.task]}]
    assert case.focus == world.TASK_ARN


@pytest.mark.parametrize(
    "answer",
    [
        {"tasks": [], "failures": [{"arn": world.TASK_ARN, "reason": "MISSING"}]},
        {"tasks": []},
        Refused("ClusterNotFoundException", "Cluster not found."),
        Refused("InvalidParameterException", "taskId length should be one of [32,36]"),
    ],
)
def test_a_task_that_is_not_there_says_where_it_may_be(aws: ScriptedAws, answer: JsonObject | Refused) -> None:
    """Another cluster, another Region, or gone about an hour after it stopped."""
    aws.script["ecs:DescribeTasks"] = answer

    with pytest.raises(UnknownTask) as raised:
        collect_task(aws.session(), _BY_ARN)

    assert "shop" in raised.value.happened.en
    assert world.REGION in raised.value.happened.en
    assert "an hour" in raised.value.advice.en
    assert "una hora" in raised.value.advice.es
    assert "default" not in raised.value.advice.en


def test_where_no_cluster_was_named_it_says_which_was_tried(aws: ScriptedAws) -> None:
    """A bare id is looked for in `default`, and the advice says so."""
    aws.script["ecs:DescribeTasks"] = {"tasks": []}

    with pytest.raises(UnknownTask) as raised:
        collect_task(aws.session(), TaskTarget(task=world.TASK_ID))

    assert "`default`" in raised.value.advice.en
    assert "--cluster" in raised.value.advice.es


@pytest.mark.parametrize(
    ("answer", "advice"),
    [
        (Refused("AccessDeniedException", "not authorized", 400), "ecs:DescribeTasks"),
        (Refused("ThrottlingException", "Rate exceeded"), "Try again"),
        (Refused("ServerException", "oops", 500), "Try again"),
    ],
)
def test_the_finding_call_refused_is_told_with_its_action(aws: ScriptedAws, answer: Refused, advice: str) -> None:
    """Without that call there is nothing to diagnose, and the exit code is 4."""
    aws.script["ecs:DescribeTasks"] = answer

    with pytest.raises(TaskLookupRefused) as raised:
        collect_task(aws.session(), _BY_ARN)

    assert raised.value.exit_code == 4
    assert answer.code in raised.value.happened.en
    assert advice in raised.value.advice.en


@pytest.mark.parametrize(
    ("endpoint_url", "region"), [("http://127.0.0.1:9", "eu-west-1"), (None, "not a region"), ("http://[", None)]
)
def test_aws_out_of_reach_is_told(keys: None, endpoint_url: str | None, region: str | None) -> None:  # noqa: ARG001
    """A port where nothing listens, a Region that is none and a broken URL are no refusals."""
    session = open_session(endpoint_url=endpoint_url, region=region)

    with pytest.raises(EndpointUnreachable) as raised:
        collect_task(session, TaskTarget(cluster="shop", task=world.TASK_ID))

    assert "--endpoint-url" in raised.value.advice.en


def test_an_endpoint_of_the_environment_that_is_no_url_is_told(
    keys: None,  # noqa: ARG001
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A missing scheme in AWS_ENDPOINT_URL is met at the first call."""
    monkeypatch.setenv("AWS_ENDPOINT_URL", "localhost:5000")

    with pytest.raises(EndpointUnreachable, match="localhost:5000"):
        collect_task(open_session(), _BY_ARN)


@pytest.mark.parametrize(
    ("members", "fargate"),
    [
        ({"launchType": "FARGATE"}, True),
        ({"launchType": "FARGATE", "capacityProviderName": "FARGATE_SPOT"}, True),
        ({"capacityProviderName": "FARGATE"}, True),
        ({}, True),
        ({"launchType": "EC2"}, False),
        ({"launchType": "EC2", "capacityProviderName": "my-group"}, False),
        ({"launchType": "EXTERNAL"}, False),
        ({"launchType": "MANAGED_INSTANCES"}, False),
    ],
)
def test_fargate_is_told_from_other_capacity(members: JsonObject, fargate: bool) -> None:  # noqa: FBT001
    """By launch type or by capacity provider."""
    assert is_fargate(members) is fargate


def test_a_task_on_other_capacity_is_refused(aws: ScriptedAws) -> None:
    """Nothing is diagnosed that Fargate does not run."""
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(launchType="EC2")]}

    with pytest.raises(NotFargate) as raised:
        collect_task(aws.session(), _BY_ARN)

    assert "EC2" in raised.value.happened.en
    assert raised.value.exit_code == 2


def test_a_service_stands_for_its_newest_stopped_task(aws: ScriptedAws) -> None:
    """Stopped tasks come before pending ones, the one that stopped last first."""
    older = _named("a" * 32, stoppedAt=world.STOPPED - timedelta(hours=1))
    newest = _named("b" * 32, stoppedAt=world.STOPPED + timedelta(milliseconds=400))
    stopped = _named("c" * 32)
    pending = _waiting("d" * 32)
    aws.script["ecs:DescribeTasks"] = {"tasks": [older, pending, newest, stopped]}

    case = collect_task(aws.session(), _BY_SERVICE)

    assert case.focus == newest["taskArn"]
    assert aws.count("ecs:DescribeServices") == 1
    assert {request["desiredStatus"] for request in aws.requests("ecs:ListTasks")} == {"RUNNING", "STOPPED"}


def test_a_service_without_stopped_tasks_stands_for_a_pending_one(aws: ScriptedAws) -> None:
    """What is not up yet comes before what is up and unhealthy."""
    healthy = _running("a" * 32, "HEALTHY")
    unhealthy = _running("b" * 32, "UNHEALTHY")
    pending = _waiting("c" * 32)
    aws.script["ecs:DescribeTasks"] = {"tasks": [healthy, unhealthy, pending]}
    assert collect_task(aws.session(), _BY_SERVICE).focus == pending["taskArn"]

    aws.script["ecs:DescribeTasks"] = {"tasks": [healthy, unhealthy]}
    assert collect_task(aws.session(), _BY_SERVICE).focus == unhealthy["taskArn"]


@pytest.mark.parametrize("tasks", [[], [world.task(group="service:web-admin")]])
def test_a_service_without_such_a_task_is_collected_by_itself(aws: ScriptedAws, tasks: list[JsonObject]) -> None:
    """The case holds the service with its events; it has no focus."""
    aws.script["ecs:DescribeTasks"] = {"tasks": tasks}

    case = collect_task(aws.session(), TaskTarget(cluster="shop", service=world.SERVICE_ARN))

    assert case.focus is None
    assert case.records["ecs:DescribeServices"][0].answer["services"][0]["serviceName"] == "web"
    assert case.account == world.ACCOUNT


@pytest.mark.parametrize(
    ("operation", "answer", "error"),
    [
        ("ecs:DescribeServices", {"services": [], "failures": [{"reason": "MISSING"}]}, UnknownTask),
        ("ecs:ListTasks", Refused("ServiceNotFoundException", "Service not found."), UnknownTask),
        ("ecs:ListTasks", Refused("ClusterNotFoundException", "Cluster not found."), UnknownTask),
        ("ecs:ListTasks", Refused("AccessDeniedException", "no"), TaskLookupRefused),
        ("ecs:DescribeTasks", Refused("AccessDeniedException", "no"), TaskLookupRefused),
    ],
)
def test_a_service_that_cannot_be_found_is_told(
    aws: ScriptedAws, operation: str, answer: JsonObject | Refused, error: type[Exception]
) -> None:
    """A service that is not there is no service without tasks."""
    aws.script[operation] = answer

    with pytest.raises(error) as raised:
        collect_task(aws.session(), _BY_SERVICE)

    assert str(raised.value)


def _waiting(name: str) -> JsonObject:
    return _without_stop(_named(name, lastStatus="PENDING", desiredStatus="RUNNING"))


def _running(name: str, health: str) -> JsonObject:
    return _without_stop(_named(name, lastStatus="RUNNING", desiredStatus="RUNNING", healthStatus=health))


def _without_stop(task: JsonObject) -> JsonObject:
    return {name: value for name, value in task.items() if name not in {"stoppedAt", "stoppedReason", "stopCode"}}
