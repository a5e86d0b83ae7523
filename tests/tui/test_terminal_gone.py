"""The app ends when its terminal does, told so or not."""

from __future__ import annotations

import fcntl
import os
import pty
import select
import struct
import subprocess
import sys
import termios
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

APP = (sys.executable, "-m", "fargate_doctor", "demo", "no-route")


def test_a_terminal_that_goes_away_ends_the_app(tmp_path: Path) -> None:
    """Where the window is closed and no signal comes, the app does not go on without anybody."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    environment = {"HOME": str(tmp_path), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    with subprocess.Popen(APP, stdin=slave, stdout=slave, stderr=slave, env=environment) as app:  # noqa: S603
        os.close(slave)
        shown, last = b"", time.monotonic() + 30
        while b"fargate-doctor" not in shown and time.monotonic() < last:
            if select.select([master], [], [], 0.2)[0]:
                shown += os.read(master, 65536)
        os.close(master)

        try:
            code = app.wait(timeout=30)
        finally:
            app.kill()

    assert code != 0
