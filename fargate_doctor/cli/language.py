"""The language of everything a person reads, known before the first word is printed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from fargate_doctor.frozen import frozen
from fargate_doctor.text import LANGUAGES, Language

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_OPTION = "--lang"
_LOCALE_VARIABLES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@frozen
class Manner:
    """How a command speaks: in which language, and whether in ASCII alone."""

    language: Language = "en"
    is_plain: bool = False


def chosen_language(arguments: Sequence[str], environment: Mapping[str, str]) -> Language:
    """Return the language that `--lang` names anywhere, else that of the locale, else English."""
    return _named(arguments) or _of_locale(environment)


def language_here() -> Language:
    """Return the language of the command that is running."""
    return manner_here().language


def manner_here() -> Manner:
    """Return how the command that is running speaks."""
    context = click.get_current_context(silent=True)
    manner = context.find_root().obj if context else None
    return manner if isinstance(manner, Manner) else Manner()


def named_language() -> Language | None:
    """Return the language that `--lang` names on the command line of this process, None where it names none."""
    return _named(sys.argv[1:])


def _named(arguments: Sequence[str]) -> Language | None:
    named: Language | None = None
    for place, argument in enumerate(arguments):
        if argument == "--":
            break
        value = argument.removeprefix(f"{_OPTION}=")
        if argument == _OPTION:
            value = arguments[place + 1] if place + 1 < len(arguments) else ""
        elif value == argument:
            continue
        named = next((each for each in LANGUAGES if each == value), named)
    return named


def _of_locale(environment: Mapping[str, str]) -> Language:
    locale = next((environment[name] for name in _LOCALE_VARIABLES if environment.get(name)), "")
    wanted = (each.lower() for each in locale.split(":"))
    return next((known for each in wanted for known in LANGUAGES if each.startswith(known)), "en")
