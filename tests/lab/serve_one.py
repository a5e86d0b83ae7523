"""Serves one scenario and runs an installed tool against it, as a user would: `python -m tests.lab.serve_one TOOL`."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.lab.scenarios.routes import SCENARIOS
from tests.lab.server import Lab

if TYPE_CHECKING:
    from tests.lab.scenario import Target


def main(tool: str) -> None:
    """Run the tool against the first scenario about routes; exit with a sentence where it finds something else."""
    scenario = SCENARIOS[0]
    lab = Lab()
    lab.start()
    try:
        lab.reset()
        found = _found(tool, lab, scenario.build(lab))
        writes = lab.writes()
    finally:
        lab.stop()
    if found != scenario.expects or writes:
        sys.exit(f"{scenario.name}: expected {sorted(scenario.expects)}, found {sorted(found)}, writes {writes}")
    sys.stdout.write(f"{scenario.name}: {', '.join(sorted(found))} over HTTP, nothing written\n")


def _found(tool: str, lab: Lab, target: Target) -> frozenset[str]:
    lab.freeze()
    ran = subprocess.run(  # noqa: S603 - the tool that was just built
        [tool, "diagnose", target.task_arn, "--format", "json"],
        env={**os.environ, **lab.environment},
        capture_output=True,
        text=True,
        check=False,
    )
    if not ran.stdout:
        sys.exit(ran.stderr)
    findings = json.loads(ran.stdout)["findings"]
    return frozenset(each["id"] for each in findings if each["level"] == "root_cause")


if __name__ == "__main__":
    main(sys.argv[1])
