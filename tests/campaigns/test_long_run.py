"""Hours of recording on a fast clock, while AWS fails now and then: every stop is kept once, and memory stays flat."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.read import read_case
from fargate_doctor.collectors.session import open_session
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.recording.follower import Follower
from fargate_doctor.recording.hook import Hooks
from fargate_doctor.recording.kept import Bounds
from fargate_doctor.recording.state import state_file
from tests.campaigns.day import MOST_GROWTH, Day, account_in_a_hurry
from tests.campaigns.figures import FULL, SHARE, length, write_down
from tests.recording.conftest import cases

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from fargate_doctor.recording.follower import Recorded
    from tests.campaigns.misbehaving import MisbehavingLab

EVERY = 60.0
CALM = 12
_FAILING = ("ecs:ListTasks", "ecs:DescribeTasks", "ec2:DescribeNetworkInterfaces", "ec2:DescribeSubnets", "iam:GetRole")


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingLab]:
    with account_in_a_hurry(tmp_path, monkeypatch) as running:
        yield running


def test_hours_of_recording(lab: MisbehavingLab) -> None:
    """No stop is lost, none is kept twice, and what the recording holds does not grow."""
    hours = max(0.4, 8 * SHARE) if FULL else 0.4
    day = Day(lab, hours, length(6, 60), _FAILING, "day")
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
    follower.follow(timedelta(hours=hours, seconds=EVERY * CALM))

    kept = Counter(str(read_case(path).focus) for path in cases())
    lost = set(day.stopped) - set(kept)
    twice = [task for task, times in kept.items() if times > 1]
    strangers = set(kept) - set(day.stopped)
    write_down(
        "hours of recording",
        hours_simulated=hours,
        rounds=day.rounds,
        tasks_stopped=len(day.stopped),
        faults=day.faults,
        warnings=len(warnings),
        blocks_of_memory_added_in_second_half=day.growth,
        zero={"cases lost": len(lost), "cases twice": len(twice), "cases of living tasks": len(strangers)},
    )
    assert day.stopped
    assert lost == set()
    assert twice == []
    assert strangers == set()
    assert len(reports) == len(kept)
    assert day.growth < MOST_GROWTH
