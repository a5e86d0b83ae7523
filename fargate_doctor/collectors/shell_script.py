"""The shell script that collects, with the AWS CLI alone, what the collectors would ask for.

Its parts stand beside this module as they run, in the order of their names. It writes one file for each call, which
says itself what it is, so that `fargate-doctor import` reads its folder as a case.
"""

from __future__ import annotations

import re
import shlex
from importlib import resources
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.target import short_name
from fargate_doctor.errors import UsageError
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.collectors.target import TaskTarget
    from fargate_doctor.text import Language

_PLAIN: Final = re.compile(r"[A-Za-z0-9_:/.-]{1,2048}")

_ABOUT: Final = Text(
    en="Collects, with read-only AWS CLI commands, what is needed to say why a Fargate task does not run.\n"
    "It changes nothing in AWS and asks for no secret. What AWS refuses is kept as well, and it goes on.\n"
    "Usage: sh {name} [FOLDER]\n"
    "Afterwards: fargate-doctor import FOLDER -o case.json",
    es="Recopila, con comandos de solo lectura de la AWS CLI, lo necesario para saber por qué una tarea de Fargate\n"
    "no se ejecuta. No cambia nada en AWS ni pide ningún secreto. Lo que AWS rechaza también se guarda, y continúa.\n"
    "Uso: sh {name} [CARPETA]\n"
    "Después: fargate-doctor import CARPETA -o case.json",
)
_NO_AWS: Final = Text(en="The AWS CLI is not installed here.", es="La AWS CLI no está instalada aquí.")
_ASKING: Final = Text(en="Asking AWS:", es="Consultando a AWS:")
_DONE: Final = Text(
    en="Done. Where fargate-doctor is installed, run:", es="Listo. Donde esté instalado fargate-doctor, ejecute:"
)
_FILE_NAME: Final = "collect.sh"


def shell_script(target: TaskTarget, region: str | None, language: Language) -> str:
    """Return the script for a task, a service or a whole cluster. Raises `UsageError` for a name that AWS has not."""
    about = "\n".join(f"# {line}" for line in _ABOUT.fill(name=_FILE_NAME).in_language(language).split("\n"))
    settings = {
        "CLUSTER": target.cluster_name,
        "TASK": target.task or "",
        "SERVICE": short_name(target.service) if target.service else "",
        "REGION": region or target.region or "",
    }
    words = {"NO_AWS": _NO_AWS, "ASKING": _ASKING, "DONE": _DONE}
    lines = [
        "#!/bin/sh",
        about,
        *(f"{name}={shlex.quote(_plain(value))}" for name, value in settings.items()),
        *(f"{name}={shlex.quote(text.in_language(language))}" for name, text in words.items()),
    ]
    return "\n".join((*lines, *_parts()))


def _parts() -> list[str]:
    folder = resources.files("fargate_doctor.collectors").joinpath("shell")
    files = sorted((each for each in folder.iterdir() if each.name.endswith(".sh")), key=lambda each: each.name)
    return [each.read_text(encoding="utf-8") for each in files]


def _plain(value: str) -> str:
    if value and not _PLAIN.fullmatch(value):
        raise UsageError(
            Text(en="“{value}” is no name that AWS gives.", es="«{value}» no es un nombre que use AWS.").fill(
                value=printable(value)
            ),
            Text(
                en="Give the name, id or ARN as AWS shows it.",
                es="Indique el nombre, el id o el ARN tal como lo muestra AWS.",
            ),
        )
    return value
