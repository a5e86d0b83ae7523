"""What a setting has to be, in words."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_STRING: Final = Text(en="{name} is a string", es="{name} es una cadena")
_TRUTH: Final = Text(en="{name} is true or false", es="{name} es true o false")
_TABLE: Final = Text(en="{name} is a table", es="{name} es una tabla")

NO_SUCH: Final = Text(en="there is no setting {name}", es="no existe el ajuste {name}")

EXPECTED: Final = {
    "language": Text(en="{name} is “en” or “es”", es="{name} es «en» o «es»"),
    "theme": _STRING,
    "profile": _STRING,
    "region": _STRING,
    "ascii": _TRUTH,
    "watch": _TABLE,
    "keys": _TABLE,
    "watch.seconds": Text(en="{name} is a whole number from 5 to 3600", es="{name} es un número entero del 5 al 3600"),
    "watch.bell": _TRUTH,
    "watch.hook": Text(en="{name} is a command in quotes", es="{name} es un comando entre comillas"),
    "a key": Text(
        en="{name} is a key in quotes, or a list of them", es="{name} es una tecla entre comillas o una lista"
    ),
}
"""By the place of the setting."""


def reason_of(reason: Text, name: str, known: Iterable[str]) -> Text:
    """Return a reason about an unknown name, with the one that was probably meant."""
    filled = reason.fill(name=name)
    close = get_close_matches(name, tuple(known), n=1)
    meant = Text(en="(did you mean {close}?)", es="(¿quería decir {close}?)")
    return filled + meant.fill(close=close[0]) if close else filled
