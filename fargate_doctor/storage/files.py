"""Writes a file whole or not at all, readable by its owner only."""

from __future__ import annotations

import errno
import os
import secrets
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fargate_doctor.errors import UsageError
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_CHECK_FOLDER: Final = Text(
    en="Name a folder that exists and that you may write to.",
    es="Indique una carpeta que exista y en la que pueda guardar archivos.",
)

_FULL: Final = Text(en="the disk is full", es="el disco está lleno")
_MAKE_ROOM: Final = Text(en="Make room, or name another disk.", es="Libere espacio o indique otro disco.")

_REASONS: Final = {
    errno.ENOENT: (Text(en="the folder does not exist", es="la carpeta no existe"), _CHECK_FOLDER),
    errno.ENOTDIR: (
        Text(en="part of the path is a file", es="parte de la ruta es un archivo"),
        _CHECK_FOLDER,
    ),
    errno.EACCES: (Text(en="permission denied", es="permiso denegado"), _CHECK_FOLDER),
    errno.EPERM: (Text(en="permission denied", es="permiso denegado"), _CHECK_FOLDER),
    errno.EROFS: (Text(en="the disk is read-only", es="el disco es de solo lectura"), _CHECK_FOLDER),
    errno.EISDIR: (
        Text(en="it is a folder", es="es una carpeta"),
        Text(en="Add a file name to it.", es="Añádale un nombre de archivo."),
    ),
    errno.ENOSPC: (_FULL, _MAKE_ROOM),
    errno.EDQUOT: (_FULL, _MAKE_ROOM),
    errno.EFBIG: (Text(en="the file would be too large", es="el archivo sería demasiado grande"), _MAKE_ROOM),
}
_FOREIGN: Final = (
    Text(
        en="something of another user stands there, in a folder that others may write to",
        es="ahí hay algo de otro usuario, en una carpeta en la que otros pueden escribir",
    ),
    Text(
        en="Name a folder that only you may write to.",
        es="Indique una carpeta en la que solo usted pueda escribir.",
    ),
)
_MOST_LINKS: Final = 40


class ForeignFile(PermissionError):
    """A link or a pipe of another user, put where others may put things: who follows it writes where they choose."""


class NotWritten(UsageError):
    """A file could not be written; what was there before is still there."""


def require_folder(path: Path | str) -> None:
    """Raise `NotWritten` where the folder of a path is not there, before anything is done for the file."""
    try:
        folder = Path(path).resolve().parent
        folder.stat()
        if not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
    except (OSError, ValueError) as error:
        raise _explain(str(path), error) from error


def write_file(path: Path | str, content: bytes | Iterable[bytes]) -> None:
    """Write the content, whole or in parts, to a path, replacing what is there. Raises `NotWritten`."""
    try:
        put(Path(path), content)
    except (OSError, ValueError) as error:
        raise _explain(str(path), error) from error


@contextmanager
def in_words(path: Path) -> Iterator[None]:
    """Turn the system's own error about a path into `NotWritten`."""
    try:
        yield
    except (OSError, ValueError) as error:
        raise _explain(str(path), error) from error


def put(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Do the same, and let the system's own error through."""
    target = _followed(path)
    if target.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced, only written to
        _refuse_foreign(target)
        with target.open("wb") as stream:
            stream.writelines(_parts(content))
        return
    with temporary_beside(target) as temporary:
        write_new(temporary, content)
        temporary.replace(target)


@contextmanager
def temporary_beside(target: Path) -> Iterator[Path]:
    """Give a name beside a file, for what is to become that file; nothing is left there, whatever interrupts."""
    temporary = target.parent / f".{target.name[:40]}.{secrets.token_hex(8)}"
    try:
        yield temporary
    finally:
        temporary.unlink(missing_ok=True)


def write_new(path: Path, content: bytes | Iterable[bytes]) -> None:
    """Write a file that is not there yet, for its owner only, down to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), 0o600)
    with os.fdopen(descriptor, "wb") as stream:
        stream.writelines(_parts(content))
        stream.flush()
        os.fsync(stream.fileno())


def _parts(content: bytes | Iterable[bytes]) -> Iterable[bytes]:
    return (content,) if isinstance(content, bytes) else content


def _followed(path: Path) -> Path:
    """Return where the links of a path lead; another user's link in a shared folder is not followed."""
    for _ in range(_MOST_LINKS):
        if not path.is_symlink():
            return path
        _refuse_foreign(path)
        path = path.parent / path.readlink()
    raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path))


def _refuse_foreign(path: Path) -> None:
    if not hasattr(os, "geteuid"):
        return
    folder, owner = path.parent.stat(), path.lstat().st_uid
    is_shared = folder.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
    if is_shared and owner not in (os.geteuid(), folder.st_uid):
        raise ForeignFile(errno.EPERM, os.strerror(errno.EPERM), str(path))


def private_folder(folder: Path) -> Path:
    """Return the folder, made where it is missing, for its owner only.

    Raises `ForeignFile` where it belongs to another user; one that others may enter is closed to them.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if hasattr(os, "geteuid"):
        found = folder.stat()
        if found.st_uid == os.geteuid():
            if found.st_mode & 0o077:
                folder.chmod(0o700)
        elif os.geteuid() != 0:  # root may work for the user whose home it was given
            raise ForeignFile(errno.EPERM, os.strerror(errno.EPERM), str(folder))
    return folder


def _explain(name: str, error: OSError | ValueError) -> NotWritten:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    unknown = (
        Text(en="the system says “{words}”", es="el sistema dice «{words}»").fill(words=words),
        _CHECK_FOLDER,
    )
    number = error.errno if isinstance(error, OSError) else None
    reason, advice = _REASONS.get(number, unknown) if number else unknown
    if isinstance(error, ForeignFile):
        reason, advice = _FOREIGN
    happened = Text(en="Cannot write {name}: {reason}.", es="No se puede guardar {name}: {reason}.")
    return NotWritten(happened.fill(name=printable(name), reason=reason), advice)
