"""The kept cases in the app: searched, opened, grouped, and removed only after asking."""

from __future__ import annotations

import os
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.demo.catalogue import open_demo
from fargate_doctor.storage import kept_cases, library
from fargate_doctor.tui.jobs import KeptFile
from fargate_doctor.tui.pruning import PRUNINGS, Pruning
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.confirm import ConfirmScreen
from fargate_doctor.tui.screens.library import LibraryScreen
from fargate_doctor.tui.screens.start import StartScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from tests.tui.acting import LARGE, SMALL, app_in, settle, until, until_screen, until_shown
from tests.tui.diagnoses import WHEN
from tests.tui.layout import faults_of
from tests.tui.pictures import words_of

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from fargate_doctor.text import Language


def _keep(*names: str, days_ago: int = 0) -> None:
    for name in names:
        path = library.keep(open_demo(name))
        then = (WHEN - timedelta(days=days_ago)).timestamp()
        os.utime(path, (then, then))


async def _open_library(pilot: Pilot[None]) -> None:
    await until_shown(pilot, "no AWS" if pilot.app.language == "en" else "sin AWS")  # type: ignore[attr-defined]
    await settle(pilot)
    await pilot.press("home", "down", "down", "enter")
    await until_screen(pilot, LibraryScreen)
    await settle(pilot)


async def test_the_start_screen_counts_the_kept_cases_and_leads_to_them() -> None:
    """One line more where something is kept, none where nothing is."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        nothing = words_of(app)
        _keep("no-route", "out-of-memory")
        await app.push_screen(ConfirmScreen(*(2 * [PRUNINGS[0].title])))
        await pilot.press("escape")
        await until_shown(pilot, "Kept cases (2)…")
        await _open_library(pilot)

        assert "Kept cases" not in nothing
        assert "2 of 2 cases" in words_of(app)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_kept_case_is_found_by_its_cause_and_opened(language: Language) -> None:
    """Words narrow the list, Enter walks the case, Escape leads all the way back; nothing is cut."""
    _keep("no-route", "out-of-memory", "healthy")
    app = app_in(language)
    async with app.run_test(size=SMALL) as pilot:
        await _open_library(pilot)
        faults = faults_of(app)
        await pilot.press("slash", *"memory", "enter")
        found = words_of(app)
        await pilot.press("enter")
        await until_screen(pilot, WalkScreen)
        await pilot.press("escape")
        await until_screen(pilot, LibraryScreen)
        await pilot.press("escape", "escape")
        await until_screen(pilot, StartScreen)

        assert faults == []
        assert "container.out-of-memory" in found
        assert "route.none" not in found


async def test_a_case_is_removed_only_after_a_yes() -> None:
    """Escape keeps it, y removes it, and the cursor stays in the list."""
    _keep("no-route", days_ago=1)
    _keep("out-of-memory")
    app = app_in()
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await _open_library(pilot)
        await pilot.press("d")
        await until_screen(pilot, ConfirmScreen)
        faults = faults_of(app)
        await pilot.press("escape")
        await until_screen(pilot, LibraryScreen)
        kept = kept_cases()
        await pilot.press("d")
        await until_screen(pilot, ConfirmScreen)
        await pilot.press("y")
        await until_shown(pilot, "1 of 1 cases")

        assert faults == []
        assert kept == 2
        assert [each.causes for each in library.entries()] == [("route.none",)]


async def test_cases_are_removed_by_age() -> None:
    """How many and how much is said before; the younger ones stay."""
    _keep("no-route", "out-of-memory", days_ago=40)
    _keep("healthy", days_ago=20)
    app = app_in()
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await _open_library(pilot)
        await pilot.press("u")
        await until_screen(pilot, ChooserScreen)
        await pilot.press(*"30 days", "enter")
        await until_screen(pilot, ConfirmScreen)
        asked = words_of(app)
        await pilot.press("y")
        await until_shown(pilot, "1 of 1 cases")

        assert "Remove 2 cases?" in asked
        assert " MB in all." in asked


async def test_the_last_case_leaves_an_empty_list_that_says_how_to_go_on() -> None:
    """No key is offered any more that has nothing to remove."""
    _keep("no-route")
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _open_library(pilot)
        await pilot.press("d")
        await until_screen(pilot, ConfirmScreen)
        await pilot.press("y")
        await until(pilot, lambda: kept_cases() == 0)
        words = await until_shown(pilot, "No case is kept.")

        assert "Remove" not in words.splitlines()[-1]
        assert faults_of(app) == []


def test_pruning_by_size_keeps_the_newest(tmp_path: Path) -> None:
    """The oldest go until the rest takes no more than the bound."""
    files = tuple(KeptFile(tmp_path / f"{age}.json", 40, WHEN - timedelta(days=age)) for age in (3, 1, 2))

    def going(**bound: int) -> list[str]:
        return [each.path.name for each in Pruning(PRUNINGS[0].title, **bound).going(files, WHEN)]

    assert going(most=80) == ["3.json"]
    assert going(most=39) == ["1.json", "2.json", "3.json"]
    assert going(most=120) == []
    assert going(days=2) == ["3.json"]
    assert going(days=0) == ["1.json", "2.json", "3.json"]


def test_nothing_outside_the_library_is_removed(tmp_path: Path) -> None:
    """A path elsewhere, and the index, stay."""
    other = tmp_path / "mine.json"
    other.write_text("{}", encoding="utf-8")
    _keep("no-route")
    library.entries()

    assert library.remove((other, library.library_index())) == ()
    assert other.exists()
    assert library.library_index().exists()
