"""What was changed, when and by whom: CloudTrail events.

https://docs.aws.amazon.com/awscloudtrail/latest/APIReference/API_Event.html
"""

from __future__ import annotations

import json
from functools import cached_property
from typing import Any, ClassVar

from pydantic import Field

from fargate_doctor.model.shape import Quotable
from fargate_doctor.model.task import Moment


class TrailEvent(Quotable):
    """One management event; `CloudTrailEvent` holds the whole of it as JSON text."""

    type_name: ClassVar[str] = "event"

    event_id: str
    event_name: str = ""
    event_time: Moment | None = None
    username: str | None = None
    cloud_trail_event: str = Field(default="", repr=False)

    @property
    def identifier(self) -> str:
        """Return the id of the event."""
        return self.event_id

    @cached_property
    def body(self) -> dict[str, Any]:
        """Return the event itself; empty where its text cannot be read."""
        try:
            parsed = json.loads(self.cloud_trail_event) if self.cloud_trail_event else {}
        except (ValueError, RecursionError):
            return {}
        return parsed if isinstance(parsed, dict) else {}

    @property
    def succeeded(self) -> bool:
        """Tell whether AWS carried it out; an event whose text cannot be read counts as not carried out."""
        return bool(self.body) and not self.body.get("errorCode")

    def parameter(self, *path: str) -> object:
        """Return a request parameter by its path, without regard to case; None where it is not there."""
        place: object = self._any_case(self.body, "requestParameters")
        for name in path:
            place = self._any_case(place, name)
        if isinstance(place, dict) and set(place) == {"value"}:
            return place["value"]
        return place

    @staticmethod
    def _any_case(place: object, name: str) -> object:
        if not isinstance(place, dict):
            return None
        return next((value for key, value in place.items() if str(key).lower() == name.lower()), None)
