"""`fargate-doctor export`: all that was collected, as a case file, redacted unless told otherwise."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from fargate_doctor.case.write import parts_of_case_file
from fargate_doctor.cli.aim import STANDARD_INPUT, aim_of, require_task
from fargate_doctor.cli.asked import about_a_task, reading_logs
from fargate_doctor.cli.keeping import keep_case, saving
from fargate_doctor.cli.masking import telling_what_was_masked
from fargate_doctor.cli.speaking import EXITS, command, option
from fargate_doctor.cli.subject import case_at, warn
from fargate_doctor.model.reading import is_refusal
from fargate_doctor.storage import require_folder, save_case
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, Failure
    from fargate_doctor.cli.asked import Asked
    from fargate_doctor.cli.masking import Beside

_EXITS = {
    0: Text(
        en="the case is written; what AWS refused stands on standard error",
        es="el caso está guardado; lo que AWS rechazó aparece en la salida de error",
    ),
    **{code: EXITS[code] for code in (2, 4, 130)},
}

_REFUSED = Text(
    en="Not in the case: {operation} was answered {error}.",
    es="No está en el caso: {operation} respondió con {error}.",
)
_ALLOW = Text(en="Allow {action}.", es="Permita {action}.")


@command(
    "export",
    says=Text(
        en="Write a case file: all that was collected about a task, redacted unless told otherwise.",
        es="Guarda un archivo de caso: todo lo recopilado sobre una tarea, anonimizado salvo que se indique lo"
        " contrario.",
    ),
    exits=_EXITS,
)
@about_a_task
@reading_logs
@option(
    "-o",
    "--output",
    required=True,
    metavar="FILE",
    says=Text(en="The file to write; - is standard output.", es="El archivo; - es la salida estándar."),
)
@option(
    "--no-redact",
    "keeps_names",
    is_flag=True,
    says=Text(
        en="Keep names, ids and addresses. Secrets are never written.",
        es="Conserva nombres, ids y direcciones. Los secretos no se guardan nunca.",
    ),
)
@telling_what_was_masked
@saving
def export(asked: Asked, output: str, *, keeps_names: bool, saves: bool, beside: Beside) -> int:
    """Write the case of what is asked about."""
    aim = require_task(aim_of(asked))
    if keeps_names:
        beside.refuse_unredacted()
    beside.require_folders()
    if output != STANDARD_INPUT:
        require_folder(output)
    case, _ = case_at(aim, asked)
    if saves:
        keep_case(case)
    write_case(case if keeps_names else beside.redact(case)[0], output)
    for failure in filter(is_refusal, case.failures):
        warn(_refusal(failure))
    return 0


def write_case(case: Case, output: str) -> None:
    """Write a case to a file or to standard output."""
    if output == STANDARD_INPUT:
        sys.stdout.buffer.writelines(parts_of_case_file(case))
    else:
        save_case(case, output)


def _refusal(failure: Failure) -> Text:
    sentence = _REFUSED.fill(operation=failure.operation, error=failure.error)
    return sentence + _ALLOW.fill(action=failure.action) if failure.action else sentence


COMMAND = export
