"""The error for a file that cannot be read, and foreign words made fit to stand in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.errors import UnreadableInput
from fargate_doctor.text import Text, printable, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable

STANDARD_INPUT: Final = "-"
_FIRST_LETTER: Final = 0xA0

WHAT_IS_READ: Final = Text(
    en="Give a case file, the JSON output of AWS CLI describe commands, an ECS task state change event,"
    " or a folder of these.",
    es="Indique un archivo de caso, la salida JSON de comandos describe de la AWS CLI, un evento de cambio de"
    " estado de tarea de ECS o una carpeta con ellos.",
)

SAVE_AGAIN: Final = Text(
    en="Save it again; if it was copied by hand, copy all of it.",
    es="Guárdelo de nuevo; si se copió a mano, cópielo entero.",
)


def unreadable(name: str, reason: Text, advice: Text) -> UnreadableInput:
    """Return the error for one source; the reason begins in lower case and ends without a stop."""
    happened = Text(en="Cannot read {name}: {reason}.", es="No se puede leer {name}: {reason}.")
    return UnreadableInput(happened.fill(name=_shown_name(name), reason=reason), advice)


def excerpt(words: str, longest: int = 60) -> str:
    """Return words of a stranger, cut and made harmless."""
    start = words[: longest + 1]
    legible = "".join(each if each.isprintable() or ord(each) < _FIRST_LETTER else "\ufffd" for each in start)
    inert = printable(legible.encode("utf-8", "replace").decode())
    return inert if len(inert) <= longest else inert[: longest - 1] + "…"


def excerpts(names: Iterable[str], at_most: int = 6) -> str:
    """Return a list of such words; what goes beyond `at_most` is counted."""
    everything = list(names)
    shown = ", ".join(excerpt(name, 40) for name in everything[:at_most])
    hidden = len(everything) - at_most
    return f"{shown}, … (+{hidden})" if hidden > 0 else shown


def _shown_name(name: str) -> Text:
    if name == STANDARD_INPUT:
        return Text(en="standard input", es="la entrada estándar")
    return verbatim(printable(name.encode("utf-8", "replace").decode()))
