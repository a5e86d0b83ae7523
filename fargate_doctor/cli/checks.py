"""`fargate-doctor checks`: every question, what it reads and what it may find."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fargate_doctor.checks import all_checks
from fargate_doctor.cli.answering import say, say_in_words
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, command, option
from fargate_doctor.cli.terminal import paint, takes_colours, width_of_output
from fargate_doctor.diagnosis.tree import STAGES
from fargate_doctor.reports.as_json import json_text
from fargate_doctor.reports.as_markdown import outline_to_markdown
from fargate_doctor.reports.as_text import outline_to_text
from fargate_doctor.reports.outline import Bullets, Outline, Section
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Check
    from fargate_doctor.reports.outline import Block
    from fargate_doctor.text import Language

_TITLE = Text(en="{count} questions", es="{count} preguntas")
_READS = Text(en="reads", es="lee")
_FINDS = Text(en="may find", es="puede encontrar")
_DOCS = Text(en="AWS documentation", es="documentación de AWS")


@command(
    "checks",
    says=Text(
        en="List every question with its id, what it reads, what it may find and its AWS documentation.",
        es="Enumera todas las preguntas con su id, lo que leen, lo que pueden encontrar y su documentación de AWS.",
    ),
    exits={0: Text(en="listed", es="mostradas"), 2: Text(en="wrong usage", es="uso incorrecto"), 130: EXITS[130]},
)
@option(
    "--format",
    "form",
    type=click.Choice(("text", "json", "markdown")),
    default="text",
    says=Text(en="The form of the list.", es="La forma de la lista."),
)
@for_everyone
def checks(form: str) -> int:
    """Print every check."""
    language = language_here()
    if form == "json":
        say(json_text([_as_json(each, language) for each in all_checks()], indent=2))
    elif form == "markdown":
        say(outline_to_markdown(_outline(language)))
    else:
        painted = paint if takes_colours() else None
        say_in_words(outline_to_text(_outline(language), width=width_of_output(), paint=painted))
    return 0


def _as_json(check: Check, language: Language) -> dict[str, object]:
    return {
        "id": check.id,
        "stage": check.under,
        "question": check.question.in_language(language),
        "reads": (*check.reads, *check.reads_if_met),
        "findings": [
            {"id": each.id, "at_most": each.at_most, "title": each.title.in_language(language)}
            for each in check.findings
        ],
        "references": check.docs,
    }


def _outline(language: Language) -> Outline:
    sections: list[Section] = []
    for stage in STAGES:
        of_stage = tuple(_section(each, language) for each in all_checks() if each.under == stage.id)
        if of_stage:
            sections.append(Section(stage.title.in_language(language), of_stage))
    return Outline(_TITLE.fill(count=len(all_checks())).in_language(language), tuple(sections))


def _section(check: Check, language: Language) -> Section:
    listed = (
        (_READS, (*check.reads, *check.reads_if_met)),
        (_FINDS, tuple(each.id for each in check.findings)),
        (_DOCS, check.docs),
    )
    blocks: tuple[Block, ...] = tuple(Bullets(label.in_language(language), items) for label, items in listed if items)
    return Section(check.question.in_language(language), blocks, tag=check.id)


COMMAND = checks
