"""Where bytes come from: a file, every file of a folder, or standard input."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, Final

from fargate_doctor.case.cli_errors import holds_errors
from fargate_doctor.case.flow_log_file import is_flow_log
from fargate_doctor.case.logged import is_log_text
from fargate_doctor.case.unpacking import is_packed
from fargate_doctor.case.unreadable import STANDARD_INPUT
from fargate_doctor.case.unreadable_files import empty_folder, refused_by_the_system, too_large
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

_LARGEST_IN_MB: Final = 512
_LARGEST: Final = _LARGEST_IN_MB * 1024 * 1024
_EXCERPT: Final = 512
_BEFORE_JSON: Final = b" \t\r\n\0\xef\xbb\xbf\xff\xfe"


@frozen
class Source:
    """One stream of bytes and what to call it."""

    name: str
    path: Path | None

    def read(self) -> bytes:
        """Return all its bytes, or raise `UnreadableInput`."""
        try:
            if self.path is None:
                return self._read_from(sys.stdin.buffer)
            with self.path.open("rb") as stream:
                return self._read_from(stream)
        except (OSError, ValueError) as error:
            raise refused_by_the_system(self.name, error) from error

    def read_if_of_use(self) -> bytes:
        """Return all its bytes if they begin as something that is read here, else only the first, to say what it is."""
        try:
            with (self.path or Path()).open("rb") as stream:
                start = stream.read(_EXCERPT)
        except (OSError, ValueError) as error:
            raise refused_by_the_system(self.name, error) from error
        return self.read() if _is_of_use(start) else start

    def _read_from(self, stream: BinaryIO) -> bytes:
        data = stream.read(_size_of(stream) or _LARGEST + 1)
        if len(data) > _LARGEST:
            raise too_large(self.name, _LARGEST_IN_MB)
        return data


def _size_of(stream: BinaryIO) -> int:
    """Return how long a file is now, so that one that grows is read to an end; 0 for what has no length."""
    try:
        status = os.fstat(stream.fileno())
    except (OSError, ValueError):
        return 0
    return min(status.st_size, _LARGEST + 1) if stat.S_ISREG(status.st_mode) else 0


def _is_of_use(start: bytes) -> bool:
    looks_like_json = start.lstrip(_BEFORE_JSON)[:1] in {b"{", b"["}
    plain = start.replace(b"\0", b"").lstrip(_BEFORE_JSON).decode("utf-8", "replace")
    return looks_like_json or is_packed(start) or is_flow_log(start) or holds_errors(start) or is_log_text(plain)


def sources_at(place: Path | str) -> tuple[tuple[Source, ...], bool]:
    """Return the sources at a place, and whether it is a folder; hidden files of a folder are left out."""
    name = str(place)
    if name == STANDARD_INPUT:
        return (Source(name, None),), False
    path = Path(place)
    try:
        if not name:  # else it would be the current folder
            raise FileNotFoundError(name)
        is_folder = path.is_dir()
        files = tuple(_files_below(path)) if is_folder else (path,)
    except (OSError, ValueError) as error:
        raise refused_by_the_system(name, error) from error
    if not files:
        raise empty_folder(name)
    return tuple(Source(str(file), file) for file in files), is_folder


def _files_below(folder: Path) -> Iterator[Path]:
    for place, folders, files in os.walk(folder, onerror=_raise):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            file = Path(place, name)
            if not name.startswith(".") and file.is_file():
                yield file


def _raise(error: OSError) -> None:
    raise error
