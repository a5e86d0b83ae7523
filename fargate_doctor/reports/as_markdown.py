"""A report as Markdown for a ticket; words that came from AWS can neither format nor link nor notify."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

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
from fargate_doctor.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.reports.outline import Block, Leaf
    from fargate_doctor.reports.report import Report
    from fargate_doctor.text import Language

_ACTIVE: Final = re.compile(r"[\\`*_\[\]|~#]")
_AT_LINE_START: Final = re.compile(r"^(\s*\d*)([-+=.)])(?=\s|$)")
_HTML: Final = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "@": "&#64;"})
_BACKTICKS: Final = re.compile(r"`+")
_OWN_LINK: Final = re.compile(r"https://docs\.aws\.amazon\.com/[\w./#-]+")
_DEEPEST: Final = 6


def to_markdown(report: Report, language: Language) -> str:
    """Return the diagnosis as Markdown."""
    return outline_to_markdown(outline_of(report, language))


def outline_to_markdown(outline: Outline) -> str:
    """Return any outline as Markdown."""
    parts = [f"# {escaped(outline.title)}", *_blocks(outline.blocks, 2)]
    return "\n\n".join(parts) + "\n"


def escaped(words: str) -> str:
    """Return words that Markdown shows as they are."""
    inert = _ACTIVE.sub(r"\\\g<0>", printable(words))
    return _AT_LINE_START.sub(r"\1\\\2", inert).translate(_HTML)


def code(words: str) -> str:
    """Return words as code, whatever backticks they hold."""
    inert = printable(words)
    fence = "`" * (_longest_run(inert) + 1)
    pad = " " if inert.startswith("`") or inert.endswith("`") or not inert.strip() else ""
    return f"{fence}{pad}{inert or ' '}{pad}{fence}"


def _blocks(blocks: Iterable[Block], depth: int) -> list[str]:
    return [part for block in blocks for part in _block(block, depth)]


def _block(block: Block, depth: int) -> list[str]:
    if isinstance(block, Section):
        return [_heading(block, depth), *_blocks(block.blocks, min(depth + 1, _DEEPEST))]
    return [_leaf(block)]


def _leaf(block: Leaf) -> str:
    written = ""
    match block:
        case Words(text):
            written = escaped(text)
        case Pairs(rows):
            written = "\n".join(f"- **{escaped(name)}**: {escaped(value)}" for name, value in rows)
        case Quote(said, by):
            written = f"> {escaped(said)}" + (f"\n>\n> — {escaped(by)}" if by else "")
        case Quotation(value, place, known):
            written = f"> {code(value)}\n>\n> — {code(place)} ({escaped(known)})"
        case Bullets(label, items):
            listed = "\n".join(f"- {_item(item)}" for item in items)
            written = f"{escaped(label)}:\n\n{listed}" if label else listed
        case Commands(label, lines):
            written = f"{escaped(label)}:\n\n{_code_block(lines)}"
        case Marked():
            written = _marked(block)
        case Matrix():
            written = _table(block)
        case Way():
            written = _way(block)
    return written


def _heading(section: Section, depth: int) -> str:
    mark = f"{MARKS[section.verdict]} " if section.verdict else ""
    tag = f" ({code(section.tag)})" if section.tag else ""
    return f"{'#' * depth} {mark}{escaped(section.title)}{tag}"


def _marked(marked: Marked) -> str:
    because = f"  \n  {escaped(marked.because)}" if marked.because else ""
    return f"- {MARKS[marked.verdict]} **{escaped(marked.word)}**: {escaped(marked.sentence)}{because}"


def _item(item: str) -> str:
    return f"<{item}>" if _OWN_LINK.fullmatch(item) else escaped(item)


def _code_block(lines: tuple[str, ...]) -> str:
    inside = "\n".join(printable(line, lines=True) for line in lines)
    fence = "`" * max(3, _longest_run(inside) + 1)
    return f"{fence}sh\n{inside}\n{fence}"


def _way(way: Way) -> str:
    stations = (
        f"  - {MARKS[each.verdict]} {escaped(each.kind)}{f' {code(each.id)}' if each.id else ''}"
        for each in way.stations
    )
    return "\n".join((f"- {MARKS[way.verdict]} {escaped(way.destination)}", *stations))


def _table(matrix: Matrix) -> str:
    head = f"| {' | '.join(escaped(each) for each in matrix.head)} |"
    line = f"|{' --- |' * len(matrix.head)}"
    rows = (f"| {escaped(name)} | {' | '.join(_cell(each) for each in cells)} |" for name, cells in matrix.rows)
    return "\n".join((head, line, *rows))


def _cell(cell: Cell) -> str:
    return f"{MARKS[cell.verdict]} {escaped(cell.word)}" if cell.verdict else ""


def _longest_run(words: str) -> int:
    return max((len(run) for run in _BACKTICKS.findall(words)), default=0)
