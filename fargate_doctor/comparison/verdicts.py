"""What a diagnosis comes to, so that two can be laid side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import FargateDoctorError
from fargate_doctor.frozen import frozen
from fargate_doctor.model.snapshot import Snapshot

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

About = tuple[Literal["finding", "step"], str]
Verdicts = dict[About, str]
"""The level of each finding and the verdict of each step, by id."""


@frozen
class Flip:
    """A finding or step that differs; None where the finding is not there."""

    about: About
    before: str | None
    after: str | None

    @property
    def is_of_a_finding(self) -> bool:
        """Tell whether a finding came, went, or changed its level."""
        return self.about[0] == "finding"


def verdicts_of(case: Case, task: str | None) -> Verdicts:
    """Return what the diagnosis of a task comes to; nothing where the case has no task to diagnose."""
    try:
        diagnosis = diagnose_task(Snapshot.of(case), task, proves=False)
    except FargateDoctorError:
        return {}
    verdicts: Verdicts = {("finding", each.id): each.level for each in diagnosis.findings}
    return {**verdicts, **{("step", each.check.id): each.verdict for each in diagnosis.steps}}


def flips_between(before: Verdicts, after: Verdicts) -> tuple[Flip, ...]:
    """Return what differs, findings first."""
    about = sorted({*before, *after})
    return tuple(Flip(each, before.get(each), after.get(each)) for each in about if before.get(each) != after.get(each))
