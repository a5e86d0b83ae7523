"""Files inside files: gzip, zip and tar, told by their first bytes and unpacked in memory, within bounds.

Nothing is written to the disk, so no name inside an archive can lead anywhere; links and devices are passed over.
"""

from __future__ import annotations

import io
import zlib
from typing import TYPE_CHECKING, Final

from fargate_doctor.case.unreadable_files import broken_archive, locked_archive, too_large

if TYPE_CHECKING:
    from collections.abc import Iterator

_GZIP: Final = b"\x1f\x8b"
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06")
_TAR: Final = b"ustar"
_TAR_PLACE: Final = 257
_GZIP_WINDOW: Final = 31

_DEEPEST: Final = 4
_LARGEST_IN_MB: Final = 512
_LARGEST: Final = _LARGEST_IN_MB * 1024 * 1024
_MOST_FILES: Final = 50_000


def is_packed(start: bytes) -> bool:
    """Tell whether bytes begin as an archive or a compressed file does."""
    return start.startswith((_GZIP, *_ZIP)) or start[_TAR_PLACE : _TAR_PLACE + len(_TAR)] == _TAR


def unpacked(data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
    """Yield what is inside, each with a name that says where; what is not packed is yielded as it is.

    Raises `UnreadableInput` for an archive that is broken, locked, or holds more than any case.
    """
    yield from _Room(name).unpack(data, name, _DEEPEST)


class _Room:
    """How much of one file has been unpacked; a small archive may hold the world."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._bytes = 0
        self._files = 0

    def unpack(self, data: bytes, name: str, depth: int) -> Iterator[tuple[str, bytes]]:
        if depth == 0 or not is_packed(data):
            yield name, data
        elif data.startswith(_GZIP):
            yield from self.unpack(self._gunzip(data, name), name, depth - 1)
        else:
            members = self._of_zip(data, name) if data.startswith(_ZIP) else self._of_tar(data, name)
            for inner, content in members:
                yield from self.unpack(content, f"{name}/{inner}", depth - 1)

    def _gunzip(self, data: bytes, name: str) -> bytes:
        parts: list[bytes] = []
        while data.startswith(_GZIP):
            stream = zlib.decompressobj(_GZIP_WINDOW)
            try:
                part = stream.decompress(data, _LARGEST - self._bytes + 1)
            except zlib.error as error:
                raise broken_archive(name) from error
            self._count(len(part))
            if not stream.eof:
                raise broken_archive(name)
            parts.append(part)
            data = stream.unused_data
        return b"".join(parts)

    def _of_zip(self, data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
        import zipfile  # noqa: PLC0415 - slow to import, and few cases are packed

        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                self._require_room(sum(member.file_size for member in archive.infolist()))
                for member in archive.infolist():
                    if not member.is_dir() and not _is_hidden(member.filename):
                        self._count(member.file_size)
                        with archive.open(member) as stream:
                            yield member.filename, stream.read(member.file_size)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, ValueError, OSError) as error:
            raise broken_archive(name) from error
        except RuntimeError as error:  # a password is wanted
            raise locked_archive(name) from error

    def _of_tar(self, data: bytes, name: str) -> Iterator[tuple[str, bytes]]:
        import tarfile  # noqa: PLC0415 - the same

        try:
            with tarfile.open(fileobj=io.BytesIO(data), mode="r:") as archive:
                for member in archive:
                    if member.isreg() and not _is_hidden(member.name):
                        self._count(member.size)
                        stream = archive.extractfile(member)
                        yield member.name, stream.read() if stream else b""
        except (tarfile.TarError, EOFError, ValueError, OSError) as error:
            raise broken_archive(name) from error

    def _require_room(self, size: int) -> None:
        """Refuse an archive by what it says of itself, before any of it is unpacked."""
        if self._bytes + size > _LARGEST:
            raise too_large(self._name, _LARGEST_IN_MB)

    def _count(self, size: int) -> None:
        self._bytes += size
        self._files += 1
        if self._bytes > _LARGEST or self._files > _MOST_FILES:
            raise too_large(self._name, _LARGEST_IN_MB)


def _is_hidden(path: str) -> bool:
    parts = path.replace("\\", "/").split("/")
    return parts[0] == "__MACOSX" or any(part.startswith(".") and part not in {".", ".."} for part in parts)
