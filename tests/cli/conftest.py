"""Runs the command line as its users do, in this process: arguments go in, an exit code and words come out."""

from __future__ import annotations

import io
import json
import os
import sys
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.cli.run import run

if TYPE_CHECKING:
    from collections.abc import Mapping

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Ended:
    """What a command came to."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:  # noqa: ANN401 - any JSON value
        """Return standard output as the JSON that it is."""
        return json.loads(self.out)


class CommandLine:
    """The command line with an environment that knows nothing of the machine."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def __call__(
        self,
        *arguments: str | Path,
        stdin: str = "",
        env: Mapping[str, str] | None = None,
        encoding: str = "utf-8",
        is_terminal: bool = False,
    ) -> Ended:
        """Run one command."""
        out_bytes, err_bytes = io.BytesIO(), io.BytesIO()
        kind = _Terminal if is_terminal else io.TextIOWrapper
        out, err = kind(out_bytes, encoding=encoding), io.TextIOWrapper(err_bytes, encoding=encoding)
        with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
            for name in (*os.environ,):
                patch.delenv(name)
            for name, value in {"HOME": str(self._home), **(env or {})}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
            code = run([str(each) for each in arguments])
        out.flush()
        err.flush()
        return Ended(code, out_bytes.getvalue().decode(encoding), err_bytes.getvalue().decode(encoding))


class _Terminal(io.TextIOWrapper):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def command(tmp_path: Path) -> CommandLine:
    """Return the command line with an empty home."""
    return CommandLine(tmp_path)


@pytest.fixture
def no_route() -> Path:
    """Return a case whose task cannot reach a registry: its subnet has no route out."""
    return CASES / "no-route.json"


@pytest.fixture
def healthy() -> Path:
    """Return a case whose task runs well."""
    return CASES / "healthy.json"
