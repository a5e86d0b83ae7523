"""What CloudTrail answers."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.history import TrailEvent
from fargate_doctor.model.reading import Kind, each_of

EVENTS: Final = Kind(TrailEvent, "cloudtrail:LookupEvents", each_of("Events"), ids=("LookupAttributes",))
