"""The cases over which the properties are held, what is told of a diagnosis, and how a case is taken apart."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.case.model import Failure
from fargate_doctor.case.operations import iam_action
from fargate_doctor.demo import catalogue
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.model.snapshot import Snapshot
from tests.properties.random_accounts import random_case

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from fargate_doctor.case.model import Case, Record
    from fargate_doctor.diagnosis.model import Diagnosis

TASK: Final = "ecs:DescribeTasks"

Place = tuple[str, int]
"""Where a record stands: its operation, and its number among that operation's."""

CASES: Final[dict[str, Case]] = {
    **{name: catalogue.open_demo(name) for name in catalogue.names()},
    **{f"random-{seed}": random_case(seed) for seed in range(16)},
}


def diagnosis_of(case: Case) -> Diagnosis:
    """Return the diagnosis of the case's task, remedies untried."""
    return diagnose_task(Snapshot.of(case), proves=False)


def roots_of(case: Case) -> set[str]:
    """Return the ids of the root causes."""
    return {each.id for each in diagnosis_of(case).findings if each.level == "root_cause"}


def told_by(case: Case) -> dict[str, object]:
    """Return what a diagnosis tells without the words and ids in which it tells it."""
    diagnosis = diagnosis_of(case)
    return {
        "status": diagnosis.status,
        "findings": sorted((each.id, each.level, each.confidence) for each in diagnosis.findings),
        "steps": [(each.check.id, each.verdict) for each in diagnosis.steps],
        "ways": sorted((each.need.purpose, each.ip_version, each.verdict) for each in diagnosis.walks),
    }


def places_of(case: Case) -> list[Place]:
    """Return where every record stands but the task's own."""
    return [
        (operation, number)
        for operation, records in case.records.items()
        if operation != TASK
        for number in range(len(records))
    ]


def without(case: Case, places: Collection[Place]) -> Case:
    """Return the case without some records, as if nobody had asked."""
    return case.model_copy(update={"records": dict(_kept(case, places))})


def refused(case: Case, places: Collection[Place]) -> Case:
    """Return the case with some answers turned into refusals."""
    refusals = [_refusal(operation, case.records[operation][number]) for operation, number in places]
    return without(case, places).model_copy(update={"failures": (*case.failures, *refusals)})


def _kept(case: Case, places: Collection[Place]) -> Iterator[tuple[str, tuple[Record, ...]]]:
    for operation, records in case.records.items():
        kept = tuple(each for number, each in enumerate(records) if (operation, number) not in places)
        if kept:
            yield operation, kept


def _refusal(operation: str, record: Record) -> Failure:
    return Failure(
        operation=operation,
        request=record.request,
        region=record.region,
        error="UnauthorizedOperation" if operation.startswith("ec2:") else "AccessDeniedException",
        message="said by AWS",
        action=iam_action(operation),
        at=record.at,
    )
