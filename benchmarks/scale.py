"""A scan of a whole organization, behind AWS's page sizes, batch limits and token buckets."""

from __future__ import annotations

import json
from typing import Any

from benchmarks.processes import told
from benchmarks.rows import Row

ACCOUNTS, REGIONS, TASKS = 50, 4, 500


def rows() -> list[Row]:
    """Return calls beside the formula, and what was throttled; the formula is counted at one task first."""
    once, twice = (_scan(1, 1, tasks) for tasks in (1_000, 2_000))
    whole = _scan(ACCOUNTS, REGIONS, TASKS)
    size = f"{ACCOUNTS} accounts x {REGIONS} Regions x {TASKS} tasks: "
    said = f"{whole['formula']}: ⌈T/100⌉ listed and described, 1 empty list and {whole['beside']} more in each place"
    took = f"{whole['seconds']:.0f} s, {whole['cpu']:.0f} s CPU, peak {whole['peak']:.0f} MB, {whole['tasks']} tasks"
    more = twice["calls"] - once["calls"]
    return [
        Row(f"{size}calls", str(whole["calls"]), said, whole["calls"] / whole["formula"], 1, took),
        Row(f"{size}throttled or refused", str(whole["refused"]), "none", whole["refused"], 0),
        Row("calls for 2,000 tasks beyond those for 1,000", str(more), "20: ten lists, ten descriptions", more / 20, 1),
    ]


def _scan(accounts: int, regions: int, tasks: int) -> dict[str, Any]:
    counted: dict[str, Any] = json.loads(told("organization", str(accounts), str(regions), str(tasks)))
    return counted
