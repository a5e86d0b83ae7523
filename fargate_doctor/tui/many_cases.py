"""Several cases in one list: those of a folder, and those of the library. Imported in its thread only.

Each case is read by itself, because two looks at one account at two times must not be mixed.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.read import read_case
from fargate_doctor.errors import FargateDoctorError, Interrupted
from fargate_doctor.fleet import examine
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.storage import library
from fargate_doctor.text import Text, verbatim
from fargate_doctor.tui.fleet_groups import groups_of
from fargate_doctor.tui.jobs import Fleet, GroupCases, Kept, KeptFile, ListKept, ReadCase, Tasks
from fargate_doctor.tui.task_rows import TaskRow, in_order, rows_of, searchable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fargate_doctor.diagnosis.outcome import TaskOutcome
    from fargate_doctor.storage.library import Entry
    from fargate_doctor.tui.jobs import Job, Progress
    from fargate_doctor.tui.task_rows import Trouble

_READING: Final = Text(en="Reading case {number} of {count}…", es="Leyendo el caso {number} de {count}…")
_STOPPED: Final = Text(en="Stopped before all was read.", es="Detenido antes de leerlo todo.")
_NOTHING: Final = Text(en="Nothing was opened.", es="No se ha abierto nada.")
_KEPT: Final = Text(en="the kept cases", es="los casos guardados")
_NO_CAUSE: Final = Text(en="no cause was determined", es="no se determinó ninguna causa")
_WELL: Final = Text(en="nothing is in the way", es="nada lo impide")
_NO_CASE: Final = Text(en="this file cannot be read as a case", es="este archivo no se puede leer como caso")
_TROUBLES: Final[dict[str | None, Trouble]] = {
    "cause_found": "cause",
    "undetermined": "undetermined",
    "no_problem_found": "well",
}


def folder(job: ReadCase, files: tuple[Path, ...], progress: Progress) -> Tasks:
    """Return the tasks of all cases of a folder; a file that cannot be read is a row that says so."""
    rows: list[TaskRow] = []
    for file, snapshot in _snapshots(files, progress):
        rows += rows_of(snapshot, str(file)) if isinstance(snapshot, Snapshot) else [_unread(file, snapshot)]

    tasks = Tasks(verbatim(job.path.name or str(job.path)), in_order(rows, "trouble"), _choosing(job))
    return _grouped(tasks, files)


def kept(job: ListKept, progress: Progress) -> Tasks:
    """Return the cases of the library, the newest first."""
    del progress
    entries = library.entries()
    rows = tuple(_row(entry) for entry in entries)
    files = Kept(tuple(KeptFile(each.path, each.size, each.saved_at) for each in entries))
    tasks = Tasks(_KEPT, rows, _choosing(job), refresh=job, kept=files)
    return _grouped(tasks, tuple(Path(row.place) for row in rows if row.trouble != "unread"))


def fleet(job: GroupCases, progress: Progress) -> Fleet:
    """Return the tasks in trouble of several cases by what stopped them."""
    return Fleet(job.tasks.title, groups_of(_outcomes(job, progress)), job.tasks)


def _outcomes(job: GroupCases, progress: Progress) -> Iterator[tuple[str, TaskOutcome]]:
    known = {row.key for row in job.tasks.rows}
    for file, snapshot in _snapshots(job.files, progress):
        for outcome in examine(snapshot) if isinstance(snapshot, Snapshot) else ():
            key = f"{file}#{outcome.arn}"
            if key in known:
                yield key, outcome


def _snapshots(files: tuple[Path, ...], progress: Progress) -> Iterator[tuple[Path, Snapshot | FargateDoctorError]]:
    for number, file in enumerate(files, 1):
        if progress.stop.is_set():
            raise Interrupted(_STOPPED, _NOTHING)
        progress.on_phase(_READING.fill(number=number, count=len(files)))
        try:
            yield file, Snapshot.of(read_case(file))
        except FargateDoctorError as error:
            yield file, error


def _choosing(job: ListKept | ReadCase) -> Callable[[TaskRow], Job]:
    def choose(row: TaskRow) -> Job:
        return ReadCase(Path(row.place), job.expects_ipv6, row.arn or None)

    return choose


def _grouped(tasks: Tasks, files: tuple[Path, ...]) -> Tasks:
    return replace(tasks, grouping=GroupCases(tasks, files)) if tasks.rows else tasks


def _unread(file: Path, error: FargateDoctorError) -> TaskRow:
    row = TaskRow("", file.name, "", "unread", _NO_CASE, error.happened.en, None, place=str(file))
    return searchable(row)


def _row(entry: Entry) -> TaskRow:
    nothing = _WELL if entry.status == "no_problem_found" else _NO_CAUSE
    causes = verbatim(", ".join(entry.causes)) if entry.causes else nothing
    row = TaskRow(
        arn=entry.task or "",
        name=(entry.task or entry.name).rpartition("/")[2],
        service=entry.service or entry.cluster or "",
        trouble=_TROUBLES.get(entry.status, "unread"),
        symptom=causes if entry.status else _NO_CASE,
        said=entry.said,
        when=entry.saved_at,
        place=str(entry.path),
    )
    return searchable(row)
