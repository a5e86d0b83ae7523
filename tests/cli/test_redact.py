"""`fargate-doctor redact`: what is masked, what is said of it, and the way back for the owner."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.read import read_case
from fargate_doctor.case.redaction import redact_and_tell
from fargate_doctor.case.write import dump_case

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

KEY = bytes(range(32))  # under which no name becomes an ordinary word


def test_the_owner_keeps_the_way_back(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """The map leads from what is shared to what it was, and nobody else may read it."""
    output, back = tmp_path / "shared.json", tmp_path / "map.json"

    ended = command("redact", no_route, "-o", output, "--map", back)

    assert (ended.code, ended.out) == (0, "")
    shared, original = (json.loads(path.read_text(encoding="utf-8")) for path in (output, no_route))
    names = json.loads(back.read_text(encoding="utf-8"))["names"]
    assert names[shared["account"]] == original["account"]
    assert names[shared["focus"].rpartition("/")[2]] == original["focus"].rpartition("/")[2]
    assert stat.S_IMODE(back.stat().st_mode) == 0o600


def test_what_was_masked_is_counted(command: CommandLine, no_route: Path) -> None:
    """By kind, on standard error, in the user's language."""
    english = command("redact", no_route, "-o", "-")
    spanish = command("redact", no_route, "-o", "-", "--lang", "es")

    assert "Masked: account ids, 1." in english.err
    assert "resource ids" in english.err
    assert "Sustituido: ids de cuenta, 1." in spanish.err
    assert english.out == spanish.out


def test_what_was_redacted_stays_as_it_is(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """A second time masks nothing, and says so."""
    once = tmp_path / "once.json"
    command("redact", no_route, "-o", once)

    again = command("redact", once, "-o", "-")

    assert again.out == once.read_text(encoding="utf-8")
    assert "redacted before" in again.err


def test_a_report_says_how_much_of_what_and_names_nothing(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """It may go with the redacted file to whoever has to agree to its being shared."""
    report = tmp_path / "report.json"

    command("redact", no_route, "-o", tmp_path / "shared.json", "--map", tmp_path / "map.json", "--report", report)

    written = json.loads(report.read_text(encoding="utf-8"))
    names = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))["names"]
    assert written["schema"] == "fargate-doctor/redaction-report/1"
    assert written["masked"]["account"] == 1
    assert sum(written["masked"].values()) == len(names)
    assert not [each for each in (*names, *names.values()) if each in report.read_text(encoding="utf-8")]


@pytest.mark.parametrize("form", ["markdown", "json", "html", "text"])
def test_what_others_wrote_about_it_leads_back(form: str, command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """A report made from the redacted case is, with the map, the report of the case itself."""
    shared, back, report = tmp_path / "shared.json", tmp_path / "map.json", tmp_path / "report"
    redacted, masked = redact_and_tell(read_case(no_route), KEY)
    shared.write_bytes(dump_case(redacted))
    back.write_bytes(masked.as_json())
    report.write_text(command("diagnose", shared, "--format", form).out, encoding="utf-8")

    restored = command("redact", report, "--restore", back, "-o", "-")

    original = command("diagnose", no_route, "--format", form)
    assert restored.code == 0
    if form == "json":
        assert without_the_clock(restored.json) == without_the_clock(original.json)
    else:
        assert restored.out.split() == original.out.split()


def without_the_clock(diagnosis: dict[str, object]) -> dict[str, object]:
    """Return a diagnosis without the time at which it was made."""
    return {name: value for name, value in diagnosis.items() if name != "generated_at"}


def test_a_redacted_case_leads_back(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """With the map it is the case that it was; a file that is no map is refused."""
    shared, back = tmp_path / "shared.json", tmp_path / "map.json"
    command("export", no_route, "-o", shared, "--map", back)

    restored = command("redact", shared, "--restore", back, "-o", "-")
    refused = command("redact", shared, "--restore", no_route, "-o", "-")

    assert restored.json == json.loads(no_route.read_text(encoding="utf-8"))
    assert (refused.code, refused.out) == (2, "")
    assert "is no map" in refused.err


def test_what_is_not_redacted_has_no_map(command: CommandLine, no_route: Path, tmp_path: Path) -> None:
    """It is said before anything is written."""
    output = tmp_path / "out.json"

    ended = command("export", no_route, "--no-redact", "-o", output, "--map", tmp_path / "map.json")

    assert ended.code == 2
    assert not output.exists()
