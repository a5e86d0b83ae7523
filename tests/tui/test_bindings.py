"""Every key that a screen shows does something there, and every screen is left with Escape."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.tui.commands import keys_of
from fargate_doctor.tui.screens.start import StartScreen
from tests.tui.acting import SMALL, app_in, settle
from tests.tui.pictures import words_of
from tests.tui.scenes import ODD_SCENES, SCENES

if TYPE_CHECKING:
    from textual.app import App
    from textual.pilot import Pilot
    from textual.screen import Screen

ALL = SCENES | ODD_SCENES
UNTRIED = {"app.quit", "start.leave", "screen.back"}
"""What leaves the screen: tried below."""

LEADS_ELSEWHERE = {"walk.fixes", "walk.paths", "view.map", "view.what-if", "view.timeline", "view.compare"}
"""What shows another view of the task."""

LEADS_HERE = {"collecting.retry", "map.broken", "walk.failure", "what-if.smallest"}
"""What ends in the same words where one stands there already: these fail again, or are where the scene begins."""


def _state(app: App[None]) -> tuple[object, ...]:
    focused = app.focused
    cursors = [
        (getattr(each, "highlighted", None), getattr(each, "cursor_coordinate", None), each.scroll_offset)
        for each in app.screen.query("*")
    ]
    return (id(app.screen), id(focused), str(cursors), words_of(app), app.clipboard, len(app._notifications))


MADE_BY_HAND = {"walk-asking", "walk-hostile", "paths-empty", "fixes-none", "what-if-nothing"}
"""Has no task behind it that other screens could show: of these the screen's own keys are tried."""


@pytest.mark.parametrize("scene", [name for name in ALL if name != "palette"])
async def test_every_key_that_is_shown_does_something(scene: str) -> None:
    """Each action that is offered on a screen changes what is seen, marked, copied or said."""
    app = app_in()
    idle: list[str] = []
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await ALL[scene](pilot)
        await settle_or_go_on(pilot, scene)
        screen = app.screen
        untried = UNTRIED | (LEADS_ELSEWHERE if scene in MADE_BY_HAND else set())
        offered = [(key.id, pressed) for key, pressed, _ in keys_of(screen) if key.id not in untried]
        for name, pressed in offered:
            if name not in {key.id for key, _, _ in keys_of(screen)}:
                continue
            if not await _changes(pilot, pressed) and name not in LEADS_HERE:
                idle.append(name)
            if not await _is_back_on(pilot, screen):
                break

    assert idle == []


async def _changes(pilot: Pilot[None], pressed: str) -> bool:
    before = _state(pilot.app)
    await pilot.press(pressed)
    for _ in range(40):
        await pilot.pause(0.02)
        if _state(pilot.app) != before:
            return True
    return False


async def _is_back_on(pilot: Pilot[None], screen: Screen[object]) -> bool:
    for _ in range(4):
        if pilot.app.screen is screen or screen not in pilot.app.screen_stack:
            break
        await pilot.press("escape")
        await pilot.pause(0.05)
    return pilot.app.screen is screen


@pytest.mark.parametrize("scene", ALL)
async def test_escape_leads_out_of_every_screen(scene: str) -> None:
    """A few times Escape, and the start screen is there or the app has ended; no screen holds anybody."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await ALL[scene](pilot)
        await settle_or_go_on(pilot, scene)
        for _ in range(4):
            if isinstance(app.screen, StartScreen) or app._exit:
                break
            await pilot.press("escape")
            await pilot.pause(0.05)

        assert isinstance(app.screen, StartScreen)


async def settle_or_go_on(pilot: Pilot[None], scene: str) -> None:
    """Wait for what is under way, but not for what never ends by itself."""
    if scene in ("collecting", "confirm"):
        await pilot.pause(0.1)
    else:
        await settle(pilot)
