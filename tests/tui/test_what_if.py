from __future__ import annotations

from fargate_doctor.tui.screens.what_if import WhatIfScreen
from tests.tui.acting import LARGE, SMALL, app_in, settle, until_shown
from tests.tui.pictures import words_of
from tests.tui.scenes import built_in


async def test_a_switch_shows_at_once_what_it_mends_and_what_would_block_next() -> None:
    """One of two blockers is mended, the other stands there by name."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(WhatIfScreen(built_in("two-blockers")))
        await settle(pilot)
        await pilot.press("space")
        shown = await until_shown(pilot, "One thing still stops the task")

        assert "1 [x]" in shown
        assert "Would block next" in shown
        assert "route.blackhole" in shown
        assert "✗ fail → ✓ pass" in shown


async def test_the_smallest_set_is_one_key_away() -> None:
    """S switches it on, and nothing that stops the task is left; n switches all off."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.app.push_screen(WhatIfScreen(built_in("two-blockers")))
        await settle(pilot)
        offered = await until_shown(pilot, "proven together: 1 + 2")
        await pilot.press("s")
        mended = await until_shown(pilot, "Nothing that stops the task is left")
        await pilot.press("n")
        await settle(pilot)

        assert "[x]" not in offered
        assert mended.count("[x]") == 2
        assert "[x]" not in words_of(app)


async def test_s_pressed_too_early_is_not_forgotten() -> None:
    """The set is switched on as soon as it is known."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(WhatIfScreen(built_in("two-blockers")))
        await pilot.press("s")

        assert "2 [x]" in await until_shown(pilot, "Nothing that stops the task is left")


async def test_a_number_switches_its_change() -> None:
    """And switches it off again."""
    app = app_in("es")
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(WhatIfScreen(built_in("two-blockers")))
        await settle(pilot)
        await pilot.press("3")
        on = await until_shown(pilot, "3 [x]")
        await pilot.press("3")
        await settle(pilot)

        assert "1 [ ]" in on
        assert "3 [ ]" in words_of(app)


async def test_what_the_model_does_not_show_cannot_be_switched_and_says_why() -> None:
    """Its line and a message both tell."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await pilot.app.push_screen(WhatIfScreen(built_in("healthy")))
        await settle(pilot)
        await pilot.press("space")
        await settle(pilot)
        shown = words_of(app)

        assert "cannot be tried" in shown
        assert "Its commands stand under the fixes" in shown
        assert "[x]" not in shown


async def test_the_commands_of_all_that_is_switched_on_are_copied_in_order() -> None:
    """As one block that can be pasted."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        screen = WhatIfScreen(built_in("two-blockers"))
        await pilot.app.push_screen(screen)
        await settle(pilot)
        await pilot.press("2", "1", "c")
        await settle(pilot)

        copied = app.clipboard.splitlines()
        assert "authorize-security-group-egress" in copied[-1]
        assert len(copied) > 1
