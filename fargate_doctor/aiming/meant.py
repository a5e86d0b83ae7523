"""What some words mean: a place on this computer, a task or service, a built-in case, ECS's own words, or JSON."""

from __future__ import annotations

from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fargate_doctor.aiming.console_url import is_url, target_in_url
from fargate_doctor.aiming.forms import FORMS
from fargate_doctor.aiming.names import target_named
from fargate_doctor.demo.catalogue import names
from fargate_doctor.errors import UnreadableInput, UsageError
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.collectors.target import TaskTarget

_PATH_SIGNS: Final = "/\\.~"
_A_SENTENCE: Final = 4
"""So many words and more are a message, even one that nobody knows."""

_LONGEST: Final = 60
_CHECK_PATH: Final = Text(en="Check the path.", es="Compruebe la ruta.")


@frozen
class Place:
    """A file or folder that exists."""

    path: str


@frozen
class Named:
    """A task, a service or a cluster in AWS; `region` is the one that its ARN or URL names."""

    target: TaskTarget
    region: str | None = None


@frozen
class BuiltIn:
    """A built-in case."""

    name: str


@frozen
class Said:
    """What ECS said of a task, in its own words."""

    text: str


@frozen
class Answer:
    """JSON as AWS answers or sends it, or a whole case."""

    text: str


Meant = Place | Named | BuiltIn | Said | Answer


def meant(words: str, *, takes_any_name: bool = False, similar: Iterable[str] = ()) -> Meant:
    """Return what was typed or pasted. Raises `UsageError`, which names what is similar and what would be understood.

    A path that exists is a path, whatever else it may be.
    """
    entry = words.strip().strip("\"'")
    if place := _place(words) or _place(entry):
        return place
    if entry.startswith(("{", "[")):
        return Answer(entry)
    if is_url(entry) and not entry.split()[1:]:
        region, shown = target_in_url(entry)
        return Named(shown, region)
    if target := target_named(entry, takes_any_name=takes_any_name):
        return Named(target, target.region)
    if entry in names():
        return BuiltIn(entry)
    if _is_said(entry):
        return Said(" ".join(entry.splitlines()))
    raise not_understood(entry, (*similar, *names()))


def not_understood(words: str, similar: Iterable[str] = ()) -> UsageError:
    """Return the error about words that name nothing."""
    shown = printable(words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…")
    if any(character in words for character in _PATH_SIGNS) and not words.split()[_A_SENTENCE:]:
        happened = Text(en="Cannot read {words}: it does not exist.", es="No se puede leer {words}: no existe.")
        return UnreadableInput(happened.fill(words=shown), _CHECK_PATH + FORMS)
    happened = Text(
        en="“{words}” is neither a task nor a file that exists.",
        es="«{words}» no es una tarea ni un archivo que exista.",
    )
    close = get_close_matches(words, tuple(similar), n=1)
    did_you = Text(en="Did you mean {name}?", es="¿Quería decir {name}?").fill(name=close[0]) if close else None
    return UsageError(happened.fill(words=shown), did_you + FORMS if did_you else FORMS)


def _place(entry: str) -> Place | None:
    try:
        if entry and Path(entry).exists():
            return Place(entry)
        if entry.startswith("~") and (expanded := Path(entry).expanduser()).exists():
            return Place(str(expanded))
    except (OSError, ValueError, RuntimeError):
        return None
    return None


def _is_said(entry: str) -> bool:
    from fargate_doctor.facts.messages import classify  # noqa: PLC0415 - only words that are nothing else need it

    if len(entry.split()) >= _A_SENTENCE:
        return True
    message = classify(entry)
    return (message.family, message.cause) != ("other", "other")
