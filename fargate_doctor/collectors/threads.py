"""Blocking work beside the event loop, in threads that nobody has to wait for."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

T = TypeVar("T")


async def in_thread(work: Callable[[], T]) -> T:
    """Return what `work` returns, or raise what it raises.

    The thread is a daemon: a call that hangs after the run was stopped does not keep the program alive.
    """
    loop = asyncio.get_running_loop()
    outcome: asyncio.Future[T] = loop.create_future()
    Thread(target=_settle, args=(loop, outcome, work), daemon=True, name="aws-call").start()
    return await outcome


def _settle(loop: asyncio.AbstractEventLoop, outcome: asyncio.Future[T], work: Callable[[], T]) -> None:
    try:
        value = work()
    except Exception as error:  # noqa: BLE001 - handed to whoever awaits
        _hand_over(loop, outcome.set_exception, outcome, error)
    else:
        _hand_over(loop, outcome.set_result, outcome, value)


def _hand_over(
    loop: asyncio.AbstractEventLoop, settle: Callable[..., None], outcome: asyncio.Future[T], value: object
) -> None:
    with suppress(RuntimeError):  # the loop is closed: the run was stopped meanwhile
        loop.call_soon_threadsafe(lambda: None if outcome.done() else settle(value))
