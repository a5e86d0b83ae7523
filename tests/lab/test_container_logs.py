"""Are the last lines of a container read where they are asked for, and only then?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.lab.layouts import BehindNat
from tests.lab.messages import program_failed
from tests.lab.names import LOG_GROUP
from tests.lab.tool import Tool

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lab.server import Lab

READ = "logs:GetLogEvents"
LAST = "panic: no configuration for tenant blue"


@pytest.fixture
def tool(lab: Lab, tmp_path: Path) -> Tool:
    return Tool(lab, tmp_path)


def failed(lab: Lab, *, wrote: int = 80) -> str:
    """Let a container write so many lines and fail; return its task."""
    task = BehindNat(lab).workload().fails(program_failed()).task_arn
    logs, stream = lab.client("logs"), f"web/web/{task.rpartition('/')[2]}"
    logs.create_log_stream(logGroupName=LOG_GROUP, logStreamName=stream)
    began = int(lab.state.now.timestamp() * 1000) - 1_500_000
    lines = [f"line {number}" for number in range(wrote - 1)] + [LAST]
    events = [{"timestamp": began + place, "message": line} for place, line in enumerate(lines)]
    logs.put_log_events(logGroupName=LOG_GROUP, logStreamName=stream, logEvents=events)
    return task


def test_the_last_lines_are_evidence_where_they_are_asked_for(lab: Lab, tool: Tool) -> None:
    """With --logs the newest lines of the failing container stand beside the finding, fifty of them in one call."""
    task = failed(lab)
    lab.freeze()

    outcome = tool.run("diagnose", task, "--logs", "--format", "json")

    quoted = [each for one in outcome.diagnosis["findings"] for each in one["evidence"] if each["operation"] == READ]
    assert outcome.root_causes == {"container.app-exit"}
    assert quoted[-1]["value"] == LAST
    assert [call.parameters["limit"] for call in lab.calls if call.operation == READ] == [50]


def test_nothing_is_read_where_nobody_asks(lab: Lab, tool: Tool) -> None:
    """What containers wrote may be anything, so it is not touched by default."""
    task = failed(lab)
    lab.freeze()

    outcome = tool.run("diagnose", task, "--format", "json")

    assert outcome.root_causes == {"container.app-exit"}
    assert READ not in {call.operation for call in lab.calls}


def test_a_refused_log_takes_nothing_from_the_diagnosis(lab: Lab, tool: Tool) -> None:
    """The exit code is known all the same, and the refusal is named."""
    task = failed(lab)
    lab.deny(READ)

    outcome = tool.run("diagnose", task, "--logs", "--format", "json")

    assert outcome.root_causes == {"container.app-exit"}
    assert READ in {each["operation"] for each in outcome.diagnosis["missing"]}


def test_lines_in_a_case_are_redacted_and_change_no_verdict(lab: Lab, tool: Tool, tmp_path: Path) -> None:
    """Free text may name anybody: an exported case hides it unless told otherwise."""
    task, case, open_case = failed(lab), tmp_path / "case.json", tmp_path / "open.json"

    tool.run("export", task, "--logs", "-o", str(case))
    tool.run("export", task, "--logs", "--no-redact", "-o", str(open_case))

    held = json.loads(open_case.read_text(encoding="utf-8"))
    assert LAST in {each["message"] for each in held["records"][READ][0]["answer"]["events"]}
    assert "tenant blue" not in case.read_text(encoding="utf-8")
    assert tool.run("diagnose", "--case", str(case), "--format", "json").root_causes == {"container.app-exit"}
