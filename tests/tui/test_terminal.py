"""The app in a real terminal that does not tell its size, as some have none when a program starts in them."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

pytest.importorskip("pty")

_MOST = 400_000


def _read_until(terminal: int, words: bytes) -> bytes:
    """Return what the app wrote until some words came; fail where it writes for ever without them."""
    seen = b""
    while words not in seen and len(seen) < _MOST:
        seen += os.read(terminal, 65536)
    assert words in seen
    return seen


def test_a_terminal_without_a_size_is_drawn_on_and_takes_the_size_it_is_given_later() -> None:
    """Without cells the app paints as if there were 80 by 24, and follows when the terminal learns its size."""
    import fcntl  # noqa: PLC0415 - only where there are such terminals
    import pty  # noqa: PLC0415 - the same
    import signal  # noqa: PLC0415 - the same
    import struct  # noqa: PLC0415 - the same
    import termios  # noqa: PLC0415 - the same

    terminal, inside = pty.openpty()
    fcntl.ioctl(inside, termios.TIOCSWINSZ, struct.pack("HHHH", 0, 0, 0, 0))
    environment = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES")}
    environment |= {"TERM": "xterm-256color", "LC_ALL": "C.UTF-8"}
    command = [sys.executable, "-m", "fargate_doctor", "--lang", "en", "demo", "no-route"]
    with subprocess.Popen(command, stdin=inside, stdout=inside, stderr=inside, env=environment) as app:  # noqa: S603 - our own words
        os.close(inside)
        _read_until(terminal, b"Quit")
        fcntl.ioctl(terminal, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 140, 0, 0))
        app.send_signal(signal.SIGWINCH)
        _read_until(terminal, b"Timeline")
        os.write(terminal, b"q")
        try:
            while os.read(terminal, 65536):
                pass
        except OSError:  # the other end is closed
            pass
        code = app.wait()
    os.close(terminal)

    assert code == 0
