"""Inputs that nobody would write: a good one, changed a little or beyond recognition, the same for the same seed."""

from __future__ import annotations

import gzip
import io
import json
import tarfile
import zipfile
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

PIECES: Final = (
    b"{",
    b"}",
    b"[",
    b"]",
    b'"',
    b",",
    b":",
    b"\\",
    b"\x00",
    b"\xff\xfe",
    b"\xef\xbb\xbf",
    b"\xc3\x28",
    b"NaN",
    b"-Infinity",
    b"1e999",
    b"-0.0",
    b"9" * 400,
    b"9" * 5000,
    b"1" + b"0" * 60,
    b'"\\ud800"',
    b'"\\u0000\\u001b[31m"',
    b"null",
    b"true",
    b"{}",
    b"[]",
    b'{"a":' * 60,
    b"[" * 200,
    b"[" * 20_000,
    b'"schema": "fargate-doctor/case/99",',
    b'"records": [],',
    b'"a": 1, "a": 2,',
    b"\r\n",
    "\u202e\u2066".encode(),
    "é".encode("latin-1"),
)
VALUES: Final[tuple[Any, ...]] = (
    None,
    True,
    False,
    0,
    -1,
    2**63,
    10**400,
    1.5,
    -0.0,
    1e308,
    "",
    "x",
    "\x00",
    "\x1b]0;x\x07",
    "\u202e",
    "0.0.0.0/0",
    "999.1.1.1/99",
    "::/0",
    "arn:aws:ecs:::",
    "arn",
    "2026-13-45T99:99:99Z",
    "0001-01-01T00:00:00+23:59",
    "9999-12-31T23:59:59-23:59",
    "-1",
    "*",
    "${aws:x}",
    "{0}",
    "{a!r:>99}",
    "%s",
    [],
    [None],
    [[[]]],
    {},
    {"": None},
    {"a": {"a": {"a": 1}}},
    "y" * 10_000,
)


def mutated(seeds: Sequence[bytes], random: Random) -> bytes:
    """Return one of the inputs after a few changes."""
    data = random.choice(seeds)
    for _ in range(random.choice((1, 1, 1, 2, 3, 8))):
        data = random.choice(_CHANGES)(data, seeds, random)
    return data


def _in_the_document(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    """Change one value or key of a JSON document."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError):
        return data
    place = document
    for _ in range(random.randint(0, 12)):
        keys = list(place) if isinstance(place, dict) else list(range(len(place))) if isinstance(place, list) else []
        if not keys:
            break
        key = random.choice(keys)
        inner = place[key]
        if not isinstance(inner, dict | list) or not inner or random.random() < 0.15:
            _change(place, key, random)
            break
        place = inner
    try:
        return json.dumps(document).encode()
    except (ValueError, RecursionError):
        return data


def _change(place: Any, key: Any, random: Random) -> None:  # noqa: ANN401 - any JSON container
    if random.random() < 0.15:
        del place[key]
    elif isinstance(place, dict) and random.random() < 0.15:
        place[random.choice((key.upper(), key.lower(), "", "Type", "Value", "taskArn", "\x00"))] = place.pop(key)
    elif isinstance(place, list) and random.random() < 0.3:
        place[key:key] = [place[key]] * random.choice((1, 2, 100))
    else:
        place[key] = random.choice(VALUES)


def _flip(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    if not data:
        return data
    changed = bytearray(data)
    for _ in range(random.choice((1, 1, 4, 16))):
        changed[random.randrange(len(changed))] = random.randrange(256)
    return bytes(changed)


def _cut(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    first, last = sorted((random.randint(0, len(data)), random.randint(0, len(data))))
    return data[:first] + data[last:] if random.random() < 0.5 else data[first:last]


def _insert(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    place = random.randint(0, len(data))
    return data[:place] + random.choice(PIECES) + data[place:]


def _splice(data: bytes, seeds: Sequence[bytes], random: Random) -> bytes:
    other = random.choice(seeds)
    return data[: random.randint(0, len(data))] + other[random.randint(0, len(other)) :]


def _doubled(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    return random.choice((b"", b"\n", b"\xef\xbb\xbf", b"\x1e")).join((data, data))


def _encoded(data: bytes, _seeds: Sequence[bytes], random: Random) -> bytes:
    return data.decode(errors="replace").encode(random.choice(("utf-16", "utf-32", "utf-8-sig", "utf-7")))


_CHANGES: Final[tuple[Callable[[bytes, Sequence[bytes], Random], bytes], ...]] = (
    _in_the_document,
    _in_the_document,
    _in_the_document,
    _flip,
    _cut,
    _insert,
    _insert,
    _splice,
    _doubled,
    _encoded,
)

_NAMES: Final = (
    "case.json",
    "../../../../etc/cron.d/x",
    "/etc/passwd",
    "C:\\windows\\x.json",
    "a/../../b.json",
    "a" * 3000,
    "\x1b[31m\u202e.json",
    "",
    ".hidden.json",
    "__MACOSX/x",
)
_LINKS: Final = (tarfile.SYMTYPE, tarfile.LNKTYPE, tarfile.FIFOTYPE, tarfile.CHRTYPE, tarfile.DIRTYPE)


def packed(data: bytes, random: Random) -> bytes:
    """Return an input inside an archive, with names that climb out of it, links and devices, perhaps broken."""
    archive = random.choice((_zipped, _tarred, lambda content, _: gzip.compress(content, 1)))(data, random)
    if random.random() < 0.2:
        archive = packed(archive, random)
    return _flip(archive, (), random) if random.random() < 0.4 else archive


def _zipped(data: bytes, random: Random) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", random.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for number in range(random.choice((1, 1, 2, 5))):
            member = zipfile.ZipInfo(f"{number}{random.choice(_NAMES)}" if number else random.choice(_NAMES) or "x")
            member.external_attr = random.choice((0o100644, 0o120777, 0o010644)) << 16
            archive.writestr(member, data)
    return stream.getvalue()


def _tarred(data: bytes, random: Random) -> bytes:
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=random.choice(("w", "w:gz"))) as archive:
        for _ in range(random.choice((1, 2, 5))):
            member = tarfile.TarInfo(random.choice(_NAMES) or "x")
            member.size = len(data)
            if random.random() < 0.3:
                member.type, member.size, member.linkname = random.choice(_LINKS), 0, random.choice(_NAMES)
            archive.addfile(member, io.BytesIO(data) if member.size else None)
    return stream.getvalue()
