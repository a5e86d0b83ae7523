"""`fargate-doctor manual`: the manual page of all commands, as `man` reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from fargate_doctor import __version__
from fargate_doctor.cli.answering import say
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, Argument, Speaking, command
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

_DOES: Final = Text(
    en="why is this Amazon ECS task on Fargate not running?",
    es="¿por qué no se ejecuta esta tarea de Amazon ECS en Fargate?",
)
_NAME: Final = Text(en="NAME", es="NOMBRE")
_SYNOPSIS: Final = Text(en="SYNOPSIS", es="SINOPSIS")
_DESCRIPTION: Final = Text(en="DESCRIPTION", es="DESCRIPCIÓN")
_COMMANDS: Final = Text(en="COMMANDS", es="COMANDOS")
_OPTIONS: Final = Text(en="OPTIONS", es="OPCIONES")
_EXIT_STATUS: Final = Text(en="EXIT STATUS", es="CÓDIGOS DE SALIDA")


@command(
    "manual",
    says=Text(
        en="Print the manual page: `fargate-doctor manual | man -l -`.",
        es="Muestra la página de manual: `fargate-doctor manual | man -l -`.",
    ),
    exits={0: Text(en="printed", es="mostrada"), 2: Text(en="wrong usage", es="uso incorrecto"), 130: EXITS[130]},
)
@for_everyone
def manual() -> int:
    """Print the manual page."""
    from fargate_doctor.cli.group import ROOT  # noqa: PLC0415 - the group imports its commands when they run

    context = click.Context(ROOT, info_name="fargate-doctor")
    say("".join(f"{line}\n" for line in _page(ROOT, context)))
    return 0


def _page(root: click.Group, context: click.Context) -> Iterator[str]:
    assert isinstance(root, Speaking)  # noqa: S101 - for the type checker
    yield f'.TH FARGATE-DOCTOR 1 "" "fargate-doctor {__version__}"'
    yield from _section(_NAME, f"fargate\\-doctor \\- {_inert(_said(_DOES))}")
    yield from _section(_SYNOPSIS, ".B fargate\\-doctor")
    yield "[TARGET] [OPTIONS] | COMMAND"
    yield from _section(_DESCRIPTION, _inert(_said(root.says)))
    yield f".SH {_said(_OPTIONS)}"
    yield from _parameters(root.explained(context), context)
    yield f".SH {_said(_COMMANDS)}"
    for name in root.list_commands(context):
        found = root.get_command(context, name)
        if isinstance(found, Speaking):
            yield f".SS fargate\\-doctor {name}"
            yield _inert(_said(found.says))
            yield from _parameters(found.params, click.Context(found, info_name=name, parent=context))
    yield f".SH {_said(_EXIT_STATUS)}"
    for code, words in root.exits.items():
        yield from _entry(str(code), _said(words))


def _section(title: Text, words: str) -> Iterator[str]:
    yield f".SH {_said(title)}"
    yield words


def _parameters(parameters: list[click.Parameter], context: click.Context) -> Iterator[str]:
    for each in parameters:
        if isinstance(each, Argument):
            yield from _entry(each.make_metavar(context), _said(each.says))
        elif isinstance(each, click.Option) and (record := each.get_help_record(context)):
            yield from _entry(*record)


def _entry(name: str, words: str) -> Iterator[str]:
    yield ".TP"
    yield f"\\fB{_inert(name)}\\fR"
    yield _inert(words)


def _said(words: Text) -> str:
    return words.in_language(language_here())


def _inert(words: str) -> str:
    """Return words that the formatter takes for nothing else."""
    plain = words.replace("\\", "\\e").replace("-", "\\-").replace("\n", " ")
    return f"\\&{plain}" if plain.startswith((".", "'")) else plain


COMMAND = manual
