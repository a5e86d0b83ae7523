"""Does the load balancer find the task healthy?"""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from fargate_doctor.checks.health.targets import targets
from tests.account.store import written
from tests.checks.balanced import Balanced
from tests.remedies.cli import parse

REASONS = {
    "Target.Timeout": "unhealthy",
    "Target.FailedHealthChecks": "unhealthy",
    "Target.ResponseCodeMismatch": "unhealthy",
    "Target.NotInUse": "unused",
    "Target.NotRegistered": "unused",
    "Target.InvalidState": "unused",
    "Target.IpUnusable": "unused",
}


@pytest.mark.parametrize(("reason", "state"), REASONS.items())
def test_each_reason_is_told_and_is_a_root_cause(reason: str, state: str) -> None:
    """The sentence names the reason, what is asked and which answer is expected; the network is not blamed for it."""
    one = Balanced().registered(state, reason, "What AWS adds")

    answer = one.answer(targets)

    assert answer.verdict == "fail"
    assert reason in answer.because.en
    assert reason in answer.because.es
    assert "What AWS adds" in answer.because.en
    assert "/healthz" in answer.because.en
    assert "8080" in answer.because.en
    assert one.roots() == {"lb.target-unhealthy"}


@pytest.mark.parametrize(
    ("zones", "main"),
    [(slice(1, None), {"lb.zone-not-enabled"}), (slice(None), {"lb.target-unhealthy"})],
    ids=["not enabled there", "enabled there"],
)
def test_a_target_that_is_not_used_is_explained_by_its_zone(zones: slice, main: set[str]) -> None:
    """Nobody is told to mend health checks that are not made; reading less names no root cause that was not there."""
    one = Balanced().registered("unused", "Target.NotInUse")
    one.balancer["AvailabilityZones"] = one.balancer["AvailabilityZones"][zones]

    assert {each.id for each in one.diagnosis().main_causes} == main
    assert one.roots() >= {"lb.target-unhealthy"}


@pytest.mark.parametrize(
    ("state", "reason", "verdict"),
    [
        ("healthy", "", "pass"),
        ("initial", "Elb.InitialHealthChecking", "unknown"),
        ("initial", "Elb.RegistrationInProgress", "unknown"),
        ("draining", "Target.DeregistrationInProgress", "not_applicable"),
        ("unavailable", "Target.HealthCheckDisabled", "unknown"),
        ("unhealthy", "Elb.InternalError", "fail"),
        ("unhealthy", "Target.OfTomorrow", "fail"),
        ("of-tomorrow", "", "unknown"),
    ],
)
def test_what_the_load_balancer_says(state: str, reason: str, verdict: str) -> None:
    """States and reasons that are new are data."""
    assert Balanced().registered(state, reason).answer(targets).verdict == verdict


def test_a_target_that_is_not_there_is_told_and_no_root_cause() -> None:
    one = Balanced().registered(address="10.20.10.48")

    assert one.answer(targets).verdict == "fail"
    assert one.roots() == set()


def test_in_a_blue_green_deployment_it_may_be_in_the_other_group() -> None:
    one = Balanced().registered(address="10.20.10.48")
    other = {"alternateTargetGroupArn": one.group["TargetGroupArn"].replace("/web/", "/green/")}
    one.service["loadBalancers"][0]["advancedConfiguration"] = other

    assert one.answer(targets).verdict == "not_applicable"


def test_a_stopped_task_is_told_by_its_siblings() -> None:
    """Its own address is deregistered; those of its siblings are said to be siblings."""
    one = Balanced("stopped").registered("unhealthy", "Target.ResponseCodeMismatch", address="10.20.11.9")

    answer = one.answer(targets)

    assert answer.verdict == "fail"
    assert "siblings" in answer.because.en
    assert "hermanas" in answer.because.es
    assert "10.20.11.9:8080" in answer.because.en
    assert one.roots() == {"lb.target-unhealthy"}


def test_siblings_do_not_speak_for_a_task_that_stopped_for_another_reason() -> None:
    one = Balanced("stopped").registered("unhealthy", "Target.Timeout", address="10.20.11.9")
    one.task.update(stopCode="EssentialContainerExited", stoppedReason="Essential container in task exited")

    assert one.answer(targets).verdict == "not_applicable"
    assert "lb.target-unhealthy" not in one.roots()


@pytest.mark.parametrize(
    "operation", ["elbv2:DescribeTargetHealth", "elbv2:DescribeTargetGroups", "ecs:DescribeServices"]
)
def test_what_was_not_read_is_unknown_for_a_running_task(operation: str) -> None:
    answer = Balanced().registered("unhealthy", "Target.Timeout").without(operation).answer(targets)

    assert answer.verdict == "unknown"
    assert operation in {each.operation for each in answer.missing}


def test_what_the_message_states_stays_without_any_answer() -> None:
    one = Balanced("stopped").without("elbv2:DescribeTargetHealth", "elbv2:DescribeTargetGroups")

    assert one.roots() == {"lb.target-unhealthy"}


@pytest.mark.parametrize(("ran", "said", "is_offered"), [(90, "90 s", True), (3600, "60 min", False)])
def test_a_task_that_was_given_little_time_may_be_given_more(ran: int, said: str, is_offered: bool) -> None:  # noqa: FBT001
    """The times of the task stand beside the grace period, and a longer one is offered where it might help."""
    one = Balanced("stopped")
    started = datetime.fromisoformat(one.task["startedAt"])
    one.task["stoppingAt"] = written(started + timedelta(seconds=ran))

    answer = one.answer(targets)
    found = next(each for each in one.diagnosis().findings if each.id == "lb.target-unhealthy")

    assert said in answer.because.en
    offered = {each.remedy.id: each for each in found.recommendations}
    assert ("lengthen-grace-period" in offered) == is_offered
    for each in offered.values():
        assert each.proven is None
        for command in (*each.remedy.commands, *each.remedy.undo):
            parse(command)


def test_a_wrong_path_may_be_corrected() -> None:
    one = Balanced().registered("unhealthy", "Target.ResponseCodeMismatch")

    found = next(each for each in one.diagnosis().findings if each.id == "lb.target-unhealthy")

    assert "check-path-that-answers" in {each.remedy.id for each in found.recommendations}


def test_a_task_that_waits_is_not_asked_about() -> None:
    assert Balanced("pending").answer(targets).verdict == "not_applicable"
