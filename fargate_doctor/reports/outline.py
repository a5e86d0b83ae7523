"""The outline: what a report says, in which order, before any format gives it a form. All words are in one language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.hop import Verdict


@frozen
class Words:
    """A paragraph."""

    text: str


@frozen
class Pairs:
    """Names with their values."""

    rows: tuple[tuple[str, str], ...]


@frozen
class Quote:
    """What somebody said, as it was said."""

    said: str
    by: str = ""


@frozen
class Quotation:
    """One field of one answer: `place` is where it stands, `known` how it is known and since when."""

    value: str
    place: str
    known: str


@frozen
class Bullets:
    """A list under a label."""

    label: str
    items: tuple[str, ...]


@frozen
class Commands:
    """Lines to copy, under a label."""

    label: str
    lines: tuple[str, ...]


@frozen
class Marked:
    """A sentence with a verdict, in mark and word, and what explains it."""

    verdict: Verdict
    word: str
    sentence: str
    because: str


@frozen
class Cell:
    """A verdict in a table; without one it is empty."""

    verdict: Verdict | None
    word: str


@frozen
class Matrix:
    """A table of verdicts: what each row is about, and a cell for each further column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@frozen
class Station:
    """One thing on a way: what it is, which one, and whether it lets the traffic through."""

    verdict: Verdict
    kind: str
    id: str
    because: str


@frozen
class Way:
    """The way to one destination, station by station, from the task on."""

    destination: str
    verdict: Verdict
    stations: tuple[Station, ...]


@frozen
class Section:
    """A part with a title. `verdict` gives the title a mark, `tag` is the id by which scripts know it."""

    title: str
    blocks: tuple[Block, ...]
    verdict: Verdict | None = None
    tag: str = ""


Leaf = Words | Pairs | Quote | Quotation | Bullets | Commands | Marked | Matrix | Way
Block = Leaf | Section


@frozen
class Outline:
    """A whole report."""

    title: str
    blocks: tuple[Block, ...]
