"""Readers are given what nobody would write: they read it, or say in words why not, in bounded time and memory."""

from __future__ import annotations

import gzip
import io
import json
import os
import subprocess
import sys
import tarfile
import threading
import time
import traceback
import zipfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Final

import pytest

from fargate_doctor.case.read import read_sources
from fargate_doctor.demo import catalogue
from fargate_doctor.errors import UnreadableInput
from tests.campaigns.figures import FULL, length, write_down
from tests.campaigns.readers import Reader, all_readers, one_input

if TYPE_CHECKING:
    from collections.abc import Callable

READERS: Final = {each.name: each for each in all_readers()}
SEEDS: Final = Path(__file__).with_name("seeds.json")
SLOWEST: Final = 20.0
"""Seconds of processor time for one input of a megabyte at most; none should take a tenth of it."""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path))
    return tmp_path


def _failure(reader: Reader, seed: str) -> tuple[str, str] | None:
    """Return the seed and what went wrong with its input; None where nothing did."""
    random = Random(seed)  # noqa: S311 - the same input for the same seed
    data = one_input(reader, random)
    began = time.process_time()
    try:
        reader.read(data, random)
    except Exception:  # noqa: BLE001 - whatever it is, it is a defect
        return seed, traceback.format_exc(limit=-4)
    took = time.process_time() - began
    return (seed, f"took {took:.1f} s") if took > SLOWEST else None


@pytest.mark.parametrize("name", READERS)
def test_inputs_that_once_broke_a_reader_do_so_no_more(name: str) -> None:
    """Their seeds are kept beside this test."""
    kept: dict[str, list[str]] = json.loads(SEEDS.read_bytes())

    assert [found for seed in kept.get(name, ()) if (found := _failure(READERS[name], seed))] == []


@pytest.mark.parametrize("name", READERS)
def test_no_input_breaks_a_reader(name: str) -> None:
    """`FARGATE_DOCTOR_SEED` chooses other inputs."""
    beginning, inputs = os.environ.get("FARGATE_DOCTOR_SEED", "0"), length(300, 200_000)
    failures = []
    for number in range(inputs):
        if found := _failure(READERS[name], f"{name}-{beginning}-{number}"):
            failures.append(found)
            if len(failures) >= 20:
                break
    write_down(f"fuzzing: {name}", inputs=number + 1, zero={"failures": len(failures)})

    assert failures == []


def _zip_bomb() -> bytes:
    """Return an archive of a few hundred kilobytes that unpacks to gigabytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(6):
            with archive.open(f"{number}.json", "w") as member:
                for _ in range(100):
                    member.write(b"[" + b" " * 999_998 + b"]")
    return stream.getvalue()


def _lying_zip() -> bytes:
    """Return an archive that says its member is small."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.json", b" " * 50_000_000)
    return stream.getvalue().replace((50_000_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))


def _gzip_bomb() -> bytes:
    return b"".join(gzip.compress(b" " * 100_000_000, 1) for _ in range(7))


def _nested() -> bytes:
    data = b"{}"
    for _ in range(50):
        data = gzip.compress(data)
    return data


def _tar_that_claims() -> bytes:
    stream = io.BytesIO()
    member = tarfile.TarInfo("a.json")
    member.size = 2**40
    stream.write(member.tobuf())
    return stream.getvalue() + b"{" * 2000


def _many_values() -> bytes:
    return gzip.compress(b"[" + b"[]," * (120_000_000 if FULL else 12_000_000) + b"[]]", 1)


_BOMBS: Final[dict[str, Callable[[], bytes]]] = {
    "zip bomb": _zip_bomb,
    "lying zip": _lying_zip,
    "gzip bomb": _gzip_bomb,
    "fifty times packed": _nested,
    "a tar that claims a terabyte": _tar_that_claims,
    "millions of values": _many_values,
    "a hundred thousand levels": lambda: b"[" * 100_000,
    "a number of a million digits": lambda: b"[" + b"9" * 1_000_000 + b"]",
    "a million keys that are one": lambda: b"{" + b'"a":1,' * 1_000_000 + b'"b":1}',
}
_HEAVY: Final = frozenset({"zip bomb", "gzip bomb"})
_MEMORY: Final = 3 * 1024**3

_BOUNDED: Final = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (int(sys.argv[1]), int(sys.argv[1])))
resource.setrlimit(resource.RLIMIT_CPU, (120, 120))
from fargate_doctor.cli.run import run
sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
@pytest.mark.parametrize("name", [each for each in _BOMBS if FULL or each not in _HEAVY])
def test_a_small_file_that_holds_the_world_is_refused(tmp_path: Path, name: str) -> None:
    """In words, with three gigabytes of room and two minutes of time."""
    path = tmp_path / "case.bin"
    path.write_bytes(_BOMBS[name]())

    ended = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _BOUNDED, str(_MEMORY), "diagnose", "--case", str(path)],
        env={"HOME": str(tmp_path), "PYTHONPATH": ":".join(sys.path)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert ended.returncode == 2, ended.stderr
    assert "should not" not in ended.stderr
    assert "case.bin" in ended.stderr


def test_no_name_in_an_archive_leads_anywhere(tmp_path: Path) -> None:
    """Names that climb out are names; links are passed over; nothing is written."""
    content = json.dumps({"Subnets": [{"SubnetId": "subnet-1"}]}).encode()
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w") as archive:
        for name in ("../../climbs.json", "/absolute.json"):
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
        for kind in (tarfile.SYMTYPE, tarfile.LNKTYPE):
            link = tarfile.TarInfo(f"link-{kind!r}.json")
            link.type, link.linkname = kind, "/etc/passwd"
            archive.addfile(link)
    place = tmp_path / "deep" / "down"
    place.mkdir(parents=True)
    (place / "answers.tar").write_bytes(stream.getvalue())

    reading = read_sources(place / "answers.tar")

    assert list(reading.case.records) == ["ec2:DescribeSubnets"]
    assert [path.name for path in tmp_path.rglob("*") if path.is_file()] == ["answers.tar"]
    assert not Path("/absolute.json").exists()


def test_a_file_that_grows_while_it_is_read_ends(tmp_path: Path) -> None:
    """It is read once, as far as it goes then: a case, or a sentence."""
    path = tmp_path / "case.json"
    path.write_bytes(b'{"Subnets": [')
    stop = threading.Event()

    def grow() -> None:
        with path.open("ab") as file:
            while not stop.is_set():
                file.write(b'{"SubnetId": "subnet-1"},' * 1000)
                file.flush()

    writer = threading.Thread(target=grow)
    writer.start()
    try:
        for _ in range(5):
            with pytest.raises(UnreadableInput):
                read_sources(path)
    finally:
        stop.set()
        writer.join()


def test_a_folder_of_hostile_files_is_read_for_what_is_of_use(tmp_path: Path) -> None:
    """Links in a ring, pipes, devices and unreadable names do not keep the rest from being read."""
    (tmp_path / "good.json").write_bytes(json.dumps({"Subnets": [{"SubnetId": "subnet-1"}]}).encode())
    (tmp_path / "ring.json").symlink_to("ring.json")
    (tmp_path / "up").symlink_to("..")
    (tmp_path / "zero.json").symlink_to("/dev/zero")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe.json")
    (tmp_path / "\x1b[31mred\udcff.json").write_bytes(b"{")

    reading = read_sources(tmp_path)

    assert list(reading.case.records) == ["ec2:DescribeSubnets"]
    assert not any("\x1b" in each.why.en for each in reading.unrecognised)


def test_every_reader_takes_its_good_inputs() -> None:
    """What the campaign begins from is good; else it would only test the first line of each reader."""
    assert len(READERS["case"].seeds) == 8 * len(catalogue.names())
    for reader in READERS.values():
        for data in reader.seeds[:8]:
            reader.read(data, Random(1))  # noqa: S311 - the same in every run
