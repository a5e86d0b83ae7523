"""The app ends when its terminal does, told so or not."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

APP = (sys.executable, "-m", "fargate_doctor", "demo", "no-route")


def test_a_terminal_that_goes_away_ends_the_app(tmp_path: Path) -> None:
    """Where the window is closed and no signal comes, the app does not go on without anybody."""
    with _opened(tmp_path) as (app, master):
        os.close(master)

        assert app.wait(timeout=30) != 0


def test_a_terminal_that_nobody_reads_does_not_keep_the_app(tmp_path: Path) -> None:
    """What cannot be written any more is not waited for."""
    with _opened(tmp_path) as (app, master):
        for _ in range(30):
            os.write(master, b"?\x1b")
            time.sleep(0.05)
        app.send_signal(signal.SIGHUP)

        assert app.wait(timeout=60) == 128 + signal.SIGHUP
        os.close(master)


@contextmanager
def _opened(home: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """Open the app in a terminal and give both once it shows something; kill it in the end."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    with subprocess.Popen(APP, stdin=slave, stdout=slave, stderr=slave, env=environment) as app:  # noqa: S603
        os.close(slave)
        shown, last = b"", time.monotonic() + 30
        while b"fargate-doctor" not in shown and time.monotonic() < last:
            if select.select([master], [], [], 0.2)[0]:
                shown += os.read(master, 65536)
        try:
            yield app, master
        finally:
            app.kill()
