"""`fargate-doctor record` as a process: what it prints, how it ends, and that it goes on where it was."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.read import read_case
from tests.lab.layouts import BehindNat
from tests.lab.messages import program_failed
from tests.lab.server import Lab
from tests.lab.stopped_task import stop_task
from tests.lab.tool import Tool

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture(scope="module")
def running() -> Iterator[Lab]:
    lab = Lab()
    lab.start()
    yield lab
    lab.stop()


@pytest.fixture
def lab(running: Lab) -> Lab:
    running.reset()
    return running


@pytest.fixture
def tool(lab: Lab, tmp_path: Path) -> Tool:
    return Tool(lab, tmp_path)


@pytest.fixture
def stopped(lab: Lab) -> str:
    """Return a task that has stopped."""
    workload = BehindNat(lab).workload()
    workload.deploy()
    task = workload.launch()
    stop_task(lab, task, program_failed())
    return task


def test_a_line_is_printed_for_each_case(tool: Tool, stopped: str) -> None:
    """The path of the case and its cause; when the time is over the exit code is 0."""
    outcome = tool.run("record", "--cluster", "prod", "--for", "0s")

    assert outcome.exit_code == 0, outcome.errors
    (line,) = outcome.output.splitlines()
    path, _, said = line.partition("  ")
    assert read_case(path).focus == stopped
    assert said.startswith("[new] ")


def test_lines_may_be_json(tool: Tool, stopped: str) -> None:
    outcome = tool.run("record", "--cluster", "prod", "--for", "0s", "--format", "jsonl")

    said = json.loads(outcome.output)
    assert said["task"] == stopped
    assert said["new"] is True
    assert [each["id"] for each in said["causes"]] == ["container.app-exit"]


def test_a_second_run_has_nothing_to_add(tool: Tool, stopped: str) -> None:
    first = tool.run("record", "--cluster", "prod", "--for", "0s")
    second = tool.run("record", "--cluster", "prod", "--for", "0s")

    assert stopped
    assert first.output
    assert (second.exit_code, second.output) == (0, "")


def process(lab: Lab, home: Path, *more: str) -> subprocess.Popen[str]:
    """Start the tool as a process of its own."""
    return subprocess.Popen(  # noqa: S603 - the tool itself
        [sys.executable, "-m", "fargate_doctor", "record", "--cluster", "prod", "--every", "5", *more],
        env={**lab.environment, "HOME": str(home), "PATH": os.environ["PATH"], "LANG": "C.UTF-8"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGKILL])
def test_a_process_that_is_ended_leaves_nothing_half_written(
    lab: Lab, tool: Tool, tmp_path: Path, stopped: str, sent: signal.Signals
) -> None:
    """Interrupted it exits with 130 without a traceback; killed or not, the next run goes on where it was."""
    running = process(lab, tmp_path)
    assert running.stdout is not None
    first = running.stdout.readline()
    running.send_signal(sent)
    _, errors = running.communicate(timeout=60)

    assert running.returncode == (130 if sent is signal.SIGINT else -sent)
    assert "Traceback" not in errors
    assert read_case(first.partition("  ")[0]).focus == stopped
    hidden = [path for path in tmp_path.rglob(".*") if path.is_file()]
    left = [path for path in hidden if path.name != ".lock"]
    assert sent is signal.SIGKILL or left == []
    assert tool.run("record", "--cluster", "prod", "--for", "0s").output == ""


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "--cluster"),
        (["--cluster", "prod", "--for", "soon"], "soon"),
        (["--cluster", "prod", "--webhook", "ftp://example.com"], "ftp://example.com"),
        (["--cluster", "prod", "--hook", '"'], "command"),
        (["--cluster", "prod", "--every", "1"], "--every"),
        (["--cluster", "prod", "--keep", "0"], "--keep"),
    ],
)
def test_wrong_usage_is_said_before_anything_is_asked(lab: Lab, tool: Tool, arguments: list[str], said: str) -> None:
    lab.freeze()

    outcome = tool.run("record", *arguments)

    assert (outcome.exit_code, outcome.output) == (2, "")
    assert said in outcome.errors
    assert lab.calls == []


def test_an_unknown_cluster_is_wrong_usage_and_a_refusal_is_not(lab: Lab, tool: Tool, stopped: str) -> None:
    unknown = tool.run("record", "--cluster", "nobody", "--for", "0s")
    lab.deny("ecs:ListTasks")
    refused = tool.run("record", "--cluster", "prod", "--for", "0s")

    assert stopped
    assert unknown.exit_code == 2
    assert "nobody" in unknown.errors
    assert refused.exit_code == 4
    assert "ecs:ListTasks" in refused.errors
