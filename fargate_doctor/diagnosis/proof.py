"""Whether a remedy would work: the change is made on the model and every question is asked again."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import Check, Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.paths.flow import IpVersion
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.snapshot import Snapshot

Failure = tuple[str, str, int]


@frozen
class Proof:
    """The task as it is, against which each remedy is tried."""

    facts: TaskFacts
    checks: tuple[Check, ...]

    def of(self, remedy: Remedy, raised: Raised) -> bool | None:
        """Return whether the finding is gone and nothing new fails; None where the model cannot show the change."""
        if remedy.change is None:
            return None
        changed = in_model(remedy.change(self.facts.snapshot), self.facts)
        after = failures(changed, self.checks)
        is_mended = not _failures_of(raised) & after
        return is_mended and after <= self._failures and _is_settled(raised, self.facts, changed)

    @cached_property
    def _failures(self) -> frozenset[Failure]:
        return failures(self.facts, self.checks)


def in_model(snapshot: Snapshot, facts: TaskFacts) -> TaskFacts:
    """Return the facts of the same task in the changed model, which may have launched it anew."""
    task = snapshot.tasks.by_id.get(facts.task.task_arn, facts.task)
    return replace(facts, snapshot=snapshot, task=task)


def failures(facts: TaskFacts, checks: Iterable[Check]) -> frozenset[Failure]:
    """Return what fails in a model, each way by itself."""
    found: set[Failure] = set()
    for check in checks:
        try:
            answer = check.answer(facts)
        except Unanswered:
            continue
        for one in answer.raised:
            if one.relevance in ("blocker", "cause"):
                found |= _failures_of(one)
    return frozenset(found)


def _failures_of(raised: Raised) -> frozenset[Failure]:
    """Return what a finding breaks: each way by its destination, or the finding alone where it is about no way."""
    ways = {(raised.kind.id, each.need.destination, int(each.ip_version)) for each in raised.blocks}
    return frozenset(ways or {(raised.kind.id, "", 0)})


def _is_settled(raised: Raised, before: TaskFacts, after: TaskFacts) -> bool:
    """Tell whether no way that the finding blocked is open to doubt now that was not before."""
    blocked = {(each.need.destination, each.ip_version) for each in raised.blocks}
    return doubts(after, blocked) <= doubts(before, blocked)


def doubts(facts: TaskFacts, blocked: set[tuple[str, IpVersion]]) -> set[tuple[str, str]]:
    """Return the hops on some ways of which nobody can tell what they do, or that stop them without a finding."""
    return (
        {
            (hop.kind, hop.id)
            for way in facts.known_walks
            if way.walk and (way.need.destination, way.ip_version) in blocked
            for hop in way.walk.hops
            if hop.verdict == "unknown" or (hop.verdict == "fail" and not hop.finding)
        }
        if blocked
        else set()
    )
