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

_IN_FULL = Text(
    en="Their proof, and what can be done about them, stands in the JSON form.",
    es="Su prueba, y lo que se puede hacer al respecto, figura en el formato JSON.",
)
_REFERENCES = Text(en="AWS documentation", es="Documentación de AWS")


def findings_sections(findings: tuple[Finding, ...], language: Language) -> list[Section]:
    """Return one section for each level that has findings.

    Beside a root cause, what is only worth knowing is told in its words alone.
    """
    has_cause = any(each.level == "root_cause" for each in findings)
    told = {level: [each for each in findings if each.level == level] for level in LEVELS}
    above: set[tuple[str, ...]] = set()
    sections: list[Section] = []
    for level, of_level in told.items():
        is_brief = has_cause and level == "info"
        blocks: list[Block] = []
        for each in of_level:
            blocks.append(_finding(each, language, frozenset(above), is_brief=is_brief))
            above |= {one.remedy.commands for one in each.recommendations if one.remedy.commands}
        if is_brief and of_level:
            blocks.append(Words(_IN_FULL.in_language(language)))
        if of_level:
            sections.append(Section(words.LEVEL_TITLES[level].in_language(language), tuple(blocks)))
    return sections


def quotation(evidence: Evidence, language: Language) -> Quotation:
    """Return what one field said, where it stands, and how it is known."""
    origin = words.ORIGINS[evidence.origin].in_language(language)
    return Quotation(
        value=_shown_value(evidence.value),
        place=" ".join(filter(None, (evidence.operation, evidence.resource, evidence.field))),
        known=", ".join(filter(None, (origin, evidence.observed_at))),
    )


def _finding(finding: Finding, language: Language, above: frozenset[tuple[str, ...]], *, is_brief: bool) -> Section:
    blocks: list[Block] = [Words(finding.detail.in_language(language))]
    if not is_brief and not finding.explained_by:
        blocks += _proof_and_fixes(finding, language, above)
    return Section(
        finding.title.in_language(language),
        tuple(blocks),
        verdict=words.LEVEL_VERDICTS[finding.level],
        tag=f"{finding.id} · {words.CONFIDENCES[finding.confidence].in_language(language)}",
    )


def _proof_and_fixes(finding: Finding, language: Language, above: frozenset[tuple[str, ...]]) -> Iterator[Block]:
    """Yield what a finding rests on and how it is mended; one that another explains has both there."""
    yield from (quotation(each, language) for each in finding.evidence)
    if finding.references:
        yield Bullets(_REFERENCES.in_language(language), finding.references)
    yield from fix_sections(finding.recommendations, language, above)


def _shown_value(value: object) -> str:
    if value is None:
        return "null"
    shown = json.dumps(value, ensure_ascii=False)
    return shown if len(shown) <= _LONGEST_VALUE else f"{shown[:_LONGEST_VALUE]}…"
