"""What ECS's own words mean, without a task. Imported in its thread only: the tables of messages are long."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.messages import classify
from fargate_doctor.reports.message_words import summary_of
from fargate_doctor.tui.jobs import Explained

if TYPE_CHECKING:
    from fargate_doctor.tui.jobs import ExplainMessage


def explained(job: ExplainMessage) -> Explained:
    """Return what a message means."""
    message = classify(job.words)
    return Explained(job.account, message, summary_of(message))
