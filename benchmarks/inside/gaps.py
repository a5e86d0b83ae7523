"""Fills, filters, scrolls, sorts and refreshes a list of so many tasks, and counts what blocks the event loop.

Prints as JSON, for each of these, how many turns of the loop took the processor for more than the limit, the longest
one, and how many took as long by the clock, which a busy machine lengthens.
"""

from __future__ import annotations

import asyncio
import json
import sys
import tempfile
import time
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.large_case import write
from fargate_doctor.tui.app import DoctorApp
from fargate_doctor.tui.jobs import ReadCase
from fargate_doctor.tui.launch import AppStart
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.tidying import tidy_when_idle
from fargate_doctor.tui.widgets.task_table import TaskTable

if TYPE_CHECKING:
    from textual.pilot import Pilot

LIMIT = 0.05
_PAGES = 20

_doing = ["starting"]
_turns: dict[str, list[tuple[float, float]]] = defaultdict(list)


def _watch_the_loop() -> None:
    """Note for every turn of an event loop how long it kept the thread busy."""
    run: Any = asyncio.events.Handle._run  # noqa: SLF001 - asyncio tells of slow turns in a log only

    def timed(handle: asyncio.Handle) -> None:
        cpu, wall = time.thread_time(), time.perf_counter()
        run(handle)
        _turns[_doing[0]].append((time.thread_time() - cpu, time.perf_counter() - wall))

    setattr(asyncio.events.Handle, "_run", timed)  # noqa: B010 - a name that type checkers know nothing of


async def _until(pilot: Pilot[None], kind: type[TasksScreen]) -> TasksScreen:
    while not isinstance(pilot.app.screen, kind):
        await pilot.pause(0.02)
    await pilot.pause()
    return pilot.app.screen


async def _act(case: Path, tasks: int) -> None:
    app = DoctorApp(AppStart(language="en", speaks_as_asked=True))
    tidying = asyncio.create_task(tidy_when_idle(lambda: app.last_input))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause(1)
        _doing[0] = "fill"
        app.screen.post_message(WorkWanted(ReadCase(case)))
        screen = await _until(pilot, TasksScreen)
        _doing[0] = "scroll"
        for key in (*["pagedown"] * _PAGES, "end", "home", *["down"] * _PAGES):
            await pilot.press(key)
        screen.query_one(TaskTable).scroll_to(y=tasks // 2, animate=False)
        await pilot.pause()
        _doing[0] = "filter"
        await pilot.press("slash", *"stopped no answer", *["backspace"] * 17, "escape")
        _doing[0] = "sort"
        await pilot.press("s", "s", "s", "s")
        _doing[0] = "refresh"
        for _ in range(3):
            app.screen.post_message(WorkWanted(ReadCase(case)))
            await pilot.pause(0.1)
            await _until(pilot, TasksScreen)
        _doing[0] = "ending"
    tidying.cancel()


def main(tasks: int) -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        case = Path(folder) / "case.json"
        write(case, tasks, 0, 0)
        document = json.loads(case.read_bytes())
        case.write_text(json.dumps({**document, "focus": None}), encoding="utf-8")
        _watch_the_loop()
        asyncio.run(_act(case, tasks))
    told = {
        doing: {
            "turns": len(turns),
            "blocked": sum(cpu > LIMIT for cpu, _ in turns),
            "longest": max(cpu for cpu, _ in turns),
            "late": sum(wall > LIMIT for _, wall in turns),
        }
        for doing, turns in _turns.items()
        if doing not in ("starting", "ending")
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    main(int(sys.argv[1]))
