"""What `explain` answers: the meaning of a message, or what is known of an id."""

from __future__ import annotations

from dataclasses import asdict
from string import Formatter
from typing import TYPE_CHECKING, Any, Final, get_args

from fargate_doctor.checks import all_checks
from fargate_doctor.cli.lines import BadLine, object_in
from fargate_doctor.cli.suspects import stated_by, suspects_of
from fargate_doctor.facts.messages import classify
from fargate_doctor.facts.symptom import Where
from fargate_doctor.reports.as_json import json_text
from fargate_doctor.reports.message_words import summary_of
from fargate_doctor.reports.outline import Bullets, Outline, Pairs, Quote, Section, Words
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from fargate_doctor.diagnosis.check import Check, FindingKind
    from fargate_doctor.diagnosis.levels import Level
    from fargate_doctor.facts.symptom import Message
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

    Explained = tuple[dict[str, Any], Outline]

_LEVELS: Final[dict[Level, Text]] = {
    "root_cause": Text(
        en="It can be a root cause, what stopped the task.", es="Puede ser una causa raíz, lo que detuvo la tarea."
    ),
    "contributing": Text(
        en="At most it is what would stop the task next.", es="Como máximo es lo que detendría la tarea después."
    ),
    "warning": Text(en="At most it is a warning.", es="Como máximo es una advertencia."),
    "info": Text(en="It is only worth knowing.", es="Solo conviene saberlo."),
}
_BLANKS: Final = {
    "resource": verbatim("X"),
    "prefix": verbatim("Y"),
    "size": verbatim("N"),
    "destinations": Text(en="its destinations", es="sus destinos"),
    "flow": Text(en="requests to a destination", es="solicitudes hacia un destino"),
}
"""What stands in a title where only a finding that was raised has a name."""

_PLACES: Final[dict[str, Where]] = {each: each for each in get_args(Where)}

_NO_TEXT = Text(en="This line has no `text`.", es="Esta línea no tiene `text`.")
_MEANING = Text(en="What it means", es="Qué significa")
_WHAT_IS_NAMED = Text(en="What it names", es="Lo que nombra")
_STATES = Text(en="It says so in words", es="Lo dice con palabras")
_MAY_BE = Text(en="What may be behind it", es="Qué puede haber detrás")
_LOOK = Text(
    en="`fargate-doctor diagnose TASK` finds out which of these it is; `fargate-doctor explain ID` says more of one.",
    es="`fargate-doctor diagnose TAREA` averigua cuál de estas cosas es; `fargate-doctor explain ID` dice más de una.",
)
_ASKED_BY = Text(en="asked by", es="lo pregunta")
_READS = Text(en="reads", es="lee")
_FINDS = Text(en="may find", es="puede encontrar")
_DOCS = Text(en="AWS documentation", es="documentación de AWS")


def explain_message(text: str, where: Where | None, stop_code: str | None, language: Language) -> Explained:
    """Return what one message means, as a JSON document and as an outline."""
    message = classify(text, where=where, stop_code=stop_code)
    document = _document(message, language)
    named = tuple((name, str(value)) for name, value in document["extracted"].items() if value is not None)
    blocks: list[Block] = [
        Quote(text),
        Section(
            _MEANING.in_language(language),
            (Words(document["summary"]),),
            tag=f"{message.family} · {message.cause} · {message.confidence}",
        ),
    ]
    if named:
        blocks.append(Section(_WHAT_IS_NAMED.in_language(language), (Pairs(named),)))
    blocks += _behind(message, language)
    return document, Outline(document["summary"].partition(":")[0].rstrip("."), tuple(blocks))


def explain_id(words: str, language: Language) -> Explained | None:
    """Return what is known of a finding or a question; None where the words are no id."""
    kinds = {each: kind for each in all_checks() for kind in each.findings if kind.id == words}
    if kinds:
        return _of_finding(tuple(kinds.values()), tuple(kinds), language)
    asked = next((each for each in all_checks() if each.id == words), None)
    return _of_check(asked, language) if asked else None


def explained_lines(lines: Iterable[bytes], language: Language) -> Iterator[str]:
    """Yield one line of JSON for each line."""
    for line in lines:
        yield json_text(_explained_line(line, language))


def _explained_line(line: bytes, language: Language) -> dict[str, Any]:
    asked: dict[str, Any] = {}
    try:
        asked = object_in(line)
        text = asked.get("text")
        if not isinstance(text, str):
            raise BadLine(_NO_TEXT)  # noqa: TRY301 - both kinds of bad line are answered alike
    except BadLine as error:
        return {**_identity(asked), "error": error.why.in_language(language)}
    where, stop_code = asked.get("where"), asked.get("stop_code")
    message = classify(
        text,
        where=_PLACES.get(where) if isinstance(where, str) else None,
        stop_code=stop_code if isinstance(stop_code, str) else None,
    )
    return {**_identity(asked), **_document(message, language)}


def _identity(asked: dict[str, Any]) -> dict[str, Any]:
    return {"id": asked["id"]} if "id" in asked else {}


def _document(message: Message, language: Language) -> dict[str, Any]:
    return {
        "family": message.family,
        "cause": message.cause,
        "confidence": message.confidence,
        "alternatives": message.alternatives,
        "extracted": asdict(message.extracted),
        "summary": summary_of(message).in_language(language),
    }


def _behind(message: Message, language: Language) -> Iterator[Section]:
    """Yield what a message states in words, and what may be behind it."""
    stated = stated_by(message)
    suspects = tuple(each for each in suspects_of(message) if stated is None or each.id != stated.id)
    if stated:
        yield Section(_STATES.in_language(language), (Words(_named(stated, language)),))
    if suspects:
        listed = Bullets("", tuple(_named(each, language) for each in suspects))
        yield Section(_MAY_BE.in_language(language), (listed, Words(_LOOK.in_language(language))))


def _named(kind: FindingKind, language: Language) -> str:
    return f"{kind.id}: {_title(kind).in_language(language)}"


def _of_finding(kinds: tuple[FindingKind, ...], asked_by: tuple[Check, ...], language: Language) -> Explained:
    """Explain one finding, which several questions may declare, each with pages of its own."""
    kind = kinds[0]
    title = _title(kind).in_language(language)
    references = tuple(dict.fromkeys(page for each in kinds for page in each.docs))
    questions = {each.id: each.question.in_language(language) for each in asked_by}
    document = {
        "id": kind.id,
        "kind": "finding",
        "title": title,
        "at_most": kind.at_most,
        "questions": questions,
        "references": references,
    }
    blocks: list[Block] = [
        Words(title),
        Words(_LEVELS[kind.at_most].in_language(language)),
        Bullets(_ASKED_BY.in_language(language), tuple(f"{name}: {words}" for name, words in questions.items())),
    ]
    if references:
        blocks.append(Bullets(_DOCS.in_language(language), references))
    return document, Outline(kind.id, tuple(blocks))


def _title(kind: FindingKind) -> Text:
    names = (name for _, name, _, _ in Formatter().parse(kind.title.en) if name)
    return kind.title.fill(**{name: _BLANKS.get(name, _BLANKS["resource"]) for name in names})


def _of_check(check: Check, language: Language) -> Explained:
    question, otherwise = check.question.in_language(language), check.otherwise.in_language(language)
    findings = {each.id: _title(each).in_language(language) for each in check.findings}
    document = {
        "id": check.id,
        "kind": "check",
        "question": question,
        "otherwise": otherwise,
        "reads": (*check.reads, *check.reads_if_met),
        "findings": findings,
        "references": check.docs,
    }
    listed = ((_READS, (*check.reads, *check.reads_if_met)), (_FINDS, tuple(findings)), (_DOCS, check.docs))
    bullets = (Bullets(label.in_language(language), items) for label, items in listed if items)
    return document, Outline(check.id, (Words(question), Words(otherwise), *bullets))
