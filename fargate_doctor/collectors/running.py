"""One run from start to end: until it is done, stopped by the user, or out of time."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.calls import Calls
from fargate_doctor.collectors.plain import rfc3339
from fargate_doctor.collectors.refusals import Refusal

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from threading import Event

    from fargate_doctor.case.model import Case
    from fargate_doctor.collectors.calls import Call
    from fargate_doctor.collectors.session import Session

TIME_LIMIT: Final = 120.0
_LOOK_EVERY: Final = 0.05

_OUT_OF_TIME: Final = Refusal("cancelled", "OutOfTime", "AWS had not answered when the run's time was up.")


def collect(
    session: Session,
    gather: Callable[[Calls], Awaitable[None]],
    *,
    on_call: Callable[[Call], None] | None = None,
    stop: Event | None = None,
    time_limit: float = TIME_LIMIT,
) -> Case:
    """Return the case of what `gather` asked; what was under way at a stop stands in its failures.

    `time_limit` is in seconds. It starts an event loop, so it is called from a thread that runs none.
    """
    return asyncio.run(_collected(session, gather, on_call, stop, time_limit))


async def _collected(
    session: Session,
    gather: Callable[[Calls], Awaitable[None]],
    on_call: Callable[[Call], None] | None,
    stop: Event | None,
    time_limit: float,
) -> Case:
    calls = Calls(session, on_call)
    work = asyncio.ensure_future(gather(calls))
    deadline = time_limit + asyncio.get_running_loop().time()
    while not work.done() and not (stop and stop.is_set()):
        if asyncio.get_running_loop().time() >= deadline:
            calls.why_cancelled = _OUT_OF_TIME
            break
        await asyncio.wait({work}, timeout=_LOOK_EVERY)
    calls.is_over.set()
    await _end(work)
    return calls.recorder.to_case(rfc3339(datetime.now(UTC)))


async def _end(work: asyncio.Future[None]) -> None:
    """Cancel what is still under way, and raise what the work itself raised."""
    failed = work.exception() if work.done() and not work.cancelled() else None
    others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
    for task in others:
        task.cancel()
    await asyncio.gather(work, *others, return_exceptions=True)
    if failed:
        raise failed
