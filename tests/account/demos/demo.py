"""One built-in case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.text import Text
    from tests.account.account import Account


@dataclass(frozen=True, slots=True)
class Demo:
    """A built-in case: what it is called, what is told about it, how it is built."""

    name: str
    title: Text
    summary: Text
    build: Callable[[], Account]
