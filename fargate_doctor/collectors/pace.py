"""Calls to an API that takes few a second, across the whole process."""

from __future__ import annotations

import time
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable


class Pace:
    """A turnstile: `burst` may enter at once, from then on one each `seconds`, whoever enters.

    Each key has a turnstile of its own: AWS counts by account, Region and API.
    """

    def __init__(self, seconds: float, burst: int = 1) -> None:
        self.seconds = seconds
        self.burst = burst
        self._lock = Lock()
        self._used_until: dict[Hashable, float] = {}

    def enter(self, key: Hashable = None) -> None:
        """Wait for the next free entry."""
        with self._lock:
            now = time.monotonic()
            used_until = max(now, self._used_until.get(key, 0.0))
            entry = max(now, used_until - (self.burst - 1) * self.seconds)
            self._used_until[key] = used_until + self.seconds
        if entry > now:
            time.sleep(entry - now)
