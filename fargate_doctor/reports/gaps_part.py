"""What a report lacked: each call that was refused or never made, and what it would have told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.reports.outline import Bullets, Section, Words
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis, Gap
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_TITLE = Text(en="What is missing", es="Qué falta")
_GAP = Text(en="{operation}: {error}.", es="{operation}: {error}.")
_ALLOW = Text(en="Allow {action}.", es="Permita {action}.")
_BLOCKS = Text(en="Without it these questions stay open: {steps}.", es="Sin ello quedan abiertas: {steps}.")
_NEVER_ASKED = Text(en="never asked", es="no se ha consultado")
_DISPUTED = Text(en="answers disagree", es="las respuestas se contradicen")
_NOT_FOUND = Text(en="it does not exist any more", es="ya no existe")
_CALLS = Text(
    en="{total} calls to AWS were made for this, all of them read-only.",
    es="Para esto se hicieron {total} llamadas a AWS, todas de solo lectura.",
)

_IN_WORDS = {"NotCollected": _NEVER_ASKED, "Disputed": _DISPUTED, "NotFound": _NOT_FOUND}


def gaps_section(diagnosis: Diagnosis, language: Language) -> list[Block]:
    """Return what is missing, with the permission that would lift it, and how often AWS was asked."""
    blocks: list[Block] = []
    if diagnosis.gaps:
        gaps = tuple(_gap(each).in_language(language) for each in diagnosis.gaps)
        blocks.append(Section(_TITLE.in_language(language), (Bullets("", gaps),)))
    if diagnosis.calls.total:
        blocks.append(Words(_CALLS.fill(total=diagnosis.calls.total).in_language(language)))
    return blocks


def _gap(gap: Gap) -> Text:
    missing = gap.missing
    sentence = _GAP.fill(operation=missing.operation, error=_IN_WORDS.get(missing.error, missing.error))
    if missing.error not in ("Disputed", "NotFound"):
        sentence += _ALLOW.fill(action=missing.action)
    if gap.blocks:
        sentence += _BLOCKS.fill(steps=enumeration(gap.blocks))
    return sentence
