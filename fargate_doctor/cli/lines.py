"""Reads JSON Lines from standard input, one at a time, and answers on the same line."""

from __future__ import annotations

import json
import math
import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST: Final = 4 * 1024 * 1024
_NO_OBJECT = Text(en="This line is not a JSON object.", es="Esta línea no es un objeto JSON.")


class BadLine(Exception):
    """A line that cannot be answered; the run goes on."""

    def __init__(self, why: Text) -> None:
        super().__init__(why.en)
        self.why = why


def lines_of_input() -> Iterator[bytes]:
    """Yield the lines of standard input as they come."""
    yield from sys.stdin.buffer


def object_in(line: bytes) -> dict[str, Any]:
    """Return the JSON object in a line. Raises `BadLine`."""
    if len(line) > _LONGEST:
        raise BadLine(_NO_OBJECT)
    try:
        value = json.loads(line, parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError):
        raise BadLine(_NO_OBJECT) from None
    if not isinstance(value, dict):
        raise BadLine(_NO_OBJECT)
    return value


def _refuse_constant(word: str) -> NoReturn:
    raise ValueError(word)


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):  # it could not be written again
        raise ValueError(digits)
    return number
