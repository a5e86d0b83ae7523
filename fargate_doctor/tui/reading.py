"""The jobs that read and diagnose. Imported in their thread only: the checks are many."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.case.read import parse_case
from fargate_doctor.collectors.target import short_name
from fargate_doctor.demo.catalogue import open_demo, title
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import UnknownTask
from fargate_doctor.fleet import examine
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.service_doctor import diagnose_service
from fargate_doctor.storage import case_files, open_case, remember_case
from fargate_doctor.text import Text, printable, verbatim
from fargate_doctor.tui import many_cases
from fargate_doctor.tui.consultation import Consultation
from fargate_doctor.tui.fleet_groups import groups_of
from fargate_doctor.tui.jobs import DIAGNOSING, DiagnoseCase, Fleet, GroupCase, Tasks
from fargate_doctor.tui.task_rows import rows_of

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case
    from fargate_doctor.diagnosis.model import Diagnosis, SourceKind
    from fargate_doctor.tui.jobs import Arrival, Job, Progress, ReadAnswer, ReadBuiltIn, ReadCase
    from fargate_doctor.tui.task_rows import TaskRow

_CHECK_NAME = Text(en="Check the name and the cluster.", es="Compruebe el nombre y el clúster.")
PASTED = Text(en="what was pasted", es="lo pegado")


def file(job: ReadCase, progress: Progress) -> Arrival:
    """Return what a file or folder holds: the diagnosis of its task, or the tasks of all its cases to choose from."""
    files = case_files(job.path)
    if len(files) > 1:
        remember_case(job.path)
        return many_cases.folder(job, files, progress)
    case = open_case(job.path)
    remember_case(job.path)
    return in_hand(DiagnoseCase(case, "case", verbatim(job.path.name), job.expects_ipv6, job.task), progress)


def pasted(job: ReadAnswer, progress: Progress) -> Arrival:
    """Return what pasted JSON holds: the diagnosis of its task, or its tasks to choose from."""
    case = parse_case(job.words.encode(), PASTED.en)
    return in_hand(DiagnoseCase(case, "case", PASTED, job.expects_ipv6), progress)


def built_in(job: ReadBuiltIn, progress: Progress) -> Arrival:
    """Return the diagnosis of a built-in case."""
    return in_hand(DiagnoseCase(open_demo(job.name), "demo", title(job.name)), progress)


def in_hand(job: DiagnoseCase, progress: Progress) -> Arrival:
    """Return the diagnosis of a case, or its tasks where there are several."""
    snapshot = Snapshot.of(job.case)
    if job.task is None and job.case.focus is None and len(tuple(snapshot.tasks)) > 1:
        return _tasks(job, snapshot)
    progress.on_phase(DIAGNOSING)
    return consult(job.case, job.source, job.task, label=job.label, expects_ipv6=job.expects_ipv6)


def fleet(job: DiagnoseCase, progress: Progress) -> Fleet:
    """Return the tasks in trouble of a case by what stopped them."""
    progress.on_phase(DIAGNOSING)
    snapshot = Snapshot.of(job.case)
    return Fleet(
        job.label or verbatim(""), groups_of((each.arn, each) for each in examine(snapshot)), _tasks(job, snapshot)
    )


def _tasks(job: DiagnoseCase, snapshot: Snapshot) -> Tasks:
    def choose(row: TaskRow) -> Job:
        return replace(job, task=row.arn)

    return Tasks(job.label or verbatim(""), rows_of(snapshot), choose, grouping=GroupCase(job))


def consult(
    case: Case, source: SourceKind, task: str | None, *, label: Text | None = None, expects_ipv6: bool = False
) -> Consultation:
    """Return the consultation of one task of a case, None for its only one; raises what `diagnose_task` raises."""

    def diagnose(changed: Case) -> Diagnosis:
        return diagnose_task(Snapshot.of(changed), task, expects_ipv6=expects_ipv6)

    return Consultation(case, source, diagnose(case), diagnose, label)


def consult_service(case: Case, name: str) -> Consultation:
    """Return the consultation of a service without a task in trouble, by its events and its next launch.

    Raises `UnknownTask` where the case holds no such service.
    """

    def diagnose(changed: Case) -> Diagnosis:
        snapshot = Snapshot.of(changed)
        known = (each for each in snapshot.services if short_name(name) == each.service_name)
        service = next(known, None)
        if service is None:
            happened = Text(en="The service {name} is not in this case.", es="El servicio {name} no está en este caso.")
            raise UnknownTask(happened.fill(name=printable(name)), _CHECK_NAME)
        return diagnose_service(snapshot, service)[0]

    return Consultation(case, "live", diagnose(case), diagnose)
