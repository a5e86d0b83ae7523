"""The tool as a process of its own: pipes, signals, and what a shell sees."""

from __future__ import annotations

import os
import signal
import struct
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

TOOL = (sys.executable, "-m", "fargate_doctor")


def _environment(home: Path) -> dict[str, str]:
    return {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"}


def test_a_reader_that_leaves_early_is_no_error(no_route: Path, tmp_path: Path) -> None:
    """`fargate-doctor … | head` says nothing on standard error."""
    with subprocess.Popen(  # noqa: S603 - the tool itself
        [*TOOL, "path", "--jsonl", "--case", str(no_route)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(tmp_path),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b'{"to": "1.1.1.1"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.stdout.close()
        with pytest.raises(BrokenPipeError):
            process.stdin.write(b'{"to": "1.1.1.1"}\n' * 200_000)
        said = process.stderr.read()
        with suppress(BrokenPipeError):
            process.stdin.close()

    assert said == b""
    assert process.returncode == 141


def test_flows_stream(no_route: Path, tmp_path: Path) -> None:
    """An answer comes before the next question is asked."""
    with subprocess.Popen(  # noqa: S603 - the tool itself
        [*TOOL, "path", "--jsonl", "--case", str(no_route)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=_environment(tmp_path),
    ) as process:
        assert process.stdin
        assert process.stdout
        for number in range(3):
            process.stdin.write(b'{"id": %d, "to": "1.1.1.1"}\n' % number)
            process.stdin.flush()
            assert process.stdout.readline().startswith(b'{"id": %d,' % number)
        process.stdin.close()

    assert process.returncode == 0


def test_ctrl_c_is_130_without_a_traceback(no_route: Path, tmp_path: Path) -> None:
    """Interrupted while it waits for lines."""
    with subprocess.Popen(  # noqa: S603 - the tool itself
        [*TOOL, "path", "--jsonl", "--case", str(no_route)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=_environment(tmp_path),
    ) as process:
        assert process.stdin
        assert process.stdout
        assert process.stderr
        process.stdin.write(b'{"to": "1.1.1.1"}\n')
        process.stdin.flush()
        process.stdout.readline()
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()

    assert process.returncode == 130
    assert b"Traceback" not in said


def test_an_unexpected_error_shows_a_traceback_only_when_asked(no_route: Path, tmp_path: Path) -> None:
    """A mistake in the program is reported in two sentences, with exit code 2."""
    broken = (
        "import sys, fargate_doctor.cli.diagnose as d\n"
        "def fail(*_): raise KeyError('surprise')\n"
        "d.subject_of = fail\n"
        "from fargate_doctor.cli.run import run\n"
        "sys.exit(run(sys.argv[1:]))\n"
    )

    def ended(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", broken, "diagnose", str(no_route), *arguments],
            env=_environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )

    plain, debugged = ended(), ended("--debug")
    assert (plain.returncode, plain.stdout) == (2, "")
    assert len(plain.stderr.splitlines()) == 2
    assert "surprise" in plain.stderr
    assert "Traceback" not in plain.stderr
    assert "Traceback" in debugged.stderr


_HEAVY = """
import sys
from fargate_doctor.cli.run import run
run(sys.argv[1:])
sys.exit(" ".join(sorted({"boto3", "botocore", "textual", "rich", "asyncio"} & sys.modules.keys())))
"""


def test_an_offline_diagnosis_imports_nothing_heavy(no_route: Path, tmp_path: Path) -> None:
    """To read a case, neither what asks AWS nor what draws an app is loaded."""
    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _HEAVY, "diagnose", "--case", str(no_route)],
        env=_environment(tmp_path),
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.stderr.strip() == ""


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize(("redirection", "why"), [(">&-", "it is closed"), (">/dev/full", "no space is left")])
def test_an_output_that_takes_nothing_is_one_sentence(
    redirection: str, why: str, no_route: Path, tmp_path: Path
) -> None:
    """Closed or full, it is no fault of the program."""
    for arguments in (f"diagnose {no_route}", "checks", "--help", f"redact {no_route} -o -"):
        ended = subprocess.run(  # noqa: S602 - the tool itself, in a shell that redirects it
            f"{sys.executable} -m fargate_doctor {arguments} {redirection}",
            shell=True,
            env=_environment(tmp_path),
            capture_output=True,
            text=True,
            check=False,
        )

        assert ended.returncode == 2
        assert ended.stderr == f"Standard output cannot be written: {why}.\n"


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminal here")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_app_and_leaves_the_terminal_as_it_was(number: signal.Signals, tmp_path: Path) -> None:
    """The exit code is that of the signal, and the other screen of the terminal is left."""
    import fcntl  # noqa: PLC0415 - not on every system
    import pty  # noqa: PLC0415 - the same
    import termios  # noqa: PLC0415 - the same

    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 100, 0, 0))
    before = termios.tcgetattr(theirs)
    with subprocess.Popen(  # noqa: S603 - the tool itself
        [*TOOL, "demo"],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={**_environment(tmp_path), "TERM": "xterm-256color"},
    ) as process:
        drawn = _read_until(ours, b"Quit")
        process.send_signal(number)
        drawn += _read_until(ours, b"\x1b[?1049l")
        code = process.wait(20)
        after = termios.tcgetattr(theirs)

    assert code == 128 + number
    assert after == before
    assert b"Traceback" not in drawn


def _read_until(terminal: int, words: bytes) -> bytes:
    """Return what was drawn up to some words."""
    drawn = b""
    until = time.monotonic() + 30
    while words not in drawn:
        assert time.monotonic() < until
        drawn += os.read(terminal, 65536)
    return drawn
