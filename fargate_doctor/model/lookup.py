"""How far a case looked up events: which names, over which time, and whether the answer was cut short."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from datetime import datetime


@frozen
class EventLookup:
    """One look-up of events by name; None for a bound that was not set.

    `event_name` is None where the look-up was by something else. `is_complete` is false where pages were left.
    """

    event_name: str | None
    start: datetime | None
    end: datetime | None
    is_complete: bool
    at: str | None = None
