"""Calls to an API that takes few a second, across the whole process."""

from __future__ import annotations

import time
from threading import Lock


class Pace:
    """A turnstile: `seconds` pass between one entry and the next, whoever enters."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        self._lock = Lock()
        self._next = 0.0

    def enter(self) -> None:
        """Wait for the next free entry."""
        with self._lock:
            now = time.monotonic()
            entry = max(now, self._next)
            self._next = entry + self.seconds
        time.sleep(entry - now)
