"""Lines of a given width, and commands broken where a shell lets them be."""

from __future__ import annotations

import textwrap

from fargate_doctor.text import printable

_NARROWEST = 20


def wrapped(words: str, width: int, *, first: str = "", rest: str | None = None) -> list[str]:
    """Return foreign or own words made inert, in lines of at most `width`; `first` and `rest` are put before them.

    An id that is longer than a line stays whole, so that it can be copied and searched for.
    """
    lines = textwrap.wrap(
        printable(words),
        max(width, _NARROWEST),
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return lines or [first.rstrip()]


def wrapped_command(command: str, width: int, *, first: str) -> list[str]:
    """Return a command in lines that end in a backslash, broken only before its options."""
    rest = " " * len(first) + "  "
    lines = [first]
    for part in _parts(f"\n{rest}".join(printable(line) for line in command.split("\n"))):
        is_fresh = lines[-1] in (first, rest)
        if not is_fresh and len(lines[-1]) + len(part) + 3 > width:
            lines[-1] += " \\"
            lines.append(rest)
            is_fresh = True
        lines[-1] += part if is_fresh else f" {part}"
    return lines


def _parts(command: str) -> list[str]:
    """Return a command cut before each option that does not stand in quotes."""
    parts: list[str] = []
    start, quote = 0, ""
    for place, character in enumerate(command):
        if quote:
            quote = "" if character == quote else quote
        elif character in "'\"":
            quote = character
        elif command.startswith(" --", place):
            parts.append(command[start:place])
            start = place + 1
    return [*parts, command[start:]]
