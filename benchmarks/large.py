"""A case of 100 MB with ten thousand tasks, and scans of ever more cases."""

from __future__ import annotations

import json
import statistics
import tempfile
from pathlib import Path

from benchmarks import large_case
from benchmarks.processes import RUNS, Cost, in_turn, told, tool
from benchmarks.rows import Row

TASKS, INTERFACES, MEGABYTES = 10_000, 5_000, 100
TASKS_A_CASE = 1_000
FOLDERS = (1, 10, 100)


def rows() -> list[Row]:
    """Return what is measured against `json.load` of the same file, and how a scan grows."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_one_case(Path(folder)), *_growth(Path(folder))]


def _one_case(folder: Path) -> list[Row]:
    path = folder / "large.json"
    large_case.write(path, TASKS, INTERFACES, MEGABYTES)
    size = path.stat().st_size / 1024**2
    took = _medians(path)
    load, parse, diagnosed = took["load load"], took["diagnose parse"], took["diagnose diagnose"]
    peak = took["diagnose peak"]
    said = f"`json.load`: {load:.2f} s CPU, peak {took['load peak']:.0f} MB"
    what = f"{size:.0f} MB, {TASKS} tasks, {INTERFACES} interfaces: "
    why = (
        f"{took['diagnose read']:.2f} s to read every key strictly and take credentials out of every string, "
        f"{took['diagnose models']:.2f} s to fill the models"
    )
    kept = f"{took['diagnose groups']:.0f} groups"
    redacted = json.loads(told("large", "redact", str(path)))
    seconds = f"{redacted['redact']:.0f} s CPU to read it, replace every name and write it, once"
    return [
        Row(f"{what}parse", f"{parse:.2f} s CPU", said, parse / load, 1.5, why),
        Row(f"{what}diagnosis of all, grouped", f"{diagnosed:.2f} s CPU", said, diagnosed / load, 4, kept),
        Row(f"{what}peak memory", f"{peak:.0f} MB", f"the file: {size:.0f} MB", peak / size, 6),
        Row(
            f"{what}peak memory of redaction",
            f"{redacted['peak']:.0f} MB",
            f"the file: {size:.0f} MB",
            redacted["peak"] / size,
            6,
            seconds,
        ),
    ]


def _medians(path: Path) -> dict[str, float]:
    seen: dict[str, list[float]] = {}
    for number in range(RUNS + 1):
        for how in ("load", "diagnose"):
            for name, value in json.loads(told("large", how, str(path))).items():
                if number:
                    seen.setdefault(f"{how} {name}", []).append(value)
    return {name: statistics.median(values) for name, values in seen.items()}


def _growth(folder: Path) -> list[Row]:
    one = folder / "one.json"
    large_case.write(one, TASKS_A_CASE, TASKS_A_CASE // 2, 1)
    for count in FOLDERS:
        cases = folder / str(count)
        cases.mkdir()
        for number in range(count):
            (cases / f"{number:03}.json").hardlink_to(one)
    costs = in_turn([tool("scan", "--case", str(folder / str(count)), "--format", "jsonl") for count in FOLDERS])
    few = (costs[1].cpu - costs[0].cpu) / (FOLDERS[1] - FOLDERS[0])
    many = (costs[2].cpu - costs[1].cpu) / (FOLDERS[2] - FOLDERS[1])
    whole = ", ".join(f"{cost.cpu:.1f} s" for cost in costs)
    before = f"at 10,000: {_peak(costs[1])}; at 1,000: {_peak(costs[0])}"
    return [
        Row(
            "scan of 1,000, 10,000, 100,000 tasks in cases: each thousand more",
            f"{many * 1000:.0f} ms CPU",
            f"from 1,000 to 10,000: {few * 1000:.0f} ms CPU",
            many / few,
            1.15,
            whole,
        ),
        Row("the same: memory at 100,000 tasks", _peak(costs[2]), before, costs[2].peak / costs[1].peak, 1.15),
    ]


def _peak(cost: Cost) -> str:
    return f"{cost.peak:.0f} MB"
