"""The cases that a recording keeps: each once, in the case library, within bounds of number and size.

Only files that this recording wrote are ever removed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.frozen import frozen
from fargate_doctor.storage import case_library
from fargate_doctor.storage.files import in_words
from fargate_doctor.storage.library import entries, keep
from fargate_doctor.storage.locks import locked

if TYPE_CHECKING:
    from pathlib import Path

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.recording.state import State


@frozen
class Bounds:
    """How many cases are kept, and how many bytes they may take together; the oldest go first."""

    files: int
    size: int


def is_kept(task: JsonObject) -> bool:
    """Tell whether the library holds a case of a task after its stop already, whoever kept it."""
    return any(each.task == task.get("taskArn") and each.stopped_at for each in entries())


def keep_case(task: JsonObject, case: Case, state: State, bounds: Bounds) -> Path | None:
    """Put a case into the library, unredacted and for its owner only, and remove what is too much then.

    None where another run kept the task in the meantime. Raises `NotWritten`.
    """
    lock = case_library() / ".lock"
    with in_words(lock), locked(lock):
        if is_kept(task):
            return None
        path = keep(case)
    state.files.pop(path.name, None)
    state.files[path.name] = path.stat().st_size
    _prune(path.parent, state, bounds, path.name)
    return path


def _prune(folder: Path, state: State, bounds: Bounds, newest: str) -> None:
    state.files = {name: size for name, size in state.files.items() if (folder / name).is_file()}
    for name in list(state.files):
        if name == newest or (len(state.files) <= bounds.files and sum(state.files.values()) <= bounds.size):
            return
        (folder / name).unlink(missing_ok=True)
        del state.files[name]
