"""Pictures of the app: one SVG that needs no font from anywhere and is the same on every machine."""

from __future__ import annotations

import io
from html import escape
from typing import TYPE_CHECKING

from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.color import Color
    from textual.app import App

_HEIGHT = 24
_WIDTH = 12
_SIZE = 19.9
_BASELINE = 18
_FONTS = "'DejaVu Sans Mono', Menlo, Consolas, monospace"


def picture_of(app: App[None]) -> str:
    """Return what the app shows now as SVG."""
    lines = _lines_of(app)
    columns, rows = app.size
    styles: dict[str, str] = {}
    back = [each for y, line in enumerate(lines) for each in _backgrounds(line, y)]
    front = [each for y, line in enumerate(lines) for each in _words(line, y, styles)]
    rules = "".join(f".{name}{{{rule}}}" for rule, name in styles.items())
    size = f'width="{columns * _WIDTH}" height="{rows * _HEIGHT}"'
    head = (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns * _WIDTH} {rows * _HEIGHT}" {size}>'
        f"<style>path{{shape-rendering:crispEdges}}text{{font-family:{_FONTS};font-size:{_SIZE}px;white-space:pre}}{rules}</style>"
    )
    return "\n".join([head, *back, *front, "</svg>", ""])


def words_of(app: App[None]) -> str:
    """Return what the app shows now as plain text."""
    return "\n".join("".join(segment.text for segment in line).rstrip() for line in _lines_of(app))


def contrasts_of(app: App[None]) -> dict[tuple[str, str], float]:
    """Return how strongly each pair of colours that carries words stands out, from 1 (not at all) to 21."""
    pairs = {
        _colours(segment.style) for line in _lines_of(app) for segment in line if any(map(str.isalnum, segment.text))
    }
    return {pair: _contrast(*pair) for pair in pairs}


def _contrast(front: str, back: str) -> float:
    darker, lighter = sorted((_luminance(front), _luminance(back)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """https://www.w3.org/TR/WCAG21/#dfn-relative-luminance"""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _lines_of(app: App[None]) -> list[list[Segment]]:
    columns, rows = app.size
    console = Console(
        width=columns,
        height=rows,
        file=io.StringIO(),
        force_terminal=True,
        color_system="truecolor",
        record=True,
        legacy_windows=False,
    )
    console.print(app.screen._compositor.render_update(full=True, screen_stack=app._background_screens))
    segments = Segment.filter_control(console._record_buffer)
    return list(Segment.split_and_crop_lines(segments, length=columns))[:rows]


def _backgrounds(line: list[Segment], y: int) -> Iterator[str]:
    x = start = 0
    colour = ""
    for segment in [*line, None]:
        now = _colours(segment.style)[1] if segment else ""
        if now != colour:
            if colour and x > start:
                yield (
                    f'<path fill="{colour}" d="M{start * _WIDTH} {y * _HEIGHT}'
                    f'h{(x - start) * _WIDTH}v{_HEIGHT}H{start * _WIDTH}z"/>'
                )
            start, colour = x, now
        x += segment.cell_length if segment else 0


def _words(line: list[Segment], y: int, styles: dict[str, str]) -> Iterator[str]:
    x = 0
    for segment in line:
        rule = _rule(segment.style)
        at = x
        for word in segment.text.split(" "):
            if word:
                name = styles.setdefault(rule, f"s{len(styles)}")
                place = f'x="{at * _WIDTH}" y="{y * _HEIGHT + _BASELINE}"'
                yield f'<text class="{name}" {place}>{escape(word)}</text>'
            at += Segment(word).cell_length + 1
        x += segment.cell_length


def _rule(style: Style | None) -> str:
    rules = [f"fill:{_colours(style)[0]}"]
    if style and style.bold:
        rules.append("font-weight:bold")
    if style and style.underline:
        rules.append("text-decoration:underline")
    return ";".join(rules)


def _colours(style: Style | None) -> tuple[str, str]:
    style = style or Style()
    front, back = _hex(style.color, foreground=True), _hex(style.bgcolor, foreground=False)
    return (back, front) if style.reverse else (front, back)


def _hex(colour: Color | None, *, foreground: bool) -> str:
    if colour is None or colour.is_default:
        return (SVG_EXPORT_THEME.foreground_color if foreground else SVG_EXPORT_THEME.background_color).hex
    return colour.get_truecolor(SVG_EXPORT_THEME).hex
