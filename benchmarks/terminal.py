"""The first paint of a program in a terminal: when words stand on the screen that are not only control sequences."""

from __future__ import annotations

import os
import pty
import re
import select
import signal
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.processes import Cost, environment

if TYPE_CHECKING:
    from collections.abc import Callable

_CONTROL = re.compile(rb"\x1b(?:\[[0-9;?<>=!$]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|P[^\x1b]*\x1b\\|[@-Z\\-_=>])")
_WORDS = 40
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 30.0


def first_paint(*command: str) -> Callable[[], Cost]:
    """Return what starts a program in a terminal of its own, waits for its first words, and ends it."""

    def run() -> Cost:
        before = time.perf_counter()
        process, screen = pty.fork()
        if process == 0:
            shown = {**environment(), "TERM": "xterm-256color", "COLUMNS": "120", "LINES": "40"}
            os.execvpe(command[0], command, shown)  # noqa: S606 - the tool and its yardstick
        try:
            _wait_for_words(screen)
            return Cost(_cpu(process), time.perf_counter() - before, 0)
        finally:
            os.kill(process, signal.SIGKILL)
            os.waitpid(process, 0)
            os.close(screen)

    return run


def _wait_for_words(screen: int) -> None:
    seen = b""
    deadline = time.monotonic() + _PATIENCE
    while time.monotonic() < deadline:
        if not select.select([screen], [], [], 0.2)[0]:
            continue
        with suppress(OSError):
            seen += os.read(screen, 65536)
        if len(re.findall(rb"[A-Za-z]", _CONTROL.sub(b"", seen))) >= _WORDS:
            return
    raise TimeoutError(seen[-200:])


def _cpu(process: int) -> float:
    """Return the seconds of processor that a process has had so far."""
    members = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(members[11]) + int(members[12])) / _TICKS
