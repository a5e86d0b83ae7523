"""Writes what the campaigns came to, as a table: `python -m tests.campaigns.report FIGURES REPORT`."""

from __future__ import annotations

import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fargate_doctor import __version__
from tests.campaigns.figures import SHARE

if TYPE_CHECKING:
    from collections.abc import Iterable


def table_of(lines: Iterable[str]) -> tuple[str, int]:
    """Return the report, and the sum of everything that should be zero."""
    figures = [json.loads(line) for line in lines if line.strip()]
    total = sum(sum(each["zero"].values()) for each in figures)
    rows = [f"| {each['campaign']} | {_words(each['figures'])} | {_words(each['zero'])} |" for each in figures]
    head = (
        f"# Campaigns of fargate-doctor {__version__}",
        "",
        f"Run at {datetime.now(UTC):%Y-%m-%d %H:%M} UTC, {SHARE:.0%} of the full length.",
        f"What should be zero comes to {total}.",
        "",
        "| campaign | figures | should be zero |",
        "| --- | --- | --- |",
    )
    return "\n".join((*head, *rows, "")), total


def _words(counts: dict[str, Any]) -> str:
    return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in counts.items())


def main(figures: str, report: str) -> int:
    """Write the report and return an exit code."""
    written, total = table_of(Path(figures).read_text(encoding="utf-8").splitlines())
    Path(report).write_text(written, encoding="utf-8")
    sys.stdout.write(written)
    return int(total > 0)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
