"""Hours of recording on a fast clock, while AWS fails now and then: every stop is kept once, and memory stays flat."""

from __future__ import annotations

import gc
import tracemalloc
from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.read import read_case
from fargate_doctor.collectors import pages, session
from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.recording.follower import Follower
from fargate_doctor.recording.hook import Hooks
from fargate_doctor.recording.kept import Bounds
from fargate_doctor.recording.state import state_file
from tests.campaigns.figures import FULL, SHARE, length, write_down
from tests.campaigns.misbehaving import KINDS, Fault, MisbehavingLab
from tests.lab.messages import login_timed_out, out_of_memory, program_failed
from tests.recording.conftest import Service, cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fargate_doctor.recording.follower import Recorded

EVERY = 60.0
CALM = 12
"""Rounds at the end in which nothing happens and nothing fails, so that what was missed can be caught up with."""

_FAILING = ("ecs:ListTasks", "ecs:DescribeTasks", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "iam:GetRole")
_SEEN = tuple(each for each in KINDS if each not in {"empty lists", "empty answer"})
_MOST_GROWTH = 8 * 1024 * 1024
"""Bytes; a case of the lab takes a tenth of a megabyte, so that keeping what was kept would show."""


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingLab]:
    running = MisbehavingLab()
    running.start()
    running.reset()
    for name, value in {**running.environment, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(session, "READ_SECONDS", 0.4)
    monkeypatch.setattr(pages, "MOST_PAGES", 10)
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None))
    monkeypatch.setattr("botocore.retries.bucket.TokenBucket.acquire", lambda *_, **__: True)
    yield running
    running.stop()


class Day:
    """A clock that jumps from round to round, and what happens in between, decided by lot."""

    def __init__(self, lab: MisbehavingLab, hours: float, tasks: int) -> None:
        self.lab = lab
        self.now = datetime.now(UTC)
        self.calm_from = self.now + timedelta(hours=hours)
        self.random = Random("day")  # noqa: S311 - the same day in every run
        self.service = Service(lab)
        self.living = [self.service.start() for _ in range(2)]
        self.stopped: list[str] = []
        self.most, self.rounds, self.faults = tasks, 0, 0
        self.memory: list[int] = []

    def clock(self) -> datetime:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass: tasks start, leave and stop, and something may fail until the next round."""
        self.now += timedelta(seconds=seconds)
        self.rounds += 1
        self.lab.calls.clear()
        self.lab.go_wrong()
        if self.now >= self.calm_from:
            return
        if self.random.random() < 0.2 and len(self.stopped) + len(self.living) < self.most:
            self.living.append(self.service.start())
        if self.random.random() < 0.15 and self.living:
            task = self.living.pop(self.random.randrange(len(self.living)))
            self.service.stop(task, self.random.choice((program_failed, out_of_memory, login_timed_out))())
            self.stopped.append(task)
        if self.random.random() < 0.3:
            self.faults += 1
            self.lab.go_wrong(Fault(self.random.choice(_FAILING), self.random.choice(_SEEN), self.rounds))
        if self.rounds % 20 == 0:
            gc.collect()
            self.memory.append(tracemalloc.get_traced_memory()[0])


def test_hours_of_recording(lab: MisbehavingLab) -> None:
    """No stop is lost, none is kept twice, and what the recording holds does not grow."""
    hours = max(0.4, 8 * SHARE) if FULL else 0.4
    day = Day(lab, hours, tasks=length(6, 60))
    reports: list[Recorded] = []
    warnings: list[Any] = []
    opened = open_session()
    follower = Follower(
        session=opened,
        target=TaskTarget(cluster="prod"),
        file=state_file(opened.region, "prod", None),
        bounds=Bounds(1000, 10**9),
        hooks=Hooks(),
        clock=day.clock,
        sleep=day.sleep,
        report=reports.append,
        warn=warnings.append,
        every=EVERY,
    )
    tracemalloc.start()
    try:
        follower.follow(timedelta(hours=hours, seconds=EVERY * CALM))
    finally:
        tracemalloc.stop()

    kept = Counter(str(read_case(path).focus) for path in cases())
    lost = set(day.stopped) - set(kept)
    twice = [task for task, times in kept.items() if times > 1]
    half = day.memory[len(day.memory) // 2 :]
    strangers = set(kept) - set(day.stopped)
    growth = half[-1] - half[0] if half else 0
    write_down(
        "long run",
        hours_simulated=hours,
        rounds=day.rounds,
        tasks_stopped=len(day.stopped),
        faults=day.faults,
        warnings=len(warnings),
        memory_growth_in_second_half=growth,
        zero={"cases lost": len(lost), "cases twice": len(twice), "cases of living tasks": len(strangers)},
    )
    assert day.stopped
    assert lost == set()
    assert twice == []
    assert strangers == set()
    assert len(reports) == len(kept)
    assert growth < _MOST_GROWTH
