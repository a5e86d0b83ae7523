"""Every document that a command writes fits the JSON Schema that is published for it."""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from fargate_doctor.case.redaction import redact
from fargate_doctor.case.write import dump_case
from fargate_doctor.demo import catalogue
from fargate_doctor.reports.schemas import published_schema
from tests.cli.conftest import CASES, CommandLine

if TYPE_CHECKING:
    from pathlib import Path

NAMES = catalogue.names()


@cache
def _validator(name: str) -> Draft202012Validator:
    return Draft202012Validator(published_schema(name))


def _errors(name: str, document: Any) -> list[str]:  # noqa: ANN401 - any JSON value
    return [f"{each.json_path}: {each.message}" for each in _validator(name).iter_errors(document)]


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("name", NAMES)
def test_diagnoses_fit(command: CommandLine, name: str, language: str) -> None:
    """Of every built-in case, in both languages."""
    assert _errors("diagnosis-1", command("demo", name, "--format", "json", "--lang", language).json) == []


@pytest.mark.parametrize("name", NAMES)
def test_cases_fit(name: str) -> None:
    """As they are, and redacted."""
    case = catalogue.open_demo(name)

    assert _errors("case-1", json.loads(dump_case(case))) == []
    assert _errors("case-1", json.loads(dump_case(redact(case, bytes(32))))) == []


@pytest.mark.parametrize("name", NAMES)
def test_comparisons_fit(command: CommandLine, tmp_path: Path, name: str) -> None:
    """Of every built-in case with the first one."""
    for each in (name, catalogue.FIRST):
        (tmp_path / f"{each}.json").write_bytes(dump_case(catalogue.open_demo(each)))

    ended = command("diff", tmp_path / f"{catalogue.FIRST}.json", tmp_path / f"{name}.json", "--format", "json")

    assert _errors("diff-1", ended.json) == []
    assert ended.code == int(name != catalogue.FIRST)


def test_lines_of_flows_fit(command: CommandLine) -> None:
    """Answers and bad lines."""
    flows = [{"id": 1, "to": "8.8.8.8", "port": 443}, {"id": "x", "to": "10.0.0.9", "protocol": "udp"}, {"id": 2}]
    stdin = "\n".join([*map(json.dumps, flows), "no JSON", ""])

    ended = command("path", CASES / "no-route.json", "--jsonl", stdin=stdin)

    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert len(lines) == 4
    assert [_errors("path-line-1", line) for line in lines] == [[]] * 4
    assert [("error" in line) for line in lines] == [False, False, True, True]


def test_lines_of_messages_fit(command: CommandLine) -> None:
    """Answers and bad lines."""
    messages = [
        {"id": 1, "text": "CannotPullContainerError: pull access denied for x"},
        {
            "text": "Essential container in task exited",
            "where": "stoppedReason",
            "stop_code": "EssentialContainerExited",
        },
        {"id": 2},
    ]

    ended = command("explain", "--jsonl", stdin="\n".join([*map(json.dumps, messages), "[]", ""]))

    lines = [json.loads(line) for line in ended.out.splitlines()]
    assert len(lines) == 4
    assert [_errors("explain-line-1", line) for line in lines] == [[]] * 4
