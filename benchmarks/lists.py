"""The list of ten thousand tasks beside that of a hundred, and what keeps the event loop busy in one of 5,000."""

from __future__ import annotations

import json

from benchmarks.processes import RUNS, told
from benchmarks.rows import Row


def rows() -> list[Row]:
    """Return first paint and key to repaint."""
    took = json.loads(told("lists", str(RUNS)))
    (paint, key), (few_paint, few_key) = took["10000"], took["100"]
    return [
        _row("10,000-row list, first paint", paint, few_paint, 1.5),
        _row("10,000-row list, key to repaint", key, few_key, 1.25),
        *_gaps(),
    ]


def _gaps() -> list[Row]:
    """Return for each thing that is done with a list how many turns of the event loop took longer than 50 ms."""
    many, few = json.loads(told("gaps", "5000")), json.loads(told("gaps", "100"))
    return [
        Row(
            f"5,000-row list, {doing}: turns of the event loop over 50 ms CPU",
            f"{found['blocked']} of {found['turns']}, longest {found['longest'] * 1000:.0f} ms",
            f"100 rows: {few[doing]['blocked']}, longest {few[doing]['longest'] * 1000:.0f} ms",
            found["blocked"],
            0,
            f"by the clock: {found['late']}, with 100 rows {few[doing]['late']}",
        )
        for doing, found in many.items()
    ]


def _row(what: str, many: float, few: float, budget: float) -> Row:
    return Row(what, f"{many * 1000:.1f} ms CPU", f"100 rows: {few * 1000:.1f} ms CPU", many / few, budget)
