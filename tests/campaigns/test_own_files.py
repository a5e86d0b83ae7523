"""The tool's own files: for their owner, whole or not at all, through nobody else's link, whatever disk or home."""

from __future__ import annotations

import multiprocessing
import os
import socket
import stat
import subprocess
import sys
import threading
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from fargate_doctor import storage
from fargate_doctor.case.model import Case
from fargate_doctor.demo import catalogue
from fargate_doctor.errors import UsageError
from fargate_doctor.recording.state import State, alone, load_state, save_state, state_file
from fargate_doctor.storage import library
from fargate_doctor.storage.files import ForeignFile, NotWritten, private_folder, put
from fargate_doctor.storage.locks import InUse, locked
from tests.campaigns.figures import length, write_down

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="owners and modes are those of POSIX")
SOMEBODY_ELSE = 65534
as_root = pytest.mark.skipif(sys.platform == "win32" or os.geteuid() != 0, reason="only root can give files away")


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    for name in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, str(folder / name.lower()))
    monkeypatch.setenv("HOME", str(folder))
    return folder


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """Return a folder in which everybody may put things, as /tmp is."""
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o1777)
    return folder


def _keep_everything(path: Path) -> None:
    """Write each kind of file that the tool writes."""
    case = catalogue.open_demo(catalogue.FIRST)
    storage.save_case(case, path)
    library.keep(case)
    library.entries()
    storage.remember_case(path)
    storage.redaction_key()
    storage.save_choices(storage.Choices(language="es"))
    file = state_file("eu-west-1", "prod", "web")
    with alone(file):
        save_state(file, State(told=["one"]))


def _everything_below(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


def test_every_file_is_for_its_owner_alone(home: Path) -> None:
    """Whatever the umask; the folders cannot be entered by others either."""
    before = os.umask(0)
    try:
        _keep_everything(home / "case.json")
    finally:
        os.umask(before)

    files = _everything_below(home)
    assert len(files) >= 8
    assert {path.name: oct(path.stat().st_mode & 0o777) for path in files if path.stat().st_mode & 0o077} == {}
    own = [path for path in home.rglob("fargate-doctor*") if path.is_dir()]
    assert {stat.S_IMODE(path.stat().st_mode) for path in own} == {0o700}


def test_a_folder_that_was_open_is_closed(home: Path) -> None:
    folder = home / "open"
    folder.mkdir(mode=0o755)

    assert stat.S_IMODE(private_folder(folder).stat().st_mode) == 0o700


@as_root
def test_the_link_of_somebody_else_is_not_followed(shared: Path, home: Path) -> None:
    """In a folder that others may write to; what it points at stays as it was."""
    victim = home / "victim"
    victim.write_text("mine")
    trap = shared / "case.json"
    trap.symlink_to(victim)
    os.lchown(trap, SOMEBODY_ELSE, SOMEBODY_ELSE)
    behind = shared / "mine.json"
    behind.symlink_to(trap)

    for path in (trap, behind):
        with pytest.raises(NotWritten, match="something of another user"):
            storage.save_case(Case(), path)

    assert victim.read_text() == "mine"
    assert sorted(each.name for each in shared.iterdir()) == ["case.json", "mine.json"]


@as_root
def test_the_pipe_of_somebody_else_is_not_written_to(shared: Path) -> None:
    """It would hang, or hand the case to whoever reads it."""
    trap = shared / "case.json"
    os.mkfifo(trap)
    os.chown(trap, SOMEBODY_ELSE, SOMEBODY_ELSE)

    with pytest.raises(ForeignFile):
        put(trap, b"{}")


def test_links_in_a_ring_end(shared: Path) -> None:
    (shared / "a").symlink_to("b")
    (shared / "b").symlink_to("a")

    with pytest.raises(NotWritten):
        storage.save_case(Case(), shared / "a")


def test_the_users_own_pipe_is_written_to(tmp_path: Path) -> None:
    """What a shell gives for `>(…)` is no file, and keeps being none."""
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()))
    reader.start()

    put(pipe, b"{}")

    reader.join(30)
    assert read == [b"{}"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


_FULL_DISK = """
import resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
from fargate_doctor.cli.run import run
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
sys.exit(run(sys.argv[2:]))
"""


@pytest.mark.parametrize("room", [0, 1, 1000])
def test_a_disk_without_room_is_said_and_leaves_nothing(tmp_path: Path, home: Path, room: int) -> None:
    """The old file stays, no half one is beside it, and what only is remembered does not matter."""
    target = tmp_path / "case.json"
    target.write_text("old")
    source = tmp_path / "source.json"
    storage.save_case(catalogue.open_demo(catalogue.FIRST), source)

    for arguments in (("redact", source, "-o", target), ("diagnose", source, "--save")):
        ended = subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-c", _FULL_DISK, str(room), *map(str, arguments)],
            env={"HOME": str(home), "PYTHONPATH": ":".join(sys.path), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode in (1, 2), ended.stderr
        assert "Traceback" not in ended.stderr
        assert "should not" not in ended.stderr

    assert target.read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"case.json", "source.json", "home"}
    assert [path for path in _everything_below(home) if path.stat().st_size not in (0, 32)] == []


@pytest.mark.parametrize("place", ["/proc", "/dev/null/below"])
def test_a_home_that_cannot_be_written_stops_no_diagnosis(tmp_path: Path, place: str) -> None:
    """Even root cannot write there. The diagnosis comes; a recording says that it cannot keep its cases."""
    source = tmp_path / "source.json"
    storage.save_case(catalogue.open_demo(catalogue.FIRST), source)
    environment = {"HOME": place, "PYTHONPATH": ":".join(sys.path)}

    def ended(*arguments: object) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own interpreter
            [sys.executable, "-m", "fargate_doctor", *map(str, arguments)],
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )

    assert ended("diagnose", source).returncode == 1
    assert ended("redact", source, "-o", tmp_path / "out.json").returncode == 0
    assert ended("cases").returncode == 0
    assert "Traceback" not in ended("cases").stderr


def test_a_recording_that_cannot_keep_its_memory_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/proc")

    with pytest.raises(NotWritten), alone(state_file("eu-west-1", "prod", None)):
        raise AssertionError


def test_two_runs_do_not_record_the_same(home: Path) -> None:
    """The second is told so; another service, and the same one later, may be recorded."""
    file = state_file("eu-west-1", "prod", "web")
    with alone(file), alone(state_file("eu-west-1", "prod", "api")):
        with pytest.raises(UsageError) as refused, alone(file):
            raise AssertionError
        with pytest.raises(InUse), locked(file.with_suffix(".lock"), waits=False):
            raise AssertionError
    with alone(file):
        pass

    assert "records eu-west-1_prod_web already" in refused.value.happened.en
    assert (home / "xdg_state_home").is_dir()


def _work(seed: int, turns: int) -> None:
    """Do what many runs do at once with the files that they share."""
    case = catalogue.open_demo(catalogue.names()[seed % 3])
    for turn in range(turns):
        library.keep(case)
        assert library.entries()
        storage.remember_case(f"/case-{seed}-{turn}")
        assert storage.redaction_key()
        storage.save_choices(storage.Choices(theme=f"r-{seed}"))
        assert storage.load_choices().theme
        with locked(storage.case_library() / ".lock"):
            save_state(state_file("r", "shared", None), State(told=[f"{seed}"]))
            assert load_state(state_file("r", "shared", None)).told == [f"{seed}"]


def test_many_runs_share_one_home(home: Path) -> None:
    """No reader meets half a file, all get one key, and nothing temporary stays."""
    runs, turns = 4, length(5, 500)
    context = multiprocessing.get_context("fork")
    keys: list[bytes] = []
    workers = [context.Process(target=_work, args=(seed, turns)) for seed in range(runs)]
    for worker in workers:
        worker.start()
    keys += [storage.redaction_key() for _ in range(20)]
    for worker in workers:
        worker.join()

    left = [path.name for path in _everything_below(home) if path.name.startswith(".") and path.name != ".lock"]
    write_down("runs that share one home", runs=runs, turns=turns, zero={"temporary files left": len(left)})
    assert [worker.exitcode for worker in workers] == [0] * runs
    assert len({*keys, storage.redaction_key()}) == 1
    assert left == []
    assert len(library.entries()) == 3
    assert datetime.now(UTC) >= library.entries()[0].saved_at


def test_a_socket_in_the_place_of_a_file_is_no_file(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(tmp_path / "s"))

        with pytest.raises(NotWritten):
            storage.save_case(Case(), tmp_path / "s")
