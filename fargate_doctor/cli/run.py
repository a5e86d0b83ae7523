"""Runs the command line: from arguments to an exit code, every error in two sentences."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING, Final

import click

from fargate_doctor.cli.group import ROOT, ReaderGone
from fargate_doctor.cli.language import chosen_language
from fargate_doctor.cli.terminal import make_output_safe, silence_output
from fargate_doctor.cli.usage import usage_sentences
from fargate_doctor.errors import FargateDoctorError, Interrupted
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.text import Language

_WRONG_USAGE: Final = 2
_READER_GONE: Final = 141

_UNEXPECTED = Text(
    en="Something went wrong that should not: {kind}: {words}",
    es="Ha ocurrido algo que no debería: {kind}: {words}",
)
_REPORT_IT = Text(
    en="Please report it with the case (`fargate-doctor export` writes it, redacted) and with what --debug shows.",
    es="Comuníquelo junto con el caso (`fargate-doctor export` lo guarda anonimizado) y con lo que muestra --debug.",
)


def run(arguments: Sequence[str]) -> int:
    """Carry out one command and return its exit code."""
    make_output_safe()
    language = chosen_language(arguments, os.environ)
    try:
        code = ROOT.main(list(arguments), prog_name="fargate-doctor", standalone_mode=False, obj=language)
        sys.stdout.flush()
    except FargateDoctorError as error:
        return _refuse(error.happened, error.advice, error.exit_code, language)
    except click.ClickException as error:
        return _refuse(*usage_sentences(error), _WRONG_USAGE, language)
    except (click.Abort, KeyboardInterrupt):
        return Interrupted.exit_code
    except (ReaderGone, BrokenPipeError):
        silence_output()
        return _READER_GONE
    except Exception as error:  # noqa: BLE001 - the last word to the user is never a traceback
        if "--debug" in arguments:
            traceback.print_exc()
        words = printable(str(error)) or "?"
        return _refuse(_UNEXPECTED.fill(kind=type(error).__name__, words=words), _REPORT_IT, _WRONG_USAGE, language)
    return code if isinstance(code, int) else 0


def _refuse(happened: Text, advice: Text, code: int, language: Language) -> int:
    for sentence in (happened, advice):
        sys.stderr.write(f"{printable(sentence.in_language(language))}\n")
    return code
