"""Writes a file whole or not at all, readable by its owner only."""

from __future__ import annotations

import errno
import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from fargate_doctor.errors import UsageError
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHECK_FOLDER: Final = Text(
    en="Name a folder that exists and that you may write to.",
    es="Indique una carpeta que exista y en la que pueda guardar archivos.",
)

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
    errno.ENOSPC: (
        Text(en="the disk is full", es="el disco está lleno"),
        Text(en="Make room, or name another disk.", es="Libere espacio o indique otro disco."),
    ),
}


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


def write_file(path: Path | str, content: bytes) -> None:
    """Write the content to a path, replacing what is there. Raises `NotWritten`."""
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


def put(path: Path, content: bytes) -> None:
    """Do the same, and let the system's own error through."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    if path.exists() and not path.is_file():  # a device or a pipe cannot be replaced, only written to
        path.write_bytes(content)
        return
    target = path.resolve()
    descriptor, temporary = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name[:40]}.")
    try:
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
        Path(temporary).replace(target)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def private_folder(folder: Path) -> Path:
    """Return the folder, made where it is missing, for its owner only."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def _explain(name: str, error: OSError | ValueError) -> NotWritten:
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    unknown = (
        Text(en="the system says “{words}”", es="el sistema dice «{words}»").fill(words=words),
        _CHECK_FOLDER,
    )
    number = error.errno if isinstance(error, OSError) else None
    reason, advice = _REASONS.get(number, unknown) if number else unknown
    happened = Text(en="Cannot write {name}: {reason}.", es="No se puede guardar {name}: {reason}.")
    return NotWritten(happened.fill(name=printable(name), reason=reason), advice)
