"""A moment as sentences name it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def in_words(moment: datetime | None) -> str:
    """Return a moment in UTC, to the second; a question mark where it is not known."""
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S UTC") if moment else "?"
