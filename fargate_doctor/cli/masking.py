"""Redacting what is written, and what is written beside it: the way back for the owner, and what was masked."""

from __future__ import annotations

import sys
from functools import wraps
from typing import TYPE_CHECKING, Any

from fargate_doctor.case.redaction import redact_and_tell
from fargate_doctor.cli.aim import STANDARD_INPUT
from fargate_doctor.cli.speaking import option
from fargate_doctor.errors import UsageError
from fargate_doctor.frozen import frozen
from fargate_doctor.storage import redaction_key, require_folder, write_file
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.case.model import Case
    from fargate_doctor.case.redaction.masked import Masked

    Function = Callable[..., Any]


@frozen
class Beside:
    """The files that are written beside a redacted one; None for what was not asked for."""

    map_file: str | None = None
    report_file: str | None = None

    def require_folders(self) -> None:
        """Raise `NotWritten` where a folder is missing, before anything is collected."""
        for each in (self.map_file, self.report_file):
            if each is not None and each != STANDARD_INPUT:
                require_folder(each)

    def refuse_unredacted(self) -> None:
        """Raise `UsageError` where nothing will be masked, and a file was asked for that says what was."""
        if self.map_file is not None or self.report_file is not None:
            raise UsageError(
                Text(
                    en="Where nothing is redacted, there is no map and no report.",
                    es="Si no se anonimiza nada, no hay mapa ni informe.",
                ),
                Text(
                    en="Leave out --map and --report, or have it redacted.",
                    es="Omita --map y --report, o pida que se anonimice.",
                ),
            )

    def redact(self, case: Case) -> tuple[Case, Masked]:
        """Return the redacted case and what was masked, and write what was asked for beside it."""
        redacted, masked = redact_and_tell(case, redaction_key())
        if self.map_file is not None:
            write_output(self.map_file, masked.as_json())
        if self.report_file is not None:
            write_output(self.report_file, masked.report_as_json())
        return redacted, masked


def write_output(place: str, content: bytes) -> None:
    """Write to a file, or to standard output where the place is a dash. Raises `NotWritten`."""
    if place == STANDARD_INPUT:
        sys.stdout.buffer.write(content)
    else:
        write_file(place, content)


def telling_what_was_masked(function: Function) -> Function:
    """Give a command that redacts the options for the files beside it, as one argument `beside`."""

    @wraps(function)
    def called(*given: Any, map_file: str | None, report_file: str | None, **others: Any) -> int:  # noqa: ANN401 - click's own
        return int(function(*given, beside=Beside(map_file, report_file), **others))

    return _MAP(_REPORT(called))


_MAP = option(
    "--map",
    "map_file",
    metavar="FILE",
    says=Text(
        en="Also write which name stands for which, for yourself alone; do not share it.",
        es="Guarda también qué nombre sustituye a cuál, solo para usted; no lo comparta.",
    ),
)
_REPORT = option(
    "--report",
    "report_file",
    metavar="FILE",
    says=Text(
        en="Also write what was masked as JSON: kinds and counts, none of the names.",
        es="Guarda también qué se ha sustituido, en JSON: clases y cantidades, ninguno de los nombres.",
    ),
)
