"""How long a campaign is, and the figures it leaves for the report that `.ci/full` writes."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Final

FULL: Final = os.environ.get("FARGATE_DOCTOR_CAMPAIGNS") == "full"
"""Whether this is the run of full length."""

SHARE: Final = float(os.environ.get("FARGATE_DOCTOR_SHARE", "1"))
"""Which part of the full length is run, from 0 to 1."""

_FIGURES: Final = "FARGATE_DOCTOR_FIGURES"


def length(short: int, full: int) -> int:
    """Return how many turns a campaign takes."""
    return max(short, round(full * SHARE)) if FULL else short


def write_down(campaign: str, *, zero: dict[str, int] | None = None, **figures: float | str) -> None:
    """Add figures to the report; those under `zero` should all be zero."""
    place = os.environ.get(_FIGURES)
    if not place:
        return
    line = json.dumps({"campaign": campaign, "figures": figures, "zero": zero or {}})
    with Path(place).open("a", encoding="utf-8") as file:
        file.write(f"{line}\n")
