"""`diagnose --walk`: the walk as questions and answers on a plain terminal."""

from __future__ import annotations

import json
import os
import pty
import select
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

WALK = (sys.executable, "-m", "fargate_doctor", "diagnose", "--walk", "--case")
PROMPT = "q: quit"


def test_without_a_keyboard_all_is_said(command: CommandLine, no_route: Path) -> None:
    """On a pipe every question that matters is printed with its place, and the end with its fixes; no escapes."""
    asked = [each["id"] for each in command("diagnose", "--case", no_route, "--format", "json").json["steps"]]
    ended = command("diagnose", "--case", no_route, "--walk")

    places = [line for line in ended.out.splitlines() if line.startswith("Question ")]

    assert ended.code == 1
    assert places[0].startswith(f"Question 1 of {len(places)} ")
    assert places[-1].startswith(f"Question {len(places)} of {len(places)} ")
    assert {line.rpartition("[")[2].rstrip("]") for line in places} <= set(asked)
    assert "[route.none" in ended.out
    assert "aws ec2 create-route" in ended.out
    assert "\x1b" not in ended.out
    assert ended.err == ""


def test_in_spanish(command: CommandLine, no_route: Path) -> None:
    """All words are in the chosen language."""
    ended = command("diagnose", "--case", no_route, "--walk", "--lang", "es")

    assert "Pregunta 1 de " in ended.out
    assert "Question" not in ended.out


def test_keys_lead_through_it(no_route: Path, tmp_path: Path) -> None:
    """Enter goes on, b back, f to the next failure, e to the end; anything else is said to be unknown."""
    with _Keyboard(no_route, tmp_path) as keyboard:
        assert "Question 1 of" in keyboard.shown()
        assert "Question 2 of" in keyboard.press("")
        assert "Question 1 of" in keyboard.press("b")
        assert "first question" in keyboard.press("b")
        assert "none of these" in keyboard.press("z")
        assert "✗ fail" in keyboard.press("f")
        assert "route.none" in keyboard.press("e", until="")
        assert keyboard.code() == 1


def test_a_question_is_answered_and_taken_back(no_route: Path, tmp_path: Path) -> None:
    """An answer of the user changes what follows, is marked as stated, and can be taken back."""
    case = _through_a_transit_gateway(no_route, tmp_path)
    with _Keyboard(case, tmp_path) as keyboard:
        page = keyboard.shown()
        for _ in range(40):
            if "yes: Yes" in page:
                break
            page = keyboard.press("")
        assert "unknown" in page
        stated = keyboard.press("yes")
        assert "as stated by you" in stated
        assert "✓ pass" in stated
        assert "unknown" in keyboard.press("u")
        assert keyboard.press("q", until="") is not None
        assert keyboard.code() == 3


def _through_a_transit_gateway(case: Path, folder: Path) -> Path:
    """Return the case with a default route to a transit gateway of which nothing is known."""
    document = json.loads(case.read_text(encoding="utf-8"))
    answers = document["records"]["ec2:DescribeRouteTables"]
    for record in answers if isinstance(answers, list) else [{"answer": answers}]:
        for table in record["answer"]["RouteTables"]:
            route = {"DestinationCidrBlock": "0.0.0.0/0", "TransitGatewayId": "tgw-0abc", "State": "active"}
            table["Routes"].append(route)
    written = folder / "transit.json"
    written.write_text(json.dumps(document), encoding="utf-8")
    return written


class _Keyboard:
    """The tool in a real terminal, led by keys."""

    def __init__(self, case: Path, home: Path) -> None:
        self._master, self._slave = pty.openpty()
        environment = {"HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8", "NO_COLOR": "1"}
        self._process = subprocess.Popen(  # noqa: S603 - the tool itself
            [*WALK, str(case)], stdin=self._slave, stdout=self._slave, stderr=self._slave, env=environment
        )
        os.close(self._slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._master)

    def shown(self, until: str = PROMPT) -> str:
        """Return what is printed until the next prompt, or, without one, until the end."""
        text, last = "", time.monotonic() + 30
        while time.monotonic() < last and not (until and until in text):
            if select.select([self._master], [], [], 0.2)[0]:
                try:
                    text += os.read(self._master, 65536).decode(errors="replace")
                except OSError:
                    break
            elif self._process.poll() is not None:
                break
        return text.replace("\r\n", "\n")

    def press(self, word: str, until: str = PROMPT) -> str:
        """Type a word and Enter, and return what is printed then."""
        os.write(self._master, f"{word}\n".encode())
        return self.shown(until)

    def code(self) -> int:
        return self._process.wait(timeout=30)
