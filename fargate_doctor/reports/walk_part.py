"""One place of the walk at a time, for a plain terminal: where one is, the question, its answer, the proof."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.tree import STAGES
from fargate_doctor.reports import words
from fargate_doctor.reports.findings_part import findings_sections, quotation
from fargate_doctor.reports.gaps_part import calls_section, missing_section
from fargate_doctor.reports.outline import Bullets, Marked, Section, Words
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis, Step
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_STAGE: Final = {stage.id: stage.title for stage in STAGES}
_PLACE = Text(en="Question {number} of {total} - {stage}", es="Pregunta {number} de {total} - {stage}")
_OTHERWISE = Text(en="The other answer: {otherwise}", es="La otra respuesta: {otherwise}")
_LEADS_TO = Text(en="It leads to: {titles}", es="Lleva a: {titles}")
_MISSING = Text(en="Missing: {operation} ({error})", es="Falta: {operation} ({error})")
_CAN_BE_ANSWERED = Text(en="You may know it", es="Quizá usted lo sepa")
_END = Text(en="What it comes to", es="Conclusión")


def step_section(diagnosis: Diagnosis, step: Step, number: int, language: Language) -> Section:
    """Return one question with its answer and proof; `number` is its place among those that are asked."""
    place = _PLACE.fill(number=number, total=len(diagnosis.walked), stage=_STAGE[step.check.under])
    marked = Marked(
        step.verdict,
        words.VERDICTS[step.verdict].in_language(language),
        step.check.question.in_language(language),
        step.because.in_language(language),
    )
    blocks: list[Block] = [marked]
    blocks += (quotation(each, language) for each in step.evidence)
    blocks += (Words(each.in_language(language)) for each in _consequences(diagnosis, step))
    blocks.append(Words(_OTHERWISE.fill(otherwise=step.check.otherwise).in_language(language)))
    if step.asks:
        choices = (f"{key}: {label.in_language(language)}" for key, label in step.asks.choices)
        asked = f"{_CAN_BE_ANSWERED.in_language(language)}. {step.asks.question.in_language(language)}"
        blocks.append(Bullets(asked, tuple(choices)))
    return Section(place.in_language(language), tuple(blocks), tag=step.id)


def end_section(diagnosis: Diagnosis, language: Language) -> list[Block]:
    """Return what the walk comes to, with every finding and its fixes."""
    verdict = words.STATUS_VERDICTS[diagnosis.status]
    marked = Marked(
        verdict,
        words.VERDICTS[verdict].in_language(language),
        words.status_sentence(diagnosis).in_language(language),
        "; ".join(each.title.in_language(language) for each in diagnosis.main_causes),
    )
    blocks: list[Block] = [Section(_END.in_language(language), (marked,), tag=diagnosis.status)]
    blocks += findings_sections(diagnosis.findings, language)
    blocks += missing_section(diagnosis, language)
    blocks += calls_section(diagnosis, language)
    return blocks


def _consequences(diagnosis: Diagnosis, step: Step) -> list[Text]:
    titles = [each.title for each in diagnosis.findings if each.id in step.findings]
    said = [_LEADS_TO.fill(titles=title) for title in titles]
    return said + [_MISSING.fill(operation=each.action, error=each.error) for each in step.missing]
