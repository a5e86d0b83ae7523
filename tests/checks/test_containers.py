"""What the containers themselves show: codes, memory, commands, health, order."""

from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.checks.health.container_command import container_command
from fargate_doctor.checks.health.container_dependencies import container_dependencies
from fargate_doctor.checks.health.container_exit import container_exit
from fargate_doctor.checks.health.container_health import container_health
from fargate_doctor.checks.health.container_memory import container_memory
from fargate_doctor.diagnosis.engine import ask
from fargate_doctor.facts.exit_codes import meaning_of
from tests.checks.containers import ENDED, NEVER_STARTED, UP, facts, root_causes

APP: dict[str, Any] = {"name": "app", "image": "shop", "essential": True}
PROXY: dict[str, Any] = {"name": "proxy", "image": "envoy", "essential": False}
CHECKED: dict[str, Any] = {
    "command": ["CMD-SHELL", "curl -f http://localhost/ready || exit 1"],
    "interval": 10,
    "timeout": 5,
    "retries": 3,
    "startPeriod": 0,
}
FAILED_HEALTH = {
    **ENDED,
    "stopCode": "ServiceSchedulerInitiated",
    "stoppedReason": "Task failed container health checks",
}


def exited(code: int | None, name: str = "app", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - members of AWS's JSON
    """Return a container that has stopped."""
    return {"name": name, "lastStatus": "STOPPED", **({"exitCode": code} if code is not None else {}), **more}


@pytest.mark.parametrize(
    ("code", "identifier", "confidence"),
    [
        (0, "container.app-exit", "possible"),
        (1, "container.app-exit", "likely"),
        (2, "container.app-exit", "likely"),
        (42, "container.app-exit", "likely"),
        (126, "container.bad-command", "likely"),
        (127, "container.bad-command", "likely"),
        (134, "container.app-exit", "likely"),
        (137, "container.app-exit", "possible"),
        (139, "container.app-exit", "likely"),
        (143, "container.app-exit", "possible"),
        (255, "container.app-exit", "likely"),
    ],
)
def test_an_exit_code_is_as_sure_as_what_it_proves(code: int, identifier: str, confidence: str) -> None:
    """A code names the container and not the network; one that others bring about is no more than possible."""
    assert root_causes(facts([exited(code)], [APP])) == {identifier: confidence}
    assert root_causes(facts([exited(code)])) == {identifier: confidence}


def test_exit_137_is_never_a_lack_of_memory_by_itself() -> None:
    """Without a word of memory the code is told with the usual killers, and the question of memory passes."""
    killed = facts([exited(137)], [APP])

    assert ask(container_memory, killed).verdict == "pass"
    assert "stopTimeout" in ask(container_exit, killed).because.en
    assert "Spot" in ask(container_exit, killed).because.es


def test_the_container_that_ended_the_task_is_told_from_those_that_ecs_ended_after_it() -> None:
    """The essential container with a code of its own comes first, whatever its place."""
    ended = facts([exited(143, "proxy"), exited(3, "app")], [{**PROXY, "essential": True}, APP])

    raised = ask(container_exit, ended).raised

    assert [each.id for each in raised[0].resources] == ["app"]
    assert "proxy" in raised[0].detail.en


def test_a_sidecar_that_ended_while_the_task_runs_is_a_warning() -> None:
    """A container that is not essential does not end the task; that it is gone is worth a warning."""
    answer = ask(container_exit, facts([exited(1, "proxy"), {"name": "app"}], [PROXY, APP], UP))

    assert (answer.verdict, [each.level for each in answer.raised]) == ("fail", ["warning"])


def test_no_exit_code_is_in_order_while_the_task_runs_and_no_question_before() -> None:
    """A running task without codes passes; one that never ran is not asked."""
    assert ask(container_exit, facts([{"name": "app"}], [APP], UP)).verdict == "pass"
    assert ask(container_exit, facts([{"name": "app"}], [APP], NEVER_STARTED)).verdict == "not_applicable"


def test_every_code_has_words_in_both_languages() -> None:
    """No code is left without a meaning."""
    assert all(meaning_of(code).en and meaning_of(code).es for code in range(-1, 300))
    assert meaning_of(130).en == "signal 2 ended it"


def test_a_command_that_could_not_be_run_is_quoted_from_the_definition() -> None:
    """Entry point and command stand in the answer, since they are what must be mended."""
    asked = {**APP, "entryPoint": ["/bin/start"], "command": ["--serve"]}

    answer = ask(container_command, facts([exited(127)], [asked]))

    assert answer.verdict == "fail"
    assert "/bin/start --serve" in answer.because.en


@pytest.mark.parametrize("text", ["OutOfMemoryError: Container killed due to memory usage", "OOMKilled: out of memory"])
def test_words_of_memory_are_evidence_with_the_limits_beside_them(text: str) -> None:
    """What ECS says in words is certain, and the limits of container and task tell what to raise."""
    killed = facts([exited(137, reason=text)], [{**APP, "memory": 512}], {**ENDED, "memory": "1024"})

    assert root_causes(killed) == {"container.out-of-memory": "certain"}
    assert "512" in ask(container_memory, killed).because.en


def test_failed_health_checks_name_the_container_its_check_and_the_time_it_had() -> None:
    """The check of the definition is held against the life of the task."""
    asked = {**APP, "healthCheck": CHECKED}
    short = {**FAILED_HEALTH, "stoppingAt": "2026-03-10T10:01:20+00:00"}

    sick = facts([exited(137, healthStatus="UNHEALTHY")], [asked], short)

    assert root_causes(sick) == {"container.unhealthy": "certain"}
    answer = ask(container_health, sick)
    assert "startPeriod" in answer.because.en
    assert "44 s" in answer.because.es


def test_a_running_task_with_an_unhealthy_essential_container_has_a_root_cause() -> None:
    """Contract: failing container health is a root cause in a running task; a sidecar's is a warning."""
    sick = {"name": "app", "healthStatus": "UNHEALTHY"}
    asked = {**APP, "healthCheck": CHECKED}

    assert "container.unhealthy" in root_causes(facts([sick], [asked], UP))
    beside = facts([{"name": "proxy", "healthStatus": "UNHEALTHY"}, {"name": "app"}], [PROXY, APP], UP)
    assert [each.level for each in ask(container_health, beside).raised] == ["warning"]
    assert "container.unhealthy" not in root_causes(beside)


def test_healthy_containers_pass_and_unchecked_ones_are_not_asked() -> None:
    """Health is a question only where something checks it."""
    asked = {**APP, "healthCheck": CHECKED}

    assert ask(container_health, facts([{"name": "app", "healthStatus": "HEALTHY"}], [asked], UP)).verdict == "pass"
    assert ask(container_health, facts([{"name": "app"}], [APP], UP)).verdict == "not_applicable"


INIT: dict[str, Any] = {"name": "init", "image": "migrate", "essential": False}


def waits_for(name: str, condition: str, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - members of AWS's JSON
    """Return the definition of `app`, which waits for another container."""
    return {**APP, "dependsOn": [{"containerName": name, "condition": condition}], **more}


NEVER_MET = (
    ([waits_for("gone", "START")], "no container gone"),
    ([waits_for("init", "HEALTHY"), INIT], "no health check"),
    ([waits_for("init", "SUCCESS"), {**INIT, "essential": True}], "is essential"),
    ([waits_for("init", "COMPLETE"), {**INIT, "essential": True}], "is essential"),
    (
        [waits_for("init", "START"), {**INIT, "dependsOn": [{"containerName": "app", "condition": "START"}]}],
        "itself waits",
    ),
)


@pytest.mark.parametrize(("asked", "words"), NEVER_MET)
def test_a_dependency_that_can_never_be_met_stops_the_start(asked: list[dict[str, Any]], words: str) -> None:
    """The definition alone shows it: of a task that waits to start, and of one that failed without a reason."""
    waiting = facts([{"name": "app"}], asked, {**UP, "lastStatus": "PENDING", "startedAt": None})

    assert words in ask(container_dependencies, waiting).because.en
    assert root_causes(facts([{"name": "app"}], asked, NEVER_STARTED)).keys() == {"container.dependency"}


MISSED = (
    (waits_for("init", "SUCCESS"), INIT, exited(1, "init"), "certain"),
    (waits_for("init", "HEALTHY"), {**INIT, "healthCheck": CHECKED}, exited(2, "init"), "certain"),
    (
        waits_for("init", "HEALTHY"),
        {**INIT, "healthCheck": CHECKED},
        {"name": "init", "healthStatus": "UNHEALTHY"},
        "certain",
    ),
    (
        waits_for("init", "HEALTHY", startTimeout=60),
        {**INIT, "healthCheck": CHECKED},
        {"name": "init", "healthStatus": "UNKNOWN"},
        "likely",
    ),
    (waits_for("init", "COMPLETE", startTimeout=60), INIT, {"name": "init", "lastStatus": "STOPPED"}, "likely"),
)


@pytest.mark.parametrize(("app", "other", "came_to", "confidence"), MISSED)
def test_a_container_that_waited_in_vain_explains_a_bare_failed_start(
    app: dict[str, Any], other: dict[str, Any], came_to: dict[str, Any], confidence: str
) -> None:
    """What the other container came to, or the time that ran out, is told instead of the network."""
    failed = facts([exited(None), came_to], [app, other], NEVER_STARTED)

    assert root_causes(failed) == {"container.dependency": confidence}


def test_a_dependency_that_was_met_is_not_blamed() -> None:
    """An initial container that ended well, or a healthy one, leaves the question passed."""
    met = facts([exited(None), exited(0, "init")], [waits_for("init", "SUCCESS", startTimeout=60), INIT], NEVER_STARTED)

    assert ask(container_dependencies, met).verdict == "pass"
    assert ask(container_dependencies, facts([exited(1)], [APP])).verdict == "not_applicable"
    assert ask(container_dependencies, facts([exited(1)])).verdict == "unknown"


def test_what_the_definition_would_tell_never_adds_a_root_cause_by_its_absence() -> None:
    """Without the definition the same tasks have no further root cause."""
    for containers in ([exited(127, "proxy"), exited(0)], [exited(1, "proxy"), exited(137)], [exited(0), exited(127)]):
        known, unknown = facts(containers, [PROXY, APP]), facts(containers)
        assert root_causes(unknown).keys() <= root_causes(known).keys()
