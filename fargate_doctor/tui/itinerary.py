"""The places of a walk in order: the task, each stage with its questions, and what it all comes to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.diagnosis.tree import STAGES
from fargate_doctor.diagnosis.what_if import switches_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.model import Diagnosis, Step
    from fargate_doctor.diagnosis.tree import Stage
    from fargate_doctor.diagnosis.what_if import Switch

START: Final = "start-of-walk"
END: Final = "end-of-walk"

PlaceKind = Literal["start", "stage", "step", "fold", "end"]


@frozen
class Place:
    """One line of the tree. A `fold` stands for the questions of a stage that are folded away."""

    id: str
    kind: PlaceKind
    stage: Stage | None = None
    step: Step | None = None
    folded: tuple[Step, ...] = ()

    @property
    def is_visited(self) -> bool:
        """Tell whether the walk stops here; headings and folds are passed."""
        return self.kind in ("start", "step", "end")


def places_of(diagnosis: Diagnosis, *, unfolds: bool = False) -> tuple[Place, ...]:
    """Return the places of a walk, with the folded questions in their places where they are unfolded."""
    return (Place(START, "start"), *_stages(diagnosis, unfolds=unfolds), Place(END, "end"))


def _stages(diagnosis: Diagnosis, *, unfolds: bool) -> Iterator[Place]:
    for stage in STAGES:
        steps = [step for step in diagnosis.steps if step.check.under == stage.id]
        if not steps:
            continue
        yield Place(f"stage:{stage.id}", "stage", stage)
        for step in steps:
            if unfolds or not step.is_folded:
                yield Place(step.id, "step", stage, step)
        hidden = tuple(step for step in steps if step.is_folded)
        if hidden and not unfolds:
            yield Place(f"fold:{stage.id}", "fold", stage, folded=hidden)


def beside(places: tuple[Place, ...], current: str, direction: Literal[1, -1]) -> Place | None:
    """Return the next place where the walk stops, in one direction; None at either end."""
    ids = [place.id for place in places]
    start = ids.index(current) if current in ids else 0
    rest = places[start + 1 :] if direction == 1 else places[:start][::-1]
    return next((place for place in rest if place.is_visited), None)


def next_failure(places: tuple[Place, ...], current: str, diagnosis: Diagnosis) -> Place | None:
    """Return the next question that fails with a grave finding, round and round: first those of a root cause.

    Where nothing grave was found, it is the next question that the user may answer, else any that fails.
    """
    failing = [(place, place.step) for place in places if place.step and place.step.verdict == "fail"]
    levels = {each.id: each.level for each in diagnosis.findings}
    raised = [(place, {levels[each] for each in step.findings if each in levels}) for place, step in failing]
    roots = [place for place, found in raised if "root_cause" in found]
    others = [place for place, found in raised if "contributing" in found and "root_cause" not in found]
    failures = [*roots, *others] or asking(places) or [place for place, _ in failing]
    ids = [place.id for place in failures]
    after = ids.index(current) + 1 if current in ids else 0
    return failures[after % len(failures)] if failures else None


def asking(places: tuple[Place, ...]) -> list[Place]:
    """Return the questions that could not be answered and that the user may."""
    return [place for place in places if place.step and place.step.asks and place.step.verdict == "unknown"]


def position(places: tuple[Place, ...], current: str) -> tuple[int, int]:
    """Return which of how many questions a place is; the number is 0 where it is none."""
    steps = [place.id for place in places if place.kind == "step"]
    return (steps.index(current) + 1 if current in steps else 0), len(steps)


def way_round(step: Step | None, diagnosis: Diagnosis) -> Switch | None:
    """Return the change that would make a question pass in the model; None where nothing fails or can be tried."""
    if step is None or step.verdict != "fail" or diagnosis.facts is None:
        return None
    found = set(step.findings)
    tried = [
        each
        for each in switches_of(diagnosis)
        if each.can_be_tried and any(finding.id in found for finding in each.findings)
    ]
    return next((each for each in tried if each.proven), None) or next(iter(tried), None)
