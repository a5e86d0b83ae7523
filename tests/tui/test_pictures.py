"""Writes a picture of every screen to `screenshots/`, and says which have changed since.

Set `FARGATE_DOCTOR_UPDATE_PICTURES=1` to write them anew; look at each before it is accepted.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.tui.acting import LARGE, SMALL, app_in
from tests.tui.layout import faults_of
from tests.tui.pictures import picture_of
from tests.tui.scenes import SCENES

if TYPE_CHECKING:
    from fargate_doctor.text import Language

FOLDER = Path(__file__).parents[2] / "screenshots"
UPDATES = bool(os.environ.get("FARGATE_DOCTOR_UPDATE_PICTURES"))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
async def test_the_picture_is_what_the_app_shows(scene: str, size: tuple[int, int], language: Language) -> None:
    """One picture for each screen, size and language."""
    app = app_in(language)
    async with app.run_test(size=size) as pilot:
        await SCENES[scene](pilot)
        await pilot.pause(0.1)
        shown = picture_of(app)
        faults = faults_of(app)

    assert faults == []
    path = FOLDER / f"{scene}-{size[0]}x{size[1]}-{language}.svg"
    if UPDATES:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing; see the docstring of this module"
    assert path.read_text(encoding="utf-8") == shown, f"{path.name} has changed; see the docstring of this module"
