from __future__ import annotations

import asyncio
import gc
import time
import weakref
from contextlib import suppress

from fargate_doctor.tui.tidying import WORTH_IT, tidy_when_idle
from tests.tui.acting import SMALL, app_in, settle


class _Knot:
    """Something that only a search finds to be unreachable."""

    def __init__(self) -> None:
        self.self = self


async def _is_found(last_input: float) -> bool:
    tidying = asyncio.create_task(tidy_when_idle(lambda: last_input, 0.001))
    await asyncio.sleep(0.01)
    gone = weakref.ref(_Knot())
    held = [[number] for number in range(WORTH_IT * 2)]
    await asyncio.sleep(0.05)
    found = gone() is None
    del held
    tidying.cancel()
    with suppress(asyncio.CancelledError):
        await tidying
    return found


async def test_memory_is_searched_only_while_nobody_presses_a_key() -> None:
    """A pause is put off until it disturbs nobody, and afterwards Python searches by itself again."""
    now = time.monotonic()

    assert await _is_found(now - 60)
    assert not await _is_found(now + 60)
    assert gc.isenabled()


async def test_a_key_counts_as_input() -> None:
    """The app knows when somebody last pressed a key."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        before = app.last_input
        await pilot.press("down")

        assert app.last_input > before
