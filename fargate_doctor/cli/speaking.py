"""Commands and options that explain themselves in the user's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import click

from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.plain import ascii_here, in_ascii
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    Function = Callable[..., Any]

_USAGE = Text(en="Usage: ", es="Uso: ")
_OPTIONS = Text(en="Options", es="Opciones")
_ARGUMENTS = Text(en="Arguments", es="Argumentos")
_EXIT_CODES = Text(en="Exit codes", es="Códigos de salida")
_HELP = Text(en="Show this and leave.", es="Muestra esta ayuda y sale.")
_REQUIRED = Text(en="[required]", es="[obligatorio]")
_OPTIONS_METAVAR = Text(en="[OPTIONS]", es="[OPCIONES]")

EXITS: Final[dict[int, Text]] = {
    0: Text(en="no problem was found", es="no se ha encontrado ningún problema"),
    1: Text(en="a root cause was found", es="se ha encontrado una causa raíz"),
    2: Text(
        en="wrong usage, unreadable input, unknown task, no Region, or not a Fargate task; nothing was diagnosed",
        es="uso incorrecto, entrada ilegible, tarea desconocida, sin región o no es una tarea de Fargate;"
        " no se ha diagnosticado nada",
    ),
    3: Text(
        en="undetermined: evidence is missing, and the output says which",
        es="sin determinar: faltan pruebas, y la salida dice cuáles",
    ),
    4: Text(
        en="no or expired credentials, AWS not reachable, or the call that finds the task was refused",
        es="sin credenciales o caducadas, no se puede conectar con AWS, o se rechazó la llamada que encuentra la tarea",
    ),
    130: Text(en="interrupted", es="interrumpido"),
}


class Speaking(click.Command):
    """A command whose help is a `Text`; `exits` are its exit codes with their meaning."""

    def __init__(self, *arguments: Any, says: Text, exits: dict[int, Text], **rest: Any) -> None:  # noqa: ANN401
        super().__init__(*arguments, **rest)
        self.says = says
        self.exits = exits

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the first sentence of the help."""
        self.help = self.says.in_language(language_here())
        return super().get_short_help_str(limit)

    def get_help(self, ctx: click.Context) -> str:
        """Return the help, in ASCII alone where that is asked for."""
        words = super().get_help(ctx)
        return in_ascii(words) if ascii_here() else words

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return `--help`, explained in the language."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.help = _HELP.in_language(language_here())
        return option

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write how the command is called."""
        language = language_here()
        self.options_metavar = _OPTIONS_METAVAR.in_language(language)
        pieces = " ".join(self.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path.strip(), pieces, _USAGE.in_language(language))

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does."""
        self.help = self.says.in_language(language_here())
        super().format_help_text(ctx, formatter)

    def format_arguments(self, _ctx: click.Context, _formatter: click.HelpFormatter) -> None:
        """Write nothing; arguments stand with the options."""

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the arguments and the options."""
        language = language_here()
        explained = self.explained(ctx)
        named = (each for each in explained if isinstance(each, Argument))
        arguments = [(each.make_metavar(ctx), each.says.in_language(language)) for each in named]
        options = [
            record for each in explained if isinstance(each, click.Option) and (record := each.get_help_record(ctx))
        ]
        for title, rows in ((_ARGUMENTS, arguments), (_OPTIONS, options)):
            if rows:
                with formatter.section(title.in_language(language)):
                    formatter.write_dl(rows)

    def explained(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the parameters that the help speaks of."""
        return self.get_params(ctx)

    def format_epilog(self, _ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the exit codes."""
        language = language_here()
        with formatter.section(_EXIT_CODES.in_language(language)):
            formatter.write_dl([(str(code), words.in_language(language)) for code, words in self.exits.items()])


class Option(click.Option):
    """An option whose help is a `Text`."""

    def __init__(self, *arguments: Any, says: Text, **rest: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*arguments, **rest)
        self.says = says

    def get_help_record(self, ctx: click.Context) -> tuple[str, str] | None:
        """Return the option's line of the help."""
        self.help = self.says.in_language(language_here())
        record = super().get_help_record(ctx)
        if record is None:
            return None
        names, words = record
        return names, words.replace(_REQUIRED.en, _REQUIRED.in_language(language_here()))


class Argument(click.Argument):
    """An argument whose help is a `Text`."""

    def __init__(self, *arguments: Any, says: Text, **rest: Any) -> None:  # noqa: ANN401 - click's own
        super().__init__(*arguments, **rest)
        self.says = says


def command(name: str, says: Text, exits: dict[int, Text]) -> Callable[[Function], Speaking]:
    """Declare a function as a command; it returns its exit code."""
    return click.command(name, cls=Speaking, says=says, exits=exits)


def option(*names: str, says: Text, **rest: Any) -> Callable[[Function], Function]:  # noqa: ANN401 - click's own
    """Declare an option of a command."""
    return click.option(*names, cls=Option, says=says, **rest)


def argument(name: str, says: Text, **rest: Any) -> Callable[[Function], Function]:  # noqa: ANN401 - click's own
    """Declare an argument of a command."""
    return click.argument(name, cls=Argument, says=says, **rest)
