"""Containers that fail by themselves in a sound network: commands, memory, health, order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindNat
from tests.lab.scenario import Scenario, Target
from tests.lab.scenarios.network_ids import NETWORK
from tests.lab.stopped_task import Stop, run_task

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.server import Lab

_DEFINITION = "ecs:DescribeTaskDefinition"
_EXITED = "Essential container in task exited"
_PROBE = {"command": ["CMD-SHELL", "curl -f http://localhost:8080/ready"], "interval": 10, "retries": 3}
_INIT: dict[str, Any] = {"name": "init", "image": "public.ecr.aws/docker/library/busybox:1", "essential": False}
_WAITS = {"dependsOn": [{"containerName": "init", "condition": "HEALTHY"}], "startTimeout": 60}
_BARE = Stop("Task failed to start", phase="start")


def _ended(code: int) -> Callable[[Lab, bool], Target]:
    def arrange(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
        stop = Stop(_EXITED, code="EssentialContainerExited", phase="run", exit_code=code, lasted=timedelta(minutes=2))
        return BehindNat(lab).workload().fails(stop)

    return arrange


def _failed_health(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    stop = Stop("Task failed container health checks", "ServiceSchedulerInitiated", "run", exit_code=137)
    target = BehindNat(lab).workload(container={"healthCheck": _PROBE}).fails(stop)
    lab.state.tasks[target.task_arn]["containers"][0]["healthStatus"] = "UNHEALTHY"
    return target


def _is_unhealthy(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    workload = BehindNat(lab).workload(container={"healthCheck": _PROBE})
    task = workload.launch()
    run_task(lab, task)
    said = "UNHEALTHY" if broken else "HEALTHY"
    lab.state.tasks[task]["healthStatus"] = said
    lab.state.tasks[task]["containers"][0]["healthStatus"] = said
    return Target(task, workload.cluster)


def _never_healthy(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    probe = {} if broken else {"healthCheck": _PROBE}
    target = BehindNat(lab).workload(container=_WAITS, beside=[_INIT | probe]).fails(_BARE)
    lab.state.tasks[target.task_arn]["containers"][1]["healthStatus"] = "UNKNOWN" if broken else "HEALTHY"
    return target


def _initial_failed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    waits = {"dependsOn": [{"containerName": "init", "condition": "SUCCESS"}]}
    target = BehindNat(lab).workload(container=waits, beside=[_INIT]).fails(_BARE)
    lab.state.tasks[target.task_arn]["containers"][1]["exitCode"] = 1 if broken else 0
    return target


def _stated(name: str, broken: str, arrange: Callable[[Lab, bool], Target], finding: str) -> Scenario:
    return Scenario(name, broken, arrange, frozenset({finding}), never=NETWORK, has_twin=False)


SCENARIOS = (
    _stated("command-not-found", "the command is not in the image", _ended(127), "container.bad-command"),
    _stated("command-not-executable", "the command may not be executed", _ended(126), "container.bad-command"),
    _stated("killed-without-a-word", "a container is killed, nobody says by whom", _ended(137), "container.app-exit"),
    _stated("segmentation-fault", "the program touches foreign memory", _ended(139), "container.app-exit"),
    _stated("ended-well", "an essential container ends without an error", _ended(0), "container.app-exit"),
    _stated("health-check-failed", "the container's health check fails", _failed_health, "container.unhealthy"),
    Scenario(
        "unhealthy-while-running",
        "a running container fails its health check",
        _is_unhealthy,
        frozenset({"container.unhealthy"}),
        never=NETWORK,
    ),
    Scenario(
        "waits-for-health-that-nobody-checks",
        "a container waits for another to be healthy that has no health check",
        _never_healthy,
        frozenset({"container.dependency"}),
        never=NETWORK,
        key_operation=_DEFINITION,
    ),
    Scenario(
        "initial-container-failed",
        "the container that must succeed first ends with an error",
        _initial_failed,
        frozenset({"container.dependency"}),
        never=NETWORK,
        key_operation=_DEFINITION,
    ),
)
