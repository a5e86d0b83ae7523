"""Shows lists of a hundred and of ten thousand tasks in turn; prints as JSON the medians of paint and of one key."""

from __future__ import annotations

import asyncio
import json
import statistics
import sys
import time
from datetime import UTC, datetime, timedelta

from fargate_doctor.text import Text, verbatim
from fargate_doctor.tui.app import DoctorApp
from fargate_doctor.tui.jobs import Tasks
from fargate_doctor.tui.launch import AppStart
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.task_rows import TaskRow

SIZES = (100, 10_000)
_KEYS = 20


def _rows(count: int) -> tuple[TaskRow, ...]:
    now = datetime(2026, 3, 4, 10, 0, tzinfo=UTC)
    symptom = Text(en="no answer came over the network", es="no llegó respuesta por la red")
    return tuple(
        TaskRow(
            f"arn/{number:032x}",
            f"{number:032x}",
            f"service-{number % 97}",
            "stopped",
            symptom,
            "ResourceInitializationError: i/o timeout",
            now - timedelta(seconds=number),
            f"{number:032x} service-{number % 97} stopped",
        )
        for number in range(count)
    )


async def _measured(rows: tuple[TaskRow, ...]) -> tuple[float, float]:
    """Return the seconds of processor until the list is painted, and of one key until it is painted again."""
    app = DoctorApp(AppStart())
    app.animation_level = "none"
    async with app.run_test(size=(120, 40)) as pilot:
        began = time.process_time()
        await app.push_screen(TasksScreen(Tasks(verbatim("many"), rows, lambda _: None, None)))  # type: ignore[arg-type, return-value]
        await pilot.pause()
        painted = time.process_time()
        for _ in range(_KEYS):
            await pilot.press("down")
        return painted - began, (time.process_time() - painted) / _KEYS


async def main(runs: int) -> None:
    """Measure in turn."""
    lists = {size: _rows(size) for size in SIZES}
    seen: dict[int, list[tuple[float, float]]] = {size: [] for size in SIZES}
    for number in range(runs + 1):
        for size, rows in lists.items():
            took = await _measured(rows)
            if number:
                seen[size].append(took)
    told = {
        size: [statistics.median(paint for paint, _ in took), statistics.median(key for _, key in took)]
        for size, took in seen.items()
    }
    sys.stdout.write(json.dumps(told))


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
