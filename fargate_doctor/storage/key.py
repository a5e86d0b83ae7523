"""The owner's key for pseudonyms: made once, so that two exports can be compared, and never shared."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Final

from fargate_doctor.storage.files import private_folder, temporary_beside, write_new
from fargate_doctor.storage.places import data_folder

if TYPE_CHECKING:
    from pathlib import Path

_LENGTH: Final = 32


def redaction_key() -> bytes:
    """Return the key; where no file can be kept, a new one that holds for this run."""
    path = data_folder() / "redaction.key"
    try:
        return _read(path) or _make(path)
    except OSError:
        return _KEY_OF_THIS_RUN


def _read(path: Path) -> bytes | None:
    try:
        key = path.read_bytes()
    except FileNotFoundError:
        return None
    return key if len(key) == _LENGTH else None


def _make(path: Path) -> bytes:
    """Write a key beside its place and move it there; whoever comes second takes the first one's."""
    private_folder(path.parent)
    with temporary_beside(path) as temporary:
        write_new(temporary, secrets.token_bytes(_LENGTH))
        _link(temporary, path)
    return path.read_bytes()


def _link(temporary: Path, path: Path) -> None:
    if path.exists():  # a file that holds no key
        temporary.replace(path)
        return
    try:
        path.hardlink_to(temporary)
    except FileExistsError:
        return
    except OSError:  # a file system without links
        temporary.replace(path)


_KEY_OF_THIS_RUN: Final = secrets.token_bytes(_LENGTH)
