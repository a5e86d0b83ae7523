"""The owner's key for pseudonyms: made once, so that two exports can be compared, and never shared."""

from __future__ import annotations

import os
import secrets
import tempfile
from pathlib import Path
from typing import Final

from fargate_doctor.storage.files import private_folder
from fargate_doctor.storage.places import data_folder

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
    descriptor, temporary = tempfile.mkstemp(dir=private_folder(path.parent), prefix=".key.")
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secrets.token_bytes(_LENGTH))
    try:
        _link(Path(temporary), path)
    finally:
        Path(temporary).unlink(missing_ok=True)
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
