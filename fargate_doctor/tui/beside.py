"""Lays a task beside another one. Imported in its thread only: the checks are many."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.demo.catalogue import open_demo, title
from fargate_doctor.diagnosis.comparing import compare, counterparts
from fargate_doctor.doctor import diagnose_task, find_task
from fargate_doctor.errors import UnknownTask
from fargate_doctor.frozen import frozen
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.storage import open_case
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from pathlib import Path

    from fargate_doctor.diagnosis.comparing import Comparison
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.model.task import Task

_SAME_CASE: Final = Text(en="of this case", es="de este caso")
_NONE_ALIKE: Final = Text(
    en="That case holds several tasks, and none of this service or family.",
    es="Ese caso contiene varias tareas y ninguna de este servicio o familia.",
)
_EXPORT_ONE: Final = Text(en="Export one of them by itself.", es="Exporte una de ellas por separado.")


@frozen
class Beside:
    """A comparison, and where the other task comes from."""

    comparison: Comparison
    source: Text


def a_task(diagnosis: Diagnosis, arn: str) -> Beside:
    """Lay a task beside another one of its case."""
    if diagnosis.facts is None:
        raise ValueError(arn)
    other = diagnose_task(diagnosis.facts.snapshot, arn, proves=False)
    return Beside(compare(diagnosis, other), _SAME_CASE)


def a_file(diagnosis: Diagnosis, path: Path) -> Beside:
    """Lay a task beside the one of a second case."""
    return _a_case(diagnosis, Snapshot.of(open_case(path)), verbatim(path.name))


def a_built_in(diagnosis: Diagnosis, name: str) -> Beside:
    """Lay a task beside the one of a built-in case."""
    return _a_case(diagnosis, Snapshot.of(open_demo(name)), title(name))


def _a_case(diagnosis: Diagnosis, snapshot: Snapshot, source: Text) -> Beside:
    if diagnosis.facts is None:
        raise ValueError(source.en)
    task = _fitting(snapshot, diagnosis.facts.task)
    return Beside(compare(diagnosis, diagnose_task(snapshot, task.task_arn, proves=False)), source)


def _fitting(snapshot: Snapshot, task: Task) -> Task:
    """Return the task that a case is about, else its only one, else one that is like a given one."""
    try:
        return find_task(snapshot)
    except UnknownTask:
        alike = counterparts(snapshot, task)
        if not alike:
            raise UnknownTask(_NONE_ALIKE, _EXPORT_ONE) from None
        return alike[0]
