"""Words for terminals that show nothing but ASCII."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.cli.plain import in_ascii, wants_ascii
from tests.cli.conftest import CASES

if TYPE_CHECKING:
    from tests.cli.conftest import CommandLine

CASE = CASES / "no-route.json"
ASKED = [
    ["diagnose", "no-route"],
    ["diagnose", "no-route", "--walk"],
    ["demo", "--list"],
    ["checks"],
    ["explain", "route.none"],
    ["--help"],
    ["scan", "--help"],
    ["diagnose", "/nowhere/at/all.json"],
]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("arguments", ASKED, ids=" ".join)
def test_with_ascii_no_other_character_is_written(command: CommandLine, arguments: list[str], language: str) -> None:
    """Reports, lists, help and errors hold no mark, line, quotation mark or accent beyond ASCII."""
    words = [str(CASE) if each == "no-route" else each for each in arguments]
    ended = command(*words, "--ascii", "--lang", language)

    assert ended.out + ended.err
    assert (ended.out + ended.err).isascii()


def test_a_machine_gets_the_same_with_ascii(command: CommandLine) -> None:
    """JSON is data: the option changes nothing of it."""
    plain, usual = (command("explain", "route.none", "--format", "json", *more) for more in ((), ("--ascii",)))

    assert plain.out == usual.out


@pytest.mark.parametrize(
    ("arguments", "environment", "is_shown", "expected"),
    [
        ([], {"LANG": "en_US.UTF-8", "TERM": "xterm"}, True, False),
        ([], {"TERM": "xterm"}, True, False),
        ([], {"LANG": "es_ES", "TERM": "xterm"}, True, False),
        ([], {"LANG": "en_US.UTF-8", "TERM": "linux"}, True, True),
        ([], {"LANG": "en_US.UTF-8", "TERM": "linux"}, False, False),
        ([], {"LC_ALL": "C", "LANG": "en_US.UTF-8", "TERM": "xterm"}, True, True),
        ([], {"LC_ALL": "C.UTF-8", "TERM": "xterm"}, True, False),
        ([], {"LANG": "es_ES.ISO-8859-15@euro", "TERM": "xterm"}, True, True),
        (["diagnose", "--ascii"], {"LANG": "en_US.UTF-8"}, False, True),
        (["diagnose", "--", "--ascii"], {"LANG": "en_US.UTF-8"}, False, False),
    ],
)
def test_ascii_is_used_where_it_is_asked_for_or_nothing_else_can_be_shown(
    arguments: list[str], environment: dict[str, str], *, is_shown: bool, expected: bool
) -> None:
    """The option, the Linux console, and a locale without UTF-8; what goes to a file is as it was."""
    assert wants_ascii(arguments, environment, is_shown=is_shown) is expected


def test_what_has_no_form_in_ascii_stays() -> None:
    """Marks and accents are rewritten; other scripts are data and are left alone."""
    assert in_ascii("✓ ¿Está bien? → 한글 日本") == "+ Esta bien? -> 한글 日本"
