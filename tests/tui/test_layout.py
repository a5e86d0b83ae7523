from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.acting import SMALL, app_in, settle
from tests.tui.layout import faults_of
from tests.tui.scenes import ODD_SCENES, SCENES

if TYPE_CHECKING:
    from fargate_doctor.text import Language

ALL = SCENES | ODD_SCENES


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("scene", ALL)
async def test_nothing_is_cut_or_overlaps_in_the_smallest_terminal(scene: str, language: Language) -> None:
    """In both languages, each word has its place."""
    app = app_in(language)
    async with app.run_test(size=SMALL) as pilot:
        await ALL[scene](pilot)
        await pilot.pause(0.1)

        assert faults_of(app) == []


@pytest.mark.parametrize(
    "scene", ["walk-failing", "paths", "fixes", "map", "what-if", "timeline", "compare", "tasks", "start"]
)
async def test_a_narrow_terminal_reflows(scene: str) -> None:
    """What was laid out wide is laid out again when the terminal shrinks."""
    app = app_in()
    async with app.run_test(size=(160, 50)) as pilot:
        await ALL[scene](pilot)
        await settle(pilot)
        await pilot.resize_terminal(*SMALL)
        await settle(pilot)
        await pilot.pause(0.1)

        assert faults_of(app) == []
