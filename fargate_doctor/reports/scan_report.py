"""What the report of a scan is given: the places that were looked at, what was counted, and each task in turn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.diagnosis.model import SourceKind
    from fargate_doctor.diagnosis.outcome import Grouping, TaskOutcome
    from fargate_doctor.text import Text


@frozen
class ScannedPlace:
    """One account and Region, or one case: how many tasks in trouble it held, or why it could not be looked at."""

    name: str
    kind: SourceKind
    region: str | None
    account: str | None
    tasks: int
    error: Text | None = None


@frozen
class ScanReport:
    """One scan to be shown."""

    places: tuple[ScannedPlace, ...]
    grouping: Grouping
    outcomes: tuple[TaskOutcome, ...]
    generated_at: datetime
