"""A message freed of what carried it: terminals, frames, tables, quotes, lines cut at a fixed width, escapes."""

from __future__ import annotations

import html
import re
from typing import Final

_COLOURS: Final = re.compile(r"\x1b\[[0-9;]{0,20}[A-Za-z]")
_FRAMES: Final = dict.fromkeys(range(0x2500, 0x25A0), " ")
_QUOTE_MARKS: Final = re.compile(r"^[ \t]{0,8}(?:[>#][ \t]*)+")
_COLUMNS_BESIDE: Final = re.compile(r" {2,}\d{1,5} {2,}[0-9a-f]{2,}[0-9a-f,]*$| {3,}[0-9a-f]{2,}[0-9a-f,]{3,}$")
_WRITTEN_BREAKS: Final = re.compile(r"\\{1,4}[nrt]")
_WINDOWS_PATH: Final = re.compile(r"[A-Za-z]:\\|\\\\\?")
_INSIDE_A_WORD: Final = re.compile(r"(?<=[A-Za-z0-9][-/])[ \t]*\n[ \t]*(?=[A-Za-z0-9])")
_SHORTEST_WIDTH: Final = 20


def unwrapped(text: str) -> str:
    """Return the words as ECS wrote them, as far as what carried them lets that be seen."""
    if "\x1b" in text:
        text = _COLOURS.sub("", text)
    if "&" in text and ";" in text:
        text = html.unescape(text)
    if "\\" in text and not _WINDOWS_PATH.search(text):
        text = _WRITTEN_BREAKS.sub(" ", text)
    return _joined(text) if "\n" in text else text


def _joined(text: str) -> str:
    """Return lines as one text: a line cut at a fixed width goes on where the next begins."""
    lines = [_bare(each) for each in text.translate(_FRAMES).splitlines()]
    lines = _without_margin([each for each in lines if each])
    if not _are_cut(lines):
        return _INSIDE_A_WORD.sub("", "\n".join(lines))
    width = max(map(len, lines))
    return "".join(each if len(each) == width else f"{each} " for each in lines)


def _bare(line: str) -> str:
    return _COLUMNS_BESIDE.sub("", _QUOTE_MARKS.sub("", line).strip("\r\t\f\v")).rstrip(" ")


def _without_margin(lines: list[str]) -> list[str]:
    """Return lines without the blanks at which all of them but perhaps the first begin."""
    first, *others = lines or [""]
    margin = min((len(each) - len(each.lstrip(" ")) for each in others), default=0)
    return [first.lstrip(" "), *(each[margin:] for each in others)]


def _are_cut(lines: list[str]) -> bool:
    """Tell whether all lines but the last are of one width, give or take the blank at which one was cut."""
    if len(lines) <= 2:  # noqa: PLR2004 - one full line is no pattern
        return False
    *full, last = map(len, lines)
    width = max(full)
    return width >= _SHORTEST_WIDTH and min(full) >= width - 1 and last <= width
