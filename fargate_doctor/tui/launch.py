"""How the commands open the app."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from fargate_doctor.case.model import Case
    from fargate_doctor.collectors.target import TaskTarget
    from fargate_doctor.diagnosis.model import SourceKind
    from fargate_doctor.text import Language, Text


_KILLED: Final = 128
"""What a shell adds to the number of the signal that ended a program."""


_HANGUP: Final = 1
_ENDINGS: Final = tuple(getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name))
_LOOK_EVERY: Final = 1.0
_LAST_WORDS: Final = 5.0
"""Seconds that an app that is told to end has for it; its writer may wait for a terminal that reads no more."""


@frozen
class AppStart:
    """What the app opens with: a case, a folder of cases, a target to collect, or nothing for the start screen.

    `language` is that of the locale, unless `speaks_as_asked`; then it counts for more than what was chosen before.
    `label` is what to call the case: the name of its file, or the title of the built-in one. `is_plain` asks for
    nothing but ASCII on the screen.
    """

    case: Case | None = None
    source_kind: SourceKind = "live"
    target: TaskTarget | None = None
    profile: str | None = None
    region: str | None = None
    endpoint_url: str | None = None
    language: Language = "en"
    expects_ipv6: bool = False
    label: Text | str = ""
    path: Path | None = None
    is_plain: bool = False
    speaks_as_asked: bool = False


def run_app(start: AppStart) -> int:
    """Open the app and return the exit code when the user leaves it, or a signal ends it."""
    from fargate_doctor.tui.app import DoctorApp  # noqa: PLC0415 - textual is imported only when the app opens
    from fargate_doctor.tui.tidying import tidy_when_idle  # noqa: PLC0415 - the same

    app = DoctorApp(start)
    # A terminal that does not tell its size yet is told one by two libraries, and not the same: take one for both.
    app.console.size = shutil.get_terminal_size()
    ended_by: list[int] = []

    def end(number: int) -> None:
        ended_by.append(number)
        if number != signal.SIGINT:
            _end_at_last(number)
        app.exit()

    async def run() -> None:
        loop = asyncio.get_running_loop()
        for number in _ENDINGS:
            with suppress(NotImplementedError):  # Windows has no such handlers
                loop.add_signal_handler(number, end, number)
        watching = loop.create_task(_end_with_the_terminal(end))
        tidying = loop.create_task(tidy_when_idle(lambda: app.last_input))
        await app.run_async()
        watching.cancel()
        tidying.cancel()

    asyncio.run(run())
    if app._exception is not None:  # noqa: SLF001 - textual keeps it nowhere else
        raise app._exception  # noqa: SLF001 - the command line says it in two sentences
    return _KILLED + ended_by[0] if ended_by else app.return_code or 0


async def _end_with_the_terminal(end: Callable[[int], None]) -> None:
    """End the app when its keyboard is no terminal any more: the window was closed, and nobody said so."""
    keyboard = sys.__stdin__
    if keyboard is None or not keyboard.isatty():  # it never was one, so it cannot go
        return
    while keyboard.isatty():  # noqa: ASYNC110 - nothing tells of it
        await asyncio.sleep(_LOOK_EVERY)
    end(_HANGUP)


def _end_at_last(number: int) -> None:
    """End this process soon, whatever its event loop waits for."""
    last = threading.Timer(_LAST_WORDS, os._exit, (_KILLED + number,))
    last.daemon = True
    last.start()
