"""Help stands in the chosen language and names exit codes; the version stands alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor import __version__

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

COMMANDS = ("demo", "diagnose", "path", "export", "checks", "policy")


def test_the_version_is_printed(command: CommandLine) -> None:
    """`--version` prints name and version."""
    ended = command("--version")

    assert (ended.code, ended.out, ended.err) == (0, f"fargate-doctor {__version__}\n", "")


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_lists_every_command(command: CommandLine, name: str) -> None:
    """The help of the group names each command once, with what it does."""
    ended = command("--help")

    assert ended.code == 0
    assert f"\n  {name} " in ended.out


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize(("language", "title"), [("en", "Exit codes:"), ("es", "Códigos de salida:")])
def test_each_command_repeats_its_exit_codes(command: CommandLine, name: str, language: str, title: str) -> None:
    """The help of a command is in the chosen language, to the heading."""
    ended = command(name, "--help", "--lang", language)

    assert ended.code == 0
    assert title in ended.out
    assert f"fargate-doctor {name}" in ended.out


@pytest.mark.parametrize(
    ("arguments", "environment", "is_spanish"),
    [
        ([], {"LANG": "es_ES.UTF-8"}, True),
        ([], {"LC_ALL": "es_MX", "LANG": "en_GB"}, True),
        ([], {"LC_ALL": "", "LC_MESSAGES": "es", "LANG": "en_GB"}, True),
        ([], {"LC_ALL": "C", "LANG": "es_ES"}, False),
        ([], {"LANG": "eo"}, False),
        ([], {}, False),
        (["--lang", "en"], {"LANG": "es_ES"}, False),
        (["--lang=es"], {"LANG": "en_GB"}, True),
    ],
)
def test_the_language_is_that_of_the_locale_unless_named(
    command: CommandLine, arguments: list[str], environment: dict[str, str], *, is_spanish: bool
) -> None:
    """LC_ALL goes before LC_MESSAGES, that before LANG; `--lang` goes before all."""
    ended = command(*arguments, "--help", env=environment)

    assert ended.out.startswith("Uso: " if is_spanish else "Usage: ")


def test_options_may_stand_before_the_command(command: CommandLine) -> None:
    """`--lang es policy` is `policy --lang es`."""
    ended = command("--lang", "es", "--profile", "x", "diagnose", "-h")

    assert ended.out.startswith("Uso: fargate-doctor diagnose")
