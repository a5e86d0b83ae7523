"""One built-in case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.text import Text
    from tests.account.account import Account


@dataclass(frozen=True, slots=True)
class Demo:
    """A built-in case: what it is called, what is told about it, how it is built.

    `status` and `roots` are what somebody who knows AWS finds in it; they are written by hand, never from an output.
    """

    name: str
    title: Text
    summary: Text
    build: Callable[[], Account]
    status: Status
    roots: frozenset[str]


def demo(
    name: str, title: Text, summary: Text, build: Callable[[], Account], *roots: str, status: Status = "cause_found"
) -> Demo:
    """Return a built-in case in which these are the root causes."""
    return Demo(name, title, summary, build, status, frozenset(roots))
