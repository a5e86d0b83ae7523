"""What the user answered where AWS could not be asked; quoted like everything else, and marked as stated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.fact import Known
from fargate_doctor.model.evidence import Evidence

if TYPE_CHECKING:
    from fargate_doctor.model.snapshot import Snapshot


def stated(snapshot: Snapshot, question: str) -> Known[str] | None:
    """Return the user's last answer to a question, by its key; None where the user was not asked."""
    answers = [each for each in snapshot.statements if each.question == question]
    if not answers:
        return None
    last = answers[-1]
    quoted = Evidence(
        operation="user:Statement",
        resource=question,
        field="answer",
        value=last.answer,
        origin="stated",
        observed_at=last.at,
        supports="likely",
    )
    return Known(last.answer, (quoted,))
