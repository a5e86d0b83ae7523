"""The engine: asks every check, weighs what they raise, and says what it comes to. The same case, the same answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import not_collected
from fargate_doctor.diagnosis.folding import folded
from fargate_doctor.diagnosis.gaps import calls_of, gaps_of
from fargate_doctor.diagnosis.levels import LEVELS
from fargate_doctor.diagnosis.merging import merged
from fargate_doctor.diagnosis.model import Diagnosis, Finding, Recommendation, Step
from fargate_doctor.diagnosis.proof import Proof
from fargate_doctor.diagnosis.tree import in_order
from fargate_doctor.diagnosis.verdict import status_of
from fargate_doctor.diagnosis.weighing import confidence_of, level_of, phase_of
from fargate_doctor.facts.phases import PHASES
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import Answer, Check, Raised
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.task_facts import TaskFacts


def diagnose(facts: TaskFacts, checks: Iterable[Check], *, proves: bool = True) -> Diagnosis:
    """Return the diagnosis of one task; `proves` tries each remedy on the model, which takes longer."""
    ordered = in_order(checks)
    answers = [(each, ask(each, facts)) for each in ordered]
    raised = sorted(merged((answer for _, answer in answers), facts), key=lambda one: _place(one, facts))
    proof = Proof(facts, ordered) if proves else None
    findings = tuple(_finding(one, facts, proof) for one in raised)
    steps = folded(tuple(_step(check, answer) for check, answer in answers), findings, facts)
    walks = _walks(facts)
    return Diagnosis(
        facts=facts,
        status=status_of(findings, steps, facts),
        findings=findings,
        steps=steps,
        walks=walks,
        gaps=gaps_of(steps, walks, facts.snapshot),
        calls=calls_of(facts.snapshot),
        collected_at=facts.snapshot.now,
    )


def ask(check: Check, facts: TaskFacts) -> Answer:
    """Return a check's answer; what it could not look up makes it *unknown*."""
    try:
        return check.answer(facts)
    except Unanswered as gap:
        return not_collected(gap)


def _finding(raised: Raised, facts: TaskFacts, proof: Proof | None) -> Finding:
    mends = raised.kind.remedies if not raised.explained_by else None
    remedies = mends(facts, raised) if mends else ()
    return Finding(
        id=raised.kind.id,
        level=level_of(raised, facts),
        confidence=confidence_of(raised, facts),
        title=raised.kind.title.fill(**raised.blanks),
        detail=raised.detail,
        resources=raised.resources,
        evidence=raised.evidence,
        recommendations=tuple(Recommendation(each, proof.of(each, raised) if proof else None) for each in remedies),
        references=raised.kind.docs,
        phase=phase_of(raised),
        blocks=raised.blocks,
        explained_by=raised.explained_by,
    )


def _place(raised: Raised, facts: TaskFacts) -> tuple[int, bool, int, int, str]:
    phase = phase_of(raised)
    return (
        LEVELS.index(level_of(raised, facts)),
        bool(raised.explained_by),
        PHASES.index(phase) if phase else len(PHASES),
        raised.kind.place,
        raised.kind.id,
    )


def _step(check: Check, answer: Answer) -> Step:
    return Step(
        check=check,
        verdict=answer.verdict,
        because=answer.because,
        evidence=answer.evidence,
        findings=tuple(dict.fromkeys(one.kind.id for one in answer.raised)),
        missing=answer.missing,
        asks=answer.asks,
    )


def _walks(facts: TaskFacts) -> tuple[NeedWalk, ...]:
    try:
        return facts.known_walks
    except Unanswered:
        return ()
