"""How well and how fast messages are classified, against a file of labelled ones.

    python benchmarks/messages.py FILE [--misses]

FILE holds one JSON object a line with `text`, `where`, `stop_code`, `family` and `cause`.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import Any

from fargate_doctor.facts.messages import classify

_TIMED_MESSAGES = 20_000


def main() -> int:
    """Print the scores; the exit code is 1 where an ambiguous message was answered as certain."""
    parser = argparse.ArgumentParser(description="Score the message classifier.")
    parser.add_argument("file", type=Path)
    parser.add_argument("--misses", action="store_true", help="print what was answered wrongly")
    arguments = parser.parse_args()
    rows = [json.loads(line) for line in arguments.file.read_text(encoding="utf-8").splitlines() if line.strip()]
    overconfident = _score(rows, show_misses=arguments.misses)
    _time(rows)
    return 1 if overconfident else 0


def _score(rows: list[dict[str, Any]], *, show_misses: bool) -> int:
    families = causes = clear = overconfident = 0
    for row in rows:
        answer = classify(row["text"], where=row.get("where"), stop_code=row.get("stop_code"))
        has_family = answer.family == row["family"]
        has_cause = answer.cause == row["cause"]
        families += has_family
        if row["cause"] == "ambiguous":
            overconfident += answer.confidence == "certain"
        else:
            clear += 1
            causes += has_cause
        if show_misses and not (has_family and has_cause):
            _print(f"{row['id']} {row['family']}/{row['cause']} <- {answer.family}/{answer.cause} {answer.confidence}")
            _print(f"    {row['text'][:300]!r}")
    _print(f"family {families}/{len(rows)} = {families / len(rows):.1%}")
    _print(f"cause  {causes}/{clear} = {causes / clear:.1%} (rows that are not ambiguous)")
    _print(f"ambiguous rows answered as certain: {overconfident}")
    return overconfident


def _time(rows: list[dict[str, Any]]) -> None:
    texts = [rows[index % len(rows)]["text"] for index in range(_TIMED_MESSAGES)]
    started = time.process_time()
    for text in texts:
        classify(text)
    seconds = time.process_time() - started
    _print(f"{_TIMED_MESSAGES / seconds:,.0f} messages per second of processor time")


def _print(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    raise SystemExit(main())
