from __future__ import annotations

import errno
import os
import re
import stat
from pathlib import Path

import pytest

from fargate_doctor import storage
from fargate_doctor.case.model import Case
from fargate_doctor.errors import UsageError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own."""
    folder = tmp_path / "home"
    folder.mkdir()
    monkeypatch.setenv("HOME", str(folder))
    monkeypatch.setenv("XDG_DATA_HOME", str(folder / "data"))
    for name in ("config", "state", "cache"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(folder / name))
    return folder


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _unusable(home: Path) -> None:
    """Put a file where the folders belong: nobody, not even root, can write below it."""
    for name in ("data", "config", "state", "cache"):
        (home / name).write_text("in the way")


def test_a_case_that_was_saved_can_be_opened(tmp_path: Path) -> None:
    """It comes back equal, and the file is for its owner only."""
    path = tmp_path / "a case.json"
    case = Case(region="eu-west-1", focus="task")

    storage.save_case(case, path)

    assert storage.open_case(path) == case
    assert _mode(path) == 0o600


def test_saving_replaces_what_was_there(tmp_path: Path) -> None:
    """A link is followed, and nothing else is left behind in the folder."""
    path, link = tmp_path / "case.json", tmp_path / "link.json"
    path.write_text("old")
    link.symlink_to(path)

    storage.save_case(Case(), link)

    assert storage.open_case(path) == Case()
    assert link.is_symlink()
    assert {each.name for each in tmp_path.iterdir()} == {"case.json", "link.json", "home"}


def test_a_device_is_written_to_and_not_replaced() -> None:
    """A pipe or a device keeps being one."""
    storage.save_case(Case(), "/dev/null")

    assert not Path("/dev/null").is_file()


@pytest.mark.parametrize(
    ("path", "words"),
    [("missing/case.json", "the folder does not exist"), ("home", "it is a folder"), ("file/x", "is a file")],
)
def test_what_keeps_a_file_from_being_written_is_said(tmp_path: Path, path: str, words: str) -> None:
    """Each reason has its own sentence in both languages, and counts as wrong usage."""
    (tmp_path / "file").write_text("")

    with pytest.raises(UsageError) as caught:
        storage.save_case(Case(), tmp_path / path)

    assert words in caught.value.happened.en
    assert caught.value.happened.es.startswith("No se puede guardar ")
    assert caught.value.advice.es
    assert caught.value.exit_code == 2


def test_a_full_disk_keeps_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was there before is still there, and no half file beside it."""
    path = tmp_path / "case.json"
    path.write_text("old")

    def fail(_: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "fsync", fail)

    with pytest.raises(storage.NotWritten, match="the disk is full"):
        storage.save_case(Case(), path)
    assert path.read_text() == "old"
    assert {each.name for each in tmp_path.iterdir()} == {"case.json", "home"}


def test_a_path_that_cannot_be_one_is_said() -> None:
    """Nothing that is passed as a path ends in a traceback."""
    with pytest.raises(storage.NotWritten, match="the system says"):
        storage.save_case(Case(), "a\0b")


def test_the_key_is_made_once(home: Path) -> None:
    """Two exports use the same key, and nobody else may read it."""
    key = storage.redaction_key()

    assert storage.redaction_key() == key
    assert len(key) == 32
    (path,) = (home / "data" / "fargate-doctor").iterdir()
    assert _mode(path) == 0o600


def test_a_key_that_is_none_is_made_anew(home: Path) -> None:
    """A file that was cut off would be a weak key."""
    path = home / "data" / "fargate-doctor" / "redaction.key"
    path.parent.mkdir(parents=True)
    path.write_bytes(b"short")

    assert path.read_bytes() != (key := storage.redaction_key())
    assert storage.redaction_key() == key


def test_without_a_home_there_is_still_a_key(home: Path) -> None:
    """It holds for this run."""
    _unusable(home)

    assert storage.redaction_key() == storage.redaction_key()


def test_what_was_chosen_is_kept(home: Path) -> None:
    """It is there the next time, where the system keeps what programs remember, for its owner only."""
    chosen = storage.Choices(language="es", theme="nord")

    assert storage.load_choices() == storage.Choices()
    assert storage.save_choices(chosen)
    assert storage.load_choices() == chosen
    assert _mode(home / "state" / "fargate-doctor" / "choices.json") == 0o600


@pytest.mark.parametrize("text", ["{", "[]", '{"language": "fr"}', "[" * 100_000, "\0"])
def test_choices_that_make_no_sense_are_forgotten(home: Path, text: str) -> None:
    """They are a convenience; the next choice starts them again."""
    path = home / "state" / "fargate-doctor" / "choices.json"
    path.parent.mkdir(parents=True)
    path.write_text(text)

    assert storage.load_choices() == storage.Choices()
    assert storage.save_choices(storage.Choices(theme="nord"))
    assert storage.load_choices() == storage.Choices(theme="nord")


def _settings(text: str) -> storage.LoadedSettings:
    path = storage.settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    return storage.load_settings()


def test_settings_are_read() -> None:
    """Every setting in its form; the names of actions may stand in quotes or not."""
    loaded = _settings(
        """
        language = "es"
        theme = "nord"
        profile = "prod"
        region = "eu-west-1"
        [watch]
        seconds = 60
        bell = false
        hook = "notify-send fargate"
        [keys]
        walk.next = ["n", "right"]
        "tasks.watch" = "ctrl+w"
        """
    )

    assert loaded.problems == ()
    assert loaded.settings == storage.Settings(
        language="es",
        theme="nord",
        profile="prod",
        region="eu-west-1",
        watch=storage.Watch(seconds=60, bell=False, hook="notify-send fargate"),
        keys=(("walk.next", ("n", "right")), ("tasks.watch", ("ctrl+w",))),
    )


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('language = "fr"', "line 3: language is “en” or “es”. The default is used"),
        ("region = 5", "line 3: region is a string. The default is used"),
        ('profil = "x"', "line 3: there is no setting profil (did you mean profile?). It has no effect."),
        ('watch = "often"', "line 3: watch is a table"),
        ("[watch]\nseconds = 2", "line 4: seconds is a whole number from 5 to 3600"),
        ("[watch]\nseconds = 20.5", "line 4: seconds is a whole number"),
        ('[watch]\nbell = "yes"', "line 4: bell is true or false"),
        ("[watch]\nhok = 1", "line 4: there is no setting hok (did you mean hook?)"),
        ("[keys]\nwalk.next = 5", "line 4: walk.next is a key in quotes"),
        ('[keys]\n"walk.next" = ["n", 5]', "line 4: walk.next is a key in quotes"),
        ("keys = 1", "line 3: keys is a table"),
        ("= 4", "line 3: this is not TOML"),
        ('theme = "', "line 3: this is not TOML"),
        ('profile = "twice"', "line 3: this is not TOML"),
    ],
)
def test_settings_that_make_no_sense_are_explained(line: str, words: str) -> None:
    """The line and the reason are named in both languages, and whatever makes sense still holds."""
    loaded = _settings(f'# mine\nprofile = "prod"\n{line}\n')

    (problem,) = loaded.problems
    assert words in problem.en
    assert "línea" in problem.es
    assert "{" not in problem.en + problem.es
    assert loaded.settings == storage.Settings(profile=None if "TOML" in words else "prod")


def test_every_place_that_makes_no_sense_is_named_in_the_order_of_the_file() -> None:
    """One mistake hides no other."""
    loaded = _settings('theme = 1\nwho = 2\nregion = "r"\n[watch]\nbell = 3\n[keys]\na = 1\nwalk.next = "n"\n')

    assert [re.findall(r"line (\d+)", each.en) for each in loaded.problems] == [["1"], ["2"], ["5"], ["7"]]
    assert loaded.settings.region == "r"
    assert loaded.settings.keys == (("walk.next", ("n",)),)


def test_settings_that_cannot_be_read_are_explained() -> None:
    """Bytes that are no text, or a folder in the file's place."""
    path = storage.settings_file()
    path.mkdir(parents=True)
    assert "cannot be read" in str(storage.load_settings().problems)

    path.rmdir()
    path.write_bytes(b"\xff\x00")
    assert "not UTF-8" in str(storage.load_settings().problems)


def test_a_home_that_cannot_be_written_stops_nothing(home: Path) -> None:
    """Settings are the defaults, nothing is remembered, and the answer says so."""
    _unusable(home)

    assert not storage.save_choices(storage.Choices(language="es"))
    assert not storage.remember_case("case.json")
    assert storage.load_settings().settings == storage.Settings()
    assert storage.recent_cases() == ()


def test_recent_cases_come_newest_first(tmp_path: Path) -> None:
    """A case opened again moves to the head, and one that is gone is not offered."""
    paths = [tmp_path / name for name in ("a.json", "b.json", "gone.json")]
    for path in paths:
        path.write_text("{}")
        assert storage.remember_case(path)
    storage.remember_case(paths[0])
    paths[2].unlink()

    assert storage.recent_cases() == (paths[0], paths[1])


def test_only_so_many_are_remembered(tmp_path: Path) -> None:
    """The list stays short enough for one screen."""
    for number in range(30):
        path = tmp_path / f"{number}.json"
        path.write_text("{}")
        storage.remember_case(path)

    assert len(storage.recent_cases()) == 20


def test_a_broken_list_of_recent_cases_is_empty(home: Path) -> None:
    """It is a convenience; the next case starts it again."""
    path = home / "state" / "fargate-doctor" / "recent.json"
    path.parent.mkdir(parents=True)
    path.write_text('{"a": ')

    assert storage.recent_cases() == ()
    assert storage.remember_case(path)
    assert storage.recent_cases() == (path,)
