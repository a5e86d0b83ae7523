"""`fargate-doctor redact`: redacts a case that was saved unredacted, and for its owner leads back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.case.json_text import decoded
from fargate_doctor.case.redaction.restoring import Restorer, names_in_map
from fargate_doctor.case.sources import sources_at
from fargate_doctor.cli.aim import STANDARD_INPUT
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.export import write_case
from fargate_doctor.cli.masking import telling_what_was_masked, write_output
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import read_place, warn
from fargate_doctor.errors import UsageError
from fargate_doctor.storage import require_folder
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.cli.masking import Beside

_WAS_REDACTED = Text(
    en="It was redacted before; nothing was left to mask.",
    es="Ya estaba anonimizado; no quedaba nada que enmascarar.",
)
_ONE_FILE = Text(en="--restore takes one file.", es="--restore admite un solo archivo.")
_NAME_ONE = Text(
    en="Name the redacted case, or what was written about it.",
    es="Indique el caso anonimizado, o lo que se escribió sobre él.",
)


@command(
    "redact",
    says=Text(
        en="Replace every name, id and address of a case; the diagnosis stays the same.",
        es="Sustituye todos los nombres, ids y direcciones de un caso; el diagnóstico no cambia.",
    ),
    exits={
        0: Text(en="the case is written", es="el caso está guardado"),
        2: Text(en="wrong usage or unreadable input", es="uso incorrecto o entrada ilegible"),
        130: EXITS[130],
    },
)
@argument(
    "file",
    says=Text(
        en="A case file, a saved AWS answer or a folder of these; - is standard input.",
        es="Un archivo de caso, una respuesta de AWS guardada o una carpeta con ellas; - es la entrada estándar.",
    ),
)
@option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    says=Text(en="The file to write; - is standard output.", es="El archivo; - es la salida estándar."),
)
@option(
    "--restore",
    "map_to_restore",
    metavar="MAP",
    says=Text(
        en="Go back instead: put the real names into a redacted case, or into any text about it, with the file that"
        " --map wrote.",
        es="Hace lo contrario: pone los nombres reales en un caso anonimizado, o en cualquier texto sobre él, con el"
        " archivo que guardó --map.",
    ),
)
@telling_what_was_masked
@for_everyone
def redact(file: str, output: str, *, map_to_restore: str | None, beside: Beside) -> int:
    """Write the redacted case and say what was masked, or write what stands for a redacted text."""
    if output != STANDARD_INPUT:
        require_folder(output)
    beside.require_folders()
    if map_to_restore is not None:
        beside.refuse_unredacted()
        _write_restored(file, map_to_restore, output)
        return 0
    case = read_place(file)
    redacted, masked = beside.redact(case)
    write_case(redacted, output)
    if case.redacted:
        warn(_WAS_REDACTED)
    for line in masked.report():
        warn(line)
    return 0


def _write_restored(file: str, map_file: str, output: str) -> None:
    names = names_in_map(_text_of(map_file), map_file)
    write_output(output, Restorer(names).restored(_text_of(file)).encode())


def _text_of(place: str) -> str:
    sources, is_folder = sources_at(place)
    if is_folder:
        raise UsageError(_ONE_FILE, _NAME_ONE)
    return decoded(sources[0].read(), place)


COMMAND = redact
