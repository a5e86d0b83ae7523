"""One task under examination: its case, its diagnosis, and what the user stated."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.case.model import Statement
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import Case
    from fargate_doctor.diagnosis.model import Diagnosis, SourceKind
    from fargate_doctor.text import Text

    Diagnose = Callable[[Case], Diagnosis]


@frozen
class Consultation:
    """What the walk, the paths and the fixes show. `diagnose` asks everything again of a changed case.

    `label` is the name of the file or the title of the built-in case it came from. `instead_of` is the consultation of
    the task as it is, where this one supposes that something was changed; `label` then says what.
    """

    case: Case
    source: SourceKind
    diagnosis: Diagnosis
    diagnose: Diagnose
    label: Text | None = None
    instead_of: Consultation | None = None

    @property
    def task_name(self) -> str:
        """Return what to call the task in a narrow place: its service and the start of its id."""
        facts = self.diagnosis.facts
        if facts is None:
            return self.diagnosis.service or ""
        owner = facts.task.service_name or facts.task.cluster_name
        return f"{owner}/{facts.task.task_id[:8]}" if owner else facts.task.task_id[:8]

    def stated(self, question: str) -> str | None:
        """Return what the user last answered to a question."""
        answers = [each.answer for each in self.case.statements if each.question == question]
        return answers[-1] if answers else None

    def with_answer(self, question: str, answer: str, at: str) -> Consultation:
        """Return the consultation after the user answered a question; everything is asked again."""
        kept = tuple(each for each in self.case.statements if each.question != question)
        return self._after((*kept, Statement(question=question, answer=answer, at=at)))

    def without_last_answer(self) -> Consultation:
        """Return the consultation without what the user answered last."""
        return self._after(self.case.statements[:-1])

    def supposing(self, label: Text, diagnosis: Diagnosis) -> Consultation:
        """Return the consultation of the task in a model in which something was changed."""
        return replace(self, diagnosis=diagnosis, label=label, instead_of=self)

    def _after(self, statements: tuple[Statement, ...]) -> Consultation:
        if self.instead_of:
            return self.instead_of._after(statements)  # noqa: SLF001 - the same class
        case = self.case.model_copy(update={"statements": statements})
        return replace(self, case=case, diagnosis=self.diagnose(case))
