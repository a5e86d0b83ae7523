"""The manual page and the completion of shells."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import click
import pytest

from fargate_doctor.cli.group import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine

COMMANDS = ROOT.list_commands(click.Context(ROOT))


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_manual_names_every_command_and_exit_code(command: CommandLine, language: str) -> None:
    """Every command has its part, and no line would be taken for a request of the formatter by mistake."""
    ended = command("manual", "--lang", language)

    assert ended.code == 0
    assert all(f".SS fargate\\-doctor {name}" in ended.out for name in COMMANDS)
    requests = {line.split()[0] for line in ended.out.splitlines() if line.startswith((".", "'"))}
    assert requests <= {".TH", ".SH", ".SS", ".TP", ".B"}


@pytest.mark.skipif(shutil.which("groff") is None, reason="this machine has no groff")
def test_the_formatter_takes_the_manual(command: CommandLine) -> None:
    """Groff formats it without a warning."""
    page = command("manual").out

    run = subprocess.run(  # noqa: S603 - a fixed program
        [str(shutil.which("groff")), "-man", "-Tutf8", "-ww", "-Kutf8"],
        input=page,
        capture_output=True,
        text=True,
        check=True,
    )

    assert run.stderr == ""


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_its_script(command: CommandLine, shell: str) -> None:
    """The script names the program and asks it for words."""
    ended = command("completion", shell)

    assert ended.code == 0
    assert "_FARGATE_DOCTOR_COMPLETE" in ended.out
    assert "fargate-doctor" in ended.out


def test_built_in_cases_are_completed(tmp_path: Path) -> None:
    """`demo no-r` completes to the cases that begin so."""
    environment = {
        "_FARGATE_DOCTOR_COMPLETE": "bash_complete",
        "COMP_WORDS": "fargate-doctor demo no-r",
        "COMP_CWORD": "2",
        "HOME": str(tmp_path),
        "PATH": os.environ["PATH"],
    }

    run = subprocess.run(
        [sys.executable, "-m", "fargate_doctor"], env=environment, capture_output=True, text=True, check=True
    )

    assert run.stdout.split() == ["plain,no-route"]
