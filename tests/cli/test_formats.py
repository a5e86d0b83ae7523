"""`diagnose --format` writes every form on standard output, and several causes are counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.write import dump_case
from fargate_doctor.demo import catalogue

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


@pytest.mark.parametrize(
    ("form", "start"),
    [("text", "Task "), ("json", "{"), ("markdown", "# "), ("html", "<!doctype html>"), ("junit", "<?xml ")],
)
def test_every_form_has_the_same_exit_code(command: CommandLine, no_route: Path, form: str, start: str) -> None:
    """The form changes nothing of what is found, and no escape code goes into a pipe."""
    ended = command("diagnose", no_route, "--format", form)

    assert (ended.code, ended.err) == (1, "")
    assert ended.out.startswith(start)
    assert ended.out.endswith("\n")
    assert "\x1b" not in ended.out
    assert "route.none" in ended.out


def test_several_causes_are_counted(command: CommandLine, tmp_path: Path) -> None:
    """One cause is a cause; two are two."""
    case = tmp_path / "case.json"
    case.write_bytes(dump_case(catalogue.open_demo("two-blockers")))

    english = command("diagnose", case)
    spanish = command("diagnose", case, "--format", "markdown", "--lang", "es")

    assert "2 root causes were found." in english.out
    assert "Se han encontrado 2 causas raíz." in spanish.out
