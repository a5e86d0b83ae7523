"""Runs the command line: from arguments to an exit code, every error in two sentences."""

from __future__ import annotations

import errno
import os
import sys
import traceback
from typing import TYPE_CHECKING, Final

import click

from fargate_doctor.case.credentials import without_credentials
from fargate_doctor.cli.group import ROOT, ReaderGone
from fargate_doctor.cli.language import Manner, chosen_language
from fargate_doctor.cli.plain import in_ascii, wants_ascii
from fargate_doctor.cli.terminal import is_terminal, make_output_safe, silence_output
from fargate_doctor.cli.usage import usage_sentences
from fargate_doctor.errors import FargateDoctorError, Interrupted
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRONG_USAGE: Final = 2
_READER_GONE: Final = 141
_LONGEST: Final = 20_000
"""How much is shown of an unexpected error, in characters; it may quote an answer of megabytes."""

_UNEXPECTED = Text(
    en="Something went wrong that should not: {kind}: {words}",
    es="Ha ocurrido algo que no debería: {kind}: {words}",
)
_NOT_PRINTED = Text(
    en="Standard output cannot be written: {reason}.",
    es="No se puede escribir en la salida estándar: {reason}.",
)
_REASONS: Final[dict[int | None, Text]] = {
    errno.EBADF: Text(en="it is closed", es="está cerrada"),
    errno.EIO: Text(en="the system reports an input/output error", es="el sistema comunica un error de E/S"),
    errno.ENOSPC: Text(en="no space is left", es="no queda espacio"),
    errno.EDQUOT: Text(en="no space is left", es="no queda espacio"),
    errno.EFBIG: Text(en="the file would be too large", es="el archivo sería demasiado grande"),
}
_REPORT_IT = Text(
    en="Please report it with the case (`fargate-doctor export` writes it, redacted) and with what --debug shows.",
    es="Comuníquelo junto con el caso (`fargate-doctor export` lo guarda anonimizado) y con lo que muestra --debug.",
)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit code."""
    make_output_safe()
    plain = wants_ascii(arguments, os.environ, is_shown=is_terminal(sys.stdout))
    manner = Manner(chosen_language(arguments, os.environ), plain)
    try:
        code = ROOT.main(list(arguments), prog_name="fargate-doctor", standalone_mode=False, obj=manner)
        sys.stdout.flush()
    except FargateDoctorError as error:
        return _refuse(error.happened, error.advice, error.exit_code, manner)
    except click.ClickException as error:
        return _refuse(*usage_sentences(error), _WRONG_USAGE, manner)
    except (click.Abort, KeyboardInterrupt):
        return Interrupted.exit_code
    except (ReaderGone, BrokenPipeError):
        silence_output()
        return _READER_GONE
    except Exception as error:  # noqa: BLE001 - the last word to the user is never a traceback
        return _report(error, arguments, manner)
    return code if isinstance(code, int) else 0


def _report(error: Exception, arguments: Sequence[str], manner: Manner) -> int:
    if isinstance(error.__cause__, KeyboardInterrupt | SystemExit):  # Python wraps what comes while a class is made
        raise error.__cause__
    if isinstance(error, OSError) and error.filename is None and error.errno in _REASONS:
        silence_output()
        return _refuse(_NOT_PRINTED.fill(reason=_REASONS[error.errno]), None, _WRONG_USAGE, manner)
    if "--debug" in arguments:
        _show_traceback(error)
    words = printable(without_credentials(str(error)[:_LONGEST])) or "?"
    return _refuse(_UNEXPECTED.fill(kind=type(error).__name__, words=words), _REPORT_IT, _WRONG_USAGE, manner)


def _show_traceback(error: Exception) -> None:
    """Write where it happened: what the error quotes is made inert, and local variables are never shown."""
    if sys.stderr:
        words = "".join(f"{each[:_LONGEST].rstrip()}\n" for each in traceback.format_exception(error))
        sys.stderr.write(printable(without_credentials(words), lines=True))


def _refuse(happened: Text, advice: Text | None, code: int, manner: Manner) -> int:
    for sentence in (happened, advice):
        if sentence and sys.stderr:
            words = printable(sentence.in_language(manner.language))
            sys.stderr.write(f"{in_ascii(words) if manner.is_plain else words}\n")
    return code
