"""The rows of the task list: one for each task, the ones in trouble first."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from fargate_doctor.facts.reported import symptom_of
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text
from fargate_doctor.tui.words.symptoms import symptom_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task

Trouble = Literal["stopped", "unhealthy", "pending", "running", "cause", "undetermined", "well", "unread"]
"""The state of a task, or of a kept case what it came to."""

SortKey = Literal["trouble", "when", "service", "symptom"]

SORTS: tuple[SortKey, ...] = ("trouble", "when", "service", "symptom")

TROUBLES: dict[Trouble, tuple[str, Text]] = {
    "stopped": ("✗", Text(en="stopped", es="detenida")),
    "unhealthy": ("!", Text(en="unhealthy", es="en mal estado")),
    "pending": ("…", Text(en="pending", es="pendiente")),
    "running": ("✓", Text(en="running", es="en ejecución")),
    "cause": ("✗", Text(en="cause found", es="causa hallada")),
    "undetermined": ("?", Text(en="open", es="sin resolver")),
    "well": ("✓", Text(en="no problem", es="sin problema")),
    "unread": ("!", Text(en="unreadable", es="ilegible")),
}

OF_TASKS: tuple[Trouble, ...] = ("stopped", "unhealthy", "pending", "running")
OF_CASES: tuple[Trouble, ...] = ("cause", "undetermined", "well", "unread")

_RANK: dict[Trouble, int] = {
    "stopped": 0,
    "unhealthy": 1,
    "pending": 2,
    "running": 3,
    "cause": 0,
    "undetermined": 1,
    "well": 2,
    "unread": 3,
}
_FAILED: frozenset[Trouble] = frozenset({"stopped", "unhealthy"})
_NEVER = datetime.min.replace(tzinfo=UTC)


@frozen
class TaskRow:
    """One task of the list. `said` is what ECS said, in full; `haystack` is what the filter looks in.

    `place` is the path of the case that it stands in, where a list shows several.
    """

    arn: str
    name: str
    service: str
    trouble: Trouble
    symptom: Text
    said: str
    when: datetime | None
    haystack: str = ""
    place: str = ""

    @property
    def key(self) -> str:
        """Return what tells it from every other row; one task may stand in several cases."""
        return f"{self.place}#{self.arn}" if self.place else self.arn


def rows_of(snapshot: Snapshot, place: str = "") -> tuple[TaskRow, ...]:
    """Return a row for each task on Fargate, those in trouble first, the newest first among them."""
    return in_order((_row(task, place) for task in snapshot.tasks if task.is_on_fargate), "trouble")


def searchable(row: TaskRow) -> TaskRow:
    """Return the row with all that the filter looks in."""
    state = TROUBLES[row.trouble][1]
    parts = (row.arn, row.name, row.service, row.said, row.symptom.en, row.symptom.es, state.en, state.es, row.place)
    return replace(row, haystack=" ".join(parts).lower())


def has_failed(row: TaskRow) -> bool:
    """Tell whether the task is stopped or unhealthy."""
    return row.trouble in _FAILED


def in_order(rows: Iterable[TaskRow], by: SortKey) -> tuple[TaskRow, ...]:
    """Return the rows sorted by a column; equal ones newest first."""
    newest_first = sorted(rows, key=lambda row: row.when or _NEVER, reverse=True)
    if by == "trouble":
        newest_first.sort(key=lambda row: _RANK[row.trouble])
    elif by == "service":
        newest_first.sort(key=lambda row: row.service)
    elif by == "symptom":
        newest_first.sort(key=lambda row: row.symptom.en)
    return tuple(newest_first)


def matching(rows: Iterable[TaskRow], words: str) -> tuple[TaskRow, ...]:
    """Return the rows that hold every one of the words."""
    wanted = words.lower().split()
    return tuple(row for row in rows if all(word in row.haystack for word in wanted))


def _row(task: Task, place: str) -> TaskRow:
    symptom = symptom_of(task)
    said = symptom.message.text if symptom.message else ""
    words = symptom_in_words(symptom)
    trouble = _trouble(task)
    service = task.service_name or task.task_definition_arn.rpartition("/")[2]
    row = TaskRow(
        arn=task.task_arn,
        name=task.task_id,
        service=service,
        trouble=trouble,
        symptom=words,
        said=said,
        when=task.stopped_at or task.stopping_at or task.started_at or task.created_at,
        place=place,
    )
    return searchable(row)


def _trouble(task: Task) -> Trouble:
    if task.is_stopped:
        return "stopped"
    containers = {container.health_status for container in task.containers}
    if "UNHEALTHY" in containers | {task.health_status}:
        return "unhealthy"
    return "running" if task.last_status.upper() == "RUNNING" else "pending"
