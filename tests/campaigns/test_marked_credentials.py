"""Credentials with marks in them: whatever is answered and whatever breaks, no output ever shows a mark."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys
import termios
from typing import TYPE_CHECKING, Literal

import pytest

from tests.campaigns.figures import FULL, write_down
from tests.lab.scenarios import all_scenarios
from tests.lab.server import Lab
from tests.lab.tool import Tool
from tests.lab.wire import Refusal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.lab.wire import Exchange, Wire

KEY = "ASIAMARKEDKEYMARKED1"
SECRET = "wJalrMARKEDSECRETMARKEDbPxRfiCYEXAMPLEKEY"
TOKEN = "IQoJb3JpZ2luX2VjMARKEDTOKEN//////////wEaCXVzLWVhc3QtMSJHMEUCIQ=="
PASSWORD = "MARKEDPASSWORD"
MARKS = ("MARKEDKEY", "MARKEDSECRET", "MARKEDTOKEN", "MARKEDPASSWORD", "MARKEDSIGNATURE")
SIGNED = (
    f"https://prod-layers.s3.amazonaws.com/sha256?X-Amz-Credential={KEY}%2F20261124&X-Amz-Security-Token={TOKEN}"
    "&X-Amz-Signature=MARKEDSIGNATURE0123456789abcdef"
)
SCENARIOS = {each.name: each for each in all_scenarios()}
FOUND_BY = frozenset({"ecs:DescribeTasks", "ecs:ListTasks", "ecs:DescribeServices", "ecs:ListClusters"})
_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202e]")
CODES = ("SignatureDoesNotMatch", "SomethingFailed", "AccessDeniedException", "InternalFailure")
FORMATS = ("text", "json", "markdown", "html", "junit")


class TalkativeLab(Lab):
    """Repeats in each refusal what it was sent, as AWS does where a signature is wrong, and a signed URL."""

    code = CODES[0]
    refuses: Literal["nothing", "most", "all"] = "nothing"

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of somebody with temporary credentials, behind a proxy that wants a password."""
        marked = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET, "AWS_SESSION_TOKEN": TOKEN}
        return {**super().environment, **marked}

    def _answer(self, exchange: Exchange) -> Wire:
        wire = super()._answer(exchange)
        if self.refuses == "nothing" or (self.refuses == "most" and exchange.call.operation in FOUND_BY):
            return wire
        headers = exchange._response.headers
        canonical = f"POST\n/\n\nhost:x\nx-amz-security-token:{headers.get('X-Amz-Security-Token')}\n"
        said = (
            f"The Canonical String for this request should have been\n'{canonical}' "
            f"Authorization={headers.get('Authorization')} token {TOKEN} password=MARKEDPASSWORD {SIGNED}"
        )
        return exchange.write(Refusal(self.code, said, 400))


@pytest.fixture(scope="module")
def lab() -> Iterator[TalkativeLab]:
    running = TalkativeLab()
    running.start()
    yield running
    running.stop()


def _marks_in(words: str) -> list[str]:
    return [mark for mark in MARKS if mark in words]


def _files_below(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in folder.rglob("*"):
        if path.is_file():
            yield path, path.read_bytes().decode(errors="replace")


@pytest.mark.parametrize("code", CODES if FULL else CODES[:2])
def test_no_output_shows_what_aws_repeats(lab: TalkativeLab, tmp_path: Path, code: str) -> None:
    """Neither of the formats, nor a case, redacted or not, nor a recording, nor anything on standard error."""
    lab.refuses = "nothing"
    lab.reset()
    task = SCENARIOS["route-none"].build(lab)
    hostile = "\x1b]0;owned\x07\x9b31m\u202e\x00"
    reason = f"CannotPullContainerError: ref pull has been retried 1 time(s): Get {SIGNED}: i/o timeout {hostile}"
    lab.state.tasks[task.task_arn]["stoppedReason"] = reason
    lab.code, lab.refuses = code, "most"
    tool = Tool(lab, tmp_path)
    case = str(tmp_path / "case.json")
    runs = [
        *(("diagnose", task.task_arn, "--format", form) for form in FORMATS),
        ("export", task.task_arn, "-o", case, "--no-redact"),
        ("diagnose", "--case", case),
        ("redact", case, "-o", f"{case}.redacted"),
        ("scan", "--cluster", task.cluster),
        ("record", "--cluster", task.cluster, "--for", "0s", "--format", "jsonl"),
        ("preflight", "--task-definition", "web", "--subnets", "subnet-1", "--security-groups", "sg-1"),
        ("path", task.task_arn, "--to", "api.ecr.eu-west-1.amazonaws.com:443"),
    ]

    ended = {arguments: tool.run(*arguments, "--debug") for arguments in runs}
    lab.refuses = "all"
    ended |= {(*arguments, "refused"): tool.run(*arguments, "--debug") for arguments in runs[-6 if FULL else -4 :]}

    sent = [arguments for arguments, each in ended.items() if _CONTROLS.search(each.output + each.errors)]
    shown = {arguments: _marks_in(each.output + each.errors) for arguments, each in ended.items()}
    written = {path.name: _marks_in(words) for path, words in _files_below(tmp_path)}
    leaks = sum(map(len, (*shown.values(), *written.values())))
    write_down(
        "marked credentials", outputs=len(shown), files=len(written), zero={"marks shown": leaks, "escapes": len(sent)}
    )
    assert sent == []
    assert {arguments: marks for arguments, marks in shown.items() if marks} == {}
    assert {name: marks for name, marks in written.items() if marks} == {}
    assert all(each.output + each.errors for each in ended.values())
    assert code == CODES[0] or len(written) >= 3
    assert not any("should not" in each.errors for each in ended.values())


BROKEN_COMMAND = f"""
import sys
import fargate_doctor.cli.diagnose as command
def fail(*_):
    token = {TOKEN!r}
    raise RuntimeError("\\x1b]0;owned\\x07 x-amz-security-token:" + token + " {SIGNED} " + "x" * 10**6)
command.subject_of = fail
from fargate_doctor.__main__ import main
main()
"""

BROKEN_APP = f"""
from fargate_doctor.tui.screens.start import StartScreen
def fail(self, *_):
    secret, token = {SECRET!r}, {TOKEN!r}
    raise RuntimeError("\\x1b]0;owned\\x07 x-amz-security-token:" + token)
StartScreen.on_mount = fail
from fargate_doctor.__main__ import main
main()
"""


def test_an_unexpected_error_shows_no_mark_and_sends_no_escape(tmp_path: Path) -> None:
    """Not in its two sentences, nor in the traceback that --debug shows, which stays short."""
    for arguments in ((), ("--debug",)):
        ended = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", BROKEN_COMMAND, "diagnose", "x", *arguments],
            env={"HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
            capture_output=True,
            text=True,
            check=False,
        )

        assert ended.returncode == 2
        assert _marks_in(ended.stdout + ended.stderr) == []
        assert "\x1b" not in ended.stderr
        assert "\x07" not in ended.stderr
        assert len(ended.stderr) < 100_000
        assert ("Traceback" in ended.stderr) is bool(arguments)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
@pytest.mark.parametrize("arguments", [(), ("--debug",)])
def test_a_crash_of_the_app_shows_no_local_variable(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    """The terminal is given back, and the exit code is not that of a diagnosis."""
    ours, theirs = pty.openpty()
    before = termios.tcgetattr(theirs)
    with subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", BROKEN_APP, *arguments],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        env={"HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path), "TERM": "xterm-256color"},
    ) as process:
        drawn = b""
        while b"should not" not in drawn:
            drawn += os.read(ours, 65536)
        code = process.wait(30)
        after = termios.tcgetattr(theirs)

    words = drawn.decode(errors="replace")
    os.close(ours)
    os.close(theirs)
    assert code == 2
    assert after == before
    assert _marks_in(words) == []
    assert "\x1b]0;owned" not in words
    assert "\x1b[?1049l" in words
