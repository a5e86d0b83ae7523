"""`fargate-doctor explain`: what an ECS message means, and what a finding or a question is."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, get_args

import click

from fargate_doctor.cli.answering import say, say_in_words
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.explanations import explain_id, explain_message, explained_lines
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.lines import lines_of_input
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.terminal import paint, takes_colours, width_of_output
from fargate_doctor.errors import UsageError
from fargate_doctor.facts.symptom import Where
from fargate_doctor.reports.as_json import json_text
from fargate_doctor.reports.as_text import outline_to_text
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.reports.outline import Outline

_WHERE: Final[tuple[str, ...]] = get_args(Where)


@command(
    "explain",
    says=Text(
        en="Say what an ECS message means, or document a finding or question by its id.",
        es="Dice qué significa un mensaje de ECS, o documenta un hallazgo o una pregunta por su id.",
    ),
    exits={
        0: Text(en="explained; with --jsonl, every line is answered", es="explicado; con --jsonl, cada línea"),
        2: Text(en="wrong usage", es="uso incorrecto"),
        130: EXITS[130],
    },
)
@argument(
    "text",
    required=False,
    says=Text(en="The message, or an id such as route.none.", es="El mensaje, o un id como route.none."),
)
@option(
    "--where",
    type=click.Choice(_WHERE),
    says=Text(en="Where the message stood.", es="Dónde estaba el mensaje."),
)
@option("--stop-code", metavar="CODE", says=Text(en="The task's stop code.", es="El stopCode de la tarea."))
@option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    says=Text(en="The form of the answer.", es="La forma de la respuesta."),
)
@option(
    "--jsonl",
    is_flag=True,
    says=Text(
        en="Read one JSON object a line from standard input (text, where, stop_code, id), write one a line.",
        es="Lee un objeto JSON por línea de la entrada estándar (text, where, stop_code, id) y escribe uno por línea.",
    ),
)
@for_everyone
def explain(text: str | None, where: Where | None, stop_code: str | None, form: str, *, jsonl: bool) -> int:
    """Explain one message or id, or one message a line."""
    language = language_here()
    if jsonl:
        for line in explained_lines(lines_of_input(), language):
            say(line)
        return 0
    if text is None:
        raise UsageError(
            Text(en="There is no message to explain.", es="No hay ningún mensaje que explicar."),
            Text(
                en="Give it in quotes, or one JSON object a line with --jsonl.",
                es="Indíquelo entre comillas, o un objeto JSON por línea con --jsonl.",
            ),
        )
    document, outline = explain_id(text.strip(), language) or explain_message(text, where, stop_code, language)
    if form == "json":
        say(json_text(document, indent=2))
    else:
        say_in_words(_written(outline))
    return 0


def _written(outline: Outline) -> str:
    return outline_to_text(outline, width=width_of_output(), paint=paint if takes_colours() else None)


COMMAND = explain
