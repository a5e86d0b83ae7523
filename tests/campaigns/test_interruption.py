"""Ctrl-C and other ends at any moment: their exit code or the end that was near, a sane terminal, no half file."""

from __future__ import annotations

import json
import os
import pty
import select
import signal
import subprocess
import sys
import termios
import time
from contextlib import suppress
from random import Random
from typing import TYPE_CHECKING

import pytest

from fargate_doctor import storage
from fargate_doctor.demo import catalogue
from tests.campaigns.figures import length, write_down
from tests.collectors.fault_server import failing

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGINT to send")
ENDS = (0, 1, 3, 130)
LONGEST = 1.5
"""Seconds within which the key is pressed; most commands end sooner."""

_STARTED = b"<started>"
_TOOL = (
    sys.executable,
    "-c",
    # A shell lets what it starts in the background ignore the key, and so would what that starts.
    (
        "import signal, sys; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from fargate_doctor.__main__ import main; sys.stderr.write('<started>'); sys.stderr.flush(); main()"
    ),
)


def _environment(home: Path, **more: str) -> dict[str, str]:
    named = {"HOME": str(home), "PYTHONPATH": ":".join(sys.path), "LANG": "C.UTF-8", "TERM": "xterm-256color"}
    return {**named, "AWS_EC2_METADATA_DISABLED": "true", **more}


def _left_over(folder: Path) -> list[str]:
    """Return files that are temporary or broken."""
    wrong = []
    for path in folder.rglob("*"):
        if path.is_file() and path.name.startswith(".") and path.name != ".lock":
            wrong.append(path.name)
        elif path.suffix == ".json":
            with suppress(ValueError):
                json.loads(path.read_bytes())
                continue
            wrong.append(path.name)
    return wrong


def _commands(folder: Path) -> tuple[tuple[str, ...], ...]:
    """Return commands that read, write, compare, listen for lines, and wait for an AWS that does not answer."""
    source, other = folder / "source.json", folder / "other.json"
    storage.save_case(catalogue.open_demo(catalogue.FIRST), source)
    storage.save_case(catalogue.open_demo("healthy"), other)
    (folder / "saved").mkdir()
    task = "shop/0123456789abcdef0123456789abcdef"
    return (
        ("diagnose", str(source), "--save"),
        ("redact", str(source), "-o", str(folder / "out.json")),
        ("explain", "--jsonl"),
        ("diagnose", task, "--format", "json"),
        ("record", "--cluster", "shop"),
        ("diagnose", str(source), "--walk"),
        ("scan", "--case", str(folder), "--format", "jsonl"),
        ("scan", "--cluster", "shop", "--save", str(folder / "saved")),
        ("diff", str(source), str(other)),
        ("import", str(source), str(other), "-o", str(folder / "both.json")),
        ("export", task, "-o", str(folder / "exported.json")),
        ("path", "--case", str(source), "--jsonl"),
        ("preflight", "--task-definition", "web", "--subnets", "subnet-1"),
        ("cases", "list"),
    )


SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def test_commands_may_be_interrupted_at_any_moment(tmp_path: Path) -> None:
    """By a key, by whoever ends the session, and by a window that is closed: no traceback and no half file."""
    commands = _commands(tmp_path)
    random = Random("moments")  # noqa: S311 - the same moments in every run
    turns, wrong = length(10, 600), []
    with failing("hang") as server:
        asking = {"AWS_ENDPOINT_URL": server.url, "AWS_REGION": "eu-west-1"}
        keys = {"AWS_ACCESS_KEY_ID": "AKIAIOSFODNN7EXAMPLE", "AWS_SECRET_ACCESS_KEY": "x"}
        for turn in range(turns):
            arguments, moment = commands[turn % len(commands)], random.uniform(0, LONGEST)
            number = random.choice(SIGNALS)
            with subprocess.Popen(  # noqa: S603 - the tool itself
                [*_TOOL, *arguments],
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                env=_environment(tmp_path, **asking, **keys),
            ) as process:
                assert process.stderr
                assert process.stderr.read(len(_STARTED)) == _STARTED
                time.sleep(moment)
                process.send_signal(number)
                said = process.stderr.read()
                code = process.wait(60)
            # Before the program has begun, the system itself ends it.
            if code not in (*ENDS, 128 + number, -number) or any(each in said for each in _NEVER_SAID):
                wrong.append((arguments, number, moment, code, said[-1500:]))
    left = _left_over(tmp_path)
    write_down("interrupted commands", interrupted=turns, zero={"wrong ends": len(wrong), "files left": len(left)})

    assert wrong == []
    assert left == []


_NEVER_SAID = (b"Traceback", b"should not", b"Exception ignored")


def test_the_app_gives_the_terminal_back_at_any_moment(tmp_path: Path) -> None:
    """While it is imported, drawn, walked in, and left."""
    random = Random("app")  # noqa: S311 - the same moments in every run
    turns, wrong = length(3, 120), []
    for _ in range(turns):
        moment = random.uniform(0, 2 * LONGEST)
        ours, theirs = pty.openpty()
        before = termios.tcgetattr(theirs)
        with subprocess.Popen(  # noqa: S603 - the tool itself
            [*_TOOL, "demo"],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
            env=_environment(tmp_path),
        ) as process:
            drawn = _drawn(ours, moment, process)
            number = random.choice(SIGNALS)
            process.send_signal(number)
            drawn += _drawn(ours, 30, process)
            code = process.wait(30)
        after = termios.tcgetattr(theirs)
        os.close(theirs)
        os.close(ours)
        entered, left = drawn.count(b"\x1b[?1049h"), drawn.count(b"\x1b[?1049l")
        if code not in (*ENDS, 128 + number) or after != before or entered > left or b"Traceback" in drawn:
            wrong.append((moment, code, after == before, entered, left, drawn[-600:]))
    write_down("interrupted apps", interrupted=turns, zero={"terminals left wrong": len(wrong)})

    assert wrong == []


def _drawn(terminal: int, seconds: float, process: subprocess.Popen[bytes]) -> bytes:
    """Return what was drawn within some seconds, or until the process ended."""
    drawn, until = b"", time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0:
        ready, _, _ = select.select([terminal], [], [], min(left, 0.1))
        if ready:
            drawn += os.read(terminal, 65536)
        elif process.poll() is not None:
            break
    return drawn
