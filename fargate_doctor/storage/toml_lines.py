"""On which line of a TOML file a setting stands."""

from __future__ import annotations

import re
from typing import Final

_TABLE: Final = re.compile(r"\s*\[+(?P<name>[^\]]*)\]")
_ENTRY: Final = re.compile(r"\s*(?P<name>(?:\"[^\"]*\"|'[^']*'|[A-Za-z0-9_.\s-])+?)\s*=")
_QUOTES: Final = re.compile(r"[\"'\s]")


def line_of(text: str, place: tuple[str, ...]) -> int:
    """Return the line, from 1, on which a setting stands, by its table and name; 1 where it is not found."""
    wanted = ".".join(place)
    table = ""
    of_table = 0
    for number, line in enumerate(text.splitlines(), 1):
        if heading := _TABLE.match(line):
            table = _plain(heading["name"])
            of_table = of_table or (number if table == wanted else 0)
        elif entry := _ENTRY.match(line):
            name = ".".join(filter(None, (table, _plain(entry["name"]))))
            if name == wanted:
                return number
    return of_table or 1


def _plain(name: str) -> str:
    return _QUOTES.sub("", name)
