"""F2 puts every screen into the other language while it runs, whatever state it is in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.acting import SMALL, app_in
from tests.tui.pictures import words_of
from tests.tui.scenes import ODD_SCENES, SCENES

if TYPE_CHECKING:
    from textual.pilot import Pilot

    from fargate_doctor.text import Language

_ALL = SCENES | ODD_SCENES
_ROUNDS = 60


async def _shown_in(pilot: Pilot[None], scene: str, wanted: str = "") -> str:
    """Return what a scene shows once it has settled, or as soon as it shows what is wanted."""
    shown = before = ""
    for _ in range(_ROUNDS):
        await pilot.pause(0.1)
        before, shown = shown, words_of(pilot.app)
        if shown == wanted or (not wanted and shown == before):
            break
    assert scene
    return shown


async def _from_the_start(scene: str, language: Language) -> str:
    app = app_in(language)
    async with app.run_test(size=SMALL) as pilot:
        await _ALL[scene](pilot)
        return await _shown_in(pilot, scene)


# What runs never stands still; map and timeline go on showing the place that was in sight, which is on another line
# where the words are longer; and the palette, which the next key closes, keeps the language that it was opened in.
_MOVING = ("collecting", "help", "map", "timeline", "palette")


@pytest.mark.parametrize("scene", [name for name in _ALL if name not in _MOVING])
async def test_a_screen_switched_to_spanish_is_what_it_would_have_been(scene: str) -> None:
    """Nothing of the language before stays on the screen."""
    spanish = await _from_the_start(scene, "es")
    app = app_in("en")
    async with app.run_test(size=SMALL) as pilot:
        await _ALL[scene](pilot)
        await _shown_in(pilot, scene)
        app.action_switch_language()
        switched = await _shown_in(pilot, scene, spanish)

    assert switched == spanish
