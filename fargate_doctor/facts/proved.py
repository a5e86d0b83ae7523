"""What a task's own times prove about its start (contract §2, Unknown)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.phases import PHASES

if TYPE_CHECKING:
    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.phases import Phase
    from fargate_doctor.model.task import Task


def phases_proved(task: Task) -> frozenset[Phase]:
    """Return the phases that the task got through: `pullStoppedAt` proves login and pull, `startedAt` all of the start.

    A message of a failed pull also sets `pullStoppedAt`, so it counts only where the task came further than the pull.
    """
    if task.started_at is not None:
        return frozenset(PHASES) - {"health"}
    if task.pull_stopped_at is not None and not _failed_to_pull(task):
        return frozenset({"eni", "secrets", "image"})
    return frozenset()


def is_proved_by_times(need: Need, task: Task) -> bool:
    """Tell whether the task must have reached this destination to come as far as it did."""
    return need.phase in phases_proved(task)


def _failed_to_pull(task: Task) -> bool:
    words = " ".join(filter(None, (task.stopped_reason, *(each.reason for each in task.containers))))
    return "cannotpull" in words.lower().replace(" ", "")
