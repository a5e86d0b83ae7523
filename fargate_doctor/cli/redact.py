"""`fargate-doctor redact`: redacts a case that was saved unredacted."""

from __future__ import annotations

from fargate_doctor.case.redaction import redact_and_tell
from fargate_doctor.cli.aim import STANDARD_INPUT
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.export import write_case
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import read_place, warn
from fargate_doctor.storage import redaction_key, require_folder, write_file
from fargate_doctor.text import Text

_WAS_REDACTED = Text(
    en="It was redacted before; nothing was left to mask.",
    es="Ya estaba anonimizado; no quedaba nada que enmascarar.",
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
    "--map",
    "map_file",
    metavar="FILE",
    says=Text(
        en="Also write which name stands for which, for yourself alone; do not share it.",
        es="Guarda también qué nombre sustituye a cuál, solo para usted; no lo comparta.",
    ),
)
@for_everyone
def redact(file: str, output: str, map_file: str | None) -> int:
    """Write the redacted case, say what was masked, and keep the way back for the owner."""
    for each in (output, map_file):
        if each is not None and each != STANDARD_INPUT:
            require_folder(each)
    case = read_place(file)
    redacted, masked = redact_and_tell(case, redaction_key())
    write_case(redacted, output)
    if map_file is not None:
        write_file(map_file, masked.as_json())
    if case.redacted:
        warn(_WAS_REDACTED)
    for line in masked.report():
        warn(line)
    return 0


COMMAND = redact
