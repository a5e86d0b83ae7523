"""A process that is killed in the middle of writing leaves the old file or the new one, never half of one."""

from __future__ import annotations

import json
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

_WRITER = """
import sys
from fargate_doctor.case.model import Case, Record
from fargate_doctor.storage import library, save_case
from fargate_doctor.storage.cases import remember_case

filling = {"text": ["x" * 1000] * 3000}
number = 0
while True:
    number += 1
    records = {"a:B": (Record(answer={**filling, "number": number}),)}
    case = Case(collected_at="2026-03-04T05:06:07Z", focus="arn:aws:ecs:x:1:task/c/t", records=records)
    save_case(case, sys.argv[1])
    library.keep(case)
    remember_case(sys.argv[1])
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
@pytest.mark.parametrize("round_", range(6))
def test_a_killed_writer_leaves_whole_files(round_: int, tmp_path: Path) -> None:
    """Killed at another moment each time; what is there can be read, and is one of those that were written."""
    target = tmp_path / "case.json"
    folders = {f"XDG_{name.upper()}_HOME": str(tmp_path / name) for name in ("data", "state", "cache")}
    environment = {"HOME": str(tmp_path), **folders, "PYTHONPATH": ":".join(sys.path)}
    with subprocess.Popen(  # noqa: S603 - the interpreter that runs this
        [sys.executable, "-c", _WRITER, str(target)], stdout=subprocess.PIPE, env=environment
    ) as writer:
        assert writer.stdout is not None
        writer.stdout.readline()
        time.sleep(0.013 * (round_ + 1))
        writer.send_signal(signal.SIGKILL)
        finished = [int(line) for line in writer.stdout.read().split()]

    kept = list((tmp_path / "data" / "fargate-doctor" / "cases").glob("*.json"))
    numbers = [
        json.loads(path.read_bytes())["records"]["a:B"][0]["answer"]["number"]
        for path in (target, *kept)
        if path.name != "index.json"
    ]
    assert len(numbers) == 2
    assert all(number >= max(finished, default=1) for number in numbers)
    recent = tmp_path / "state" / "fargate-doctor" / "recent.json"
    assert json.loads(recent.read_bytes()) == [str(target)]
