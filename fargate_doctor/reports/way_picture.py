"""A way as a picture: the task, every station behind it, and the one that breaks it standing out. Inline SVG."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from fargate_doctor.reports.words import MARKS
from fargate_doctor.text import printable

if TYPE_CHECKING:
    from fargate_doctor.reports.outline import Station, Way

_A_ROW: Final = 4
_WIDTH, _HEIGHT = 196, 62
_GAP: Final = 30
_MARGIN: Final = 4
_LONGEST_KIND: Final = 26
_LONGEST_ID: Final = 27


def picture_of(way: Way) -> str:
    """Return the picture of one way, with its destination as its caption."""
    rows = -(-len(way.stations) // _A_ROW)
    width = 2 * _MARGIN + min(len(way.stations), _A_ROW) * (_WIDTH + _GAP) - _GAP
    height = 2 * _MARGIN + rows * (_HEIGHT + _GAP) - _GAP
    caption = f'<figcaption><span class="mark {way.verdict}">{MARKS[way.verdict]}</span> {_shown(way.destination)}'
    if not way.stations:
        return f"<figure>{caption}</figcaption></figure>"
    drawn = "".join(_station(each, place) for place, each in enumerate(way.stations))
    arrows = "".join(_arrow(place) for place in range(1, len(way.stations)))
    return (
        f'<figure>{caption}</figcaption><svg viewBox="0 0 {width} {height}" role="img" '
        f'style="max-width: {width}px" aria-label="{_shown(way.destination)}">{arrows}{drawn}</svg></figure>'
    )


def _station(station: Station, place: int) -> str:
    x, y = _corner(place)
    return (
        f'<g class="{station.verdict}"><title>{_shown(station.because)}</title>'
        f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{_HEIGHT}" rx="6"/>'
        f'<text class="sign" x="{x + 10}" y="{y + 25}">{MARKS[station.verdict]}</text>'
        f'<text x="{x + 28}" y="{y + 25}">{_shown(_cut(station.kind, _LONGEST_KIND))}</text>'
        f'<text class="id" x="{x + 10}" y="{y + 47}">{_shown(_cut(station.id, _LONGEST_ID))}</text></g>'
    )


def _arrow(place: int) -> str:
    """Return the arrow to a station; at the end of a row it goes down and back."""
    x, y = _corner(place)
    middle = y + _HEIGHT // 2
    if place % _A_ROW:
        start = x - _GAP
        return f'<path d="M{start} {middle}H{x - 7}"/><path class="head" d="M{x} {middle}l-8 -4v8z"/>'
    from_x, from_y = _corner(place - 1)
    center, down = from_x + _WIDTH // 2, from_y + _HEIGHT
    turn, into = down + _GAP // 2, x + _WIDTH // 2
    return f'<path d="M{center} {down}V{turn}H{into}V{y - 7}"/><path class="head" d="M{into} {y}l-4 -8h8z"/>'


def _corner(place: int) -> tuple[int, int]:
    row, column = divmod(place, _A_ROW)
    return _MARGIN + column * (_WIDTH + _GAP), _MARGIN + row * (_HEIGHT + _GAP)


def _cut(words: str, longest: int) -> str:
    return words if len(words) <= longest else f"{words[: longest - 1]}…"


def _shown(words: str) -> str:
    return escape(printable(words))
