"""The command `fargate-doctor`: finds out which command is meant and imports only that one."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

import click

from fargate_doctor import __version__
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, Option, Speaking
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

OPEN: Final = "(open)"
"""What runs where no command is named: the app, or one task."""


@frozen
class _Listed:
    """A command that is not imported yet."""

    module: str
    does: Text


_COMMANDS: Final = {
    "demo": _Listed(
        "demo", Text(en="Walk through a built-in case, without AWS.", es="Recorre un caso incluido, sin AWS.")
    ),
    "diagnose": _Listed(
        "diagnose", Text(en="Diagnose one task, without the app.", es="Diagnostica una tarea, sin la aplicación.")
    ),
    "scan": _Listed(
        "scan", Text(en="Diagnose every task in trouble, by cause.", es="Diagnostica las tareas con problemas.")
    ),
    "preflight": _Listed(
        "preflight", Text(en="Ask the same before a launch.", es="Pregunta lo mismo antes de un lanzamiento.")
    ),
    "record": _Listed(
        "record", Text(en="Save a case of every task that stops.", es="Guarda un caso de cada tarea que se detiene.")
    ),
    "path": _Listed("path", Text(en="Trace one flow hop by hop.", es="Traza un flujo salto a salto.")),
    "export": _Listed(
        "export", Text(en="Write all that was collected to a case file.", es="Guarda lo recopilado en un caso.")
    ),
    "import": _Listed(
        "import_",
        Text(en="Build a case file out of AWS CLI output.", es="Crea un caso a partir de la salida de la AWS CLI."),
    ),
    "redact": _Listed("redact", Text(en="Redact a case file.", es="Anonimiza un archivo de caso.")),
    "diff": _Listed("diff", Text(en="Say what differs between two cases.", es="Dice en qué difieren dos casos.")),
    "cases": _Listed("cases", Text(en="The cases that were kept here.", es="Los casos guardados aquí.")),
    "settings": _Listed(
        "settings", Text(en="The settings of the app, with an example.", es="Los ajustes de la aplicación.")
    ),
    "explain": _Listed(
        "explain", Text(en="Say what an ECS message means.", es="Dice qué significa un mensaje de ECS.")
    ),
    "checks": _Listed("checks", Text(en="List every question that is asked.", es="Enumera todas las preguntas.")),
    "policy": _Listed(
        "policy", Text(en="Print the read-only IAM policy.", es="Muestra la política de IAM de solo lectura.")
    ),
    "completion": _Listed(
        "completion", Text(en="Print a shell's completion script.", es="Muestra el autocompletado de un shell.")
    ),
    "manual": _Listed("manual", Text(en="Print the manual page.", es="Muestra la página de manual.")),
}

COMMAND_NAMES: Final = tuple(_COMMANDS)

_WITH_VALUE: Final = frozenset(
    {"--profile", "--region", "--endpoint-url", "--cluster", "--service", "--task", "--case", "--lang"}
)
_OF_THE_GROUP: Final = frozenset({"-h", "--help", "--version"})

_COMMANDS_TITLE = Text(en="Commands", es="Comandos")
_USAGE_PIECES = Text(en="[TARGET] [OPTIONS] | COMMAND …", es="[TARGET] [OPCIONES] | COMANDO …")
_SAYS = Text(
    en="Why is this Fargate task not running? Without TARGET the app opens, to choose a cluster and a task;"
    " with TARGET it goes straight to that task. When standard output is not a terminal, the diagnosis is printed.",
    es="¿Por qué no se ejecuta esta tarea de Fargate? Sin TARGET se abre la aplicación para elegir un clúster y una"
    " tarea; con TARGET va directamente a esa tarea. Si la salida estándar no es una terminal, se muestra el"
    " diagnóstico.",
)


class ReaderGone(Exception):
    """Whoever read standard output has gone; click would make an exit code of its own of it."""


class Root(Speaking, click.Group):
    """The group: options may stand before a command, and what is no command is a TARGET."""

    def list_commands(self, _ctx: click.Context) -> list[str]:
        """Return the commands, the most useful first."""
        return list(_COMMANDS)

    def get_command(self, _ctx: click.Context, name: str) -> click.Command | None:
        """Return a command, imported now."""
        module = "open" if name == OPEN else _COMMANDS[name].module if name in _COMMANDS else None
        if module is None:
            return None
        found: click.Command = import_module(f"fargate_doctor.cli.{module}").COMMAND
        return found

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command; what runs without a name has none in its help either."""
        name, found, rest = super().resolve_command(ctx, args)
        return "" if name == OPEN else name, found, rest

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Put the command first."""
        return super().parse_args(ctx, args if ctx.resilient_parsing else _arranged(args))

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own
        """Run the command."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError as error:
            raise ReaderGone from error

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        usage = Text(en="Usage: ", es="Uso: ").in_language(language_here())
        formatter.write_usage(ctx.command_path, _USAGE_PIECES.in_language(language_here()), usage)

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands, and the options of what runs without one."""
        language = language_here()
        with formatter.section(_COMMANDS_TITLE.in_language(language)):
            formatter.write_dl([(name, each.does.in_language(language)) for name, each in _COMMANDS.items()])
        super().format_options(ctx, formatter)

    def explained(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the options of the group and those of what runs without a command."""
        opened = self.get_command(ctx, OPEN)
        return [*(opened.params if opened else ()), *super().explained(ctx)]


def _arranged(arguments: Sequence[str]) -> list[str]:
    """Return the arguments with the command first, whatever options stood before it."""
    place = _first_word(arguments)
    if place is not None and arguments[place] in _COMMANDS:
        return [arguments[place], *arguments[:place], *arguments[place + 1 :]]
    before_end = arguments[: arguments.index("--")] if "--" in arguments else arguments
    if wanted := [each for each in before_end if each in _OF_THE_GROUP]:
        return wanted[:1]
    return [OPEN, *arguments]


def _first_word(arguments: Sequence[str]) -> int | None:
    """Return the place of the first argument that is neither an option nor the value of one."""
    is_value = False
    for place, argument in enumerate(arguments):
        if argument == "--":
            return None
        if not is_value and (argument == "-" or not argument.startswith("-")):
            return place
        is_value = not is_value and argument in _WITH_VALUE
    return None


def _show_version(context: click.Context, _parameter: click.Parameter, wanted: object) -> None:
    if wanted:
        click.echo(f"fargate-doctor {__version__}")
        context.exit()


ROOT: Final = Root(
    "fargate-doctor",
    says=_SAYS,
    exits=EXITS,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    params=[
        Option(
            ["--version"],
            says=Text(en="Show the version and leave.", es="Muestra la versión y sale."),
            is_flag=True,
            is_eager=True,
            expose_value=False,
            callback=_show_version,
        )
    ],
)
