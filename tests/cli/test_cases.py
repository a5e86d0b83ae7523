"""`fargate-doctor cases`, and the commands that keep a case."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


def test_what_was_saved_is_listed_found_and_opened(command: CommandLine, no_route: Path, healthy: Path) -> None:
    """`diagnose --save` keeps it; `cases` lists, searches, opens it and says where it is."""
    saved = command("diagnose", no_route, "--save")
    command("export", healthy, "-o", "-", "--save")

    listed = command("cases").out.splitlines()
    found = command("cases", "search", "route.none", "--format", "json").json
    assert saved.code == 1
    assert "Kept as " in saved.err
    assert len(listed) == 1  # both are one task at one time
    assert len(found) <= 1
    name = listed[0].split()[0]
    opened = command("cases", "open", name)
    assert opened.out.startswith("Task ")
    assert command("cases", "path", name).out.strip().endswith(f"{name}.json")


def test_cases_are_pruned(command: CommandLine, no_route: Path) -> None:
    """By age or by size, each removed one named."""
    command("diagnose", no_route, "--save")

    kept = command("cases", "prune", "--older-than", "1d")
    gone = command("cases", "prune", "--at-most", "0")

    assert (kept.code, kept.out) == (0, "")
    assert gone.out.startswith("Removed ")
    assert "There is no case here." in command("cases").err


def test_mistakes_are_said(command: CommandLine) -> None:
    """Each has its sentence and exit code 2."""
    for arguments, words in (
        (("open", "x"), "is called"),
        (("prune",), "not said what may go"),
        (("prune", "--older-than", "soon"), "does not take"),
        (("prune", "--at-most", "much"), "does not take"),
        (("dance",), "takes one of these"),
    ):
        ended = command("cases", *arguments)

        assert (ended.code, words in ended.err) == (2, True), ended.err
