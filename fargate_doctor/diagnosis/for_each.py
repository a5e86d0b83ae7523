"""Questions about several things of one kind: one answer out of the answers for each."""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import Answer, fails, passes, unknown
from fargate_doctor.facts.proved import phases_proved
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from fargate_doctor.facts.phases import Phase
    from fargate_doctor.facts.task_facts import TaskFacts

_PROVED = Text(
    en="The task itself got past this point: its own times show it.",
    es="La propia tarea superó este punto: lo muestran sus tiempos.",
)
_NOT_READ = Text(
    en="This cannot be told without {operations}.",
    es="Esto no se puede saber sin {operations}.",
)


def all_of(answers: Iterable[Answer], healthy: Text) -> Answer:
    """Return one answer: what fails for one thing is told before what is unknown of another.

    What one of them speaks against still counts where all of them pass or do not apply.
    """
    given = tuple(answers)
    raised = tuple(one for answer in given for one in answer.raised)
    if raised:
        return fails(raised[0].detail, *raised)
    open_ = tuple(each for each in given if each.verdict == "unknown")
    if open_:
        missing = tuple(dict.fromkeys(gap for each in open_ for gap in each.missing))
        quoted = tuple(one for each in open_ for one in each.evidence)
        return unknown(open_[0].because, *missing, evidence=quoted)
    passed = tuple(each for each in given if each.verdict == "pass")
    if not passed:
        return given[0]
    evidence = {(each.operation, each.resource, each.field): each for one in passed for each in one.evidence}
    because = passed[0].because if len({each.because for each in passed}) == 1 else healthy
    contradicted = reduce(or_, (each.contradicts for each in passed), frozenset[str]())
    return Answer("pass", because, tuple(evidence.values()), contradicts=contradicted)


def unless_proved(facts: TaskFacts, phase: Phase, question: Callable[[], Answer]) -> Answer:
    """Return the answer to a question; what it leaves open the task's own times may prove."""
    try:
        answer = question()
    except Unanswered as gap:
        operations = tuple(dict.fromkeys(each.operation for each in gap.missing))
        answer = unknown(_NOT_READ.fill(operations=enumeration(operations)), *gap.missing)
    if answer.verdict == "unknown" and phase in phases_proved(facts.task):
        return passes(_PROVED, facts.task.cite("startedAt" if facts.task.started_at else "pullStoppedAt"))
    return answer
