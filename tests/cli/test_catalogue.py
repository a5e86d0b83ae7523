"""The catalogue of checks that lies in the repository is what the command prints today.

Set `FARGATE_DOCTOR_UPDATE_CATALOGUE=1` to write it anew.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

CATALOGUE = Path(__file__).parents[2] / ".github" / "CHECKS.md"
UPDATES = bool(os.environ.get("FARGATE_DOCTOR_UPDATE_CATALOGUE"))


def test_the_catalogue_in_the_repository_is_what_the_command_prints(command: CommandLine) -> None:
    """Whoever adds or changes a question writes it anew; nobody edits it by hand."""
    printed = command("checks", "--format", "markdown", "--lang", "en").out
    if UPDATES:
        CATALOGUE.write_text(printed, encoding="utf-8")

    assert CATALOGUE.read_text(encoding="utf-8") == printed, f"{CATALOGUE.name} is not of today; see this module"
