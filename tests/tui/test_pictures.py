"""Writes a picture of every screen to `screenshots/`, and says which have changed since.

Set `FARGATE_DOCTOR_UPDATE_PICTURES=1` to write them anew; look at each before it is accepted.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.tui.themes import DARK, LIGHT
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


@dataclass(frozen=True)
class Look:
    """A size, a language and one of the app's own themes; each screen is seen in both of each."""

    size: tuple[int, int]
    language: Language
    theme: str

    def file_of(self, scene: str) -> str:
        """Return the name of a picture."""
        light = "-light" if self.theme == LIGHT.name else ""
        return f"{scene}-{self.size[0]}x{self.size[1]}-{self.language}{light}.svg"


LOOKS = (Look(LARGE, "en", DARK.name), Look(SMALL, "es", DARK.name), Look(SMALL, "en", LIGHT.name))


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.file_of("")[1:-4])
@pytest.mark.parametrize("scene", SCENES)
async def test_the_picture_is_what_the_app_shows(scene: str, look: Look) -> None:
    """Of each screen one large picture, and two small ones: in the other language, and in the light theme."""
    path = FOLDER / look.file_of(scene)
    kept = path.read_text(encoding="utf-8") if path.is_file() and not UPDATES else ""
    app = app_in(look.language)
    async with app.run_test(size=look.size) as pilot:
        app.theme = look.theme
        await SCENES[scene](pilot)
        shown = await _settled_picture(pilot, kept)
        faults = faults_of(app)

    assert faults == []
    if UPDATES:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(shown, encoding="utf-8")
    assert path.is_file(), f"{path.name} is missing; see the docstring of this module"
    assert UPDATES or kept == shown, f"{path.name} has changed; see the docstring of this module"


def test_no_picture_is_left_of_what_is_not_shown_any_more() -> None:
    """Every picture is one of those above; what is drawn anew takes the others away."""
    drawn = {look.file_of(scene) for scene in SCENES for look in LOOKS}
    left = [each for each in FOLDER.glob("*.svg") if each.name not in drawn]
    if UPDATES:
        for each in left:
            each.unlink()

    assert UPDATES or left == []


async def _settled_picture(pilot: Pilot[None], kept: str) -> str:
    """Return the picture once the screen has settled: it is the kept one, or it stays what it is."""
    shown = ""
    for _ in range(_ROUNDS):
        await pilot.pause(0.1)
        before, shown = shown, picture_of(pilot.app)
        if shown == kept or (not kept and shown == before):
            break
    return shown
