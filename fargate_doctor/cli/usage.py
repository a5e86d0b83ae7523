"""What was wrong with the arguments, in two sentences of either language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

import click

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_SEE_HELP = Text(en="See `{command} --help`.", es="Consulte `{command} --help`.")
_NO_VALUE = Text(en="The option {name} needs a value.", es="La opción {name} necesita un valor.")
_NEEDS_NO_VALUE = Text(en="The option {name} takes no value.", es="La opción {name} no admite ningún valor.")
_TOO_MANY = Text(en="Not understood: {words}.", es="No se entiende: {words}.")
_BAD_VALUE = Text(en="The value of {name} is not valid.", es="El valor de {name} no es válido.")
_MISUSED = Text(en="The command is not written as it should be.", es="El comando no está escrito como debe.")

_EXTRA: Final = re.compile(r"Got unexpected extra arguments? \((?P<words>.*)\)", re.DOTALL)
"""How click says that there are too many words; the exception itself does not hold them."""
_DID_YOU_MEAN = Text(en="Did you mean {names}?", es="¿Quería decir {names}?")


def usage_sentences(error: click.ClickException) -> tuple[Text, Text]:
    """Return what happened and what to do."""
    context = getattr(error, "ctx", None)
    command = context.command_path.strip() if context else "fargate-doctor"
    see_help = _SEE_HELP.fill(command=command)
    close = _close_names(error)
    return _happened(error), close + see_help if close else see_help


def _happened(error: click.ClickException) -> Text:
    said = error.format_message().rstrip(".").partition(" Did you mean")[0].rstrip(".")
    match error:
        case click.NoSuchOption(option_name=name):
            return Text(en="There is no option {name}.", es="No existe la opción {name}.").fill(name=name)
        case click.MissingParameter(param=click.Parameter() as parameter):
            return Text(en="{name} is missing.", es="Falta {name}.").fill(name=_name_of(parameter))
        case click.BadOptionUsage(option_name=name):
            return (_NEEDS_NO_VALUE if "not take" in said else _NO_VALUE).fill(name=name)
        case click.BadParameter(param=click.Parameter() as parameter):
            return _bad_value(parameter)
        case _:
            extra = _EXTRA.search(said)
            return _TOO_MANY.fill(words=extra["words"]) if extra else _MISUSED


def _bad_value(parameter: click.Parameter) -> Text:
    kind = parameter.type
    if isinstance(kind, click.Choice):
        allowed = ", ".join(map(str, kind.choices))
        return Text(
            en="{name} takes one of these: {allowed}.", es="{name} admite uno de estos valores: {allowed}."
        ).fill(name=_name_of(parameter), allowed=allowed)
    return _BAD_VALUE.fill(name=_name_of(parameter))


def _name_of(parameter: click.Parameter) -> str:
    if isinstance(parameter, click.Argument):
        return parameter.make_metavar(click.Context(click.Command("-"))).strip("[]")
    return parameter.opts[-1]


def _close_names(error: click.ClickException) -> Text | None:
    names: Sequence[str] = getattr(error, "possibilities", None) or ()
    return _DID_YOU_MEAN.fill(names=", ".join(sorted(names))) if names else None
