"""Case files: opened, saved, and remembered by where they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.read import read_case
from fargate_doctor.case.write import parts_of_case_file
from fargate_doctor.storage.files import private_folder, put, write_file
from fargate_doctor.storage.places import data_folder, state_folder

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

_REMEMBERED: Final = 20


def open_case(path: Path | str) -> Case:
    """Return the case at a path, in any form that `read_case` takes. Raises `UnreadableInput`."""
    return read_case(path)


def save_case(case: Case, path: Path | str) -> None:
    """Write a case file, without secrets. Raises `NotWritten`."""
    write_file(path, parts_of_case_file(case))


def case_library() -> Path:
    """Return the folder in which recorded cases are kept; it need not exist yet."""
    return data_folder() / "cases"


def kept_cases() -> int:
    """Return how many files the library holds, without reading them."""
    try:
        return sum(each.suffix == ".json" and not each.name.startswith(".") for each in case_library().iterdir())
    except OSError:
        return 0


def recent_cases() -> tuple[Path, ...]:
    """Return the files opened last, newest first, as far as they can still be reached."""
    return tuple(path for path in _remembered() if _is_there(path))


def remember_case(path: Path | str) -> bool:
    """Put a file at the head of the recent ones, and say whether that was possible."""
    try:
        newest = Path(path).absolute()
        others = [other for other in _remembered() if other != newest]
        names = [str(each) for each in (newest, *others)][:_REMEMBERED]
        private_folder(state_folder())
        put(_recent_file(), json.dumps(names, indent=2).encode())
    except (OSError, ValueError):
        return False
    return True


def _remembered() -> list[Path]:
    try:
        names = json.loads(_recent_file().read_bytes())
    except (OSError, ValueError, RecursionError):
        return []
    return [Path(name) for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def _recent_file() -> Path:
    return state_folder() / "recent.json"
