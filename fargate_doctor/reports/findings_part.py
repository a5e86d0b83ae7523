"""The findings of a report: each with its proof and its fixes, the gravest first."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.levels import LEVELS
from fargate_doctor.reports import words
from fargate_doctor.reports.fixes_part import fix_sections
from fargate_doctor.reports.outline import Bullets, Quotation, Section, Words
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.model import Finding
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_LONGEST_VALUE: Final = 400

_REFERENCES = Text(en="AWS documentation", es="Documentación de AWS")


def findings_sections(findings: tuple[Finding, ...], language: Language) -> list[Section]:
    """Return one section for each level that has findings."""
    sections: list[Section] = []
    for level in LEVELS:
        of_level = tuple(_finding(each, language) for each in findings if each.level == level)
        if of_level:
            sections.append(Section(words.LEVEL_TITLES[level].in_language(language), of_level))
    return sections


def quotation(evidence: Evidence, language: Language) -> Quotation:
    """Return what one field said, where it stands, and how it is known."""
    origin = words.ORIGINS[evidence.origin].in_language(language)
    return Quotation(
        value=_shown_value(evidence.value),
        place=" ".join(filter(None, (evidence.operation, evidence.resource, evidence.field))),
        known=", ".join(filter(None, (origin, evidence.observed_at))),
    )


def _finding(finding: Finding, language: Language) -> Section:
    blocks: list[Block] = [Words(finding.detail.in_language(language))]
    if not finding.explained_by:
        blocks += _proof_and_fixes(finding, language)
    return Section(
        finding.title.in_language(language),
        tuple(blocks),
        verdict=words.LEVEL_VERDICTS[finding.level],
        tag=f"{finding.id} · {words.CONFIDENCES[finding.confidence].in_language(language)}",
    )


def _proof_and_fixes(finding: Finding, language: Language) -> Iterator[Block]:
    """Yield what a finding rests on and how it is mended; one that another explains has both there."""
    yield from (quotation(each, language) for each in finding.evidence)
    if finding.references:
        yield Bullets(_REFERENCES.in_language(language), finding.references)
    yield from fix_sections(finding.recommendations, language)


def _shown_value(value: object) -> str:
    if value is None:
        return "null"
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _LONGEST_VALUE else f"{shown[:_LONGEST_VALUE]}…"
