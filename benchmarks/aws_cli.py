"""The yardstick that every user has: `aws --version` of the AWS CLI 1, in an environment of its own."""

from __future__ import annotations

import subprocess
import sys
import venv
from pathlib import Path

WHERE = Path.home() / ".cache" / "fargate-doctor-benchmarks" / "awscli"


def installed() -> str | None:
    """Return the path of `aws`, installed when it is missing; None where the package index cannot be reached."""
    program = WHERE / "bin" / "aws"
    if not program.exists():
        venv.create(WHERE, with_pip=True, clear=True)
        ended = subprocess.run(  # noqa: S603 - pip of that environment
            [str(WHERE / "bin" / "pip"), "install", "--quiet", "awscli<2"], check=False, stdout=sys.stderr
        )
        if ended.returncode:
            return None
    return str(program)


def version(program: str) -> str:
    """Return what it says of itself."""
    return subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.strip()  # noqa: S603 - the yardstick
