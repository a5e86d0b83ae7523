"""What if: changes are made on the model, in order, and every question is asked again. Nothing is done in AWS.

What a message states stays stated, whatever is changed: only a finding that was read can vanish in the model.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.diagnosis.engine import ask, diagnose
from fargate_doctor.diagnosis.merging import merged
from fargate_doctor.diagnosis.proof import doubts, failures, in_model
from fargate_doctor.diagnosis.tree import in_order
from fargate_doctor.diagnosis.weighing import level_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import Check, Raised
    from fargate_doctor.diagnosis.model import Diagnosis, Finding
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.facts.task_facts import TaskFacts

FindingKey = tuple[str, tuple[str, ...]]

GRAVE: Final = frozenset({"root_cause", "contributing"})
"""The levels that stop a task, now or the next time."""

_ABOUT_THE_PAST: Final = "stop"


@frozen
class Switch:
    """A remedy that can be switched on, with the findings that offer it; without a `change` it cannot be tried."""

    remedy: Remedy
    findings: tuple[Finding, ...]
    proven: bool | None

    @property
    def can_be_tried(self) -> bool:
        """Tell whether the model can show the change."""
        return self.remedy.change is not None


@frozen
class Turned:
    """A verdict that is another one now. `id` is that of a question, or the destination of a way."""

    id: str
    before: Verdict
    after: Verdict
    ip_version: IpVersion | None = None


@frozen
class Outcome:
    """What some changes together come to. `left` stays or is made worse, `new` was not there before."""

    remedies: tuple[Remedy, ...]
    before: Diagnosis
    after: Diagnosis
    gone: tuple[Finding, ...]
    left: tuple[Finding, ...]
    new: tuple[Finding, ...]
    is_proven: bool

    @property
    def mends_all(self) -> bool:
        """Tell whether no root cause and nothing that would stop the task next is left, and nothing new fails."""
        return self.is_proven and not self.left and not self.new

    @cached_property
    def steps(self) -> tuple[Turned, ...]:
        """Return the questions that are answered otherwise now; what was said of the past is left out."""
        was = {each.id: each.verdict for each in self.before.steps if each.check.under != _ABOUT_THE_PAST}
        return tuple(
            Turned(each.id, was[each.id], each.verdict)
            for each in self.after.steps
            if each.id in was and was[each.id] != each.verdict
        )

    @cached_property
    def ways(self) -> tuple[Turned, ...]:
        """Return the ways that end otherwise now; one that is new or gone is left out."""
        was = {(each.need.destination, each.ip_version): each.verdict for each in self.before.walks}
        return tuple(
            Turned(each.need.destination, was[each.need.destination, each.ip_version], each.verdict, each.ip_version)
            for each in self.after.walks
            if was.get((each.need.destination, each.ip_version), each.verdict) != each.verdict
        )

    def as_plain(self) -> dict[str, Any]:
        """Return the outcome in plain values, as JSON takes them."""
        return {
            "recommendations": [each.id for each in self.remedies],
            "proven": self.mends_all,
            "gone": [each.id for each in self.gone],
            "left": [each.id for each in self.left],
            "new": [each.id for each in self.new],
            "steps": [{"id": each.id, "before": each.before, "after": each.after} for each in self.steps],
            "paths": [
                {
                    "destination": each.id,
                    "ip_version": each.ip_version,
                    "before": each.before,
                    "after": each.after,
                }
                for each in self.ways
            ],
        }


def switches_of(diagnosis: Diagnosis) -> tuple[Switch, ...]:
    """Return every remedy of the findings, each once, in the order in which they are offered."""
    offered: dict[tuple[str, tuple[str, ...]], Switch] = {}
    for finding in diagnosis.findings:
        for each in finding.recommendations:
            key = (each.remedy.id, each.remedy.commands or (each.remedy.title.en,))
            known = offered.get(key)
            findings = (*known.findings, finding) if known else (finding,)
            offered[key] = Switch(known.remedy if known else each.remedy, findings, each.proven)
    return tuple(offered.values())


def apply(facts: TaskFacts, remedies: Iterable[Remedy]) -> TaskFacts:
    """Return the facts of the task in a model in which some changes are made, one after the other."""
    snapshot = facts.snapshot
    for each in remedies:
        if each.change is not None:
            snapshot = each.change(snapshot)
    return in_model(snapshot, facts)


def outcome_of(diagnosis: Diagnosis, remedies: Iterable[Remedy], checks: Iterable[Check]) -> Outcome:
    """Return what some remedies together come to; raises `ValueError` for a diagnosis without a task."""
    if diagnosis.facts is None:
        raise ValueError(diagnosis.service)
    made, asked = tuple(remedies), in_order(checks)
    facts = apply(diagnosis.facts, made)
    after = diagnose(facts, asked, proves=False)
    model = Model(diagnosis.facts, asked)
    grave_now = model.grave_after(facts)
    before = tuple(each for each in diagnosis.findings if is_grave(each))
    known = {key_of(each) for each in before}
    now = {key_of(each): each for each in after.findings if key_of(each) in grave_now}
    return Outcome(
        remedies=made,
        before=diagnosis,
        after=after,
        gone=tuple(each for each in before if key_of(each) not in grave_now),
        left=tuple(now.get(key_of(each), each) for each in before if key_of(each) in grave_now),
        new=tuple(each for key, each in now.items() if key not in known),
        is_proven=model.is_sound(facts),
    )


def is_grave(finding: Finding) -> bool:
    """Tell whether a finding stops the task, now or the next time, and is not what another one says more exactly."""
    return finding.level in GRAVE and not finding.explained_by


def key_of(finding: Finding | Raised) -> FindingKey:
    """Return what tells one finding from another before and after a change."""
    identifier = finding.kind.id if hasattr(finding, "kind") else finding.id
    return identifier, tuple(each.id for each in finding.resources)


@frozen
class Model:
    """The task as it is, against which changed models are judged."""

    facts: TaskFacts
    checks: tuple[Check, ...]

    def grave_after(self, changed: TaskFacts) -> frozenset[FindingKey]:
        """Return what still stops the task, or would next, in a changed model."""
        standing = (each for each in _grave(changed, self.checks) if not each.explained_by)
        raised = {key_of(each) for each in standing if not self._is_only_remembered(each)}
        return frozenset(raised | self.only_stated)

    def is_sound(self, changed: TaskFacts) -> bool:
        """Tell whether nothing fails in a changed model that did not before, and no blocked way became doubtful."""
        blocked = {(each.need.destination, each.ip_version) for raised in self.grave for each in raised.blocks}
        fails_as_before = failures(changed, self.checks) <= self._failures
        return fails_as_before and doubts(changed, blocked) <= doubts(self.facts, blocked)

    @cached_property
    def grave(self) -> tuple[Raised, ...]:
        """Return what stops the task as it is, or would next."""
        return tuple(each for each in self._standing if not each.explained_by)

    @cached_property
    def only_stated(self) -> frozenset[FindingKey]:
        """Return what the message alone says: no change of the model can show that it is mended."""
        return frozenset(key_of(each) for each in self.grave if each.relevance == "stated")

    @cached_property
    def _standing(self) -> tuple[Raised, ...]:
        return _grave(self.facts, self.checks)

    @cached_property
    def _read_or_explained(self) -> frozenset[str]:
        """Return what was read, or is explained by what was read and goes with it."""
        return frozenset(each.kind.id for each in self._standing if each.relevance != "stated" or each.explained_by)

    @cached_property
    def _failures(self) -> frozenset[tuple[str, str, int]]:
        return failures(self.facts, self.checks)

    def _is_only_remembered(self, raised: Raised) -> bool:
        """Tell whether the message still says what was read before and is not there any more."""
        return raised.relevance == "stated" and raised.kind.id in self._read_or_explained


def _grave(facts: TaskFacts, checks: tuple[Check, ...]) -> tuple[Raised, ...]:
    raised = merged((ask(each, facts) for each in checks), facts)
    return tuple(each for each in raised if level_of(each, facts) in GRAVE)
