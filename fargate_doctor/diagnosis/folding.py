"""Which questions the walk asks for this symptom; the rest are folded away, each with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.model import Finding, Step
    from fargate_doctor.facts.task_facts import TaskFacts

MOST_ASKED: Final = 20
"""A walk of more questions than these is not walked to its end."""

_DOES_NOT_APPLY = Text(
    en="The question does not arise for this task.", es="La pregunta no se plantea en el caso de esta tarea."
)
_WANTED_BY_NOBODY = Text(en="Nothing about this failure speaks of it.", es="Nada en este fallo apunta a ello.")
_CANNOT_EXPLAIN = Text(
    en="It passes, and it could not have caused what the message reports.",
    es="Está bien, y no podría haber causado lo que indica el mensaje.",
)
_GOT_PAST = Text(
    en="It passes, and the task got past this when it started.",
    es="Está bien, y la tarea ya lo superó al iniciarse.",
)
_PASSES = Text(
    en="It passes; the walk keeps to what tells more.", es="Está bien; el recorrido se centra en lo que dice más."
)

_STRUCTURE: Final = frozenset({"stop", "carrier", "needs"})
"""Stages that say what the others are about."""

_OF_THE_START: Final = frozenset({"interface", "access"})

_FOLDED_FIRST: Final = (
    "advice",
    "interface",
    "health",
    "changes",
    "access",
    "names",
    "carrier",
    "ipv6",
    "way",
    "needs",
)
"""Where passing questions tell least when nothing failed, and so on up."""


def folded(steps: tuple[Step, ...], findings: tuple[Finding, ...], facts: TaskFacts) -> tuple[Step, ...]:
    """Return the steps with those folded that the walk passes over, each linked to the next one it asks."""
    reasons = _reasons(steps, findings, facts)
    for step in _least_telling_first(steps):
        if len(steps) - len(reasons) <= MOST_ASKED:
            break
        reasons.setdefault(step.id, _PASSES)
    linked: list[Step] = []
    following = ""
    for step in reversed(steps):
        reason = reasons.get(step.id)
        linked.append(replace(step, is_folded=reason is not None, folded_because=reason, next=following))
        following = following if reason else step.id
    return tuple(reversed(linked))


def _reasons(steps: tuple[Step, ...], findings: tuple[Finding, ...], facts: TaskFacts) -> dict[str, Text]:
    """Return why steps are passed over, however many there are."""
    blamed = {each.id for each in findings if each.level in ("root_cause", "contributing")}
    wishes_unmet = {step.check.under for step in steps if step.check.about == "wish" and step.verdict == "fail"}
    explained = any(each.level == "root_cause" for each in findings)
    reasons: dict[str, Text] = {}
    for step in steps:
        matters = _tells_what_happened(step) or blamed.intersection(step.findings) or step.check.under in wishes_unmet
        reason = None if matters else _reason_to_fold(step, facts, explained=explained)
        if reason:
            reasons[step.id] = reason
    return reasons


def _tells_what_happened(step: Step) -> bool:
    return step.check.under == "stop" and step.verdict != "not_applicable"


def _reason_to_fold(step: Step, facts: TaskFacts, *, explained: bool) -> Text | None:
    if step.verdict == "not_applicable":
        return _DOES_NOT_APPLY
    if step.check.about == "wish" or (step.check.about == "advice" and (explained or step.verdict == "pass")):
        return _WANTED_BY_NOBODY
    if step.check.about == "history" and facts.task.is_stopped and step.verdict != "fail":
        return _WANTED_BY_NOBODY
    if step.verdict == "pass" and not _could_explain(step, facts):
        return _CANNOT_EXPLAIN
    started_well = facts.task.started_at is not None and facts.symptom.message is None
    if step.verdict == "pass" and started_well and step.check.under in _OF_THE_START:
        return _GOT_PAST
    return None


def _could_explain(step: Step, facts: TaskFacts) -> bool:
    """Tell whether what a question may find could be behind the message; without one, anything could."""
    message = facts.symptom.message
    if message is None or step.check.under in _STRUCTURE or not step.check.findings:
        return True
    causes = {message.cause, *message.alternatives}
    return any(kind.explains & causes for kind in step.check.findings)


def _least_telling_first(steps: tuple[Step, ...]) -> Iterator[Step]:
    """Yield the passing questions that may be passed over, those first that tell least."""
    passing = [step for step in steps if step.verdict == "pass" and step.check.under != "stop"]
    for stage in _FOLDED_FIRST:
        yield from reversed([step for step in passing if step.check.under == stage])
