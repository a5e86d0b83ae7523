"""What a scan keeps of each task, and how many tasks one cause carries."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import ResourceName
    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.diagnosis.model import Diagnosis
    from fargate_doctor.model.evidence import Confidence
    from fargate_doctor.model.task import Task
    from fargate_doctor.text import Text

_EXAMPLES: Final = 5


@frozen
class Cause:
    """One root cause of one task, and the resource that carries it."""

    id: str
    confidence: Confidence
    title: Text
    resource: ResourceName | None


@frozen
class TaskOutcome:
    """What one task's diagnosis came to. `gaps` are the IAM actions that would tell more."""

    arn: str
    cluster: str
    service: str | None
    last_status: str
    family: str
    cause: str
    status: Status
    causes: tuple[Cause, ...]
    gaps: tuple[str, ...] = ()


@frozen
class CauseGroup:
    """All tasks that one cause at one resource stopped; `examples` are ARNs of some of them."""

    id: str
    confidence: Confidence
    title: Text
    resource: ResourceName | None
    tasks: int
    services: tuple[str, ...]
    examples: tuple[str, ...]


def outcome_of(diagnosis: Diagnosis, task: Task) -> TaskOutcome:
    """Return what a diagnosis came to; `task` may be another one that failed alike."""
    facts = diagnosis.facts
    examined = facts.task if facts else task
    causes = (
        Cause(each.id, each.confidence, each.title, _own(each.resources[0], examined, task) if each.resources else None)
        for each in diagnosis.main_causes
    )
    return TaskOutcome(
        arn=task.task_arn,
        cluster=task.cluster_name,
        service=task.service_name,
        last_status=task.last_status,
        family=facts.symptom.family if facts else "other",
        cause=facts.symptom.cause if facts else "other",
        status=diagnosis.status,
        causes=tuple(causes),
        gaps=tuple(dict.fromkeys(each.missing.action for each in diagnosis.gaps if each.blocks)),
    )


class Grouping:
    """Counts tasks by root cause and resource while they come, without keeping them."""

    def __init__(self) -> None:
        self._tasks: dict[tuple[str, str], int] = {}
        self._services: dict[tuple[str, str], dict[str, None]] = {}
        self._examples: dict[tuple[str, str], list[str]] = {}
        self._causes: dict[tuple[str, str], Cause] = {}
        self.statuses: dict[Status, int] = {"cause_found": 0, "undetermined": 0, "no_problem_found": 0}

    def add(self, outcome: TaskOutcome) -> None:
        """Count one task under each of its causes."""
        self.statuses[outcome.status] += 1
        for cause in outcome.causes:
            key = (cause.id, carrier(cause, outcome))
            self._causes.setdefault(key, cause)
            self._tasks[key] = self._tasks.get(key, 0) + 1
            owner = f"{outcome.cluster}/{outcome.service}" if outcome.service else outcome.cluster
            self._services.setdefault(key, {})[owner] = None
            examples = self._examples.setdefault(key, [])
            if len(examples) < _EXAMPLES:
                examples.append(outcome.arn)

    def groups(self) -> tuple[CauseGroup, ...]:
        """Return the groups, the largest first."""
        found = (
            CauseGroup(
                id=cause.id,
                confidence=cause.confidence,
                title=cause.title,
                resource=cause.resource if key[1] else None,
                tasks=self._tasks[key],
                services=tuple(self._services[key]),
                examples=tuple(self._examples[key]),
            )
            for key, cause in self._causes.items()
        )
        return tuple(sorted(found, key=lambda each: (-each.tasks, each.id, each.resource.id if each.resource else "")))


def grouped(outcomes: Iterable[TaskOutcome]) -> Grouping:
    """Return some outcomes counted."""
    grouping = Grouping()
    for each in outcomes:
        grouping.add(each)
    return grouping


def carrier(cause: Cause, outcome: TaskOutcome) -> str:
    """Return what tasks share that a cause stopped: a resource, or nothing where it is each task's own."""
    if cause.resource is None or cause.resource.id in (outcome.arn, outcome.arn.rpartition("/")[2]):
        return ""
    return cause.resource.id


def _own(resource: ResourceName, examined: Task, task: Task) -> ResourceName:
    """Return the resource of a task that failed alike: its own where the one examined named itself."""
    own = {examined.task_arn: task.task_arn, examined.task_id: task.task_id}
    return type(resource)(resource.type, own.get(resource.id, resource.id))
