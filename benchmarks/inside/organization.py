"""Scans an organization that enforces AWS's limits, and prints as JSON what was asked and what it took."""

from __future__ import annotations

import contextlib
import io
import json
import os
import resource
import sys
import tempfile
import time
from math import ceil
from pathlib import Path

from fargate_doctor.cli.run import run
from tests.organization.organization import Organization

REGIONS = ("eu-west-1", "eu-central-1", "us-east-1", "us-west-2")
_FOR_ONE_TASK = 3
"""Two lists, one of them empty, and one description."""


def main(accounts: int, regions: int, tasks: int) -> None:
    """Scan, and compare the calls with the formula."""
    places = REGIONS[:regions]
    alone, _ = _scanned(1, places[:1], 1)
    beside = alone.asked.total() - _FOR_ONE_TASK
    began = time.perf_counter()
    cpu = time.process_time()
    organization, lines = _scanned(accounts, places, tasks)
    told = {
        "calls": organization.asked.total(),
        "formula": accounts * len(places) * (2 * ceil(tasks / 100) + 1 + beside),
        "beside": beside,
        "refused": organization.refused.total(),
        "tasks": sum(json.loads(line)["line"] == "task" for line in lines),
        "seconds": time.perf_counter() - began,
        "cpu": time.process_time() - cpu,
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }
    sys.stdout.write(json.dumps(told))


def _scanned(accounts: int, places: tuple[str, ...], tasks: int) -> tuple[Organization, list[str]]:
    organization = Organization(accounts, tasks)
    with tempfile.TemporaryDirectory() as folder:
        os.environ["AWS_CONFIG_FILE"] = str(Path(folder) / "config")
        profiles = organization.configure(Path(folder) / "config")
        chosen = [word for name in profiles for word in ("--profile", name)]
        chosen += [word for region in places for word in ("--region", region)]
        said = io.StringIO()
        with organization.answering(), contextlib.redirect_stdout(said):
            run(["scan", *chosen, "--format", "jsonl"])
    return organization, said.getvalue().splitlines()


if __name__ == "__main__":
    main(*(int(each) for each in sys.argv[1:]))
