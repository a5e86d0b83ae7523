from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.demo.catalogue import open_demo
from fargate_doctor.storage import save_case
from fargate_doctor.tui.reading import consult
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.compare import CompareScreen
from tests.tui.acting import LARGE, SMALL, app_in, settle, until_screen, until_shown
from tests.tui.pictures import words_of
from tests.tui.scenes import built_in

if TYPE_CHECKING:
    from pathlib import Path


async def test_a_built_in_case_is_laid_beside_the_healthy_one() -> None:
    """Only what differs is shown, what matters first, with the answer that turns."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(CompareScreen(built_in("two-blockers")))
        shown = await until_shown(pilot, "routes out of the VPC")

        assert "the other web/d6bff473 running" in shown
        assert "✗ security groups, outbound" in shown
        assert "✗ fail │ ✓ pass" in shown
        assert "task definition" not in shown.split("───")[0]


async def test_a_case_without_another_task_says_what_to_do() -> None:
    """And opens a second file by its path."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.app.push_screen(CompareScreen(consult(open_demo(), "case", None)))
        await settle(pilot)

        assert "Press a to open a second case" in words_of(app)


async def test_a_second_file_is_opened_by_its_path(own_home: Path) -> None:
    """What is typed counts where no line of the list holds it."""
    path = own_home / "well.json"
    save_case(open_demo("healthy"), path)
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(CompareScreen(consult(open_demo(), "case", None)))
        await settle(pilot)
        await pilot.press("a")
        await until_screen(pilot, ChooserScreen)
        await pilot.press(*str(path), "enter")
        shown = await until_shown(pilot, "(well.json)")

        assert "isolated subnet" in shown


async def test_a_file_that_cannot_be_read_is_two_sentences(own_home: Path) -> None:
    """The comparison before stays where it was."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(CompareScreen(consult(open_demo(), "case", None)))
        await settle(pilot)
        await pilot.press("a")
        await until_screen(pilot, ChooserScreen)
        await pilot.press(*str(own_home / "nothing.json"), "enter")
        await until_shown(pilot, "✗ ")

        assert isinstance(app.screen, CompareScreen)


async def test_a_healthy_task_beside_itself_has_no_difference() -> None:
    """The screen says what such a comparison cannot see."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(CompareScreen(built_in("healthy")))

        assert "Nothing that was compared differs" in await until_shown(pilot, "Nothing that was compared")
