"""`fargate-doctor diagnose`: one diagnosis without the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fargate_doctor.cli.answering import FORMATS, print_diagnosis
from fargate_doctor.cli.asked import about_a_task, reading_logs
from fargate_doctor.cli.keeping import keep_case, saving
from fargate_doctor.cli.speaking import EXITS, command, option
from fargate_doctor.cli.subject import subject_of
from fargate_doctor.cli.walking import walk_through
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.cli.answering import Format
    from fargate_doctor.cli.asked import Asked


@command(
    "diagnose",
    says=Text(
        en="Say why one task stopped or does not start, with the proof and the fixes.",
        es="Dice por qué se detuvo o no arranca una tarea, con las pruebas y las soluciones.",
    ),
    exits=EXITS,
)
@about_a_task
@reading_logs
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    says=Text(en="The form of the answer.", es="La forma de la respuesta."),
)
@option(
    "--walk",
    "walks",
    is_flag=True,
    says=Text(
        en="Go through the questions one by one, in plain lines; they wait for a key where there is a keyboard.",
        es="Recorre las preguntas una a una, en líneas sencillas; esperan una tecla si hay teclado.",
    ),
)
@saving
def diagnose(asked: Asked, form: Format, *, walks: bool, saves: bool) -> int:
    """Print one diagnosis."""
    subject = subject_of(asked)
    if saves:
        keep_case(subject.case)
    return walk_through(subject) if walks else print_diagnosis(subject, form)


COMMAND = diagnose
