"""What a report lacked: each call that was refused or never made, and what it would have told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.reports.outline import Bullets, Section, Words
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis, Gap
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_TITLE = Text(en="What is missing", es="Qué falta")
_NEVER_ASKED = Text(
    en="{operation} was never asked; it takes {action}.",
    es="{operation} no se ha consultado; requiere {action}.",
)
_DISPUTED = Text(
    en="The answers of {operation} disagree; ask again.",
    es="Las respuestas de {operation} se contradicen; vuelva a consultar.",
)
_NOT_FOUND = Text(
    en="{operation} does not show it any more.",
    es="{operation} ya no lo muestra.",
)
_MALFORMED = Text(
    en="The answer of {operation} cannot be read; save it again.",
    es="La respuesta de {operation} no se puede leer; guárdela de nuevo.",
)
_NOT_PARSED = Text(
    en="{operation} was not answered in a form that can be read.",
    es="{operation} no respondió en una forma que se pueda leer.",
)
_DENIED = Text(
    en="{operation} was answered {error}. Allow {action}.",
    es="{operation} respondió con {error}. Permita {action}.",
)
_FAILED = Text(
    en="{operation} was answered {error}. Try again.",
    es="{operation} respondió con {error}. Vuelva a intentarlo.",
)
_BLOCKS = Text(en="Without it these questions stay open: {steps}.", es="Sin ello quedan abiertas: {steps}.")
_CALLS = Text(
    en="{total} calls to AWS were made for this, all of them read-only.",
    es="Para esto se hicieron {total} llamadas a AWS, todas de solo lectura.",
)

_BY_ERROR = {
    "NotCollected": _NEVER_ASKED,
    "Disputed": _DISPUTED,
    "NotFound": _NOT_FOUND,
    "MalformedAnswer": _MALFORMED,
    "ResponseParserError": _NOT_PARSED,
}
_DENIALS = ("denied", "unauthorized", "notauthorized", "authfailure", "forbidden", "optinrequired")


def missing_section(diagnosis: Diagnosis, language: Language) -> list[Block]:
    """Return what is missing, with the permission that would lift it: first that on which most questions wait."""
    if not diagnosis.gaps:
        return []
    ordered = sorted(diagnosis.gaps, key=lambda each: -len(each.blocks))
    gaps = tuple(_gap(each).in_language(language) for each in ordered)
    return [Section(_TITLE.in_language(language), (Bullets("", gaps),))]


def calls_section(diagnosis: Diagnosis, language: Language) -> list[Block]:
    """Return how often AWS was asked; nothing where the case does not say."""
    if not diagnosis.calls.total:
        return []
    return [Words(_CALLS.fill(total=diagnosis.calls.total).in_language(language))]


def missing_in_words(missing: Missing) -> Text:
    """Return why something is not known, and what would make it known."""
    is_denied = any(words in missing.error.lower() for words in _DENIALS)
    sentence = _BY_ERROR.get(missing.error) or (_DENIED if is_denied else _FAILED)
    return sentence.fill(operation=missing.operation, error=missing.error, action=missing.action)


def _gap(gap: Gap) -> Text:
    sentence = missing_in_words(gap.missing)
    return sentence + _BLOCKS.fill(steps=enumeration(gap.blocks)) if gap.blocks else sentence
