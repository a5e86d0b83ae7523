"""One diagnosis out of several for a task that may come to stand in any of several places."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.levels import LEVELS
from fargate_doctor.diagnosis.model import Diagnosis, Gap
from fargate_doctor.facts.phases import PHASES
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.diagnosis.model import Finding, Recommendation, Step
    from fargate_doctor.facts.paths.hop import Verdict
    from fargate_doctor.model.evidence import Evidence, Missing

_WORST_FIRST: Final[tuple[Verdict, ...]] = ("fail", "unknown", "pass", "not_applicable")
_WORST_STATUS: Final[tuple[Status, ...]] = ("cause_found", "undetermined", "no_problem_found")

_MOST_REASONS: Final = 4

_ONLY_THERE: Final = Text(
    en="This holds for {places}, not for {others}.", es="Esto vale para {places}, no para {others}."
)
_THERE: Final = Text(en="In {places}: {because}", es="En {places}: {because}")


@frozen
class Alternative:
    """A place where the task may come to stand, by its id, and the diagnosis for it."""

    place: str
    diagnosis: Diagnosis


def together(alternatives: Sequence[Alternative]) -> Diagnosis:
    """Return one diagnosis for all places, at least one: as bad as the worst, and each finding says where it holds."""
    first = alternatives[0].diagnosis
    if len(alternatives) == 1:
        return first
    diagnoses = [each.diagnosis for each in alternatives]
    return replace(
        first,
        status=min((each.status for each in diagnoses), key=_WORST_STATUS.index),
        findings=_findings(alternatives),
        steps=tuple(_step(place, alternatives) for place in range(len(first.steps))),
        walks=tuple(walk for each in diagnoses for walk in each.walks),
        gaps=_gaps(diagnoses),
        fix_set=None,
    )


def _findings(alternatives: Sequence[Alternative]) -> tuple[Finding, ...]:
    """Return each finding once, the gravest first and else in the order of the first place that has it."""
    held: dict[tuple[object, ...], list[tuple[str, Finding]]] = {}
    for each in alternatives:
        for finding in each.diagnosis.findings:
            held.setdefault(_key(finding), []).append((each.place, finding))
    places = [each.place for each in alternatives]
    merged = [_finding(holding, places) for holding in held.values()]
    return tuple(sorted(merged, key=_place))


def _place(finding: Finding) -> tuple[int, int]:
    return LEVELS.index(finding.level), PHASES.index(finding.phase) if finding.phase else len(PHASES)


def _key(finding: Finding) -> tuple[object, ...]:
    return finding.id, finding.level, finding.title, finding.detail, finding.resources


def _finding(holding: list[tuple[str, Finding]], places: list[str]) -> Finding:
    where = [place for place, _ in holding]
    others = [place for place in places if place not in where]
    findings = [finding for _, finding in holding]
    first = findings[0]
    only = _ONLY_THERE.fill(places=enumeration(where), others=enumeration(others)) if others else None
    return replace(
        first,
        detail=first.detail + only if only else first.detail,
        evidence=_each_once([evidence for each in findings for evidence in each.evidence]),
        recommendations=_recommendations(findings),
        blocks=tuple(way for each in findings for way in each.blocks),
    )


def _recommendations(findings: list[Finding]) -> tuple[Recommendation, ...]:
    """Return each choice once; the same choice is proven where it is for every place."""
    chosen: dict[tuple[object, ...], list[Recommendation]] = {}
    for finding in findings:
        for each in finding.recommendations:
            chosen.setdefault((each.remedy.id, *map(_words, each.remedy.commands)), []).append(each)
    return tuple(replace(alike[0], proven=_all_proven(alike)) for alike in chosen.values())


def _words(command: str) -> tuple[str, ...]:
    """Return the words of a command in one order, as lists of subnets may begin with any of them."""
    return tuple(sorted(command.split()))


def _all_proven(alike: list[Recommendation]) -> bool | None:
    proofs = [each.proven for each in alike]
    if False in proofs:
        return False
    return None if None in proofs else True


def _step(index: int, alternatives: Sequence[Alternative]) -> Step:
    """Return one question with the worst of its answers, and where that is the answer."""
    steps = [(each.place, each.diagnosis.steps[index]) for each in alternatives]
    worst = min((step for _, step in steps), key=lambda step: _WORST_FIRST.index(step.verdict))
    alike = [(place, step) for place, step in steps if step.verdict == worst.verdict]
    return replace(
        worst,
        because=_because(alike, len(steps)),
        evidence=_each_once([evidence for _, step in alike for evidence in step.evidence]),
        findings=tuple(dict.fromkeys(finding for _, step in steps for finding in step.findings)),
        missing=tuple(dict.fromkeys(missing for _, step in steps for missing in step.missing)),
        is_folded=all(step.is_folded for _, step in steps),
    )


def _because(alike: list[tuple[str, Step]], count: int) -> Text:
    """Return the reason, or each reason with the places where it is the one."""
    places: dict[Text, list[str]] = {}
    for place, step in alike:
        places.setdefault(step.because, []).append(place)
    if len(places) == 1 and len(alike) == count:
        return alike[0][1].because
    said = [_THERE.fill(places=enumeration(where), because=because) for because, where in places.items()]
    return reduce(add, said[:_MOST_REASONS])


def _gaps(diagnoses: list[Diagnosis]) -> tuple[Gap, ...]:
    blocked: dict[Missing, dict[str, None]] = {}
    for diagnosis in diagnoses:
        for gap in diagnosis.gaps:
            blocked.setdefault(gap.missing, {}).update(dict.fromkeys(gap.blocks))
    return tuple(Gap(missing, tuple(steps)) for missing, steps in blocked.items())


def _each_once(evidence: list[Evidence]) -> tuple[Evidence, ...]:
    return tuple({(each.operation, each.resource, each.field, str(each.value)): each for each in evidence}.values())
