"""Which files of a folder are cases by themselves; the others are answers that make one case together."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.case.sources import sources_at

if TYPE_CHECKING:
    from pathlib import Path

_SNIFFED: Final = 400
_IS_CASE: Final = b'"fargate-doctor/case/'


def case_files(place: Path | str) -> tuple[Path, ...]:
    """Return the case files of a folder, by name; none for a file. Raises `UnreadableInput`."""
    sources, is_folder = sources_at(place)
    return tuple(each.path for each in sources if is_folder and each.path and is_case_file(each.path))


def is_case_file(file: Path) -> bool:
    """Tell whether a file begins as a case."""
    try:
        with file.open("rb") as stream:
            return _IS_CASE in stream.read(_SNIFFED)
    except OSError:
        return False
