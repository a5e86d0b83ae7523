"""How long it takes until something is there: version, a diagnosis from a file, the first paint, the clients."""

from __future__ import annotations

import sys
from pathlib import Path

import fargate_doctor
from benchmarks.aws_cli import version
from benchmarks.processes import RUNS, Cost, in_turn, inside, process, told, tool
from benchmarks.rows import Row
from benchmarks.terminal import first_paint

CASE = str(Path(fargate_doctor.__file__).parent / "demo" / "no-route.json")

_WHY_DIAGNOSE = (
    "importing pydantic and click takes {bare:.0f} ms CPU of it; the questions, models and remedies the rest"
)
_WHY_CLIENTS = "eleven of botocore's own models are parsed, of which EC2's is the largest; no pruned ones are kept"
_WHY_PAINT = (
    "a bare Textual app takes {bare:.0f} ms CPU of it; the rest imports every screen with the models it shows "
    "({modules} modules of the tool and of pydantic) and draws the first"
)


def rows(aws: str) -> list[Row]:
    """Return what is measured against `aws --version`."""
    yardstick, short, explained, diagnosed, as_json, clients, libraries = in_turn(
        (
            process(aws, "--version"),
            tool("--version"),
            tool("explain", "route.none"),
            tool("diagnose", "--case", CASE),
            tool("diagnose", "--case", CASE, "--format", "json"),
            inside("clients"),
            process(sys.executable, "-c", "import click, pydantic; from pydantic import BaseModel"),
        )
    )
    paints = in_turn(
        (
            process(aws, "--version"),
            first_paint(sys.executable, "-m", "fargate_doctor"),
            first_paint(sys.executable, "-m", "benchmarks.inside.bare_app"),
        )
    )
    said = f"`aws --version` ({version(aws).split()[0]}): "
    why = _WHY_DIAGNOSE.format(bare=libraries.cpu * 1000)
    imported, modules = told("botocore_before_paint").split()
    why_paint = _WHY_PAINT.format(bare=paints[2].cpu * 1000, modules=modules)
    return [
        _row("`--version`", (short, yardstick), said, 0.25),
        _row("`explain route.none`", (explained, yardstick), said, 1.0, why),
        _row("`diagnose --case`, text, whole process", (diagnosed, yardstick), said, 1.0, why),
        _row("`diagnose --case --format json`", (as_json, yardstick), said, 1.0, why),
        _row("clients of a diagnosis ready, whole process", (clients, yardstick), said, 1.0, _WHY_CLIENTS),
        _row("first paint of the app in a terminal", (paints[1], paints[0]), said, 1.0, why_paint),
        _row("the same", (paints[1], paints[2]), "bare Textual app: ", 1.5, why_paint),
        Row("botocore imported before the app paints", imported, "must not be", float(imported == "True"), 0),
    ]


def _row(what: str, costs: tuple[Cost, Cost], said: str, budget: float | None, why: str = "") -> Row:
    cost, yardstick = costs
    ratio = cost.cpu / yardstick.cpu
    missed = budget is not None and ratio > budget
    return Row(what, str(cost), f"{said}{yardstick}", ratio, budget, why if missed else f"CPU time, median of {RUNS}")
