"""The events of a service: newest first, and which of them reports trouble."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.messages import classify

if TYPE_CHECKING:
    from fargate_doctor.facts.symptom import Message
    from fargate_doctor.model.service import Service, ServiceEvent

_EARLIEST: Final = datetime.min.replace(tzinfo=UTC)
_STEADY: Final = "has reached a steady state"


def newest_events(service: Service) -> tuple[ServiceEvent, ...]:
    """Return the events of a service, newest first."""
    return tuple(sorted(service.events, key=lambda each: each.created_at or _EARLIEST, reverse=True))


def newest_trouble(service: Service) -> Message | None:
    """Return the newest event that reports trouble since the service was last steady; None where none does."""
    for event in newest_events(service):
        if _STEADY in event.message:
            return None
        message = classify(event.message, where="serviceEvent")
        if message.family != "deployment" or message.cause == "ambiguous":
            return message
    return None
