"""Times as files and AWS write them."""

from __future__ import annotations

from datetime import UTC, datetime


def moment(written: object) -> datetime | None:
    """Return a time in UTC from RFC 3339 or seconds since 1970; None for what is neither."""
    if isinstance(written, bool):
        return None
    if isinstance(written, int | float):
        return _from_seconds(written)
    if not isinstance(written, str):
        return None
    try:
        parsed = datetime.fromisoformat(written)
        return parsed.replace(tzinfo=UTC) if parsed.tzinfo is None else parsed.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _from_seconds(seconds: float) -> datetime | None:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        return None
