"""The two benchmarks that stand by themselves, as rows: flows through a VPC, and labelled messages."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from benchmarks.processes import environment
from benchmarks.rows import Row

if TYPE_CHECKING:
    from pathlib import Path


def rows() -> list[Row]:
    """Return how fast flows are walked."""
    case, flows, yardstick = _lines("benchmarks.path_flows")
    return [Row("10,000 flows through one VPC", flows, yardstick, why=case)]


def message_rows(file: Path) -> list[Row]:
    """Return how well and how fast messages are told apart."""
    *scores, speed = _lines("benchmarks.messages", str(file))
    return [Row("labelled messages", "; ".join(scores), speed)]


def _lines(module: str, *arguments: str) -> list[str]:
    ended = subprocess.run(  # noqa: S603 - our own
        [sys.executable, "-m", module, *arguments], env=environment(), stdout=subprocess.PIPE, text=True, check=False
    )
    return ended.stdout.splitlines()
