"""The events of a service, newest first."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from fargate_doctor.model.service import Service, ServiceEvent

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)


def newest_events(service: Service) -> tuple[ServiceEvent, ...]:
    """Return the events of a service, newest first."""
    return tuple(sorted(service.events, key=lambda each: each.created_at or _EARLIEST, reverse=True))
