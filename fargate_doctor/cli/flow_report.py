"""One traced flow as an outline and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fargate_doctor.cli.flows import hop_document
from fargate_doctor.reports import words
from fargate_doctor.reports.findings_part import quotation
from fargate_doctor.reports.gaps_part import missing_in_words
from fargate_doctor.reports.outline import Bullets, Marked, Outline, Section, Words
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.hop import Hop, Verdict, Walk
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_TITLE = Text(en="{start} → {end}, {protocol}", es="{start} → {end}, {protocol}")
_VERDICT = Text(en="Verdict", es="Veredicto")
_HOPS = Text(en="Hop by hop", es="Salto a salto")
_MISSING = Text(en="What is missing", es="Qué falta")
_UNREAD = Text(en="What could also refuse it and was not read", es="Lo que también podría rechazarlo y no se ha leído")

_SENTENCES: dict[Verdict, Text] = {
    "pass": Text(en="The packet gets through, and so does its answer.", es="El paquete llega, y también su respuesta."),
    "fail": Text(en="The packet or its answer does not get through.", es="El paquete o su respuesta no llega."),
    "unknown": Text(en="Whether it gets through cannot be told.", es="No se puede saber si llega."),
    "not_applicable": Text(en="The question does not arise.", es="La pregunta no se plantea."),
}


def flow_document(walk: Walk, language: Language) -> dict[str, Any]:
    """Return one flow as JSON."""
    flow = walk.flow
    return {
        "from": flow.sender.name,
        "to": flow.host or flow.address,
        "port": flow.port,
        "protocol": flow.protocol,
        "ip_version": flow.ip_version,
        "verdict": walk.verdict,
        "hops": [hop_document(each, language) for each in walk.hops],
        "missing": [each.model_dump() for each in _missing(walk)],
        "unread": [each.model_dump() for each in walk.unread],
    }


def flow_outline(walk: Walk, language: Language) -> Outline:
    """Return one flow as an outline: verdict, hops, what is missing."""
    verdict = Marked(
        walk.verdict,
        words.VERDICTS[walk.verdict].in_language(language),
        _SENTENCES[walk.verdict].in_language(language),
        "",
    )
    blocks: list[Block] = [
        Section(_VERDICT.in_language(language), (verdict,)),
        Section(_HOPS.in_language(language), tuple(_hop(each, language) for each in walk.hops)),
    ]
    for title, gaps in ((_MISSING, _missing(walk)), (_UNREAD, walk.unread)):
        if gaps:
            listed = tuple(missing_in_words(each).in_language(language) for each in gaps)
            blocks.append(Section(title.in_language(language), (Bullets("", listed),)))
    return Outline(_title(walk).in_language(language), tuple(blocks))


def _title(walk: Walk) -> Text:
    flow = walk.flow
    host = flow.host or (f"[{flow.address}]" if flow.address and ":" in flow.address else flow.address)
    end = host if flow.port is None else f"{host}:{flow.port}"
    return _TITLE.fill(start=flow.sender.name, end=end, protocol=f"{flow.protocol.upper()}, IPv{flow.ip_version}")


def _hop(hop: Hop, language: Language) -> Section:
    """Return a hop with its reason; what it rests on is quoted unless it passes."""
    verdict = words.VERDICTS[hop.verdict].in_language(language)
    kind = words.HOP_KINDS[hop.kind].in_language(language)
    quoted = () if hop.verdict == "pass" else tuple(quotation(each, language) for each in hop.evidence)
    return Section(
        f"{verdict}: {kind} {hop.id}".rstrip(),
        (Words(hop.because.in_language(language)), *quoted),
        hop.verdict,
        hop.finding or "",
    )


def _missing(walk: Walk) -> tuple[Missing, ...]:
    return tuple(dict.fromkeys(each for hop in walk.hops for each in hop.missing))
