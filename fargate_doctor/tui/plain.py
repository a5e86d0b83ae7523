"""What the app draws, in ASCII alone: for terminals that show nothing else, one cell for each cell."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

_FORMS: Final = {
    "✓": "+", "✗": "x", "≠": "!", "●": "*", "○": "o", "■": "#", "▲": "^", "◆": "%", "◀": "<", "▸": ">", "▾": "v",
    "→": ">", "←": "<", "↑": "^", "↓": "v", "›": ">", "·": "-", "•": "*", "…": "~", "−": "-", "–": "-", "—": "-",  # noqa: RUF001
    "×": "x", "“": '"', "”": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "¿": "?", "¡": "!",  # noqa: RUF001
    "│": "|", "┃": "|", "║": "|", "┆": ":", "┊": ":", "╎": ":", "─": "-", "━": "-", "═": "=", "╌": "-", "╍": "-",
    "▔": "-", "▁": "_", "▂": "_", "▃": "_", "▄": "#", "▅": "#", "▆": "#", "▇": "#", "█": "#", "▀": "-",
    "▏": "|", "▎": "|", "▍": "|", "▌": "|", "▋": "|", "▊": "|", "▉": "|", "▐": "|", "▕": "|",
    "⠋": "|", "⠙": "/", "⠹": "-", "⠸": "\\", "⠼": "|", "⠴": "/", "⠦": "-", "⠧": "\\", "⠇": "|", "⠏": "/",
    "\N{LEFT-POINTING MAGNIFYING GLASS}": "/ ", "\N{RIGHT-POINTING MAGNIFYING GLASS}": "/ ", "\u00a0": " ",
}  # fmt: skip
_BOXES: Final = range(0x2500, 0x2580)


class AsciiFilter(LineFilter):
    """Draws marks, lines, quotation marks and accents in ASCII; a letter that has no such form is left as it is."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments in ASCII."""
        del background
        return [
            each if each.control or each.text.isascii() else Segment(in_cells(each.text), each.style)
            for each in segments
        ]


@lru_cache(4096)
def in_cells(words: str) -> str:
    """Return words in ASCII that take as many cells."""
    return "".join(each if each.isascii() else _FORMS.get(each) or _bare(each) for each in words)


def _bare(character: str) -> str:
    if ord(character) in _BOXES:
        return "+"
    bare = "".join(each for each in unicodedata.normalize("NFKD", character) if not unicodedata.combining(each))
    return bare if bare.isascii() and len(bare) == cell_len(character) else character
