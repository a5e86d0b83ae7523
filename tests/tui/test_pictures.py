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
    from textual.pilot import Pilot

    from fargate_doctor.text import Language

FOLDER = Path(__file__).parents[2] / "screenshots"
_ROUNDS = 30
UPDATES = bool(os.environ.get("FARGATE_DOCTOR_UPDATE_PICTURES"))


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.parametrize("size", [SMALL, LARGE], ids=lambda size: f"{size[0]}x{size[1]}")
@pytest.mark.parametrize("scene", SCENES)
async def test_the_picture_is_what_the_app_shows(scene: str, size: tuple[int, int], language: Language) -> None:
    """One picture for each screen, size and language."""
    path = FOLDER / f"{scene}-{size[0]}x{size[1]}-{language}.svg"
    kept = path.read_text(encoding="utf-8") if path.is_file() and not UPDATES else ""
    app = app_in(language)
    async with app.run_test(size=size) as pilot:
        await SCENES[scene](pilot)
        shown = await _settled_picture(pilot, kept)
        faults = faults_of(app)

    assert faults == []
    if UPDATES:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing; see the docstring of this module"
    assert UPDATES or kept == shown, f"{path.name} has changed; see the docstring of this module"


async def _settled_picture(pilot: Pilot[None], kept: str) -> str:
    """Return the picture once the screen has settled: it is the kept one, or it stays what it is."""
    shown = ""
    for _ in range(_ROUNDS):
        await pilot.pause(0.1)
        before, shown = shown, picture_of(pilot.app)
        if shown == kept or (not kept and shown == before):
            break
    return shown
