"""Small steps that many tests take."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any, ClassVar

from fargate_doctor.collectors.calls import Call
from fargate_doctor.text import Text
from fargate_doctor.tui.app import DoctorApp
from fargate_doctor.tui.launch import AppStart
from tests.tui.diagnoses import WHEN
from tests.tui.pictures import words_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.pilot import Pilot
    from textual.screen import Screen

    from fargate_doctor.text import Language
    from fargate_doctor.tui.jobs import Arrival, Progress

SMALL = (80, 24)
LARGE = (120, 40)


def app_in(language: Language = "en", **start: object) -> DoctorApp:
    """Return the app with nothing that moves by itself."""
    app = DoctorApp(AppStart(language=language, **start), now=lambda: WHEN)  # type: ignore[arg-type]
    app.animation_level = "none"
    return app


async def settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is under way any more."""
    for _ in range(3):
        await pilot.app.workers.wait_for_complete(
            [worker for worker in pilot.app.workers if worker.group not in ("profiles", "regions", "removing")]
        )
        await pilot.pause()


async def until(pilot: Pilot[None], holds: Callable[[], bool]) -> None:
    """Wait until something holds; fail where it does not within a time that no healthy app needs."""
    for _ in range(2000):
        if holds():
            return
        await pilot.pause(0.01)
    raise AssertionError(words_of(pilot.app))


async def until_screen(pilot: Pilot[None], *kinds: type[Screen[Any]]) -> None:
    """Wait until a screen of one of these kinds is shown."""
    await until(pilot, lambda: isinstance(pilot.app.screen, kinds))


async def until_shown(pilot: Pilot[None], words: str) -> str:
    """Wait until some words are shown; return all that is."""
    await until(pilot, lambda: words in words_of(pilot.app))
    return words_of(pilot.app)


def calls() -> tuple[Call, ...]:
    """Return calls with every outcome."""
    outcomes = (
        ("ecs:DescribeTasks", "answered", 1),
        ("ec2:DescribeSubnets", "answered", 3),
        ("ec2:DescribeDhcpOptions", "refused", 0),
        ("ecr:DescribeRepositories", "absent", 0),
        ("cloudtrail:LookupEvents", "throttled", 0),
        ("ec2:DescribeRouteTables", "cancelled", 0),
    )
    return tuple(
        Call(operation, {}, WHEN + timedelta(seconds=place), 0.12 * (place + 1), outcome, items)  # type: ignore[arg-type]
        for place, (operation, outcome, items) in enumerate(outcomes)
    )


@dataclass(frozen=True)
class HandMadeJob:
    """A job that does what a test says."""

    does: Callable[[Progress], Arrival]
    asks_aws: ClassVar[bool] = True

    @property
    def title(self) -> Text:
        """Return what is being done."""
        return Text(en="Collecting orders-web", es="Reuniendo datos de orders-web")

    def run(self, progress: Progress) -> Arrival:
        """Do it."""
        return self.does(progress)
