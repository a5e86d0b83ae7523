"""What a diagnosis comes to: a cause, no problem, or not enough evidence (contract §2, Status)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.diagnosis.model import Finding, Step
    from fargate_doctor.facts.task_facts import TaskFacts

EXPLAINS_WITHOUT_BLAME = frozenset(
    {"task.stopped-by-user", "task.stopped-by-service", "task.platform-retired", "task.internal-error"}
)
"""Findings that say why a task stopped although nothing is wrong with it."""


_ORDERED = frozenset({"user_initiated", "scale_in_or_deploy"})


def has_stopped_by_order(facts: TaskFacts) -> bool:
    """Tell whether somebody, or a deployment, stopped the task although nothing had failed."""
    return facts.symptom.cause in _ORDERED


def status_of(findings: tuple[Finding, ...], steps: tuple[Step, ...], facts: TaskFacts) -> Status:
    """Return the status of a diagnosis."""
    if any(each.level == "root_cause" for each in findings):
        return "cause_found"
    explained = any(each.id in EXPLAINS_WITHOUT_BLAME for each in findings)
    if _has_failed(facts) and not explained:
        return "undetermined"
    if any(_is_unmet_wish(step) for step in steps):
        return "undetermined"
    if any(step.verdict == "unknown" and _counts(step, facts) for step in steps):
        return "undetermined"
    return "no_problem_found"


def _has_failed(facts: TaskFacts) -> bool:
    return facts.task.is_stopped or facts.symptom.message is not None


def _is_unmet_wish(step: Step) -> bool:
    """Tell whether a step says that something wished for is lacking; its conditions are steps with findings."""
    return step.check.about == "wish" and not step.check.findings and step.verdict == "fail"


def _counts(step: Step, facts: TaskFacts) -> bool:
    if step.check.about == "need":
        return True
    if step.check.about == "wish":
        return facts.ipv6_wish is not None or (not step.check.findings and not facts.task.is_stopped)
    is_running = facts.task.started_at is not None and not facts.task.is_stopped
    return step.check.about == "history" and is_running
