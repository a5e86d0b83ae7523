"""What is left of all that was raised: one finding for one thing, and what says it most exactly comes first.

What a message states is a root cause whatever else was read, so it does not give way, nor does what explains the
trouble by itself: it stands beside the root cause that says the same more exactly, and names it. A case that knows less
then has no root cause that it had not before.
The one exception is a refusal whose words do not say whose policy it was: naming the role beside the policy that was
read to refuse would blame the wrong one, so the role is named only where no such policy was read.
"""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.weighing import confidence_of, level_of
from fargate_doctor.model.evidence import weakest
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import Answer, Raised
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_SAID: Final = Text(en="The message says so.", es="Lo dice el mensaje.")
_EXPLAINED: Final = Text(
    en="It follows from what was read, which says more exactly why: {causes}.",
    es="Se deduce de lo que se leyó, que dice con más exactitud por qué: {causes}.",
)
_BUT_NOW: Final = Text(en="Read now, it looks otherwise: {because}", es="Leído ahora, parece otra cosa: {because}")


def merged(answers: Iterable[Answer], facts: TaskFacts) -> list[Raised]:
    """Return what was raised, less the blockers that give way to a root cause that says the same more exactly.

    What a message states and what was read confirms is one finding with both quotations. What was read and speaks
    against a statement makes it no more than possible, and never takes it away; what says it more exactly explains it.
    """
    given = tuple(answers)
    every = [one for answer in given for one in answer.raised]
    roots = {one.kind.id for one in every if level_of(one, facts) == "root_cause"}
    raised = [one for one in every if not roots.intersection(one.kind.refuted_by)]
    said = {one.kind.id for one in raised if one.relevance == "stated"}
    kept = [each for one in raised for each in _beside(one, roots, stays=one.kind.id in said)]
    stated = {one.kind.id: one for one in kept if one.relevance == "stated"}
    confirmed = {one.kind.id for one in kept if _confirms(one, facts) and one.kind.id in stated}
    return [
        _with_statement(one, stated.get(one.kind.id), facts)
        if one.relevance != "stated"
        else _against(one, [answer for answer in given if one.kind.id in answer.contradicts])
        for one in kept
        if one.relevance != "stated" or one.kind.id not in confirmed
    ]


def _beside(one: Raised, roots: set[str], *, stays: bool) -> tuple[Raised, ...]:
    """Return a finding as it stands beside root causes that say the same more exactly; nothing where it gives way."""
    more_exact = tuple(sorted(roots.intersection(one.kind.yields_to)))
    if not more_exact:
        return (one,)
    if one.kind.at_most != "root_cause" or (one.relevance == "blocker" and not stays):
        return ()
    told = _SAID if one.relevance == "stated" else one.detail
    return (replace(one, detail=told + _EXPLAINED.fill(causes=enumeration(more_exact)), explained_by=more_exact),)


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
