"""The fixes of a finding as choices: what to run, how to take it back, what it touches, and whether it is proven."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.remedies.command import only_reads
from fargate_doctor.reports import words
from fargate_doctor.reports.outline import Bullets, Commands, Section, Words
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Recommendation
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_FIX = Text(en="Fix: {title}", es="Solución: {title}")
_CHOICE = Text(en="Choice {number} of {total}: {title}", es="Opción {number} de {total}: {title}")
_RUN = Text(en="Run it yourself; it changes AWS", es="Ejecútelo usted; modifica AWS")
_LOOK = Text(en="Run it to see more; it only reads", es="Ejecútelo para ver más; solo lee")
_UNDO = Text(en="To undo it", es="Para deshacerlo")
_AFFECTS = Text(en="It also affects", es="También afecta a")
_AS_ABOVE = Text(
    en="The commands are the same as above: running them once mends both.",
    es="Los comandos son los mismos de arriba: basta ejecutarlos una vez para corregir ambas cosas.",
)
_NEW_TASKS = Text(
    en="Only new tasks pick this change up.",
    es="Este cambio solo lo recogen las tareas nuevas.",
)


def fix_sections(
    recommendations: tuple[Recommendation, ...], language: Language, shown: frozenset[tuple[str, ...]] = frozenset()
) -> list[Section]:
    """Return one section for each way to mend a finding; commands in `shown` stand above and are not told again."""
    total = len(recommendations)
    return [_fix(each, number, total, language, shown) for number, each in enumerate(recommendations, 1)]


def _fix(
    recommendation: Recommendation, number: int, total: int, language: Language, shown: frozenset[tuple[str, ...]]
) -> Section:
    remedy = recommendation.remedy
    title = (_FIX if total == 1 else _CHOICE).fill(number=number, total=total, title=remedy.title)
    if remedy.commands in shown:
        return Section(title.in_language(language), (Words(_AS_ABOVE.in_language(language)),), tag=remedy.id)
    blocks: list[Block] = [Words(remedy.detail.in_language(language))]
    blocks += _commands(_LOOK if all(map(only_reads, remedy.commands)) else _RUN, remedy.commands, language)
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
