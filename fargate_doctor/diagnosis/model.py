"""The diagnosis: what the engine hands to the app and to the reports, frozen, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.diagnosis.check import Check, ResourceName, UserQuestion
    from fargate_doctor.diagnosis.fix_set import FixSet
    from fargate_doctor.diagnosis.levels import Level, Status
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.facts.phases import Phase
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence, Evidence, Missing
    from fargate_doctor.text import Text

SourceKind = Literal["live", "case", "demo"]


@frozen
class Recommendation:
    """A remedy with its proof: True if the changed model passes, False if not, None where it cannot be tried."""

    remedy: Remedy
    proven: bool | None


@frozen
class Finding:
    """One thing that is wrong or worth knowing, with its level.

    `explained_by` are the root causes that say more exactly what the message states; it is mended by mending them.
    """

    id: str
    level: Level
    confidence: Confidence
    title: Text
    detail: Text
    resources: tuple[ResourceName, ...]
    evidence: tuple[Evidence, ...]
    recommendations: tuple[Recommendation, ...]
    references: tuple[str, ...]
    phase: Phase | None
    blocks: tuple[NeedWalk, ...] = ()
    explained_by: tuple[str, ...] = ()


@frozen
class Step:
    """One question of the walk with its answer.

    `is_folded` says that the walk passes over it, because it does not matter for this symptom (`folded_because`).
    `next` is the id of the step that the walk goes to, empty at the end.
    """

    check: Check
    verdict: Verdict
    because: Text
    evidence: tuple[Evidence, ...] = ()
    findings: tuple[str, ...] = ()
    missing: tuple[Missing, ...] = ()
    asks: UserQuestion | None = None
    is_folded: bool = False
    folded_because: Text | None = None
    next: str = ""

    @property
    def id(self) -> str:
        """Return the id of the question."""
        return self.check.id


@frozen
class Gap:
    """Something that is not known, and the steps that became unknown by it."""

    missing: Missing
    blocks: tuple[str, ...]


@frozen
class Calls:
    """How many calls a collection made; none for a case that does not say."""

    total: int
    by_operation: tuple[tuple[str, int], ...]


@frozen
class Diagnosis:
    """Everything that was found about one task. `facts` is None only for a service without a task.

    `fix_set` is what to do together where several things have to be mended; None elsewhere, and without proofs.
    """

    facts: TaskFacts | None
    status: Status
    findings: tuple[Finding, ...]
    steps: tuple[Step, ...]
    walks: tuple[NeedWalk, ...]
    gaps: tuple[Gap, ...]
    calls: Calls
    service: str | None = None
    collected_at: datetime | None = None
    fix_set: FixSet | None = None

    @property
    def root_causes(self) -> tuple[Finding, ...]:
        """Return what stopped the task, in the order of its life."""
        return tuple(each for each in self.findings if each.level == "root_cause")

    @property
    def main_causes(self) -> tuple[Finding, ...]:
        """Return the root causes less those that another one says more exactly."""
        return tuple(each for each in self.root_causes if not each.explained_by)

    @property
    def walked(self) -> tuple[Step, ...]:
        """Return the steps that matter for this symptom."""
        return tuple(step for step in self.steps if not step.is_folded)

    def step(self, identifier: str) -> Step | None:
        """Return one step by the id of its question."""
        return next((step for step in self.steps if step.id == identifier), None)
