"""What one CloudTrail event says, part by part, without regard to the case of names."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.history import TrailEvent


def member(place: object, *path: str) -> object:
    """Return a member of an event's body by its path, whatever its case; None where it is not there."""
    for name in path:
        if not isinstance(place, dict):
            return None
        place = next((value for key, value in place.items() if str(key).lower() == name.lower()), None)
    return place


def cite_parameter(event: TrailEvent, *path: str) -> Evidence:
    """Return the quotation of one request parameter instead of the whole event."""
    quoted = event.cite("EventName")
    return quoted.model_copy(
        update={"field": ".".join(("requestParameters", *path)), "value": event.parameter(*path)},
    )


def strings(value: object) -> tuple[str, ...]:
    """Return the texts of a list; none where it is no list."""
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()
