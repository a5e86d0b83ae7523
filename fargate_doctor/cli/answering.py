"""Prints a diagnosis in one of the formats, and says its exit code."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from importlib import import_module
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.plain import ascii_here, in_ascii
from fargate_doctor.cli.terminal import paint, takes_colours, width_of_output
from fargate_doctor.reports.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.cli.subject import Subject
    from fargate_doctor.diagnosis.levels import Status
    from fargate_doctor.text import Language

Format = Literal["text", "json", "markdown", "html", "junit"]
FORMATS: Final[tuple[Format, ...]] = ("text", "json", "markdown", "html", "junit")


EXIT_CODES: Final[dict[Status, int]] = {"no_problem_found": 0, "cause_found": 1, "undetermined": 3}


def print_diagnosis(subject: Subject, form: Format = "text") -> int:
    """Print the diagnosis of a subject and return the exit code that goes with it."""
    diagnosis, service = subject.diagnose()
    report = Report(diagnosis, subject.snapshot, subject.kind, datetime.now(UTC), service, subject.profile)
    print_report(report, form)
    return EXIT_CODES[diagnosis.status]


def print_report(report: Report, form: Format = "text") -> None:
    """Print a report in one of the formats."""
    (say_in_words if form == "text" else say)(_written(report, form))


def say(text: str) -> None:
    """Write the answer to standard output as it is, at once."""
    sys.stdout.write(text)
    sys.stdout.flush()


def say_in_words(text: str) -> None:
    """Write an answer for people to standard output, in ASCII alone where that is asked for."""
    say(in_ascii(text) if ascii_here() else text)


def _written(report: Report, form: Format) -> str:
    language = language_here()
    if form != "text":
        return _writer(form)(report, language)
    from fargate_doctor.reports.as_text import to_text  # noqa: PLC0415 - only the form that is asked for is imported

    return to_text(report, language, width=width_of_output(), paint=paint if takes_colours() else None)


def _writer(form: Format) -> Callable[[Report, Language], str]:
    """Return what writes a form; no other form is imported for it."""
    written: Callable[[Report, Language], str] = getattr(
        import_module(f"fargate_doctor.reports.as_{form}"), f"to_{form}"
    )
    return written
