"""Why the operating system, or an empty place, gives nothing to read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.case.unreadable import SAVE_AGAIN, WHAT_IS_READ, excerpt, excerpts, unreadable
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.errors import UnreadableInput


def refused_by_the_system(name: str, error: OSError | ValueError) -> UnreadableInput:
    """Return the error for what opening or reading a file failed with."""
    if isinstance(error, FileNotFoundError):
        return unreadable(
            name,
            Text(en="it does not exist", es="no existe"),
            Text(en="Check the path.", es="Compruebe la ruta."),
        )
    if isinstance(error, PermissionError):
        return unreadable(
            name,
            Text(en="permission denied", es="permiso denegado"),
            Text(en="Give yourself permission to read it.", es="Concédase permiso para leerlo."),
        )
    words = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return unreadable(
        name,
        Text(en="the system says “{words}”", es="el sistema dice «{words}»").fill(words=excerpt(words)),
        Text(en="Check the path and the disk.", es="Compruebe la ruta y el disco."),
    )


def too_large(name: str, megabytes: int) -> UnreadableInput:
    """Return the error for a file that no case can be."""
    reason = Text(
        en="it is larger than {megabytes} MB, which no case file is",
        es="ocupa más de {megabytes} MB, y ningún archivo de caso es tan grande",
    )
    return unreadable(name, reason.fill(megabytes=megabytes), WHAT_IS_READ)


def broken_archive(name: str) -> UnreadableInput:
    """Return the error for a compressed file that cannot be unpacked."""
    return unreadable(
        name,
        Text(en="it is compressed and cannot be unpacked", es="está comprimido y no se puede descomprimir"),
        SAVE_AGAIN,
    )


def locked_archive(name: str) -> UnreadableInput:
    """Return the error for an archive with a password."""
    return unreadable(
        name,
        Text(en="the archive asks for a password", es="el archivo comprimido pide una contraseña"),
        Text(en="Unpack it first.", es="Descomprímalo antes."),
    )


def empty_archive(name: str) -> UnreadableInput:
    """Return the error for an archive without a file in it."""
    reason = Text(en="the archive has no files in it", es="el archivo comprimido no contiene archivos")
    return unreadable(name, reason, WHAT_IS_READ)


def empty_folder(name: str) -> UnreadableInput:
    """Return the error for a folder without files, or with hidden ones only."""
    reason = Text(en="the folder has no files in it", es="la carpeta no contiene archivos")
    return unreadable(name, reason, WHAT_IS_READ)


def nothing_recognised(name: str, seen: Iterable[str]) -> UnreadableInput:
    """Return the error for a folder or an archive with files of which none is of use."""
    reason = Text(
        en="nothing in it is an AWS answer or a case; it holds {seen}",
        es="nada de lo que contiene es una respuesta de AWS ni un caso; contiene {seen}",
    )
    return unreadable(name, reason.fill(seen=excerpts(seen)), WHAT_IS_READ)
