"""Many tasks at once: by what stopped them, and from a group to one walk."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.case.read import parse_case
from fargate_doctor.demo.catalogue import FIRST, open_demo
from fargate_doctor.text import verbatim
from fargate_doctor.tui.jobs import DiagnoseCase, Fleet, Tasks
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.screens.fleet import FleetScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from tests.account.write_demo import FOLDER
from tests.cli.test_scan import fleet
from tests.tui.acting import LARGE, SMALL, app_in, settle, until_screen, until_shown
from tests.tui.layout import faults_of
from tests.tui.pictures import words_of

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from fargate_doctor.case.model import Case
    from fargate_doctor.text import Language


def three_tasks() -> Case:
    """Return a case of three tasks without a way out."""
    document = fleet(FOLDER / f"{FIRST}.json", 3)
    return parse_case(json.dumps(document).encode(), "shop.json")


async def _grouped(pilot: Pilot[None]) -> None:
    await settle(pilot)
    pilot.app.screen.post_message(WorkWanted(DiagnoseCase(three_tasks(), "case", verbatim("shop.json"))))
    await until_screen(pilot, TasksScreen)
    await pilot.press("g")
    await until_screen(pilot, FleetScreen)
    await settle(pilot)


@pytest.mark.parametrize("language", ["en", "es"])
async def test_tasks_that_share_a_cause_stand_in_one_group(language: Language) -> None:
    """The group names its cause, how many tasks it stopped and whose; nothing is cut in the smallest terminal."""
    app = app_in(language)
    async with app.run_test(size=SMALL) as pilot:
        await _grouped(pilot)
        words = await until_shown(pilot, "route.none")

        assert "3 tasks" in words or "3 tareas" in words
        assert "rtb-" in words
        assert faults_of(app) == []


async def test_a_group_leads_to_its_tasks_and_one_of_them_to_its_walk() -> None:
    """Enter opens the group, Enter walks the task, Escape leads all the way back."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await _grouped(pilot)
        await pilot.press("enter")
        await until_screen(pilot, TasksScreen)
        await pilot.pause()
        words = words_of(app)
        await pilot.press("enter")
        await until_screen(pilot, WalkScreen)
        await pilot.press("escape")
        await until_screen(pilot, TasksScreen)
        await pilot.press("escape")
        await until_screen(pilot, FleetScreen)

        assert "3 of 3 tasks" in words


async def test_a_case_without_trouble_says_so() -> None:
    """No group is made up where every task is well."""
    app = app_in()
    case = open_demo("healthy").model_copy(update={"focus": None})
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await app.push_screen(FleetScreen(_nothing(case)))
        await settle(pilot)

        assert "No task on Fargate is stopped" in words_of(app)
        assert faults_of(app) == []


def _nothing(case: Case) -> Fleet:
    return Fleet(
        verbatim("healthy"), (), Tasks(verbatim("healthy"), (), lambda row: DiagnoseCase(case, "case", task=row.arn))
    )
