"""Quotations: where they come from, what they say, and how far they may be trusted."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from textual.content import Content

from fargate_doctor.reports.words import ORIGINS
from fargate_doctor.text import Text, printable
from fargate_doctor.tui.drawing.marks import quiet
from fargate_doctor.tui.drawing.times import written_time

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.text import Language

_LONGEST: Final = 400
_REFUSED: Final = Text(en="refused: {error}", es="denegado: {error}")
_NEVER_ASKED: Final = Text(en="was not asked", es="no se preguntó")
_DISPUTED: Final = Text(en="answers disagree", es="las respuestas se contradicen")
_ALLOW: Final = Text(en="allow {action}", es="permita {action}")


def quotations(evidence: Iterable[Evidence], language: Language) -> Content:
    """Return quotations one below the other."""
    return Content("\n\n").join([_quotation(each, language) for each in evidence])


def gaps(missing: Iterable[Missing], language: Language) -> Content:
    """Return what would have answered a question, one a line."""
    return Content("\n").join([_gap(each, language) for each in dict.fromkeys(missing)])


def _quotation(evidence: Evidence, language: Language) -> Content:
    source = Content.styled(f"{printable(evidence.operation)} · {printable(evidence.resource)}", "$text-secondary")
    said = Content.assemble(
        (printable(evidence.field), "bold"), quiet(" = "), Content(printable(_value(evidence.value), lines=True))
    )
    origin = ORIGINS[evidence.origin].in_language(language)
    when = written_time(evidence.observed_at) if evidence.observed_at else ""
    return Content("\n").join([said, source, quiet(f"{origin} · {when}" if when else origin)])


def _value(value: object) -> str:
    """Return a value as JSON; of a list of objects each has its own line."""
    if isinstance(value, (list, tuple)) and len(value) > 1 and all(isinstance(each, dict) for each in value):
        written = f"[{f',{chr(10)} '.join(map(_json, value))}]"
    else:
        written = f'"{printable(value)}"' if isinstance(value, str) else _json(value)
    return written if len(written) <= _LONGEST else f"{written[: _LONGEST - 1]}…"


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _gap(missing: Missing, language: Language) -> Content:
    if missing.error == "NotCollected":
        reason = _NEVER_ASKED.in_language(language)
    elif missing.error == "Disputed":
        reason = _DISPUTED.in_language(language)
    else:
        reason = _REFUSED.fill(error=missing.error).in_language(language)
    words = Content.assemble(
        ("? ", "bold $text-warning"), (printable(missing.operation), "bold"), f" {printable(reason)}"
    )
    if missing.error in ("NotCollected", "Disputed"):
        return words
    return words + quiet(f" · {_ALLOW.fill(action=printable(missing.action)).in_language(language)}")
