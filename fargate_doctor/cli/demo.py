"""`fargate-doctor demo`: a built-in case, without AWS and without a network."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from fargate_doctor.cli.answering import FORMATS, print_diagnosis, say_in_words
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import Subject
from fargate_doctor.cli.terminal import takes_the_app
from fargate_doctor.demo import catalogue
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.cli.answering import Format

_EXITS = {
    0: Text(en="the case was shown, whatever is wrong in it", es="se ha mostrado el caso, sea cual sea el problema"),
    2: Text(en="there is no such case, or wrong usage", es="no existe ese caso, o el uso es incorrecto"),
    130: EXITS[130],
}


@command(
    "demo",
    says=Text(
        en="Walk through a built-in case, without AWS and without a network. When standard output is not a terminal,"
        " the diagnosis is printed.",
        es="Recorre un caso incluido, sin AWS y sin red. Si la salida estándar no es una terminal, se muestra el"
        " diagnóstico.",
    ),
    exits=_EXITS,
)
@argument(
    "scenario",
    required=False,
    shell_complete=lambda _context, _parameter, start: [each for each in catalogue.names() if each.startswith(start)],
    says=Text(en="The name of a case, as --list shows it.", es="El nombre de un caso, como lo muestra --list."),
)
@option("--list", "lists", is_flag=True, says=Text(en="List the cases.", es="Enumera los casos."))
@option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    says=Text(
        en="Print the diagnosis in this form instead of opening the app.",
        es="Muestra el diagnóstico en esta forma en lugar de abrir la aplicación.",
    ),
)
@for_everyone
def demo(scenario: str | None, form: Format | None, *, lists: bool) -> int:
    """Show or print one built-in case, or list them all."""
    if lists:
        _list()
        return 0
    name = scenario or catalogue.FIRST
    case = catalogue.open_demo(name)
    if form is None and takes_the_app():
        from fargate_doctor.cli.showing import show_demo  # noqa: PLC0415 - textual is imported only for the app

        return show_demo(case, catalogue.title(name).in_language(language_here()))
    print_diagnosis(Subject(case, "demo"), form or "text")
    return 0


def _list() -> None:
    names = catalogue.names()
    widest = max((len(name) for name in names), default=0)
    for name in names:
        say_in_words(f"{name:<{widest}}  {catalogue.title(name).in_language(language_here())}\n")


COMMAND = demo
