"""`fargate-doctor diff`: exit codes, both forms, both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_nothing_differs(command: CommandLine, no_route: Path) -> None:
    """Exit code 0, in words and in JSON."""
    ended = command("diff", no_route, no_route)
    as_json = command("diff", no_route, no_route, "--format", "json")

    assert (ended.code, as_json.code) == (0, 0)
    assert "Nothing differs." in ended.out
    assert as_json.json["same"] is True
    assert as_json.json["schema"] == "fargate-doctor/diff/1"


def test_something_differs(command: CommandLine, no_route: Path, healthy: Path) -> None:
    """Exit code 1; the change that flips the verdict stands before the others."""
    ended = command("diff", no_route, healthy)
    spanish = command("diff", no_route, healthy, "--lang", "es")
    as_json = command("diff", no_route, healthy, "--format", "json").json

    assert (ended.code, spanish.code) == (1, 1)
    assert ended.out.index("Changes that change a verdict") < ended.out.index("How the tasks fared")
    assert "route.none vanishes (it was root cause)" in ended.out
    assert "route.none desaparece (era causa raíz)" in spanish.out
    assert {"kind": "finding", "id": "route.none", "before": "root_cause", "after": None} in as_json["flips"]
    changes = {each["type"]: each for each in as_json["changes"]}
    assert any(each["id"] == "route.none" for each in changes["route-table"]["flips"])


def test_bad_input_is_said(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """Exit code 2, and nothing on standard output."""
    for arguments in ((no_route,), (no_route, tmp_path / "gone"), ("-", "-")):
        ended = command("diff", *arguments)

        assert (ended.code, ended.out) == (2, "")


def test_two_saved_diagnoses_are_compared(command: CommandLine, no_route: Path, healthy: Path, tmp_path: Path) -> None:
    """Verdicts, and the evidence that both quote; a diagnosis and a case are compared in the same way."""
    before, after = tmp_path / "before.json", tmp_path / "after.json"
    before.write_text(command("diagnose", no_route, "--format", "json").out, encoding="utf-8")
    after.write_text(command("diagnose", healthy, "--format", "json", "--lang", "es").out, encoding="utf-8")

    as_json = command("diff", before, after, "--format", "json")
    in_words = command("diff", before, after)
    mixed = command("diff", before, healthy, "--format", "json")
    piped = command("diff", before, "-", "--format", "json", stdin=after.read_text(encoding="utf-8"))

    of_cases = command("diff", no_route, healthy, "--format", "json").json
    assert (as_json.code, in_words.code) == (1, 1)
    assert as_json.json["flips"] == of_cases["flips"]
    assert as_json.json["before"] == of_cases["before"]
    assert as_json.json == mixed.json == piped.json
    assert "route.none vanishes (it was root cause)" in in_words.out
    assert "This change alone" not in in_words.out


def test_a_diagnosis_does_not_differ_from_itself(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """Nor from the same one in another language, made at another time."""
    english, spanish = tmp_path / "en.json", tmp_path / "es.json"
    english.write_text(command("diagnose", no_route, "--format", "json").out, encoding="utf-8")
    spanish.write_text(command("diagnose", no_route, "--format", "json", "--lang", "es").out, encoding="utf-8")

    ended = command("diff", english, spanish)

    assert ended.code == 0
    assert "Nothing differs." in ended.out
