"""`fargate-doctor diff`: what differs between two cases, and which difference changes a verdict."""

from __future__ import annotations

from pathlib import Path

import click

from fargate_doctor.cli.aim import STANDARD_INPUT
from fargate_doctor.cli.answering import say, say_in_words
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import read_place
from fargate_doctor.cli.terminal import paint, takes_colours, width_of_output
from fargate_doctor.comparison import compare
from fargate_doctor.errors import UsageError
from fargate_doctor.reports.as_json import json_text
from fargate_doctor.reports.as_text import outline_to_text
from fargate_doctor.reports.comparison_document import comparison_document
from fargate_doctor.reports.comparison_outline import comparison_outline
from fargate_doctor.text import Text

_CASE = Text(
    en="A case file, a saved AWS answer or a folder of these.",
    es="Un archivo de caso, una respuesta de AWS guardada o una carpeta con ellas.",
)


@command(
    "diff",
    says=Text(
        en="Say what differs between two cases, and which difference changes a verdict. Times, request ids and what"
        " always differs between two tasks are left out.",
        es="Dice en qué difieren dos casos y qué diferencia cambia un veredicto. No cuenta las horas, los ids de"
        " solicitud ni lo que siempre difiere entre dos tareas.",
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
    one, other = read_place(a), read_place(b)
    comparison = compare(one, other, task)
    if form == "json":
        say(json_text(comparison_document(comparison, one, other).model_dump(by_alias=True), indent=2))
    else:
        outline = comparison_outline(comparison, _names(a, b), language_here())
        say_in_words(outline_to_text(outline, width=width_of_output(), paint=paint if takes_colours() else None))
    return 0 if comparison.is_empty else 1


def _names(a: str, b: str) -> tuple[str, str]:
    short = Path(a).name, Path(b).name
    return short if short[0] != short[1] else (a, b)


COMMAND = diff
