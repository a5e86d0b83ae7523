"""What the user said where AWS could not be asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.model.evidence import Evidence

if TYPE_CHECKING:
    from fargate_doctor.model.snapshot import Snapshot


def cite_statement(snapshot: Snapshot, question: str) -> Evidence:
    """Return the quotation of what the user last answered to a question."""
    said = [each for each in snapshot.statements if each.question == question]
    last = said[-1] if said else None
    return Evidence(
        operation="user",
        resource=question,
        field="answer",
        value=last.answer if last else None,
        origin="stated",
        observed_at=last.at if last else None,
        supports="likely",
    )
