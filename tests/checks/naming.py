"""A stopped task whose definition names things of other services, and what those services say of them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.model import Failure, Record
from fargate_doctor.checks import all_checks
from fargate_doctor.diagnosis.engine import ask, diagnose
from tests.account.stop import Stop
from tests.checks.asking import Stopped, facts_of

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.diagnosis.check import Answer, Check
    from fargate_doctor.diagnosis.model import Diagnosis, Finding

ACCOUNT, REGION = "111122223333", "eu-west-1"
ROLE = f"arn:aws:iam::{ACCOUNT}:role/web-execution"
TASK_ROLE = f"arn:aws:iam::{ACCOUNT}:role/web-task"
AT = "2026-10-06T03:12:41.000Z"
INIT = "ResourceInitializationError: "


@dataclass(frozen=True)
class Naming:
    """The task's one container and its definition get members; `answers` and `failures` are added to the case.

    An answer or failure is an operation, its request, and what AWS said: an answer, or the code of an error. Without a
    text to say the task is still waiting.
    """

    said: str | None = None
    container: dict[str, Any] = field(default_factory=dict)
    definition: dict[str, Any] = field(default_factory=dict)
    task: dict[str, Any] = field(default_factory=dict)
    answers: tuple[tuple[str, dict[str, Any], dict[str, Any]], ...] = ()
    failures: tuple[tuple[str, dict[str, Any], str], ...] = ()
    unread: frozenset[str] = frozenset()

    def case(self) -> Case:
        """Return the case."""
        stopped = Stopped(stop=Stop(self.said or "nothing"))
        case = stopped.case()
        records: dict[str, tuple[Record, ...]] = dict(case.records)
        for operation, request, answer in self.answers:
            record = Record(request=request, answer=answer, region=_region(request), at=AT)
            records[operation] = (*records.get(operation, ()), record)
        records["ecs:DescribeTaskDefinition"] = (self._definition(records["ecs:DescribeTaskDefinition"][0]),)
        records["ecs:DescribeTasks"] = (self._task(records["ecs:DescribeTasks"][0]),)
        failures = tuple(
            Failure(operation=operation, request=request, region=_region(request), error=error, at=AT)
            for operation, request, error in self.failures
        )
        kept = {operation: each for operation, each in records.items() if operation not in self.unread}
        return case.model_copy(update={"records": kept, "failures": (*case.failures, *failures)})

    def answer(self, check: Check) -> Answer:
        """Return what a check answers."""
        return ask(check, facts_of(self.case()))

    def diagnosis(self) -> Diagnosis:
        """Return the whole diagnosis."""
        return diagnose(facts_of(self.case()), all_checks())

    def finding(self, identifier: str) -> Finding:
        """Return one finding."""
        return next(each for each in self.diagnosis().findings if each.id == identifier)

    def roots(self) -> set[str]:
        """Return the ids of the root causes."""
        return {each.id for each in self.diagnosis().root_causes}

    def without(self, *operations: str) -> Naming:
        """Return the same where some operations were never asked."""
        return replace(
            self,
            answers=tuple(each for each in self.answers if each[0] not in operations),
            failures=tuple(each for each in self.failures if each[0] not in operations),
            unread=self.unread | set(operations),
        )

    def refused(self, *operations: str) -> Naming:
        """Return the same where some operations were refused."""
        told = self.without(*operations)
        denied: tuple[tuple[str, dict[str, Any], str], ...] = tuple(
            (each, {}, "AccessDeniedException") for each in operations
        )
        return replace(told, failures=(*told.failures, *denied))

    def _definition(self, record: Record) -> Record:
        answer = deepcopy(record.answer)
        answer["taskDefinition"].update(self.definition)
        answer["taskDefinition"]["containerDefinitions"][0].update(self.container)
        return record.model_copy(update={"answer": answer})

    def _task(self, record: Record) -> Record:
        answer = deepcopy(record.answer)
        task = answer["tasks"][0]
        if self.said is None:
            task.update({"lastStatus": "PENDING", "desiredStatus": "RUNNING"})
            for member in ("stoppedReason", "stopCode", "stoppedAt", "stoppingAt", "executionStoppedAt"):
                task.pop(member, None)
        task.update(self.task)
        return record.model_copy(update={"answer": answer})


def _region(request: dict[str, Any]) -> str:
    """Return the Region of the ARN that is asked for, else the task's own."""
    named = next((each for each in request.values() if isinstance(each, str) and each.startswith("arn:")), "")
    return named.split(":")[3] if named.count(":") >= 5 and named.split(":")[3] else REGION
