"""What is left of all that was raised: one finding for one thing, and nothing that another says more exactly."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.weighing import confidence_of, level_of
from fargate_doctor.model.evidence import weakest
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import Answer, Raised
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_BUT_NOW: Final = Text(en="Read now, it looks otherwise: {because}", es="Leído ahora, parece otra cosa: {because}")


def merged(answers: Iterable[Answer], facts: TaskFacts) -> list[Raised]:
    """Return what was raised, less what gives way to a root cause that says it more exactly.

    What a message states and what was read confirms is one finding with both quotations. What was read and speaks
    against a statement makes it no more than possible, and never takes it away.
    """
    given = tuple(answers)
    raised = [one for answer in given for one in answer.raised]
    roots = {one.kind.id for one in raised if level_of(one, facts) == "root_cause"}
    kept = [one for one in raised if not roots.intersection(one.kind.yields_to)]
    stated = {one.kind.id: one for one in kept if one.relevance == "stated"}
    confirmed = {one.kind.id for one in kept if _confirms(one, facts) and one.kind.id in stated}
    return [
        _with_statement(one, stated.get(one.kind.id), facts)
        if one.relevance != "stated"
        else _against(one, [answer for answer in given if one.kind.id in answer.contradicts])
        for one in kept
        if one.relevance != "stated" or one.kind.id not in confirmed
    ]


def _confirms(one: Raised, facts: TaskFacts) -> bool:
    return one.relevance != "stated" and level_of(one, facts) == one.kind.at_most


def _with_statement(one: Raised, stated: Raised | None, facts: TaskFacts) -> Raised:
    """Return a finding that was read with the words that state it; it is as sure as the surer of both."""
    if stated is None or not _confirms(one, facts):
        return one
    return replace(one, evidence=_each_once(one.evidence + stated.evidence), said=confidence_of(stated, facts))


def _against(stated: Raised, answers: list[Answer]) -> Raised:
    if not answers:
        return stated
    detail = reduce(add, (_BUT_NOW.fill(because=answer.because) for answer in answers), stated.detail)
    quoted = stated.evidence + tuple(each for answer in answers for each in answer.evidence)
    return replace(stated, detail=detail, evidence=_each_once(quoted), supports=weakest(stated.supports, "possible"))


def _each_once(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple({(each.operation, each.resource, each.field): each for each in evidence}.values())
