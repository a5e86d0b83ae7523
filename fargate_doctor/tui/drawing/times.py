"""Times as people read them: UTC, to the second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.model.times import moment

if TYPE_CHECKING:
    from datetime import datetime


def time_in_words(when: datetime | None) -> str:
    """Return a date and time in UTC; a dash for none."""
    return f"{when:%Y-%m-%d %H:%M:%S} UTC" if when else "\N{EN DASH}"


def written_time(at: str | None) -> str:
    """Return a time as it stands in a case, in UTC; what is no time as it is."""
    parsed = moment(at)
    return time_in_words(parsed) if parsed else (at or "\N{EN DASH}")


def rfc3339(when: datetime) -> str:
    """Return a time in UTC as a case writes it."""
    return when.isoformat(timespec="seconds").replace("+00:00", "Z")
