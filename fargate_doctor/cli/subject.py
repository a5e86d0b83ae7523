"""What is diagnosed: a case, read from a path or collected now, and which of its tasks."""

from __future__ import annotations

import sys
from functools import cached_property
from typing import TYPE_CHECKING

from fargate_doctor.case.read import read_sources
from fargate_doctor.cli.aim import aim_of, require_task
from fargate_doctor.cli.language import language_here
from fargate_doctor.cli.plain import ascii_here, in_ascii
from fargate_doctor.cli.service_task import newest_task, service_without_task
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.frozen import frozen
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.case.read import Unrecognised
    from fargate_doctor.cli.aim import Aim
    from fargate_doctor.cli.asked import Asked
    from fargate_doctor.diagnosis.model import Diagnosis, SourceKind
    from fargate_doctor.reports.report import LookAtService

_PASSED_OVER = Text(en="Skipped {name}: {why}", es="Se ha omitido {name}: {why}")
_LEAD = Text(en="Cannot read {name}: ", es="No se puede leer {name}: ")
"""How the reason begins that a file is passed over for; the name need not be said twice."""


@frozen
class Subject:
    """A case and the task of it that is asked about; None takes its focus or its only one.

    `profile` is the AWS profile that was named, where AWS was asked.
    """

    case: Case
    kind: SourceKind
    task: str | None = None
    service: str | None = None
    expects_ipv6: bool = False
    profile: str | None = None

    @cached_property
    def snapshot(self) -> Snapshot:
        """Return the typed view of the case."""
        return Snapshot.of(self.case)

    def diagnose(self) -> tuple[Diagnosis, LookAtService | None]:
        """Return the diagnosis; of a service without a task also that service."""
        was_chosen = self.kind == "live" and self.snapshot.focus is not None
        if self.task is None and self.service is not None and not was_chosen:
            task = newest_task(self.snapshot, self.service)
            if task is None:
                return service_without_task(self.snapshot, self.service)
            return diagnose_task(self.snapshot, task.task_arn, expects_ipv6=self.expects_ipv6), None
        return diagnose_task(self.snapshot, self.task, expects_ipv6=self.expects_ipv6), None


def subject_of(asked: Asked) -> Subject:
    """Return what the arguments ask about; AWS is asked only where no case is named."""
    aim = require_task(aim_of(asked))
    case, kind = case_at(aim, asked)
    profile = asked.profile if kind == "live" else None
    return Subject(case, kind, aim.target.task, aim.target.service, asked.expect_ipv6, profile)


def case_at(aim: Aim, asked: Asked) -> tuple[Case, SourceKind]:
    """Return the case that an aim points at."""
    if aim.place is not None:
        return read_place(aim.place), "case"
    from fargate_doctor.cli.live import collect  # noqa: PLC0415 - boto3 is imported only where AWS is asked

    return collect(aim, asked), "live"


def read_place(place: str) -> Case:
    """Return the case at a path; what was passed over in a folder is said on standard error."""
    reading = read_sources(place)
    for each in reading.unrecognised:
        warn(passed_over(each))
    return reading.case


def warn(sentence: Text) -> None:
    """Say something beside the answer."""
    words = printable(sentence.in_language(language_here()))
    sys.stderr.write(f"{in_ascii(words) if ascii_here() else words}\n")


def passed_over(file: Unrecognised) -> Text:
    """Return the sentence about a file, or a part of one, that had no part in the case."""
    name = printable(file.name)
    lead = _LEAD.fill(name=name)
    why = Text(en=file.why.en.removeprefix(lead.en), es=file.why.es.removeprefix(lead.es))
    return _PASSED_OVER.fill(name=name, why=why)
