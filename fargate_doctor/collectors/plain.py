"""AWS's answers as plain JSON values, and its times as RFC 3339."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any


def plain(value: Any) -> Any:  # noqa: ANN401 - any value that botocore parses
    """Return `value` as JSON can hold it, members in AWS's order."""
    if isinstance(value, dict):
        return {str(name): plain(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime):
        return rfc3339(value)
    if isinstance(value, bytes | bytearray):
        return base64.b64encode(value).decode("ascii")
    return float(value) if isinstance(value, Decimal) else value


def rfc3339(moment: datetime) -> str:
    """Return `moment` in UTC, as in `2026-11-23T20:28:50.125Z`; a time without a zone counts as UTC.

    Always with milliseconds, so that texts sort as times do.
    """
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return aware.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def moment(text: str) -> datetime:
    """Return the time that RFC 3339 text names; raise ValueError where it is none."""
    return datetime.fromisoformat(text)


def canonical(value: Any) -> str:  # noqa: ANN401 - any JSON value
    """Return the one text of a JSON value, whatever the order of its members."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
