"""The case library: cases that were kept, in one folder for their owner alone, each with what it is about.

What a case is about is worked out once and kept in an index in the cache. The index may be lost, old or half a step
behind another program: it is only believed for a file of the same size and time.
"""

from __future__ import annotations

import json
import os
import re
import stat
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.read import parse_case
from fargate_doctor.case.write import parts_of_case_file
from fargate_doctor.doctor import diagnose_task
from fargate_doctor.errors import FargateDoctorError
from fargate_doctor.frozen import frozen
from fargate_doctor.model.snapshot import Snapshot
from fargate_doctor.storage.cases import case_library
from fargate_doctor.storage.files import in_words, private_folder, put
from fargate_doctor.storage.places import cache_folder

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.model.task import Task

_SCHEMA: Final = "fargate-doctor/library/1"
_ENDING: Final = ".json"
_NOT_IN_A_NAME: Final = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_PART: Final = 40
_LARGEST: Final = 512 * 1024 * 1024


@frozen
class Entry:
    """One case of the library. `causes` are the ids of its root causes; `status` is None where it cannot be read."""

    path: Path
    size: int
    saved_at: datetime
    task: str | None = None
    cluster: str | None = None
    service: str | None = None
    stopped_at: str | None = None
    status: str | None = None
    causes: tuple[str, ...] = ()
    said: str = ""

    @property
    def name(self) -> str:
        """Return the name by which people ask for it."""
        return self.path.name.removesuffix(_ENDING)

    def holds(self, word: str) -> bool:
        """Say whether a word stands anywhere in what is known of the case."""
        texts = (self.name, self.task, self.cluster, self.service, self.status, *self.causes, self.said)
        return any(word.lower() in text.lower() for text in texts if text)


def entries() -> tuple[Entry, ...]:
    """Return the cases of the library, newest first; links and other files are passed over."""
    found = _files()
    known = _known()
    listed = [_entry(path, status, known) for path, status in found]
    if any(path.name not in known for path, _ in found) or len(known) > len(found):
        _remember(listed)
    return tuple(sorted(listed, key=lambda each: (each.saved_at, each.name), reverse=True))


def search(words: Iterable[str]) -> tuple[Entry, ...]:
    """Return the cases in which every word stands somewhere, newest first."""
    wanted = tuple(words)
    return tuple(each for each in entries() if all(each.holds(word) for word in wanted))


def find(name: str) -> Entry | None:
    """Return the one case of this name, or whose name begins so; None where there is none, or more than one."""
    listed = entries()
    exact = [each for each in listed if name in (each.name, each.path.name)]
    close = [each for each in listed if each.name.startswith(name) or (each.task or "").endswith(f"/{name}")]
    chosen = exact or close
    return chosen[0] if len(chosen) == 1 else None


def keep(case: Case) -> Path:
    """Put a case into the library, unredacted, and return its file. Raises `NotWritten`."""
    folder = case_library()
    path = folder / f"{_name_of(case)}{_ENDING}"
    with in_words(path):
        private_folder(folder)
        if path.is_symlink():
            path.unlink()
        put(path, parts_of_case_file(case))
    return path


def library_index() -> Path:
    """Return where it is kept what each case is about."""
    return cache_folder() / "library.json"


def remove(paths: Iterable[Path]) -> tuple[Path, ...]:
    """Remove some cases, and return those that are gone now; what lies elsewhere is not touched."""
    folder = case_library()
    own = [path for path in paths if path.parent == folder and path.suffix == _ENDING]
    for path in own:
        with suppress(OSError):
            path.unlink(missing_ok=True)
    return tuple(path for path in own if not path.exists())


def prune(older_than: datetime | None = None, at_most: int | None = None) -> tuple[Entry, ...]:
    """Remove what was saved before a time, then the oldest until the rest takes at most so many bytes.

    Returns what was removed.
    """
    newest_first = entries()
    removed: list[Entry] = []
    room = at_most
    for each in newest_first:
        is_old = older_than is not None and each.saved_at < older_than
        if room is not None and not is_old:
            room -= each.size
        if is_old or (room is not None and room < 0):
            removed.append(each)
    for each in removed:
        each.path.unlink(missing_ok=True)
    if removed:
        _remember([each for each in newest_first if each not in removed])
    return tuple(removed)


def _files() -> list[tuple[Path, os.stat_result]]:
    folder = case_library()
    found: list[tuple[Path, os.stat_result]] = []
    try:
        paths = sorted(folder.iterdir())
    except OSError:
        return []
    for path in paths:
        if path.suffix == _ENDING and not path.name.startswith("."):
            # What another program has removed since is no longer of the library.
            with suppress(OSError):
                found.append((path, path.lstat()))
    return [(path, status) for path, status in found if stat.S_ISREG(status.st_mode)]


def _entry(path: Path, status: os.stat_result, known: JsonObject) -> Entry:
    saved_at = datetime.fromtimestamp(status.st_mtime, UTC)
    told = known.get(path.name)
    if not isinstance(told, dict) or (told.get("size"), told.get("mtime")) != (status.st_size, status.st_mtime_ns):
        known.pop(path.name, None)
        told = _about(path)
    return Entry(
        path=path,
        size=status.st_size,
        saved_at=saved_at,
        **{name: _text(told.get(name)) for name in ("task", "cluster", "service", "stopped_at", "status")},
        causes=tuple(each for each in told.get("causes") or () if isinstance(each, str)),
        said=_text(told.get("said")) or "",
    )


def _about(path: Path) -> JsonObject:
    """Return what a case is about; nothing where it cannot be read."""
    try:
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0))
        with os.fdopen(descriptor, "rb") as stream:
            snapshot = Snapshot.of(parse_case(stream.read(_LARGEST), path.name))
        diagnosis = diagnose_task(snapshot, proves=False)
    except (OSError, FargateDoctorError):
        return {}
    facts = diagnosis.facts
    return {
        **(_of_task(facts.task) if facts else {}),
        "status": diagnosis.status,
        "causes": [each.id for each in diagnosis.root_causes],
        "said": facts.symptom.message.text if facts and facts.symptom.message else "",
    }


def _of_task(task: Task) -> JsonObject:
    return {
        "task": task.task_arn,
        "cluster": task.cluster_name,
        "service": task.service_name,
        "stopped_at": task.stopped_at.isoformat() if task.stopped_at else None,
    }


def _name_of(case: Case) -> str:
    """Return a file name that sorts by time and says which task it is: the same for the same look at one task."""
    arn = case.focus or next(
        (
            str(task["taskArn"])
            for record in case.records.get("ecs:DescribeTasks", ())
            for task in record.answer.get("tasks") or ()
            if isinstance(task, dict) and task.get("taskArn")
        ),
        "case",
    )
    parts = (case.collected_at or datetime.now(UTC).isoformat(timespec="seconds"), *arn.split("/")[-2:])
    plain = (_NOT_IN_A_NAME.sub("-", part).strip("-")[:_LONGEST_PART] for part in parts)
    return "-".join(part for part in plain if part)


def _known() -> JsonObject:
    try:
        document = json.loads(library_index().read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(document, dict) or document.get("schema") != _SCHEMA:
        return {}
    listed = document.get("entries")
    return dict(listed) if isinstance(listed, dict) else {}


def _remember(listed: Iterable[Entry]) -> None:
    """Write the index; where that is not possible it is worked out anew the next time."""
    try:
        told = {each.path.name: _told(each) for each in listed}
        private_folder(library_index().parent)
        put(library_index(), json.dumps({"schema": _SCHEMA, "entries": told}, indent=1).encode())
    except (OSError, ValueError):
        return


def _told(entry: Entry) -> JsonObject:
    status = entry.path.lstat()
    return {
        "size": status.st_size,
        "mtime": status.st_mtime_ns,
        "task": entry.task,
        "cluster": entry.cluster,
        "service": entry.service,
        "stopped_at": entry.stopped_at,
        "status": entry.status,
        "causes": list(entry.causes),
        "said": entry.said,
    }


def _text(value: Any) -> str | None:  # noqa: ANN401 - any JSON value
    return value if isinstance(value, str) else None
