"""Which built-in cases there are, and how each is opened.

A case lies beside this file as `<name>.json`: a case file with two more keys, `title` and `summary`, each in both
languages.
"""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.errors import UnreadableInput
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, enumeration, printable, verbatim

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

    from fargate_doctor.case.model import Case

FIRST: Final = "no-route"
"""The case that is shown where none is named."""

HEALTHY: Final = "healthy"
"""The case of a task that is well, to compare with."""

_SUFFIX: Final = ".json"


@frozen
class Listed:
    """A built-in case as lists show it: its name, its line, and what it shows."""

    name: str
    title: Text
    summary: Text


def listed() -> tuple[Listed, ...]:
    """Return the cases as lists show them, in their order."""
    found = ((name, json.loads(_bytes(name))) for name in names())
    return tuple(Listed(name, _words(told, "title", name), _words(told, "summary", name)) for name, told in found)


def names() -> tuple[str, ...]:
    """Return the names of the cases, `FIRST` before the others, which follow by name."""
    found = (each.name.removesuffix(_SUFFIX) for each in _folder().iterdir() if each.name.endswith(_SUFFIX))
    return tuple(sorted(found, key=lambda name: (name != FIRST, name)))


def open_demo(name: str = FIRST) -> Case:
    """Return a case. Raises `UnreadableInput` where there is none of that name."""
    from fargate_doctor.case.read import parse_case  # noqa: PLC0415 - a list of titles needs no reader of cases

    return parse_case(_bytes(name), f"{name}{_SUFFIX}")


def title(name: str) -> Text:
    """Return the line under which a case is listed."""
    return _words(json.loads(_bytes(name)), "title", name)


def _folder() -> Traversable:
    return files("fargate_doctor").joinpath("demo")


def _bytes(name: str) -> bytes:
    known = names()
    if name not in known:
        raise _unknown(name, known)
    return _folder().joinpath(f"{name}{_SUFFIX}").read_bytes()


def _words(told: dict[str, Any], member: str, name: str) -> Text:
    words = told.get(member)
    return Text(en=words["en"], es=words["es"]) if isinstance(words, dict) else verbatim(name)


def _unknown(name: str, known: tuple[str, ...]) -> UnreadableInput:
    return UnreadableInput(
        Text(
            en="There is no built-in case named {name}.",
            es="No existe ningún caso incluido con el nombre {name}.",
        ).fill(name=printable(name)),
        Text(
            en="Choose one of these: {known}.",
            es="Elija uno de estos: {known}.",
        ).fill(known=enumeration(known, at_most=len(known))),
    )
