"""What a diagnosis lacked: every refusal and everything never asked that a question stood on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.case.operations import iam_action
from fargate_doctor.diagnosis.model import Calls, Gap
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.reading import is_refusal

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Step
    from fargate_doctor.model.snapshot import Snapshot


def gaps_of(steps: tuple[Step, ...], snapshot: Snapshot) -> tuple[Gap, ...]:
    """Return what is missing, each with the steps that became unknown by it, refusals first."""
    blocked: dict[Missing, list[str]] = {each: [] for each in _refusals(snapshot)}
    for step in steps:
        for missing in dict.fromkeys(step.missing):
            blocked.setdefault(missing, [])
            if step.verdict == "unknown":
                blocked[missing].append(step.id)
    return tuple(Gap(missing, tuple(ids)) for missing, ids in blocked.items())


def calls_of(snapshot: Snapshot) -> Calls:
    """Return how often each operation was called, answers and refusals alike."""
    return Calls(sum(count for _, count in snapshot.calls), snapshot.calls)


def _refusals(snapshot: Snapshot) -> tuple[Missing, ...]:
    refused = (each for each in snapshot.failures if is_refusal(each))
    return tuple(
        dict.fromkeys(
            Missing(operation=each.operation, error=each.error, action=each.action or iam_action(each.operation))
            for each in refused
        )
    )
