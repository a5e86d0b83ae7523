"""The words of a diagnosis: levels, statuses, verdicts (contract §2)."""

from __future__ import annotations

from typing import Final, Literal, get_args

Level = Literal["root_cause", "contributing", "warning", "info"]
Status = Literal["cause_found", "no_problem_found", "undetermined"]

LEVELS: Final[tuple[Level, ...]] = get_args(Level)
"""From the gravest to the mildest."""


def milder(one: Level, other: Level) -> Level:
    """Return the milder of two levels."""
    return max(one, other, key=LEVELS.index)
