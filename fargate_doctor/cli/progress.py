"""One line on standard error that counts the calls while they are made, and is gone when they are."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Final, Self

from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.terminal import is_terminal
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from types import TracebackType

    from fargate_doctor.collectors.calls import Call

_LINE = Text(
    en="Asking AWS, answers so far: {count} ({operation})",
    es="Consultando a AWS, respuestas hasta ahora: {count} ({operation})",
)
_BEGIN = Text(en="Asking AWS…", es="Consultando a AWS…")
_WIDEST: Final = 78


class CallCounter:
    """Counts calls; silent where standard error is no terminal."""

    def __init__(self) -> None:
        self._is_watched = is_terminal(sys.stderr)
        self._language = language_here()
        self._count = 0

    def __enter__(self) -> Self:
        """Say at once what takes time."""
        self._show(_BEGIN.in_language(self._language))
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        """Take the line away."""
        self._show("")

    def count(self, call: Call) -> None:
        """Count one call that has ended."""
        self._count += 1
        line = _LINE.fill(count=self._count, operation=call.operation).in_language(self._language)
        self._show(line[:_WIDEST])

    def _show(self, line: str) -> None:
        if self._is_watched:
            sys.stderr.write(f"\r{line:<{_WIDEST}}\r{line}")
            sys.stderr.flush()
