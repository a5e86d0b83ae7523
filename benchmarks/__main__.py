"""Prints every row with its yardstick, as a table and with `--json FILE` as JSON.

    python -m benchmarks [GROUP …] [--json FILE] [--aws PROGRAM] [--messages FILE]

Groups: start, live, large, lists, routes, organization, paths. Without one, all are measured; it takes some minutes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from benchmarks import large, lists, live, paths, routes, scale, start_up
from benchmarks.aws_cli import installed
from benchmarks.rows import Row, as_documents, as_table

GROUPS = ("start", "live", "large", "lists", "routes", "organization", "paths")


def main() -> None:
    """Measure what is asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("groups", nargs="*", metavar="GROUP")
    parser.add_argument("--json", type=Path, help="also write the rows to this file")
    parser.add_argument("--aws", help="the AWS CLI 1 to measure against; default: one in an environment of its own")
    parser.add_argument("--messages", type=Path, help="labelled messages, as messages.py takes them")
    given = parser.parse_args()
    if unknown := set(given.groups) - set(GROUPS):
        parser.error(f"no such group: {', '.join(sorted(unknown))}")
    rows: list[Row] = []
    for group in given.groups or GROUPS:
        sys.stderr.write(f"measuring {group} …\n")
        rows += _rows(group, given.aws)
    if given.messages:
        rows += paths.message_rows(given.messages)
    sys.stdout.write(as_table(rows))
    if given.json:
        given.json.write_text(json.dumps(as_documents(rows), indent=2), encoding="utf-8")


def _rows(group: str, aws: str | None) -> list[Row]:
    if group == "start":
        program = aws or installed()
        if program is None:
            return [Row("start-up", "not measured", "`aws --version`", why="awscli cannot be installed here")]
        return start_up.rows(program)
    measured = {
        "live": live.rows,
        "large": large.rows,
        "lists": lists.rows,
        "routes": routes.rows,
        "organization": scale.rows,
        "paths": paths.rows,
    }
    return measured[group]()


if __name__ == "__main__":
    main()
