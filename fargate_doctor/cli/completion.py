"""`fargate-doctor completion`: the script that lets a shell complete commands, options and names of built-in cases."""

from __future__ import annotations

from typing import Final

import click
from click.shell_completion import get_completion_class

from fargate_doctor.cli.answering import say
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.speaking import EXITS, argument, command
from fargate_doctor.text import Text

_SHELLS: Final = ("bash", "zsh", "fish")
_PROGRAM: Final = "fargate-doctor"
_VARIABLE: Final = "_FARGATE_DOCTOR_COMPLETE"


@command(
    "completion",
    says=Text(
        en="Print the completion script of a shell: eval it in the shell's start-up file.",
        es="Muestra el script de autocompletado de un shell: evalúelo en su archivo de inicio.",
    ),
    exits={0: Text(en="printed", es="mostrado"), 2: Text(en="wrong usage", es="uso incorrecto"), 130: EXITS[130]},
)
@argument("shell", type=click.Choice(_SHELLS), says=Text(en="The shell.", es="El shell."))
@for_everyone
def completion(shell: str) -> int:
    """Print one script."""
    from fargate_doctor.cli.group import ROOT  # noqa: PLC0415 - the group imports its commands when they run

    found = get_completion_class(shell)
    if found is None:
        raise click.BadParameter(shell)
    say(f"{found(ROOT, {}, _PROGRAM, _VARIABLE).source()}\n")
    return 0


COMMAND = completion
