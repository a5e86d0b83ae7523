"""What leaves the terminal: words for the clipboard, and addresses for a browser."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Mapping

_LONGEST: Final = 60
_COPIED: Final = Text(
    en="Copied: {words}\nIf pasting gives something else, this terminal keeps programs from the clipboard (OSC 52): "
    "mark the words with Shift and the mouse instead.",
    es="Copiado: {words}\nSi al pegar aparece otra cosa, esta terminal no deja el portapapeles a los programas "
    "(OSC 52): seleccione el texto con Mayús y el ratón.",
)
_LINES: Final = Text(en="{first} ({count} lines)", es="{first} ({count} líneas)")


def copied_in_words(words: str) -> Text:
    """Return what was put on the clipboard, and what to do where the terminal refuses it without a word."""
    lines = words.strip().splitlines() or [""]
    first = printable(lines[0])
    shown = first if len(first) <= _LONGEST else f"{first[: _LONGEST - 1]}…"
    return _COPIED.fill(words=shown if len(lines) == 1 else _LINES.fill(first=shown, count=len(lines)))


def may_open_a_browser(environment: Mapping[str, str]) -> bool:
    """Tell whether a browser would open before the user's own eyes: not over SSH, nor without a display."""
    if environment.get("SSH_CONNECTION") or environment.get("SSH_TTY"):
        return False
    if sys.platform in ("win32", "darwin"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))
