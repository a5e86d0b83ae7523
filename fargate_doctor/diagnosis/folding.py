"""Which questions the walk asks for this symptom; the rest are folded away, each with the reason."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Finding, Step
    from fargate_doctor.facts.task_facts import TaskFacts

_DOES_NOT_APPLY = Text(
    en="The question does not arise for this task.", es="La pregunta no se plantea en el caso de esta tarea."
)
_WANTED_BY_NOBODY = Text(en="Nothing about this failure speaks of it.", es="Nada en este fallo apunta a ello.")


def folded(steps: tuple[Step, ...], findings: tuple[Finding, ...], facts: TaskFacts) -> tuple[Step, ...]:
    """Return the steps with those folded that the walk passes over, each linked to the next one it asks."""
    blamed = {each.id for each in findings if each.level in ("root_cause", "contributing")}
    wishes_unmet = {step.check.under for step in steps if step.check.about == "wish" and step.verdict == "fail"}
    explained = any(each.level == "root_cause" for each in findings)
    marked = []
    for step in steps:
        matters = _tells_what_happened(step) or blamed.intersection(step.findings) or step.check.under in wishes_unmet
        reason = None if matters else _reason_to_fold(step, facts, explained=explained)
        marked.append(replace(step, is_folded=True, folded_because=reason) if reason else step)
    linked: list[Step] = []
    following = ""
    for step in reversed(marked):
        linked.append(replace(step, next=following))
        following = following if step.is_folded else step.id
    return tuple(reversed(linked))


def _tells_what_happened(step: Step) -> bool:
    return step.check.under == "stop" and step.verdict != "not_applicable"


def _reason_to_fold(step: Step, facts: TaskFacts, *, explained: bool) -> Text | None:
    if step.verdict == "not_applicable":
        return _DOES_NOT_APPLY
    if step.check.about == "wish" or (step.check.about == "advice" and (explained or step.verdict == "pass")):
        return _WANTED_BY_NOBODY
    if step.check.about == "history" and facts.task.is_stopped and step.verdict != "fail":
        return _WANTED_BY_NOBODY
    return None
