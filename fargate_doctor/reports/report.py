"""What every format is given: one diagnosis, where it comes from, and when it was written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.diagnosis.model import Diagnosis, SourceKind
    from fargate_doctor.model.service import Service
    from fargate_doctor.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Report:
    """One diagnosis to be shown. `service` is given where a service was diagnosed that has no task to look at."""

    diagnosis: Diagnosis
    snapshot: Snapshot
    kind: SourceKind
    generated_at: datetime
    service: Service | None = None
