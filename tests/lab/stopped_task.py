"""Gives a task the life that ECS would give it: running, pending, or stopped in a phase and with a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.mending.interfaces import delete_interface
from tests.lab.mending.tasks import interface_of
from tests.lab.names import DIGEST

if TYPE_CHECKING:
    from tests.lab.server import Lab
    from tests.lab.state import State

# The phases of a start in their order, and how many seconds after `createdAt` each stamp is made.
_STAMPS = (
    ("provisioning", "createdAt", 0),
    ("login", "connectivityAt", 11),
    ("pull", "pullStartedAt", 16),
    ("start", "pullStoppedAt", 31),
    ("run", "startedAt", 36),
)
_PHASES = tuple(phase for phase, _, _ in _STAMPS)
_PATIENCE = timedelta(minutes=4)
_STOPPED_AGO = timedelta(minutes=20)
_RUNNING_SINCE = timedelta(hours=3)


@dataclass(frozen=True)
class Stop:
    """How a task ended: what ECS says, and in which phase of its life it got no further.

    `phase` is one of provisioning, login, pull, start and run.
    """

    reason: str
    code: str = "TaskFailedToStart"
    phase: str = "login"
    container_reason: str | None = None
    exit_code: int | None = None
    lasted: timedelta = _PATIENCE


def stop_task(lab: Lab, arn: str, stop: Stop, ago: timedelta = _STOPPED_AGO) -> None:
    """Let a task be stopped; its network interface is gone, as it is on AWS."""
    task = lab.state.tasks[arn]
    stopped = lab.state.now - ago
    created = stopped - stop.lasted
    _stamp(task, created, stop.phase)
    task.update(
        desiredStatus="STOPPED",
        lastStatus="STOPPED",
        stopCode=stop.code,
        stoppedReason=stop.reason,
        stoppingAt=stopped - timedelta(seconds=12),
        executionStoppedAt=stopped - timedelta(seconds=10),
        stoppedAt=stopped,
        version=6,
    )
    for container in task["containers"]:
        _stop_container(container, stop)
    _take_interface(lab.state, task, never_made=stop.phase == "provisioning")


def run_task(lab: Lab, arn: str, since: timedelta = _RUNNING_SINCE) -> datetime:
    """Let a task run and return when it started."""
    task = lab.state.tasks[arn]
    _stamp(task, lab.state.now - since - timedelta(seconds=36), "run")
    task.update(lastStatus="RUNNING", connectivity="CONNECTED", version=4)
    for container in task["containers"]:
        container.update(lastStatus="RUNNING", runtimeId=f"{arn[-32:]}-265927825", imageDigest=DIGEST)
    started: datetime = task["startedAt"]
    return started


def keep_pending(lab: Lab, arn: str, since: timedelta = timedelta(minutes=3)) -> None:
    """Let a task be on its way: it has its interface and waits for its image."""
    task = lab.state.tasks[arn]
    _stamp(task, lab.state.now - since, "login")
    task.update(lastStatus="PENDING", connectivity="CONNECTED")


def _stamp(task: dict[str, Any], created: datetime, phase: str) -> None:
    reached = _PHASES.index(phase)
    for _, stamp, after in _STAMPS[: reached + 1]:
        task[stamp] = created + timedelta(seconds=after)
    if reached:
        task["connectivity"] = "CONNECTED"


def _stop_container(container: dict[str, Any], stop: Stop) -> None:
    container["lastStatus"] = "STOPPED"
    if stop.container_reason:
        container["reason"] = stop.container_reason
    if stop.exit_code is not None:
        container["exitCode"] = stop.exit_code
    if stop.phase in ("start", "run"):
        container["imageDigest"] = DIGEST
    if stop.phase == "provisioning":
        container["networkInterfaces"] = []


def _take_interface(state: State, task: dict[str, Any], *, never_made: bool) -> None:
    interface = interface_of(task)
    if interface:
        delete_interface(state, interface)
    for attachment in task["attachments"]:
        attachment["status"] = "DELETED"
        if never_made:
            attachment["details"] = [each for each in attachment["details"] if each["name"] == "subnetId"]
