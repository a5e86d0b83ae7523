"""`fargate-doctor export` and `redact`: what is written, where, and what is said beside it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from fargate_doctor.reports.schemas import published_schema

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_an_export_is_redacted_unless_told_otherwise(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """Names and ids are replaced; with `--no-redact` they stay."""
    redacted, kept = tmp_path / "redacted.json", tmp_path / "kept.json"

    assert command("export", no_route, "-o", redacted).code == 0
    assert command("export", no_route, "-o", kept, "--no-redact").code == 0
    assert "vpc-0a1b2c3d4e5f60001" not in redacted.read_text()
    assert "vpc-0a1b2c3d4e5f60001" in kept.read_text()
    assert json.loads(redacted.read_bytes())["redacted"] is True


@pytest.mark.parametrize("option", [[], ["--no-redact"]])
def test_an_export_gives_the_same_diagnosis(
    command: CommandLine, no_route: Path, tmp_path: Path, option: list[str]
) -> None:
    """The same findings and the same verdicts."""
    command("export", no_route, "-o", tmp_path / "case.json", *option)

    before = command("diagnose", no_route, "--format", "json").json
    after = command("diagnose", tmp_path / "case.json", "--format", "json").json
    assert _ids(before) == _ids(after)


def test_an_export_fits_the_schema(command: CommandLine, no_route: Path) -> None:
    """`-o -` writes to standard output."""
    ended = command("export", "--case", no_route, "-o", "-")

    assert ended.code == 0
    assert list(Draft202012Validator(published_schema("case-1")).iter_errors(ended.json)) == []


def test_an_export_replaces_an_older_file(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """As `-o` does elsewhere."""
    target = tmp_path / "case.json"
    target.write_text("old")

    assert command("export", no_route, "-o", target).code == 0
    assert target.read_text().startswith("{")


def test_what_was_refused_is_said(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """On standard error, with the action that would lift it; the case is written all the same."""
    document: dict[str, Any] = json.loads(no_route.read_bytes())
    document["failures"] = [
        {"operation": "ec2:DescribeVpcs", "error": "UnauthorizedOperation", "action": "ec2:DescribeVpcs"},
        {"operation": "ecs:DescribeTaskSets", "error": "TaskSetNotFoundException"},
    ]
    case = tmp_path / "refused.json"
    case.write_text(json.dumps(document))

    ended = command("export", case, "-o", tmp_path / "case.json")

    assert ended.code == 0
    assert "Allow ec2:DescribeVpcs" in ended.err
    assert "DescribeTaskSets" not in ended.err


def test_a_place_that_cannot_be_written_is_an_error(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """Two sentences, exit code 2."""
    ended = command("export", no_route, "-o", tmp_path / "no" / "such" / "case.json")

    assert ended.code == 2
    assert len(ended.err.splitlines()) == 2


def test_redact_is_export_of_a_file(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """The same key gives the same names."""
    command("export", no_route, "-o", tmp_path / "one.json")
    ended = command("redact", no_route, "-o", tmp_path / "two.json")

    assert ended.code == 0
    assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()


def _ids(document: dict[str, Any]) -> list[tuple[str, str]]:
    findings = [(each["id"], each["level"]) for each in document["findings"]]
    return findings + [(each["id"], each["verdict"]) for each in document["steps"]]
