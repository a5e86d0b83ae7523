"""A report as one HTML page that stands alone: no script, nothing fetched, fit for a printer and for a dark screen."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from fargate_doctor.reports.contents import outline_of
from fargate_doctor.reports.outline import (
    Bullets,
    Cell,
    Commands,
    Marked,
    Matrix,
    Pairs,
    Quotation,
    Quote,
    Section,
    Way,
    Words,
)
from fargate_doctor.reports.page_style import STYLE
from fargate_doctor.reports.way_picture import picture_of
from fargate_doctor.reports.words import MARKS
from fargate_doctor.text import printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.reports.outline import Block, Leaf, Outline
    from fargate_doctor.reports.report import Report
    from fargate_doctor.text import Language

_POLICY: Final = "default-src 'none'; style-src 'unsafe-inline'"
_LINK: Final = re.compile(r"https://[\w.-]+\.(?:amazon|docker)\.com/[\w./#?=&-]*")
_DEEPEST: Final = 6


def to_html(report: Report, language: Language) -> str:
    """Return the diagnosis as a page."""
    return outline_to_html(outline_of(report, language), language)


def outline_to_html(outline: Outline, language: Language) -> str:
    """Return any outline as a page."""
    title = _inert(outline.title)
    return (
        f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>\n{STYLE}</style>\n</head>\n<body>\n<main>\n<h1>{title}</h1>\n"
        f"{_blocks(outline.blocks, 2)}\n</main>\n</body>\n</html>\n"
    )


def _blocks(blocks: Iterable[Block], depth: int) -> str:
    return "\n".join(_section(each, depth) if isinstance(each, Section) else _leaf(each) for each in blocks)


def _section(section: Section, depth: int) -> str:
    tag = f" <code>{_inert(section.tag)}</code>" if section.tag else ""
    heading = f"<h{depth}>{_mark(section.verdict)}{_inert(section.title)}{tag}</h{depth}>"
    return f"<section>\n{heading}\n{_blocks(section.blocks, min(depth + 1, _DEEPEST))}\n</section>"


def _leaf(block: Leaf) -> str:
    written = ""
    match block:
        case Words(text):
            written = f"<p>{_inert(text)}</p>"
        case Pairs(rows):
            written = _pairs(rows)
        case Quote(said, by):
            written = _quote(f"<p>{_inert(said)}</p>", _inert(by))
        case Quotation(value, place, known):
            written = _quote(f"<p><code>{_inert(value)}</code></p>", f"<code>{_inert(place)}</code> ({_inert(known)})")
        case Bullets(label, items):
            written = _label(label) + _list(_item(each) for each in items)
        case Commands(label, lines):
            inside = "\n".join(_inert(line, lines=True) for line in lines)
            written = f"{_label(label)}<pre><code>{inside}</code></pre>"
        case Marked():
            written = _marked(block)
        case Matrix():
            written = _table(block)
        case Way():
            written = picture_of(block)
    return written


def _pairs(rows: tuple[tuple[str, str], ...]) -> str:
    listed = "".join(f"<dt>{_inert(name)}</dt><dd>{_inert(value)}</dd>" for name, value in rows)
    return f"<dl>{listed}</dl>"


def _quote(inside: str, by: str) -> str:
    return f"<blockquote>{inside}{f'<footer>{by}</footer>' if by else ''}</blockquote>"


def _marked(marked: Marked) -> str:
    because = f"<br>{_inert(marked.because)}" if marked.because else ""
    word = f"<strong>{_inert(marked.word)}</strong>"
    return f'<p class="step">{_mark(marked.verdict)}{word}: {_inert(marked.sentence)}{because}</p>'


def _table(matrix: Matrix) -> str:
    head = "".join(f'<th scope="col">{_inert(each)}</th>' for each in matrix.head)
    rows = "".join(
        f'<tr><th scope="row">{_inert(name)}</th>{"".join(map(_cell, cells))}</tr>' for name, cells in matrix.rows
    )
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _cell(cell: Cell) -> str:
    return f"<td>{_mark(cell.verdict)}{_inert(cell.word)}</td>"


def _label(label: str) -> str:
    return f"<p>{_inert(label)}:</p>" if label else ""


def _list(items: Iterable[str]) -> str:
    return f"<ul>{''.join(f'<li>{each}</li>' for each in items)}</ul>"


def _item(item: str) -> str:
    return f'<a href="{_inert(item)}" rel="noreferrer">{_inert(item)}</a>' if _LINK.fullmatch(item) else _inert(item)


def _mark(verdict: Verdict | None) -> str:
    return f'<span class="mark {verdict}" aria-hidden="true">{MARKS[verdict]}</span> ' if verdict else ""


def _inert(words: str, *, lines: bool = False) -> str:
    """Return words that a browser shows as they are, whatever they hold."""
    return escape(printable(words, lines=lines))
