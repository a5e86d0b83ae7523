from __future__ import annotations

import pytest

from fargate_doctor.demo.catalogue import names, open_demo, title
from fargate_doctor.tui.itinerary import END
from fargate_doctor.tui.screens.fixes import FixesScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from fargate_doctor.tui.widgets.step_tree import StepTree
from tests.tui.acting import SMALL, app_in, settle, until_screen
from tests.tui.layout import faults_of
from tests.tui.pictures import words_of


@pytest.mark.parametrize("name", names())
async def test_a_built_in_case_is_walked_to_its_fixes_with_enter_alone(name: str) -> None:
    """In the smallest terminal every question that matters is met, nothing is cut, and the end is the fixes."""
    app = app_in(case=open_demo(name), source_kind="demo", label=title(name))
    async with app.run_test(size=SMALL) as pilot:
        await until_screen(pilot, WalkScreen)
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        visited: list[str] = []
        faults: list[str] = []
        for _ in range(60):
            await pilot.press("enter")
            await pilot.pause()
            if isinstance(app.screen, FixesScreen):
                break
            faults += faults_of(app)
            visited.append(screen.query_one(StepTree).current)

        assert isinstance(app.screen, FixesScreen)
        assert visited == [*(step.id for step in screen.consultation.diagnosis.walked), END]
        assert faults == []


async def test_the_first_built_in_case_is_opened_walked_and_left_with_arrows_and_enter() -> None:
    """From the start screen without AWS to the cause, the fix and back, with arrow keys, Enter and Escape alone."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await until_screen(pilot, WalkScreen)
        seen: list[str] = []
        for _ in range(60):
            await pilot.press("right")
            await pilot.pause()
            seen.append(words_of(app))
            if isinstance(app.screen, FixesScreen):
                break
        await settle(pilot)
        fixes = words_of(app)
        await pilot.press("escape", "escape")
        await settle(pilot)

        assert any("root cause · certain · route.none" in words for words in seen)
        assert "Choice 1 of" in fixes
        assert "Built-in cases" in words_of(app)
