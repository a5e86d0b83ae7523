"""`fargate-doctor cases`: the cases that were kept: list, search, open, prune."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Final

import click

from fargate_doctor.cli.answering import print_diagnosis, say, say_in_words
from fargate_doctor.cli.asked import Asked, for_everyone
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import Subject, read_place, warn
from fargate_doctor.cli.terminal import takes_the_app
from fargate_doctor.errors import UsageError
from fargate_doctor.reports.as_json import json_text
from fargate_doctor.reports.times import rfc3339
from fargate_doctor.storage import library
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.storage.library import Entry

_ACTIONS: Final = ("list", "search", "open", "path", "prune")
_SECONDS: Final = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_BYTES: Final = {"": 1, "K": 1024, "M": 1024**2, "G": 1024**3}
_AGE: Final = re.compile(r"(\d{1,6})([mhdw])")
_SIZE: Final = re.compile(r"(\d{1,9})([KMG]?)B?", re.IGNORECASE)

_EMPTY = Text(
    en="There is no case here. `diagnose --save`, `export --save` and `record` keep some.",
    es="No hay ningún caso. Los guardan `diagnose --save`, `export --save` y `record`.",
)
_REMOVED = Text(en="Removed {name}.", es="Se ha eliminado {name}.")


@command(
    "cases",
    says=Text(
        en="The cases that were kept on this computer, newest first: list them, search in them, open one, print the"
        " path of one, or prune them. They are unredacted and readable by you alone.",
        es="Los casos guardados en este equipo, del más reciente al más antiguo: los enumera, busca en ellos, abre uno,"
        " muestra la ruta de uno o los elimina. No están anonimizados y solo usted puede leerlos.",
    ),
    exits={
        0: Text(en="done; with open, what the diagnosis comes to", es="hecho; con open, el resultado del diagnóstico"),
        1: EXITS[1],
        2: Text(en="wrong usage, or there is no such case", es="uso incorrecto, o no existe ese caso"),
        3: EXITS[3],
        130: EXITS[130],
    },
)
@argument(
    "action",
    type=click.Choice(_ACTIONS),
    default="list",
    says=Text(en="list, search, open, path or prune.", es="list, search, open, path o prune."),
)
@argument(
    "words",
    nargs=-1,
    metavar="[WORD]...",
    says=Text(
        en="With search: words that all have to be there. With open and path: the case, or how its name begins.",
        es="Con search: palabras que tienen que aparecer todas. Con open y path: el caso, o cómo empieza su nombre.",
    ),
)
@option(
    "--older-than",
    metavar="AGE",
    says=Text(en="With prune: such as 12h, 30d or 8w.", es="Con prune: por ejemplo 12h, 30d u 8w."),
)
@option(
    "--at-most",
    metavar="SIZE",
    says=Text(
        en="With prune: what may stay, such as 500M; the oldest go first.",
        es="Con prune: lo que puede quedar, por ejemplo 500M; primero se eliminan los más antiguos.",
    ),
)
@option(
    "--format",
    "form",
    type=click.Choice(("text", "json")),
    default="text",
    says=Text(en="The form of the list.", es="La forma de la lista."),
)
@for_everyone
def cases(action: str, words: tuple[str, ...], older_than: str | None, at_most: str | None, form: str) -> int:
    """Carry out one action on the library."""
    if action == "prune":
        return _prune(older_than, at_most)
    if action in ("open", "path"):
        entry = _entry(" ".join(words))
        return _open(entry) if action == "open" else _print(f"{entry.path}\n")
    found = library.search(words) if action == "search" else library.entries()
    if form == "json":
        return _print(json_text([_document(each) for each in found], indent=2))
    if not found:
        warn(_EMPTY)
    say_in_words("".join(_lines(found)))
    return 0


def _print(text: str) -> int:
    say(text)
    return 0


def _lines(found: Iterable[Entry]) -> Iterable[str]:
    for each in found:
        about = ", ".join(each.causes) or each.status or "?"
        yield f"{printable(each.name)}  {printable(each.service or '-')}  {printable(about)}\n"


def _document(entry: Entry) -> dict[str, object]:
    return {
        "name": entry.name,
        "path": str(entry.path),
        "size": entry.size,
        "saved_at": rfc3339(entry.saved_at),
        "task": entry.task,
        "cluster": entry.cluster,
        "service": entry.service,
        "stopped_at": entry.stopped_at,
        "status": entry.status,
        "causes": list(entry.causes),
    }


def _entry(name: str) -> Entry:
    found = library.find(name) if name else None
    if found is None:
        happened = Text(
            en="No case, or more than one, is called “{name}”.", es="Ningún caso, o más de uno, es «{name}»."
        )
        raise UsageError(
            happened.fill(name=printable(name)),
            Text(en="`fargate-doctor cases` lists them.", es="`fargate-doctor cases` los enumera."),
        )
    return found


def _open(entry: Entry) -> int:
    place = str(entry.path)
    if takes_the_app():
        from fargate_doctor.cli.aim import aim_of  # noqa: PLC0415 - textual is imported only for the app
        from fargate_doctor.cli.showing import show_aim  # noqa: PLC0415 - the same

        asked = Asked(target=place)
        return show_aim(aim_of(asked), asked)
    return print_diagnosis(Subject(read_place(place), "case"))


def _prune(older_than: str | None, at_most: str | None) -> int:
    if older_than is None and at_most is None:
        raise UsageError(
            Text(en="It was not said what may go.", es="No se ha indicado qué se puede eliminar."),
            Text(en="Use --older-than, --at-most or both.", es="Use --older-than, --at-most o ambos."),
        )
    before = datetime.now(UTC) - _age(older_than) if older_than is not None else None
    size = _size(at_most) if at_most is not None else None
    for each in library.prune(before, size):
        say(f"{_removed(each)}\n")
    return 0


def _removed(entry: Entry) -> str:
    return _REMOVED.fill(name=printable(entry.name)).in_language(language_here())


def _age(words: str) -> timedelta:
    found = _AGE.fullmatch(words)
    if not found:
        raise _not_understood("--older-than", words, "30d")
    return timedelta(seconds=int(found[1]) * _SECONDS[found[2]])


def _size(words: str) -> int:
    found = _SIZE.fullmatch(words)
    if not found:
        raise _not_understood("--at-most", words, "500M")
    return int(found[1]) * _BYTES[found[2].upper()]


def _not_understood(option_name: str, words: str, example: str) -> UsageError:
    return UsageError(
        Text(en="{option} does not take “{words}”.", es="{option} no admite «{words}».").fill(
            option=option_name, words=printable(words)
        ),
        Text(en="Write it like {example}.", es="Escríbalo como {example}.").fill(example=example),
    )


COMMAND = cases
