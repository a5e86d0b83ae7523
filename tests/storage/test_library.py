"""The case library: kept for its owner alone, found again, pruned, and never followed out of its folder."""

from __future__ import annotations

import json
import os
import stat
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.demo import catalogue
from fargate_doctor.storage import case_library, library

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give each test a home of its own."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path


def _keep(name: str, days_ago: float = 0) -> Path:
    path = library.keep(catalogue.open_demo(name))
    then = (datetime.now(UTC) - timedelta(days=days_ago)).timestamp()
    os.utime(path, (then, then))
    return path


def test_a_kept_case_is_found_with_what_it_is_about(home: Path) -> None:
    """Below the folder that the system names for data, unredacted, for its owner only."""
    path = _keep("no-route")

    (entry,) = library.entries()

    assert path == entry.path
    assert path.is_relative_to(home / "data" / "fargate-doctor" / "cases")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700
    case = catalogue.open_demo("no-route")
    assert (entry.task, entry.status, entry.causes) == (case.focus, "cause_found", ("route.none",))
    assert entry.name.endswith((case.focus or "").rpartition("/")[2])


def test_the_same_case_is_kept_once() -> None:
    """A look at one task at one time has one name."""
    assert _keep("no-route") == _keep("no-route")

    assert len(library.entries()) == 1


def test_the_newest_comes_first_and_all_words_have_to_be_there() -> None:
    """Words are looked for in names, causes and in what ECS said."""
    _keep("no-route", days_ago=2)
    _keep("nat-without-internet", days_ago=1)

    assert [each.causes for each in library.entries()] == [("nat.no-internet-route",), ("route.none",)]
    assert [each.causes for each in library.search(["ROUTE.none"])] == [("route.none",)]
    assert len(library.search(["resourceinitialization"])) >= 1
    assert library.search(["route.none", "nat.no-internet-route"]) == ()


def test_one_is_found_by_the_start_of_its_name() -> None:
    """Where two begin so, none is chosen."""
    path = _keep("no-route")
    _keep("nat-without-internet")

    found = library.find(path.name.removesuffix(".json"))

    assert found is not None
    assert found.path == path
    assert library.find("2") is None
    assert library.find("nothing") is None


def test_the_index_is_believed_only_for_the_file_it_was_made_of() -> None:
    """A file that was replaced, and an index that was lost or broken, are read anew."""
    path = _keep("no-route")
    library.entries()
    index = library.library_index()
    told = json.loads(index.read_bytes())

    path.write_bytes(b'{"schema": "fargate-doctor/case/1", "records": {}}')
    assert library.entries()[0].causes == ()
    _keep("no-route")
    for broken in (b"", b"[]", b'{"schema": "fargate-doctor/library/1", "entries": {"x": 5}}', b"\xff"):
        index.write_bytes(broken)

        assert library.entries()[0].causes == ("route.none",)
    assert told["entries"][path.name]["causes"] == ["route.none"]


def test_links_and_other_files_are_no_cases(tmp_path: Path) -> None:
    """Nothing outside the folder is read, replaced or removed through it."""
    path = _keep("no-route")
    outside = tmp_path / "outside.json"
    outside.write_bytes(path.read_bytes())
    (case_library() / "link.json").symlink_to(outside)
    (case_library() / "notes.txt").write_text("x", encoding="utf-8")
    (case_library() / "folder.json").mkdir()

    assert [each.path for each in library.entries()] == [path]
    path.unlink()
    path.symlink_to(outside)
    before = outside.read_bytes()
    _keep("no-route")
    library.prune(at_most=0)

    assert outside.read_bytes() == before
    assert not path.exists()


def test_pruning_removes_the_old_and_then_the_oldest() -> None:
    """By age, by size, or by both; what is removed is told."""
    old, middle, new = (
        _keep(name, days) for name, days in (("no-route", 40), ("healthy", 20), ("nat-without-internet", 1))
    )

    by_age = library.prune(older_than=datetime.now(UTC) - timedelta(days=30))
    by_size = library.prune(at_most=new.stat().st_size + 10)

    assert [each.path for each in by_age] == [old]
    assert [each.path for each in by_size] == [middle]
    assert [each.path for each in library.entries()] == [new]
    assert list(json.loads(library.library_index().read_bytes())["entries"]) == [new.name]


def test_a_case_that_cannot_be_read_is_listed_all_the_same() -> None:
    """It takes room, and can be pruned."""
    _keep("no-route")
    (case_library() / "broken.json").write_bytes(b"{")

    listed = {each.name: each for each in library.entries()}

    assert (listed["broken"].status, listed["broken"].task) == (None, None)


def test_an_empty_or_missing_library_is_empty() -> None:
    """Before the first case there is no folder."""
    assert library.entries() == ()
    assert library.prune(at_most=0) == ()
