"""The fixes of a finding as choices: what to run, how to take it back, what it touches, and whether it is proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.reports import words
from fargate_doctor.reports.outline import Bullets, Commands, Section, Words
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Recommendation
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_FIX = Text(en="Fix: {title}", es="Solución: {title}")
_CHOICE = Text(en="Choice {number} of {total}: {title}", es="Opción {number} de {total}: {title}")
_RUN = Text(en="Run", es="Ejecute")
_UNDO = Text(en="To undo it", es="Para deshacerlo")
_AFFECTS = Text(en="It also affects", es="También afecta a")
_NEW_TASKS = Text(
    en="Only new tasks pick this change up.",
    es="Este cambio solo lo recogen las tareas nuevas.",
)


def fix_sections(recommendations: tuple[Recommendation, ...], language: Language) -> list[Section]:
    """Return one section for each way to mend a finding."""
    total = len(recommendations)
    return [_fix(each, number, total, language) for number, each in enumerate(recommendations, 1)]


def _fix(recommendation: Recommendation, number: int, total: int, language: Language) -> Section:
    remedy = recommendation.remedy
    title = (_FIX if total == 1 else _CHOICE).fill(number=number, total=total, title=remedy.title)
    blocks: list[Block] = [Words(remedy.detail.in_language(language))]
    blocks += _commands(_RUN, remedy.commands, language)
    blocks += _commands(_UNDO, remedy.undo, language)
    if remedy.affects:
        affected = tuple(each.in_language(language) for each in remedy.affects)
        blocks.append(Bullets(_AFFECTS.in_language(language), affected))
    if remedy.needs_new_tasks:
        blocks.append(Words(_NEW_TASKS.in_language(language)))
    blocks.append(Words(words.PROOFS[recommendation.proven].in_language(language)))
    return Section(title.in_language(language), tuple(blocks), tag=remedy.id)


def _commands(label: Text, lines: tuple[str, ...], language: Language) -> list[Commands]:
    return [Commands(label.in_language(language), lines)] if lines else []
