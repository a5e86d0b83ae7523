"""Python's search for objects that nobody holds any more, put off until nobody presses a key.

With thousands of tasks in memory one search keeps the app from answering for a third of a second.
"""

from __future__ import annotations

import asyncio
import gc
import time
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

LOOK_EVERY: Final = 0.5
IDLE_AFTER: Final = 2.0
"""Seconds without a key or the mouse."""

WORTH_IT: Final = 50_000
TOO_MANY: Final = 5_000_000
"""Objects made since the last search: so many are worth one in an idle moment, so many wait for none."""


async def tidy_when_idle(last_input: Callable[[], float], look_every: float = LOOK_EVERY) -> None:
    """Search in idle moments only, until cancelled; `last_input` is when a key was pressed, by the monotonic clock."""
    gc.disable()
    try:
        while True:
            await asyncio.sleep(look_every)
            made = gc.get_count()[0]
            is_idle = time.monotonic() - last_input() > IDLE_AFTER
            if made > TOO_MANY or (is_idle and made > WORTH_IT):
                gc.collect()
    finally:
        gc.enable()
