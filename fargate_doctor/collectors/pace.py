"""Calls to an API that takes few a second: one after the other, across the whole process."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from types import TracebackType


class Pace:
    """A turnstile: one holder at a time, and `seconds` between one entry and the next."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._lock = Lock()
        self._entered: float | None = None

    def __enter__(self) -> None:
        self._lock.acquire()
        if self._entered is not None:
            time.sleep(max(0.0, self._entered + self.seconds - time.monotonic()))
        self._entered = time.monotonic()

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._lock.release()
