"""`fargate-doctor diagnose`: the answer, its form, and its exit code."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from fargate_doctor.reports.schemas import published_schema

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import CommandLine

ESCAPE = "\x1b"

KEYS = [
    "schema",
    "tool_version",
    "generated_at",
    "source",
    "task",
    "service",
    "symptom",
    "status",
    "findings",
    "fix_set",
    "steps",
    "paths",
    "missing",
    "calls",
]


def test_a_root_cause_is_exit_code_1(command: CommandLine, no_route: Path) -> None:
    """The task has no route to the registry: that is said, with the id, and nothing else is blamed."""
    ended = command("diagnose", "--case", no_route, "--format", "json")

    roots = [each["id"] for each in ended.json["findings"] if each["level"] == "root_cause"]
    assert ended.code == 1
    assert ended.json["status"] == "cause_found"
    assert roots == ["route.none"]
    assert ended.err == ""


def test_no_problem_is_exit_code_0(command: CommandLine, healthy: Path) -> None:
    """A task that runs, with all it needs in order."""
    ended = command("diagnose", healthy)

    assert ended.code == 0
    assert "No problem was found." in ended.out


def test_missing_evidence_is_exit_code_3(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """With every EC2 call refused nothing is blamed, and every action is named."""
    refused = _changed(no_route, tmp_path, _refuse_ec2)

    ended = command("diagnose", "--case", refused, "--format", "json")

    assert ended.code == 3
    assert ended.json["status"] == "undetermined"
    assert [each for each in ended.json["findings"] if each["level"] == "root_cause"] == []
    actions = {each["action"] for each in ended.json["missing"]}
    assert {"ec2:DescribeRouteTables", "ec2:DescribeSubnets", "ec2:DescribeSecurityGroups"} <= actions


@pytest.mark.parametrize("case", ["no_route", "healthy"])
def test_json_is_what_the_contract_says(command: CommandLine, request: pytest.FixtureRequest, case: str) -> None:
    """Every key is there, in order, and the published schema takes it; folded steps are listed too."""
    document = command("diagnose", "--case", request.getfixturevalue(case), "--format", "json").json

    assert list(document) == KEYS
    assert list(Draft202012Validator(published_schema("diagnosis-1")).iter_errors(document)) == []
    assert document["source"]["kind"] == "case"
    assert document["task"]["id"] == "0123456789abcdef0123456789abcdef"
    assert any(step["folded"] for step in document["steps"])
    assert document["paths"][0]["hops"]


def test_the_language_changes_sentences_alone(command: CommandLine, no_route: Path) -> None:
    """Ids, keys, verdicts and AWS's words are the same in both languages."""
    documents = [command("diagnose", no_route, "--format", "json", "--lang", each).json for each in ("en", "es")]

    english, spanish = (_without_sentences(each) for each in documents)
    assert english == spanish
    assert documents[0]["findings"][0]["title"] != documents[1]["findings"][0]["title"]


def test_the_same_case_gives_the_same_answer(command: CommandLine, no_route: Path) -> None:
    """But for the moment of writing."""
    first, second = (command("diagnose", no_route, "--format", "json").json for _ in range(2))

    assert {**first, "generated_at": ""} == {**second, "generated_at": ""}


@pytest.mark.parametrize("form", ["text", "markdown"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_reports_hold_cause_proof_and_fix(command: CommandLine, no_route: Path, form: str, language: str) -> None:
    """The finding's id, the quoted field, a command with real ids, and whether it is proven."""
    ended = command("diagnose", no_route, "--format", form, "--lang", language)

    assert "route.none" in ended.out
    assert "ec2:DescribeRouteTables rtb-0a1b2c3d4e5f60001" in ended.out
    assert "aws ec2 " in ended.out
    assert ("Proven:" if language == "en" else "Demostrado:") in ended.out
    assert "i/o timeout" in re.sub(r"\s+", " ", ended.out)


def test_text_fits_80_columns(command: CommandLine, no_route: Path) -> None:
    """Only a word that is longer than a line may stand out."""
    ended = command("diagnose", no_route)

    too_long = [
        line for line in ended.out.splitlines() if len(line) > 80 and " " in line.partition("'")[0].strip(" >-$\\")
    ]
    assert too_long == []


def test_target_on_a_pipe_is_diagnose(command: CommandLine, no_route: Path) -> None:
    """`fargate-doctor CASE` prints what `diagnose` prints."""
    assert command(no_route) == command("diagnose", "--case", no_route)


def test_a_case_on_standard_input(command: CommandLine, no_route: Path) -> None:
    """`-` is a path too."""
    ended = command("diagnose", "-", stdin=no_route.read_text())

    assert ended.code == 1


def test_there_are_no_escape_codes_on_a_pipe(command: CommandLine, no_route: Path) -> None:
    """Nor under NO_COLOR, nor on a dumb terminal."""
    arguments = ("diagnose", "--case", str(no_route))

    assert ESCAPE not in command(*arguments).out
    assert ESCAPE not in command(*arguments, is_terminal=True, env={"NO_COLOR": "1"}).out
    assert ESCAPE not in command(*arguments, is_terminal=True, env={"TERM": "dumb"}).out
    assert ESCAPE in command(*arguments, is_terminal=True, env={"TERM": "xterm"}).out


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "cp1252"])
@pytest.mark.parametrize("form", ["text", "json", "markdown"])
@pytest.mark.parametrize("language", ["en", "es"])
def test_any_terminal_encoding_will_do(
    command: CommandLine, no_route: Path, encoding: str, form: str, language: str
) -> None:
    """What cannot be shown is shown plainly."""
    ended = command("diagnose", no_route, "--format", form, "--lang", language, encoding=encoding)

    assert ended.code == 1
    assert "route.none" in ended.out


def test_a_task_of_a_case_is_chosen_by_id_or_arn(command: CommandLine, no_route: Path) -> None:
    """Beside the path, or as TARGET beside `--case`."""
    task = "0123456789abcdef0123456789abcdef"

    assert command("diagnose", no_route, "--task", task).code == 1
    assert command("diagnose", task, "--case", no_route).code == 1
    assert command("diagnose", no_route, "--task", "f" * 32).code == 2


def test_several_tasks_without_a_focus_want_one(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """The error says which there are."""
    case = _changed(no_route, tmp_path, _add_task)

    ended = command("diagnose", "--case", case)

    assert ended.code == 2
    assert "0123456789abcdef0123456789abcdef" in ended.err
    assert "f" * 32 in ended.err


def test_a_service_takes_its_newest_stopped_task(command: CommandLine, no_route: Path) -> None:
    """`--service` is enough to find the task."""
    ended = command("diagnose", "--case", no_route, "--service", "web", "--format", "json")

    assert ended.code == 1
    assert ended.json["task"]["service"] == "web"


def test_a_service_without_a_task_is_diagnosed_by_its_events(command: CommandLine, healthy: Path) -> None:
    """Nothing stopped, nothing pending: the task is null, and the events are given."""
    document = command("diagnose", healthy, "--service", "web", "--format", "json").json
    ended = command("diagnose", healthy, "--service", "web")

    assert ended.code == 0
    assert "steady state" in ended.out
    assert document["task"] is None
    assert document["service"]["events"]
    assert list(Draft202012Validator(published_schema("diagnosis-1")).iter_errors(document)) == []


def test_a_service_whose_events_state_a_cause_has_one(command: CommandLine, healthy: Path, tmp_path: Path) -> None:
    """The newest trouble is the symptom, and what it states is the cause, although no task can be shown."""
    case = _changed(healthy, tmp_path, _report_no_capacity)

    ended = command("diagnose", case, "--service", "web", "--format", "json")

    assert ended.code == 1
    assert ended.json["task"] is None
    assert [each["id"] for each in ended.json["findings"] if each["level"] == "root_cause"] == ["capacity.unavailable"]
    assert ended.json["symptom"]["cause"] == "capacity_unavailable"
    assert ended.json["symptom"]["where"] == "serviceEvent"


def test_what_aws_said_cannot_command_a_terminal(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """Control and direction characters are shown in text and Markdown, and escaped in JSON."""
    case = _changed(no_route, tmp_path, _put_controls)

    for form in ("text", "markdown", "json"):
        ended = command("diagnose", case, "--format", form)
        assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(ended.out)


def test_half_a_case_is_explained(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """A file that was cut off, and files that are something else."""
    contents = {
        "half.json": no_route.read_text()[:5000],
        "other.json": '{"name": "package", "version": 1}',
        "empty.json": "",
        "list.json": "[]",
        "newer.json": '{"schema": "fargate-doctor/case/9", "records": {}}',
        "binary.json": "\x00\x01\x02",
    }
    for name, content in contents.items():
        (tmp_path / name).write_text(content)
        ended = command("diagnose", "--case", tmp_path / name)
        assert (ended.code, ended.out) == (2, ""), name
        assert len(ended.err.splitlines()) == 2, name
        assert name in ended.err


def test_a_folder_names_what_it_passed_over(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """On standard error; the answer stays clean."""
    (tmp_path / "case.json").write_bytes(no_route.read_bytes())
    (tmp_path / "notes.txt").write_text("call Ana")

    ended = command("diagnose", tmp_path, "--format", "json")

    assert ended.code == 1
    assert "notes.txt" in ended.err
    assert ended.json["status"] == "cause_found"


def _changed(case: Path, folder: Path, change: Callable[[dict[str, Any]], None]) -> Path:
    document: dict[str, Any] = json.loads(case.read_bytes())
    change(document)
    changed = folder / "changed.json"
    changed.write_text(json.dumps(document))
    return changed


def _refuse_ec2(document: dict[str, Any]) -> None:
    for operation in [each for each in document["records"] if each.startswith("ec2:")]:
        for entry in document["records"].pop(operation):
            document["failures"].append(
                {
                    "operation": operation,
                    "request": entry["request"],
                    "region": "eu-west-1",
                    "error": "UnauthorizedOperation",
                    "message": "You are not authorized to perform this operation.",
                    "action": operation,
                    "at": "2026-03-10T10:20:00Z",
                }
            )


def _task_in(document: dict[str, Any]) -> dict[str, Any]:
    task: dict[str, Any] = document["records"]["ecs:DescribeTasks"][0]["answer"]["tasks"][0]
    return task


def _add_task(document: dict[str, Any]) -> None:
    document["focus"] = None
    task = _task_in(document)
    other = {**task, "taskArn": task["taskArn"].rpartition("/")[0] + "/" + "f" * 32}
    document["records"]["ecs:DescribeTasks"][0]["answer"]["tasks"].append(other)


def _report_no_capacity(document: dict[str, Any]) -> None:
    events = document["records"]["ecs:DescribeServices"][0]["answer"]["services"][0]["events"]
    said = "(service web) was unable to place a task. Reason: Capacity is unavailable at this time."
    events.append({"id": "e3", "createdAt": "2026-03-10T10:19:00Z", "message": said})


def _put_controls(document: dict[str, Any]) -> None:
    _task_in(document)["stoppedReason"] += "\x1b[2J\x07\x9b31m\u202egnp.\n# Heading <script>"


def _without_sentences(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    sentences = {"title", "detail", "because", "question", "affects", "generated_at", "commands", "undo"}
    sentences |= {"terraform", "cloudformation"}
    if isinstance(value, dict):
        return {key: _without_sentences(item) for key, item in value.items() if key not in sentences}
    return [_without_sentences(item) for item in value] if isinstance(value, list) else value
