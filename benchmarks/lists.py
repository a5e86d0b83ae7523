"""The list of ten thousand tasks beside that of a hundred."""

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
    ]


def _row(what: str, many: float, few: float, budget: float) -> Row:
    return Row(what, f"{many * 1000:.1f} ms CPU", f"100 rows: {few * 1000:.1f} ms CPU", many / few, budget)
