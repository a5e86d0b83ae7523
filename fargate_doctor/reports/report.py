"""What every format is given: one diagnosis, where it comes from, and when it was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.diagnosis.model import Diagnosis, SourceKind
    from fargate_doctor.facts.symptom import Message
    from fargate_doctor.model.service import Service
    from fargate_doctor.model.snapshot import Snapshot


@frozen
class LookAtService:
    """A service without a task to look at; `trouble` is the newest event that reports any, None where none does."""

    service: Service
    trouble: Message | None


@frozen
class Report:
    """One diagnosis to be shown; `service` is None except where a service has no task to look at.

    `profile` is the AWS profile that was named for asking, which the commands of the fixes need as well.
    """

    diagnosis: Diagnosis
    snapshot: Snapshot
    kind: SourceKind
    generated_at: datetime
    service: LookAtService | None = None
    profile: str | None = None
