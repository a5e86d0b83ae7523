"""What a diagnosis lacked: every refusal and everything never asked that a question stood on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.case.operations import iam_action
from fargate_doctor.diagnosis.model import Calls, Gap
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.reading import is_refusal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.model import Step
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.model.snapshot import Snapshot


def gaps_of(steps: tuple[Step, ...], walks: tuple[NeedWalk, ...], snapshot: Snapshot) -> tuple[Gap, ...]:
    """Return what is missing, each with the steps that became unknown by it: refusals, open ends, never asked.

    What could refuse a way and was not read is named too, although it changes no verdict.
    """
    blocked: dict[Missing, list[str]] = {each: [] for each in _refusals(snapshot)}
    for step in steps:
        for missing in dict.fromkeys((*step.missing, *_never_asked(step, snapshot))):
            blocked.setdefault(missing, [])
            if step.verdict == "unknown":
                blocked[missing].append(step.id)
    for missing in dict.fromkeys(each for way in walks if way.walk for each in way.walk.unread):
        blocked.setdefault(missing, [])
    return tuple(Gap(missing, tuple(ids)) for missing, ids in blocked.items())


def _never_asked(step: Step, snapshot: Snapshot) -> Iterator[Missing]:
    """Return what an unknown step would have read, had anything led to it."""
    asked = {operation for operation, _ in snapshot.calls}
    for operation in step.check.reads:
        if step.verdict == "unknown" and step.missing and operation not in asked:
            yield Missing(operation=operation, error="NotCollected", action=iam_action(operation))


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
