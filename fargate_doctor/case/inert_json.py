"""JSON text in which nothing is left that a terminal or an editor would obey; it stays the same JSON."""

from __future__ import annotations

import re

_OBEYED = re.compile("[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def inert(text: str) -> str:
    """Return JSON text with control, direction and half characters written as escapes."""
    return _OBEYED.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
