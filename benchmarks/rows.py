"""A row of the table: what was measured, what it is held against, and whether that is enough."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Row:
    """One figure. `budget` is the most that `ratio` may be; a row without one only informs.

    `why` is the measured reason where a budget does not hold, or what the figure rests on.
    """

    what: str
    measured: str
    yardstick: str
    ratio: float | None = None
    budget: float | None = None
    why: str = ""

    @property
    def verdict(self) -> str:
        """Return `holds`, `misses`, or nothing where there is no budget."""
        if self.budget is None or self.ratio is None:
            return ""
        return "holds" if self.ratio <= self.budget else "misses"


def as_table(rows: list[Row]) -> str:
    """Return the rows in Markdown."""
    head = "| what | measured | yardstick | ratio or count | budget | | |\n| --- | --- | --- | --- | --- | --- | --- |"
    lines = [
        f"| {row.what} | {row.measured} | {row.yardstick} | {_number(row.ratio)} | {_number(row.budget)} "
        f"| {row.verdict} | {row.why} |"
        for row in rows
    ]
    return "\n".join([head, *lines, ""])


def as_documents(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the rows for JSON."""
    return [{**asdict(row), "verdict": row.verdict} for row in rows]


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.2f}".rstrip("0").rstrip(".")
