"""The walk: every question that matters for this symptom, with its answer in mark and word."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.tree import STAGES
from fargate_doctor.reports import words
from fargate_doctor.reports.outline import Marked, Section, Words
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis, Step
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_TITLE = Text(en="The walk", es="El recorrido")
_ONE_FOLDED = Text(
    en="One more question does not matter for this symptom.",
    es="Hay una pregunta más que no importa para este síntoma.",
)
_FOLDED = Text(
    en="{count} more questions do not matter for this symptom.",
    es="Hay {count} preguntas más que no importan para este síntoma.",
)


def steps_section(diagnosis: Diagnosis, language: Language) -> Section:
    """Return the walked steps by the stage of the task's life, and how many were passed over."""
    blocks: list[Block] = []
    for stage in STAGES:
        steps = tuple(_marked(each, language) for each in diagnosis.walked if each.check.under == stage.id)
        if steps:
            blocks.append(Section(stage.title.in_language(language), steps))
    folded = len(diagnosis.steps) - len(diagnosis.walked)
    if folded:
        sentence = _ONE_FOLDED if folded == 1 else _FOLDED.fill(count=folded)
        blocks.append(Words(sentence.in_language(language)))
    return Section(_TITLE.in_language(language), tuple(blocks))


def _marked(step: Step, language: Language) -> Marked:
    return Marked(
        step.verdict,
        words.VERDICTS[step.verdict].in_language(language),
        step.check.question.in_language(language),
        step.because.in_language(language),
    )
