"""Wrong arguments get one sentence about what happened and one about what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import CommandLine


@pytest.mark.parametrize(
    "arguments",
    [
        ["--bogus"],
        ["diagnose", "--bogus"],
        ["diagnose", "--format", "yaml"],
        ["diagnose", "a", "b"],
        ["diagnose", "--case"],
        ["export"],
        ["diagnose"],
        ["diagnos"],
        ["path"],
        ["--lang", "fr"],
        ["demo", "nothing-of-that-name"],
        ["diagnose", "arn:aws:ecs:eu-west-1:12:task/x"],
        ["diagnose", "https://example.com/clusters/a/tasks/0123456789abcdef"],
        ["diagnose", "missing.json"],
        ["diagnose", "--case", "missing.json"],
        ["diagnose", "a/../b"],
        ["\x1b[31mred"],
        ["x" * 5000],
        [""],
    ],
    ids=lambda arguments: " ".join(arguments)[:40],
)
@pytest.mark.parametrize("language", ["en", "es"])
def test_wrong_usage_is_explained(command: CommandLine, arguments: list[str], language: str) -> None:
    """Exit code 2, nothing on standard output, two lines without a traceback or a control character."""
    ended = command(*arguments, env={"LANG": f"{language}_XX.UTF-8"})

    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 2
    assert "Traceback" not in ended.err
    assert "\x1b" not in ended.err


def test_a_mistyped_command_is_corrected(command: CommandLine) -> None:
    """What is nearly a command is taken for one in the advice."""
    ended = command("diagnos")

    assert "diagnose?" in ended.err


def test_a_mistyped_option_is_corrected(command: CommandLine) -> None:
    """So is what is nearly an option."""
    ended = command("diagnose", "--cas", "x")

    assert "--case" in ended.err


def test_two_cases_are_one_too_many(command: CommandLine, no_route: Path, healthy: Path) -> None:
    """A path as TARGET and another with --case contradict each other."""
    ended = command("diagnose", no_route, "--case", healthy)

    assert ended.code == 2
    assert "Two cases" in ended.err


def test_two_tasks_are_one_too_many(command: CommandLine, no_route: Path) -> None:
    """So do two tasks."""
    ended = command("diagnose", "a" * 32, "--task", "b" * 32, "--case", no_route)

    assert ended.code == 2
    assert "Two tasks" in ended.err


def test_without_a_terminal_the_bare_command_asks_for_a_task(command: CommandLine) -> None:
    """Nothing can be chosen on a pipe."""
    ended = command()

    assert ended.code == 2
    assert "No task was named" in ended.err


@pytest.mark.parametrize("arguments", [["diagnose", "a", "b"], ["diagnose", "--case"], ["diagnose", "--debug=3", "a"]])
def test_wrong_usage_is_explained_in_one_language(command: CommandLine, arguments: list[str]) -> None:
    """No English of a library stands in a Spanish sentence."""
    ended = command("--lang", "es", *arguments)

    assert ended.code == 2
    assert not {"got", "unexpected", "argument", "requires", "option", "does", "value"} & set(ended.err.lower().split())


def test_what_is_required_is_said_in_spanish(command: CommandLine) -> None:
    """The help of an option that must be given."""
    assert "[obligatorio]" in command("export", "--help", "--lang", "es").out
    assert "[required]" in command("export", "--help").out


@pytest.mark.parametrize(
    ("variables", "word"),
    [
        ({"LANGUAGE": "es", "LANG": "en_US.UTF-8"}, "Uso:"),
        ({"LANGUAGE": "fr:es:en", "LANG": "C.UTF-8"}, "Uso:"),
        ({"LANGUAGE": "en", "LC_ALL": "es_ES.UTF-8"}, "Usage:"),
        ({"LC_ALL": "es_ES.UTF-8", "LANG": "en_US.UTF-8"}, "Uso:"),
        ({"LC_MESSAGES": "es_MX.UTF-8"}, "Uso:"),
    ],
)
def test_the_language_is_that_of_the_locale(command: CommandLine, variables: dict[str, str], word: str) -> None:
    """In gettext's order of variables."""
    assert word in command("--help", env=variables).out


def test_the_destination_is_read_before_anything_is_asked(command: CommandLine) -> None:
    """No credentials are needed to learn that it makes no sense."""
    ended = command("path", "--to", ":443", "shop/0123456789abcdef0123456789abcdef")

    assert ended.code == 2
    assert ":443 is neither" in ended.err


def test_the_folder_is_looked_for_before_anything_is_asked(command: CommandLine) -> None:
    """Nobody waits for a collection that cannot be kept."""
    ended = command("export", "shop/0123456789abcdef0123456789abcdef", "-o", "no-such-folder/case.json")

    assert ended.code == 2
    assert "the folder does not exist" in ended.err
