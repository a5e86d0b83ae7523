"""`fargate-doctor redact`: what is masked, what is said of it, and the way back for the owner."""

from __future__ import annotations

import json
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


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
