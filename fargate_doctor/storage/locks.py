"""Locks between runs of the tool: held by an open file, so that they end with the process, however it ends."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from fargate_doctor.storage.files import private_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, waits: bool) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_LOCK if waits else msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(descriptor: int, *, waits: bool) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX if waits else fcntl.LOCK_EX | fcntl.LOCK_NB)


_HELD: Final = frozenset({errno.EAGAIN, errno.EACCES, errno.EDEADLK})


class InUse(Exception):
    """Another run holds the lock."""


@contextmanager
def locked(path: Path, *, waits: bool = True) -> Iterator[None]:
    """Hold the lock that a file stands for; the file stays, because removing it would let two hold it.

    Raises `InUse` where another run holds it and this one does not wait, and `OSError` where no file can be kept.
    """
    private_folder(path.parent)
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o600)
    try:
        try:
            _lock(descriptor, waits=waits)
        except OSError as error:
            if error.errno in _HELD:  # else the file system has no locks, and nobody can hold one
                raise InUse from error
        yield
    finally:
        os.close(descriptor)
