"""A day on a fast clock: a service whose tasks start and stop, and an AWS that fails now and then, decided by lot."""

from __future__ import annotations

import gc
import sys
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from random import Random
from types import SimpleNamespace
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors import pages, session
from tests.campaigns.misbehaving import KINDS, Fault, MisbehavingLab
from tests.lab.messages import login_timed_out, out_of_memory, program_failed
from tests.recording.conftest import Service

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import pytest

MOST_GROWTH: Final = 30_000
"""Blocks of memory; a case of the lab takes some thousands, so that keeping what was kept would show."""

_SAYS_SO: Final = frozenset({"empty lists", "empty answer", "unknown values"})
"""Answers that do say something: there is nothing, or the task has another launch type than Fargate's."""

_SEEN: Final = tuple(each for each in KINDS if each not in _SAYS_SO)


@contextmanager
def account_in_a_hurry(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MisbehavingLab]:
    """Yield an empty account; neither retries nor answers that hang are waited for."""
    lab = MisbehavingLab()
    lab.start()
    lab.reset()
    for name, value in {**lab.environment, "HOME": str(home), "XDG_DATA_HOME": str(home)}.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(session, "READ_SECONDS", 0.4)
    monkeypatch.setattr(pages, "MOST_PAGES", 10)
    monkeypatch.setattr("botocore.endpoint.time", SimpleNamespace(sleep=lambda _: None))
    monkeypatch.setattr("botocore.retries.bucket.TokenBucket.acquire", lambda *_, **__: True)
    try:
        yield lab
    finally:
        lab.stop()


class Day:
    """A clock that jumps from look to look, and what happens in between; `most` tasks, then it is calm."""

    def __init__(self, lab: MisbehavingLab, hours: float, most: int, failing: tuple[str, ...], seed: str) -> None:
        self.now = datetime.now(UTC)
        self.service = Service(lab)
        self.living = [self.service.start() for _ in range(2)]
        self.stopped: list[str] = []
        self.rounds = self.faults = 0
        self.memory: list[int] = []
        self._lab, self._most, self._failing = lab, most, failing
        self._calm_from = self.now + timedelta(hours=hours)
        self._seconds = hours * 3600
        self._random = Random(seed)  # noqa: S311 - the same day in every run

    @property
    def is_calm(self) -> bool:
        """Tell whether nothing happens and nothing fails any more, so that what was missed can be caught up with."""
        return self.now >= self._calm_from

    @property
    def growth(self) -> int:
        """Return the blocks of memory that were added in the second half."""
        half = self.memory[len(self.memory) // 2 :]
        return half[-1] - half[0] if half else 0

    def clock(self) -> datetime:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass: tasks start, leave and stop, and something may fail until the next look."""
        self.now += timedelta(seconds=seconds)
        self.rounds += 1
        self._lab.calls.clear()
        self._lab.go_wrong()
        if self.is_calm:
            return
        # About as many stops as the day may have, spread over it; a fault in three looks of ten.
        often = 2 * self._most * seconds / self._seconds
        if self._random.random() < often and len(self.stopped) + len(self.living) < self._most:
            self.living.append(self.service.start())
        if self._random.random() < often and self.living:
            task = self.living.pop(self._random.randrange(len(self.living)))
            self.service.stop(task, self._random.choice((program_failed, out_of_memory, login_timed_out))())
            self.stopped.append(task)
        if self._random.random() < 0.3:
            self.faults += 1
            fault = Fault(self._random.choice(self._failing), self._random.choice(_SEEN), self.rounds)
            self._lab.go_wrong(fault)
        if self.rounds % 20 == 0:
            gc.collect()
            self.memory.append(sys.getallocatedblocks())
