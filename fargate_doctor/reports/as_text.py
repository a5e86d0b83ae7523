"""A report as plain text for a terminal or a pipe: wrapped, inert, with a word beside every mark."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.reports.contents import outline_of
from fargate_doctor.reports.outline import (
    Bullets,
    Cell,
    Commands,
    Marked,
    Matrix,
    Outline,
    Pairs,
    Quotation,
    Quote,
    Section,
    Way,
    Words,
)
from fargate_doctor.reports.words import MARKS
from fargate_doctor.reports.wrapping import wrapped, wrapped_command
from fargate_doctor.text import printable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fargate_doctor.reports.outline import Block
    from fargate_doctor.reports.report import Report
    from fargate_doctor.text import Language

Style = Literal["title", "heading", "pass", "fail", "unknown", "not_applicable", "quiet", "command"]

WIDTH: Final = 80

_STEP: Final = "  "
_TITLE_LINE: Final = "="
_SECTION_LINE: Final = "-"
_GAP: Final = 2


def to_text(report: Report, language: Language, *, width: int = WIDTH, paint: Paint | None = None) -> str:
    """Return the diagnosis as text; `paint` puts a style on a line, and leaves it as it is where none is given."""
    return outline_to_text(outline_of(report, language), width=width, paint=paint)


def outline_to_text(outline: Outline, *, width: int = WIDTH, paint: Paint | None = None) -> str:
    """Return any outline as text."""
    page = _Page(width, paint or _plain)
    page.add_heading(outline.title, _TITLE_LINE, "title")
    page.add_blocks(outline.blocks, 0)
    return "\n".join(page.lines) + "\n"


def blocks_to_text(blocks: Iterable[Block], *, width: int = WIDTH, paint: Paint | None = None) -> str:
    """Return parts of an outline as text, without a title."""
    page = _Page(width, paint or _plain)
    page.add_blocks(blocks, 0)
    return "\n".join(page.lines) + "\n"


def _plain(line: str, _: Style) -> str:
    return line


class _Page:
    """The lines written so far."""

    def __init__(self, width: int, paint: Paint) -> None:
        self.lines: list[str] = []
        self._width = width
        self._paint = paint

    def add_heading(self, title: str, underline: str, style: Style, tag: str = "") -> None:
        words = f"{title} [{tag}]" if tag else title
        lines = wrapped(words, self._width)
        longest = min(max(map(len, lines)), self._width)
        self._add([*lines, underline * longest], style)

    def add_blocks(self, blocks: Iterable[Block], depth: int) -> None:
        kept = tuple(blocks)
        for before, block in pairwise((None, *kept)):
            if block is not None and _stands_apart(before, block):
                self._add([""])
            self._add_block(block, depth) if block is not None else None

    def _add_block(self, block: Block, depth: int) -> None:
        indent = _STEP * depth
        match block:
            case Section():
                self._add_section(block, depth)
            case Words(text):
                self._add(wrapped(text, self._width, first=indent))
            case Pairs(rows):
                self._add_pairs(rows, indent)
            case Quote(said, by):
                self._add(wrapped(f"“{said}”", self._width, first=f"{indent}> "))
                self._add(wrapped(by, self._width, first=f"{indent}  — ") if by else [], "quiet")
            case Quotation(value, place, known):
                self._add(wrapped(value, self._width, first=f"{indent}> "))
                self._add(wrapped(f"{place} ({known})", self._width, first=f"{indent}  — "), "quiet")
            case Bullets(label, items):
                self._add_bullets(label, items, indent)
            case Commands(label, lines):
                self._add_commands(label, lines, indent)
            case Marked():
                self._add_marked(block, indent)
            case Matrix() | Way():
                self._add_drawn(block, indent)

    def _add_section(self, section: Section, depth: int) -> None:
        if depth == 0:
            self.add_heading(section.title, _SECTION_LINE, "heading", section.tag)
            self.add_blocks(section.blocks, 1)
            return
        mark = f"{MARKS[section.verdict]} " if section.verdict else ""
        tag = f" [{section.tag}]" if section.tag else ""
        first = f"{_STEP * depth}{mark}"
        self._add(wrapped(f"{section.title}{tag}", self._width, first=first), section.verdict or "heading")
        self.add_blocks(section.blocks, depth + 1)

    def _add_pairs(self, rows: tuple[tuple[str, str], ...], indent: str) -> None:
        widest = max((len(printable(name)) for name, _ in rows), default=0) + _GAP
        for name, value in rows:
            self._add(wrapped(value, self._width, first=f"{indent}{printable(name):<{widest}}"))

    def _add_bullets(self, label: str, items: tuple[str, ...], indent: str) -> None:
        if label:
            self._add(wrapped(f"{label}:", self._width, first=indent))
        inner = indent + _STEP if label else indent
        for item in items:
            self._add(wrapped(item, self._width, first=f"{inner}- "))

    def _add_commands(self, label: str, lines: tuple[str, ...], indent: str) -> None:
        self._add(wrapped(f"{label}:", self._width, first=indent))
        for line in lines:
            self._add(wrapped_command(line, self._width, first=f"{indent}{_STEP}$ "), "command")

    def _add_marked(self, marked: Marked, indent: str) -> None:
        first = f"{indent}{MARKS[marked.verdict]} "
        self._add(wrapped(f"{marked.word}: {marked.sentence}", self._width, first=first), marked.verdict)
        if marked.because:
            self._add(wrapped(marked.because, self._width, first=indent + _STEP * 2))

    def _add_drawn(self, block: Matrix | Way, indent: str) -> None:
        if isinstance(block, Way):
            self._add_way(block, indent)
        else:
            self._add_matrix(block, indent)

    def _add_way(self, way: Way, indent: str) -> None:
        self._add(wrapped(way.destination, self._width, first=f"{indent}{MARKS[way.verdict]} "), way.verdict)
        for station in way.stations:
            words = f"{station.kind} {station.id}" if station.id else station.kind
            self._add(
                wrapped(words, self._width, first=f"{indent}{_STEP * 2}{MARKS[station.verdict]} "), station.verdict
            )

    def _add_matrix(self, matrix: Matrix, indent: str) -> None:
        cells = [[_cell(each) for each in row] for _, row in matrix.rows]
        widths = [
            max(len(title), *(len(row[column]) for row in cells)) + _GAP for column, title in enumerate(matrix.head[1:])
        ]
        longest = max(len(printable(name)) for name in (matrix.head[0], *(name for name, _ in matrix.rows)))
        room = self._width - len(indent) - sum(widths) - _GAP
        widest = min(longest, max(room, len(matrix.head[0])))
        self._add(_row(matrix.head[0], list(matrix.head[1:]), widest, widths, indent), "quiet")
        for (name, _), row in zip(matrix.rows, cells, strict=True):
            self._add(_row(printable(name), row, widest, widths, indent))

    def _add(self, lines: list[str], style: Style | None = None) -> None:
        self.lines += [self._paint(line, style) if style and line else line for line in lines]


def _row(name: str, cells: list[str], widest: int, widths: list[int], indent: str) -> list[str]:
    """Return one row of a table; a name that leaves no room for its cells gets a line of its own."""
    padded = "".join(f"{cell:<{width}}" for cell, width in zip(cells, widths, strict=True))
    gap = " " * _GAP
    if len(name) <= widest:
        return [f"{indent}{name:<{widest}}{gap}{padded}".rstrip()]
    return [f"{indent}{name}", f"{indent}{'':<{widest}}{gap}{padded}".rstrip()]


def _cell(cell: Cell) -> str:
    return f"{MARKS[cell.verdict]} {cell.word}" if cell.verdict else ""


def _stands_apart(before: Block | None, block: Block) -> bool:
    """Tell whether a blank line belongs between two blocks."""
    if before is None:
        return False
    return (
        isinstance(block, Section)
        or isinstance(before, Section | Pairs)
        or (isinstance(block, Way) and isinstance(before, Matrix | Words))
    )


if TYPE_CHECKING:
    Paint = Callable[[str, Style], str]
