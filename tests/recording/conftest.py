"""A lab with a service, a data folder of its own, and a follower whose time the tests drive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.recording.follower import Follower, Recorded
from fargate_doctor.recording.hook import Hooks
from fargate_doctor.recording.kept import Bounds
from fargate_doctor.recording.state import state_file
from fargate_doctor.storage import case_library
from tests.lab.layouts import BehindNat
from tests.lab.server import Lab
from tests.lab.stopped_task import Stop, run_task, stop_task

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fargate_doctor.text import Text

EVERY = 15.0
Event = Callable[[], None]


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    lab = Lab()
    lab.start()
    yield lab
    lab.stop()


@pytest.fixture
def lab(running: Lab, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """Return an empty account that this process asks, with a home of its own."""
    running.reset()
    for name, value in {**running.environment, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    return running


@dataclass
class Service:
    """A service in the lab whose tasks a test starts, lets leave, and stops."""

    lab: Lab
    layout: BehindNat = field(init=False)
    workload: Any = field(init=False)

    def __post_init__(self) -> None:
        self.layout = BehindNat(self.lab)
        self.workload = self.layout.workload()
        self.workload.deploy()

    def start(self) -> str:
        """Start a task that runs."""
        task: str = self.workload.launch()
        run_task(self.lab, task)
        return task

    def leave(self, task: str) -> None:
        """Let a task be on its way out: its interface is still there."""
        self.lab.state.tasks[task].update(desiredStatus="STOPPED", lastStatus="DEPROVISIONING")

    def stop(self, task: str, stop: Stop, ago: timedelta = timedelta(seconds=5)) -> None:
        """Let a task have stopped: its interface is gone."""
        stop_task(self.lab, task, stop, ago)


@pytest.fixture
def service(lab: Lab) -> Service:
    return Service(lab)


class Time:
    """Hours in an instant: every sleep moves the clock and lets the next thing happen."""

    def __init__(self, *events: Event | None) -> None:
        self.now = datetime.now(UTC)
        self.events = list(events)
        self.pauses: list[float] = []

    def clock(self) -> datetime:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.pauses.append(seconds)
        self.now += timedelta(seconds=seconds)
        event = self.events.pop(0) if self.events else None
        if event is not None:
            event()


@dataclass
class Watched:
    """A follower and what it said."""

    reports: list[Recorded] = field(default_factory=list)
    warnings: list[Text] = field(default_factory=list)

    def follow(self, *events: Event | None, hooks: Hooks | None = None, **differing: Any) -> Time:  # noqa: ANN401
        """Follow for one round, and one more after each event."""
        time = Time(*events)
        target = TaskTarget(cluster="prod", service=differing.pop("service", None))
        session = open_session()
        follower = Follower(
            session=session,
            target=target,
            file=state_file(session.region, target.cluster_name, target.service),
            bounds=differing.pop("bounds", Bounds(100, 10**9)),
            hooks=hooks or Hooks(),
            clock=time.clock,
            sleep=time.sleep,
            report=self.reports.append,
            warn=self.warnings.append,
            every=EVERY,
        )
        follower.follow(differing.pop("lasting", timedelta(seconds=EVERY * len(events))))
        return time


@pytest.fixture
def watched() -> Watched:
    return Watched()


def cases() -> list[Path]:
    """Return the cases in the library, oldest first."""
    found = case_library().glob("*.json") if case_library().is_dir() else ()
    return sorted(each for each in found if each.name != "index.json")
