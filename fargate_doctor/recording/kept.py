"""The cases that a recording keeps: each once, in the case library, within bounds of number and size.

Only files that this recording wrote are ever removed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.write import dump_case
from fargate_doctor.storage import case_library, write_file
from fargate_doctor.storage.files import private_folder

if TYPE_CHECKING:
    from pathlib import Path

    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.recording.state import State

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._-]+")
_SIGNS: Final = re.compile(r"[-:]|\.\d+")


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many cases are kept, and how many bytes they may take together; the oldest go first."""

    files: int
    size: int


def is_kept(task: JsonObject) -> bool:
    """Tell whether the library holds a case of a task already, whoever wrote it."""
    identifier = _task_id(task)
    folder = case_library()
    return folder.is_dir() and any(folder.glob(f"*-{identifier}.json"))


def keep_case(case: Case, task: JsonObject, state: State, bounds: Bounds) -> Path:
    """Write the case of a task, unredacted and for its owner only, and remove what is too much then.

    Raises `NotWritten`.
    """
    folder = private_folder(case_library())
    path = folder / _name(task)
    content = dump_case(case)
    write_file(path, content)
    state.files[path.name] = len(content)
    _prune(folder, state, bounds, path.name)
    return path


def _prune(folder: Path, state: State, bounds: Bounds, newest: str) -> None:
    state.files = {name: size for name, size in state.files.items() if (folder / name).is_file()}
    for name in list(state.files):
        if name == newest or (len(state.files) <= bounds.files and sum(state.files.values()) <= bounds.size):
            return
        (folder / name).unlink(missing_ok=True)
        del state.files[name]


def _name(task: JsonObject) -> str:
    """Return a name that sorts by time: when it stopped, where, and which it was."""
    stopped = _SIGNS.sub("", str(task.get("stoppedAt") or task.get("stoppingAt") or task.get("createdAt") or "0"))
    group = str(task.get("group", "")).partition(":")[2] or "task"
    return f"{_UNSAFE.sub('-', stopped)}-{_UNSAFE.sub('-', group)}-{_task_id(task)}.json"


def _task_id(task: JsonObject) -> str:
    return _UNSAFE.sub("-", str(task.get("taskArn", "")).rpartition("/")[2])
