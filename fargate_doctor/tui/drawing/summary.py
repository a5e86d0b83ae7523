"""What a diagnosis comes to, on one card."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.reports.words import CONFIDENCES, STATUSES
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.evidence import gaps
from fargate_doctor.tui.drawing.marks import heading, level_in_words, quiet, status_in_words

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis, Finding
    from fargate_doctor.text import Language

_TO_FIXES: Final = Text(
    en="Press {key} for what to change.",
    es="Pulse {key} para ver qué cambiar.",
)
_TO_WISHES: Final = Text(
    en="Nothing has to be fixed. Press {key} for what could be better.",
    es="No hay nada que arreglar. Pulse {key} para ver qué se puede mejorar.",
)
_NOTHING_TO_FIX: Final = Text(en="There is nothing to fix.", es="No hay nada que arreglar.")
_TO_MISSING: Final = Text(
    en="Press {key} for what was found and what is missing.",
    es="Pulse {key} para ver qué se encontró y qué falta.",
)
_TO_QUESTION: Final = Text(
    en="You may know what could not be read: {key} goes to the question that asks you.",
    es="Quizá usted sepa lo que no se pudo leer: {key} lleva a la pregunta que se le hace.",
)
_CAUSES: Final = Text(en="{count} root causes were found.", es="Se han encontrado {count} causas raíz.")
_CALLS: Final = Text(
    en="Read-only: {total} calls were made, and nothing was sent anywhere else.",
    es="Solo lectura: se hicieron {total} llamadas y no se envió nada a ningún otro sitio.",
)
_MISSING: Final = Text(en="What could not be read", es="Lo que no se pudo leer")


def verdict(diagnosis: Diagnosis, language: Language, key: str, question_key: str = "") -> Content:
    """Return the status in words, and what to do next; one key leads on, the other to a question for the user."""
    waits = any(each.asks and each.verdict == "unknown" for each in diagnosis.walked)
    if question_key and waits and diagnosis.status == "undetermined":
        words = _TO_QUESTION.fill(key=question_key)
    else:
        words = _what_next(diagnosis).fill(key=key)
    return Content("\n").join([status(diagnosis, language), Content.styled(words.in_language(language), "bold")])


def status(diagnosis: Diagnosis, language: Language) -> Content:
    """Return the status in a word and in a sentence."""
    causes = len(diagnosis.main_causes)
    sentence = _CAUSES.fill(count=causes) if causes > 1 else STATUSES[diagnosis.status]
    return Content("\n").join([status_in_words(diagnosis.status, language), Content(sentence.in_language(language))])


def findings(diagnosis: Diagnosis, language: Language) -> Content:
    """Return every finding with its level, the gravest first."""
    return Content("\n\n").join([_finding(each, language) for each in diagnosis.findings])


def missing(diagnosis: Diagnosis, language: Language) -> Content:
    """Return what could not be read, empty where everything could."""
    if not diagnosis.gaps:
        return Content()
    return Content.assemble(
        heading(_MISSING.in_language(language)), "\n", gaps((each.missing for each in diagnosis.gaps), language)
    )


def calls(diagnosis: Diagnosis, language: Language) -> Content:
    """Return how many calls were made; empty where the case does not say."""
    if not diagnosis.calls.total:
        return Content()
    return quiet(_CALLS.fill(total=diagnosis.calls.total).in_language(language))


def _what_next(diagnosis: Diagnosis) -> Text:
    can_change = any(each.recommendations for each in diagnosis.findings)
    if diagnosis.status == "no_problem_found":
        return _TO_WISHES if can_change else _NOTHING_TO_FIX
    return _TO_FIXES if can_change else _TO_MISSING


def _finding(finding: Finding, language: Language) -> Content:
    return Content.assemble(
        level_in_words(finding.level, language),
        quiet(f" · {CONFIDENCES[finding.confidence].in_language(language)} · {finding.id}\n"),
        (printable(finding.title.in_language(language)), "bold"),
    )
