"""The app in a real terminal, kept by tmux: what a person would see after pressing keys."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_TMUX: Final = shutil.which("tmux") or ""
_PATIENCE: Final = 60
"""Seconds after which something that no healthy app needs so long for has failed."""


class Terminal:
    """One terminal with the app in it; `pressed` is every key so far, by tmux's names."""

    def __init__(self, folder: Path, columns: int, rows: int) -> None:
        self._socket = folder / "tmux"
        self._where = ("-x", str(columns), "-y", str(rows))
        self.pressed: list[str] = []

    def open(self, *arguments: str, **environment: str) -> None:
        """Start the app."""
        settings = [word for name, value in environment.items() for word in ("-e", f"{name}={value}")]
        command = (sys.executable, "-m", "fargate_doctor", *arguments)
        self._tmux("-f", os.devnull, "new-session", "-d", "-s", "app", *self._where, *settings, "--", *command)

    def press(self, *keys: str) -> None:
        """Press some keys, one after the other."""
        self.pressed += keys
        for key in keys:
            self._tmux("send-keys", "-t", "app", key)

    def shows(self, *words: str) -> str:
        """Wait until all words are on the screen, and return what is; fail where they never come."""
        return self._wait(words, lambda seen: all(each in seen for each in words))

    def shows_any(self, *patterns: str) -> str:
        """Wait until the screen matches one of the patterns, and return what is on it."""
        return self._wait(patterns, lambda seen: any(re.search(each, seen) for each in patterns))

    def _wait(self, wanted: tuple[str, ...], holds: Callable[[str], bool]) -> str:
        last = time.monotonic() + _PATIENCE
        while not holds(" ".join((seen := self.screen).split())):
            if time.monotonic() > last:
                pytest.fail(f"{wanted} after {' '.join(self.pressed)}:\n{seen}")
            time.sleep(0.05)
        return seen

    @property
    def screen(self) -> str:
        """Return what stands on the screen."""
        return self._tmux("capture-pane", "-p", "-t", "app")

    def close(self) -> None:
        """End the terminal and the app in it."""
        self._tmux("kill-server")

    def _tmux(self, *words: str) -> str:
        ran = subprocess.run([_TMUX, "-S", str(self._socket), *words], capture_output=True, text=True, check=False)  # noqa: S603 - our own words
        return ran.stdout


def a_terminal(home: Path, columns: int, rows: int, *arguments: str) -> Iterator[Terminal]:
    """Yield a terminal of some size with the app in it, in English and without any configuration."""
    if not _TMUX:
        pytest.skip("tmux is not installed")
    terminal = Terminal(home, columns, rows)
    # What the shell of the tests says of its own size would count for more than what this terminal says.
    unsized = {"COLUMNS": "", "LINES": ""}
    terminal.open(*arguments, HOME=str(home), LC_ALL="C.UTF-8", NO_COLOR="1", **unsized)
    try:
        yield terminal
    finally:
        terminal.close()
