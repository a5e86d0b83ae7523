"""The outline: what a report says, in which order, before any format gives it a form. All words are in one language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.hop import Verdict


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph."""

    text: str


@dataclass(frozen=True, slots=True)
class Pairs:
    """Names with their values."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said, as it was said."""

    said: str
    by: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """One field of one answer: `place` is where it stands, `known` how it is known and since when."""

    value: str
    place: str
    known: str


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list under a label."""

    label: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Commands:
    """Lines to copy, under a label."""

    label: str
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence with a verdict, in mark and word, and what explains it."""

    verdict: Verdict
    word: str
    sentence: str
    because: str


@dataclass(frozen=True, slots=True)
class Cell:
    """A verdict in a table; without one it is empty."""

    verdict: Verdict | None
    word: str


@dataclass(frozen=True, slots=True)
class Matrix:
    """A table of verdicts: what each row is about, and a cell for each further column."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, tuple[Cell, ...]], ...]


@dataclass(frozen=True, slots=True)
class Station:
    """One thing on a way: what it is, which one, and whether it lets the traffic through."""

    verdict: Verdict
    kind: str
    id: str
    because: str


@dataclass(frozen=True, slots=True)
class Way:
    """The way to one destination, station by station, from the task on."""

    destination: str
    verdict: Verdict
    stations: tuple[Station, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part with a title. `verdict` gives the title a mark, `tag` is the id by which scripts know it."""

    title: str
    blocks: tuple[Block, ...]
    verdict: Verdict | None = None
    tag: str = ""


Leaf = Words | Pairs | Quote | Quotation | Bullets | Commands | Marked | Matrix | Way
Block = Leaf | Section


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report."""

    title: str
    blocks: tuple[Block, ...]
