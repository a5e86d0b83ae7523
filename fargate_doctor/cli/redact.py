"""`fargate-doctor redact`: redacts a case that was saved unredacted."""

from __future__ import annotations

from fargate_doctor.case.redaction import redact as redacted
from fargate_doctor.cli.asked import for_everyone
from fargate_doctor.cli.export import write_case
from fargate_doctor.cli.speaking import EXITS, argument, command, option
from fargate_doctor.cli.subject import read_place
from fargate_doctor.storage import redaction_key
from fargate_doctor.text import Text


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
@for_everyone
def redact(file: str, output: str) -> int:
    """Write the redacted case."""
    write_case(redacted(read_place(file), redaction_key()), output)
    return 0


COMMAND = redact
