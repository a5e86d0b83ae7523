"""The built-in cases as the start screen lists them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from fargate_doctor.demo.catalogue import names, summary, title

if TYPE_CHECKING:
    from fargate_doctor.text import Text


@dataclass(frozen=True, slots=True)
class BuiltIn:
    """A built-in case: its name, its line in the list, and what it shows."""

    name: str
    title: Text
    summary: Text


def built_ins() -> tuple[BuiltIn, ...]:
    """Return the built-in cases in their order."""
    return tuple(BuiltIn(name, title(name), summary(name)) for name in names())
