"""A way to mend a finding, in its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.reports.fix_set_part import words_of_proof
from fargate_doctor.reports.words import ALL_AT_ONCE, CONFIDENCES, PROOFS
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import heading, level_in_words, quiet
from fargate_doctor.tui.words.verdicts import PROOF_MARKS

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.fix_set import FixSet
    from fargate_doctor.diagnosis.model import Finding, Recommendation
    from fargate_doctor.text import Language

COMMANDS: Final = Text(en="Commands", es="Comandos")
UNDO: Final = Text(en="To take it back", es="Para deshacerlo")
_AFFECTS: Final = Text(en="Also touches", es="También afecta a")
_NOTHING_ELSE: Final = Text(en="Nothing else that is known.", es="Nada más, que se sepa.")
_NEW_TASKS: Final = Text(
    en="Only new tasks pick this up: start new ones afterwards.",
    es="Solo lo toman las tareas nuevas: inicie otras después.",
)
STEP: Final = Text(en="Step {number} of {total}", es="Paso {number} de {total}")
CHOICE: Final = Text(en="Choice {number} of {total}", es="Opción {number} de {total}")
_ONLY: Final = Text(en="What to do", es="Qué hacer")
_CHANGES: Final = Text(en="{count} changes", es="{count} cambios")
_NO_FIX: Final = Text(
    en="There is nothing to change for this; it is here so that you know.",
    es="No hay nada que cambiar; se indica para que lo sepa.",
)

_PROOF_STYLES: Final = {True: "bold $text-success", False: "bold $text-error", None: "bold $text-warning"}


def finding_line(finding: Finding, language: Language) -> Content:
    """Return a finding as the list shows it: its level, its title, and its id."""
    title = printable(finding.title.in_language(language))
    return Content.assemble(level_in_words(finding.level, language), "  ", title, quiet(f" · {finding.id}"))


def finding_head(finding: Finding, language: Language) -> Content:
    """Return what was found beyond its title, which the list shows."""
    sure = CONFIDENCES[finding.confidence].in_language(language)
    return Content.assemble(
        level_in_words(finding.level, language),
        quiet(f" · {sure} · {finding.id}\n"),
        printable(finding.detail.in_language(language)),
    )


def set_line(together: FixSet, language: Language) -> Content:
    """Return the set as the list shows it, on one line: what it holds stands beside it."""
    titles = [each.remedy.title for each in together.switches]
    words = titles[0] if len(titles) == 1 else _CHANGES.fill(count=len(titles))
    name = Content.styled(f"◆ {ALL_AT_ONCE.in_language(language)}", "bold $text-accent")
    return Content.assemble(name, "  ", printable(words.in_language(language)))


def set_head(together: FixSet, language: Language) -> Content:
    """Return whether the set is proven."""
    mark, words = PROOF_MARKS[together.is_proven], words_of_proof(together)
    return Content.styled(f"{mark} {words.in_language(language)}", _PROOF_STYLES[together.is_proven])


def no_fix(language: Language) -> Content:
    """Return what stands where nothing can be recommended."""
    return quiet(_NO_FIX.in_language(language))


def choice_head(recommendation: Recommendation, place: Text, total: int, language: Language) -> Content:
    """Return the title of a choice, what it does, and whether it was proven; `place` is its own among several."""
    remedy = recommendation.remedy
    counted = place if total > 1 else _ONLY
    mark, words = PROOF_MARKS[recommendation.proven], PROOFS[recommendation.proven]
    lines = [
        heading(counted.in_language(language)),
        Content.styled(printable(remedy.title.in_language(language)), "bold"),
        Content(printable(remedy.detail.in_language(language))),
        Content.styled(f"{mark} {words.in_language(language)}", _PROOF_STYLES[recommendation.proven]),
    ]
    return Content("\n").join(line for line in lines if line)


def choice_foot(recommendation: Recommendation, language: Language) -> Content:
    """Return what else a choice touches, and what must happen afterwards."""
    remedy = recommendation.remedy
    touched = [Content(f"• {printable(each.in_language(language))}") for each in remedy.affects]
    lines = [heading(_AFFECTS.in_language(language)), *(touched or [quiet(_NOTHING_ELSE.in_language(language))])]
    if remedy.needs_new_tasks:
        lines += [Content.styled(f"! {_NEW_TASKS.in_language(language)}", "$text-warning")]
    lines += [quiet(printable(each)) for each in remedy.references]
    return Content("\n").join(lines)
