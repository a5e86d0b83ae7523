"""From a case to the outcome of every task in trouble; tasks that failed alike are examined once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import diagnose
from fargate_doctor.diagnosis.outcome import outcome_of
from fargate_doctor.facts.alike import Likeness, names_of
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.facts.task_facts import TaskFacts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.diagnosis.outcome import TaskOutcome
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task


def tasks_in_trouble(snapshot: Snapshot, service: str | None = None) -> Iterator[Task]:
    """Yield the tasks on Fargate that stopped, are not up, or are unhealthy; of one service where it is named."""
    name = service.rpartition("/")[2] if service else None
    for task in snapshot.tasks:
        is_up = task.last_status.upper() == "RUNNING" and (task.health_status or "").upper() != "UNHEALTHY"
        if task.is_on_fargate and not is_up and name in (None, task.service_name):
            yield task


def examine(snapshot: Snapshot, service: str | None = None) -> Iterator[TaskOutcome]:
    """Yield what each task in trouble comes to, as soon as it is known."""
    likeness, walker = Likeness(snapshot), Walker(snapshot)
    known: dict[str, Diagnosis] = {}
    for task in tasks_in_trouble(snapshot, service):
        key = likeness.of(task)
        diagnosis = known.get(key) if key else None
        if diagnosis is None:
            diagnosis = diagnose(TaskFacts(snapshot, task, shared_walker=walker), all_checks(), proves=False)
            if key and not _speaks_of(diagnosis, task):
                known[key] = diagnosis
        yield outcome_of(diagnosis, task)


def _speaks_of(diagnosis: Diagnosis, task: Task) -> bool:
    """Tell whether a root cause names what is this task's alone, so that it says nothing of others."""
    named = names_of(task)
    words = {each.id for cause in diagnosis.root_causes for each in cause.resources[:1]} - {task.task_id, task.task_arn}
    words |= {words for cause in diagnosis.root_causes for words in (cause.title.en, cause.title.es)}
    return any(name in each for each in words for name in named)
