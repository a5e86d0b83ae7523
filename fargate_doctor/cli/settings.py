"""`fargate-doctor settings`: where the app's settings are, what is wrong with them, and an example of all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import click

from fargate_doctor.cli.answering import say
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, argument, command
from fargate_doctor.cli.subject import warn
from fargate_doctor.storage import settings_file
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.storage import LoadedSettings

_ACTIONS: Final = ("show", "example", "path")

_NONE = Text(
    en="Nothing is set. `fargate-doctor settings example > {path}` begins with every setting as it is.",
    es="No hay nada ajustado. `fargate-doctor settings example > {path}` empieza con todos los ajustes tal como están.",
)


@command(
    "settings",
    says=Text(
        en="The settings of the app: what is set and what is wrong with it, an example with every setting, or the path"
        " of the file.",
        es="Los ajustes de la aplicación: lo que está ajustado y qué hay mal, un ejemplo con todos ellos o la ruta del"
        " archivo.",
    ),
    exits={
        0: Text(en="done, and nothing is wrong with the settings", es="hecho, y los ajustes están bien"),
        2: Text(
            en="something in the settings makes no sense, or wrong usage",
            es="algún ajuste no tiene sentido, o el uso es incorrecto",
        ),
        130: EXITS[130],
    },
)
@argument(
    "action",
    type=click.Choice(_ACTIONS),
    default="show",
    says=Text(en="show, example or path.", es="show, example o path."),
)
@for_everyone
def settings(action: str) -> int:
    """Carry out one action on the settings."""
    if action == "path":
        say(f"{settings_file()}\n")
        return 0
    if action == "example":
        from fargate_doctor.tui.keys.example import example  # noqa: PLC0415 - the catalogue of keys is needed only here

        say(example(language_here()))
        return 0
    from fargate_doctor.tui.app import understood_settings  # noqa: PLC0415 - which keys collide is known to the app

    return _show(understood_settings())


def _show(loaded: LoadedSettings) -> int:
    lines = tuple(_lines(loaded))
    if not lines and not loaded.problems:
        warn(_NONE.fill(path=printable(str(settings_file()))))
    say("".join(f"{printable(line)}\n" for line in lines))
    for problem in loaded.problems:
        warn(problem)
    return 2 if loaded.problems else 0


def _lines(loaded: LoadedSettings) -> list[str]:
    chosen = loaded.settings.model_dump(exclude_defaults=True)
    watch, keys = chosen.pop("watch", {}), chosen.pop("keys", ())
    lines = [f"{name} = {value}" for name, value in chosen.items()]
    lines += [f"watch.{name} = {value}" for name, value in watch.items()]
    return [*lines, *(f"keys.{action} = {', '.join(names)}" for action, names in keys)]


COMMAND = settings
