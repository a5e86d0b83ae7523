"""Hours of watching in the app on a fast clock: every failure is told once, no row is lost, memory stays flat."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any, ClassVar

import pytest

from fargate_doctor.storage.settings import Settings, Watch
from fargate_doctor.tui import app as app_module
from fargate_doctor.tui.app import DoctorApp
from fargate_doctor.tui.jobs import Account, ListTasks, Progress, Tasks
from fargate_doctor.tui.launch import AppStart
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.widgets.task_table import TaskTable
from tests.campaigns.day import MOST_GROWTH, Day, account_in_a_hurry
from tests.campaigns.figures import FULL, SHARE, length, write_down
from tests.tui.acting import LARGE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from fargate_doctor.text import Text
    from fargate_doctor.tui.jobs import Arrival
    from tests.campaigns.misbehaving import MisbehavingLab

EVERY = 15.0
CALM = 6
_FAILING = ("ecs:ListTasks", "ecs:DescribeTasks", "ecs:DescribeServices")


@pytest.fixture
def lab(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingLab]:
    with account_in_a_hurry(tmp_path, monkeypatch) as running:
        yield running


@dataclass(frozen=True)
class NextLook:
    """Lets time pass, then asks as the app asks; `looks` tells what came of it."""

    day: Day
    asking: ListTasks
    looks: list[object] = field(default_factory=list)
    asks_aws: ClassVar[bool] = True

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return self.asking.title

    def run(self, progress: Progress) -> Arrival:
        """Ask."""
        self.day.sleep(EVERY)
        try:
            arrival = self.asking.run(progress)
        finally:
            self.looks.append(None)
        assert isinstance(arrival, Tasks)
        return replace(arrival, refresh=self)


class ListeningApp(DoctorApp):
    """The app, with an ear on its bell and its notices."""

    CSS_PATH = Path(app_module.__file__).with_name("app.tcss")

    def __init__(self) -> None:
        super().__init__(AppStart(language="en"))
        self.animation_level = "none"
        self.rung = 0
        self.told: list[str] = []
        self.complaints = 0

    @property
    def settings(self) -> Settings:
        """Return settings by which looks follow each other as fast as they are answered."""
        in_a_hurry = Watch().model_copy(update={"seconds": 0.01})
        return super().settings.model_copy(update={"watch": in_a_hurry})

    def bell(self) -> None:
        """Count."""
        self.rung += 1

    def notify(self, message: str, **said: Any) -> None:  # noqa: ANN401 - textual's own
        """Keep what is said."""
        self.complaints += said.get("severity") == "error"
        if message.startswith("Stopped or unhealthy now: "):
            self.told += re.findall(r"/([0-9a-f]{8})", message)


HOURS = max(0.1, 8 * SHARE) if FULL else 0.1


@pytest.fixture
def looking(lab: MisbehavingLab) -> NextLook:
    return NextLook(Day(lab, HOURS, length(6, 60), _FAILING, "watch"), ListTasks(Account(region="eu-west-1"), "prod"))


@pytest.fixture
def first(looking: NextLook) -> Tasks:
    """Return the list as it is before the watch; asked for here, where no loop runs."""
    arrival = looking.asking.run(Progress(lambda _: None, lambda _: None, Event()))
    assert isinstance(arrival, Tasks)
    return replace(arrival, refresh=looking)


async def test_hours_of_watching(looking: NextLook, first: Tasks) -> None:
    """What AWS leaves out for once neither takes a row away nor rings a bell again."""
    day, app = looking.day, ListeningApp()
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        screen = TasksScreen(first)
        await app.push_screen(screen)
        await pilot.pause()
        seen = await _watched(pilot, screen, day, looking)

    told = Counter(app.told)
    stopped = {task.rpartition("/")[2][:8] for task in day.stopped}
    untold = stopped - set(told)
    twice = [task for task, times in told.items() if times > 1]
    write_down(
        "hours of watching in the app",
        hours_simulated=HOURS,
        looks=len(looking.looks),
        tasks_stopped=len(day.stopped),
        faults=day.faults,
        bells=app.rung,
        complaints=app.complaints,
        blocks_of_memory_added_in_second_half=day.growth,
        zero={
            "failures untold": len(untold),
            "failures told twice": len(twice),
            "rows lost": seen.lost,
            "rows twice": seen.twice,
        },
    )
    assert day.stopped
    assert untold == set()
    assert twice == []
    assert (seen.lost, seen.twice) == (0, 0)
    assert app.rung <= len(day.stopped)
    assert day.growth < MOST_GROWTH


@dataclass
class Seen:
    """Rows that were on the screen and went, though ECS still has the task; and rows that stood there twice."""

    lost: int = 0
    twice: int = 0


async def _watched(pilot: Pilot[None], screen: TasksScreen, day: Day, looking: NextLook) -> Seen:
    """Watch until it has been calm for a while, and look at the rows after each look."""
    seen, before, looks, calm = Seen(), set[str](), 0, 0
    await pilot.press("w")
    for _ in range(1_000_000):
        await pilot.pause(0.01)
        if len(looking.looks) == looks:
            continue
        looks, calm = len(looking.looks), calm + day.is_calm
        rows = [row.arn for row in screen.query_one(TaskTable)._rows]
        seen.lost += len(before - set(rows))
        seen.twice += len(rows) - len(set(rows))
        before = set(rows)
        if calm >= CALM:
            break
    await pilot.press("w")
    return seen
