"""Runs the tool as its users do: arguments and an environment go in, an exit code and standard output come out."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

import pytest
from botocore.loaders import JSONFileLoader

from fargate_doctor.cli.run import run

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lab.server import Lab


# Every run has a session of its own, which would parse botocore's models anew: that is most of a run's time.
_LOAD_ONCE = cache(JSONFileLoader().load_file)


@dataclass(frozen=True)
class Outcome:
    """What a run of the tool came to."""

    exit_code: int
    output: str
    errors: str

    @property
    def diagnosis(self) -> dict[str, Any]:
        """Return standard output as the JSON that it is."""
        parsed: dict[str, Any] = json.loads(self.output)
        return parsed

    @property
    def findings(self) -> frozenset[str]:
        """Return the ids of all findings."""
        return frozenset(each["id"] for each in self.diagnosis["findings"])

    @property
    def root_causes(self) -> frozenset[str]:
        """Return the ids of the findings that are root causes."""
        return frozenset(each["id"] for each in self.diagnosis["findings"] if each["level"] == "root_cause")

    @property
    def main_causes(self) -> frozenset[str]:
        """Return the ids of the root causes less those that another one says more exactly."""
        explained = {each["id"] for each in self.diagnosis["findings"] if each["explained_by"]}
        return self.root_causes - explained


class Tool:
    """The tool in front of a lab, with a home directory of its own."""

    def __init__(self, lab: Lab, home: Path) -> None:
        self._environment = {
            **lab.environment,
            "HOME": str(home),
            "PATH": os.environ["PATH"],
            "LANG": "C.UTF-8",
            "NO_COLOR": "1",
        }

    def run(self, *arguments: str) -> Outcome:
        """Run the tool in this process, which spares the start of an interpreter for each scenario."""
        output, errors = _stream(), _stream()
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(output), redirect_stderr(errors):
            for name in set(os.environ) - set(self._environment):
                patch.delenv(name)
            for name, value in self._environment.items():
                patch.setenv(name, value)
            patch.setattr(JSONFileLoader, "load_file", staticmethod(_LOAD_ONCE))
            code = run(arguments)
        return Outcome(code, _text(output), _text(errors))

    def run_alone(self, *arguments: str) -> Outcome:
        """Run the tool in a process of its own, as from a shell."""
        ended = subprocess.run(  # noqa: S603 - the tool itself
            [sys.executable, "-m", "fargate_doctor", *arguments],
            env=self._environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return Outcome(ended.returncode, ended.stdout, ended.stderr)


def _stream() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True)


def _text(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
