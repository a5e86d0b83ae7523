"""Runs commands in turn, so that a busy machine slows all of them alike, and gives the median of each."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

RUNS = 7


@dataclass(frozen=True)
class Cost:
    """What one process took: seconds of processor and of the clock, and its largest memory in MB."""

    cpu: float
    wall: float
    peak: float

    def __str__(self) -> str:
        """Return it for the table."""
        return f"{self.cpu * 1000:.0f} ms CPU, {self.wall * 1000:.0f} ms"


def environment() -> dict[str, str]:
    """Return an environment in which Python keeps its bytecode, as an installed program has it."""
    return {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def in_turn(works: Sequence[Callable[[], Cost]], runs: int = RUNS) -> list[Cost]:
    """Return the median cost of each; a first round that warms caches is not counted."""
    seen: list[list[Cost]] = [[] for _ in works]
    for number in range(runs + 1):
        for costs, work in zip(seen, works, strict=True):
            cost = work()
            if number:
                costs.append(cost)
    return [_median(costs) for costs in seen]


def process(*command: str) -> Callable[[], Cost]:
    """Return what runs a command and tells its cost; standard output goes nowhere."""

    def run() -> Cost:
        before = time.perf_counter()
        with subprocess.Popen(  # noqa: S603 - the tool and its yardsticks
            command,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        ) as started:
            _, status, usage = os.wait4(started.pid, 0)
            started.returncode = os.waitstatus_to_exitcode(status)
        if started.returncode not in _ANSWERS:
            raise RuntimeError(command, started.returncode)
        return Cost(usage.ru_utime + usage.ru_stime, time.perf_counter() - before, usage.ru_maxrss / 1024)

    return run


_ANSWERS = (0, 1, 3)
"""Exit codes of the tool that are answers; anything else would be measured as if it were fast."""


def tool(*arguments: str) -> Callable[[], Cost]:
    """Return what runs the tool."""
    return process(sys.executable, "-m", "fargate_doctor", *arguments)


def inside(module: str, *arguments: str) -> Callable[[], Cost]:
    """Return what runs one of the benchmark's own scripts."""
    return process(sys.executable, "-m", f"benchmarks.inside.{module}", *arguments)


def told(module: str, *arguments: str) -> str:
    """Return what one of the benchmark's own scripts prints."""
    return subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", f"benchmarks.inside.{module}", *arguments],
        env=environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        check=True,
    ).stdout


def _median(costs: list[Cost]) -> Cost:
    return Cost(
        statistics.median(each.cpu for each in costs),
        statistics.median(each.wall for each in costs),
        statistics.median(each.peak for each in costs),
    )
