"""`fargate-doctor diff`: what differs between two cases, and which difference changes a verdict."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from fargate_doctor.case.json_text import read_documents
from fargate_doctor.case.model import Case
from fargate_doctor.case.read import parse_case
from fargate_doctor.case.sources import sources_at
from fargate_doctor.cli.aim import STANDARD_INPUT
from fargate_doctor.cli.answering import say, say_in_words
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import Subject, read_place
from fargate_doctor.cli.terminal import paint, takes_colours, width_of_output
from fargate_doctor.comparison import compare, compare_diagnoses
from fargate_doctor.errors import UsageError
from fargate_doctor.reports.as_json import json_text, to_json
from fargate_doctor.reports.as_text import outline_to_text
from fargate_doctor.reports.comparison_document import comparison_document
from fargate_doctor.reports.comparison_outline import comparison_outline
from fargate_doctor.reports.document import SCHEMA
from fargate_doctor.reports.report import Report
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

_SIGN: Final = SCHEMA.encode()
_BEGINNING: Final = 200
"""In so many bytes a diagnosis says what it is: the schema is its first member."""

_CASE = Text(
    en="A case file, a saved AWS answer, a folder of these, or a diagnosis that was saved as JSON.",
    es="Un archivo de caso, una respuesta de AWS guardada, una carpeta con ellas, o un diagnóstico guardado en JSON.",
)


@command(
    "diff",
    says=Text(
        en="Say what differs between two cases, and which difference changes a verdict. Times, request ids and what"
        " always differs between two tasks are left out. Where one of both is a saved diagnosis, the diagnoses are"
        " compared: verdicts, and the evidence that both quote.",
        es="Dice en qué difieren dos casos y qué diferencia cambia un veredicto. No cuenta las horas, los ids de"
        " solicitud ni lo que siempre difiere entre dos tareas. Si uno de los dos es un diagnóstico guardado, se"
        " comparan los diagnósticos: los veredictos y las evidencias que ambos citan.",
    ),
    exits={
        0: Text(en="nothing differs", es="no hay ninguna diferencia"),
        1: Text(en="something differs", es="hay alguna diferencia"),
        2: Text(en="wrong usage or unreadable input", es="uso incorrecto o entrada ilegible"),
        130: EXITS[130],
    },
)
@argument("a", says=_CASE)
@argument("b", says=_CASE)
@option(
    "--task",
    metavar="ID",
    says=Text(
        en="The task, by id or ARN, where a case holds several.",
        es="La tarea, por id o ARN, si un caso contiene varias.",
    ),
)
@option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    says=Text(en="The form of the answer.", es="La forma de la respuesta."),
)
@for_everyone
def diff(a: str, b: str, task: str | None, form: str) -> int:
    """Print what differs."""
    if a == b == STANDARD_INPUT:
        raise UsageError(
            Text(en="Standard input is one case.", es="La entrada estándar es un solo caso."),
            Text(en="Give the other one as a file.", es="Indique el otro como archivo."),
        )
    one, other = _side_at(a), _side_at(b)
    if isinstance(one, Case) and isinstance(other, Case):
        comparison = compare(one, other, task)
    else:
        one, other = _diagnosed(one, task), _diagnosed(other, task)
        comparison = compare_diagnoses(one, other)
    if form == "json":
        say(json_text(comparison_document(comparison, one, other).model_dump(by_alias=True), indent=2))
    else:
        outline = comparison_outline(comparison, _names(a, b), language_here())
        say_in_words(outline_to_text(outline, width=width_of_output(), paint=paint if takes_colours() else None))
    return 0 if comparison.is_empty else 1


def _side_at(place: str) -> Case | JsonObject:
    """Return the diagnosis that was saved at a place, or else the case there."""
    sources, is_folder = sources_at(place)
    if is_folder:
        return read_place(place)
    data = sources[0].read()
    if _SIGN in data[:_BEGINNING]:
        document = read_documents(data, place)[0]
        if isinstance(document, dict) and document.get("schema") == SCHEMA:
            return document
    return parse_case(data, place) if place == STANDARD_INPUT else read_place(place)


def _diagnosed(side: Case | JsonObject, task: str | None) -> JsonObject:
    if not isinstance(side, Case):
        return side
    subject = Subject(side, "case", task)
    diagnosis, service = subject.diagnose()
    written = to_json(Report(diagnosis, subject.snapshot, "case", datetime.now(UTC), service), language_here())
    document: JsonObject = json.loads(written)
    return document


def _names(a: str, b: str) -> tuple[str, str]:
    short = Path(a).name, Path(b).name
    return short if short[0] != short[1] else (a, b)


COMMAND = diff
