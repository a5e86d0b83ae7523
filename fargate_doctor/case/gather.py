"""Several answers and cases made into one case."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.case.model import Case, Record
from fargate_doctor.case.origin import origin_of, region_of
from fargate_doctor.case.paging import joined_pages

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from fargate_doctor.case.model import Failure


def case_of_answers(answers: Iterable[tuple[str, Record]], failures: tuple[Failure, ...] = ()) -> Case:
    """Return the case that raw answers and refusals make; when they were given is not known."""
    gathered: dict[str, list[Record]] = {}
    for operation, record in answers:
        placed = record.model_copy(update={"region": record.region or region_of(operation, record)})
        gathered.setdefault(operation, []).append(placed)
    records = {operation: joined_pages(several) for operation, several in gathered.items()}
    origin = origin_of(records)
    return Case(
        region=origin.region,
        account=origin.account,
        partition=origin.partition,
        focus=_only_task(records),
        records=records,
        failures=failures,
    )


def merge_cases(cases: Sequence[Case]) -> Case:
    """Return one case with all that several hold; what they disagree about is left open."""
    if len(cases) == 1:
        return cases[0]
    gathered: dict[str, list[Record]] = {}
    for case in cases:
        for operation, answers in case.records.items():
            gathered.setdefault(operation, []).extend(_with_region(record, case) for record in answers)
    records = {operation: tuple(several) for operation, several in gathered.items()}
    later_keys = {key: value for case in cases for key, value in (case.model_extra or {}).items()}
    return Case(
        tool_version=_agreed(case.tool_version for case in cases),
        collected_at=max((case.collected_at for case in cases if case.collected_at), default=None),
        region=_agreed(case.region for case in cases),
        account=_agreed(case.account for case in cases),
        partition=_agreed(case.partition for case in cases),
        redacted=all(case.redacted for case in cases),
        focus=_agreed(case.focus for case in cases) if _tasks_in(records) else None,
        records=records,
        failures=tuple(failure for case in cases for failure in case.failures),
        statements=tuple(statement for case in cases for statement in case.statements),
        **later_keys,
    )


def _with_region(record: Record, case: Case) -> Record:
    return record if record.region or not case.region else record.model_copy(update={"region": case.region})


def _agreed(values: Iterable[str | None]) -> str | None:
    """Return the one value that is given; those who do not say do not disagree."""
    given = {value for value in values if value}
    return next(iter(given)) if len(given) == 1 else None


def _only_task(records: Mapping[str, Iterable[Record]]) -> str | None:
    tasks = _tasks_in(records)
    return next(iter(tasks)) if len(tasks) == 1 else None


def _tasks_in(records: Mapping[str, Iterable[Record]]) -> set[str]:
    return {
        task["taskArn"]
        for record in records.get("ecs:DescribeTasks", ())
        for task in record.answer.get("tasks") or ()
        if isinstance(task, dict) and isinstance(task.get("taskArn"), str)
    }
