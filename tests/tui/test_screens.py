from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

import pytest

from fargate_doctor.tui.commands import keys_of
from fargate_doctor.tui.keys import KEYS
from fargate_doctor.tui.screens.compare import CompareScreen
from fargate_doctor.tui.screens.fixes import FixesScreen
from fargate_doctor.tui.screens.help import HelpScreen
from fargate_doctor.tui.screens.map import MapScreen
from fargate_doctor.tui.screens.paths import PathsScreen
from fargate_doctor.tui.screens.start import StartScreen
from fargate_doctor.tui.screens.timeline import TimelineScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from fargate_doctor.tui.screens.what_if import WhatIfScreen
from fargate_doctor.tui.widgets.command_block import CommandBlock
from tests.tui.acting import LARGE, SMALL, app_in, settle
from tests.tui.diagnoses import consultation
from tests.tui.pictures import words_of
from tests.tui.scenes import built_in

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.screen import Screen

    from fargate_doctor.tui.screens.task_screen import TaskScreen

SCREENS: Final = (WalkScreen, PathsScreen, FixesScreen, MapScreen, WhatIfScreen, TimelineScreen, CompareScreen)


async def _on(pilot: Pilot[None], screen: Screen[None]) -> None:
    await pilot.app.push_screen(screen)
    await settle(pilot)


async def test_the_paths_mark_the_first_broken_way_and_draw_it() -> None:
    """The cursor starts where something is broken, and the hops below say where."""
    app = app_in()
    async with app.run_test(notifications=True, size=LARGE) as pilot:
        await _on(pilot, PathsScreen(consultation()))
        shown = words_of(app)

        assert "ECR API · IPv4" in shown
        assert "route table rtb-0a1b2c3d4e5f60718 fail ◀ broken here" in shown
        assert "○ api.ecr.eu-west-1.amazonaws.com:443" in shown


async def test_the_arrows_choose_another_way() -> None:
    """Each cell of the matrix has its own hops."""
    app = app_in()
    async with app.run_test(notifications=True, size=LARGE) as pilot:
        await _on(pilot, PathsScreen(consultation()))
        await pilot.press("down", "down", "down")
        await pilot.pause()
        dark = words_of(app)
        await pilot.press("right")
        await pilot.pause()
        other = words_of(app)
        await pilot.press("left", "down")
        await pilot.pause()

        assert "transit gateway tgw-0a1b2c3d unknown ◀ not known from here" in dark
        assert "logs · IPv6" in other
        assert "Fargate's own" in words_of(app)


async def test_paths_without_needs_say_why() -> None:
    """Where the task definition is unknown, the screen says so instead of showing an empty table."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await _on(pilot, PathsScreen(consultation(walks=())))

        assert "its task definition could not" in words_of(app)


async def test_the_fixes_show_choices_with_their_proof_in_words() -> None:
    """Proven, not proven and not tried are told apart in words."""
    app = app_in()
    async with app.run_test(notifications=True, size=(120, 60)) as pilot:
        await _on(pilot, FixesScreen(consultation()))
        shown = words_of(app)

        assert "✓ Proven" in shown
        assert "✗ Not proven" in shown
        assert "? Not tried" in shown
        assert "Choice 3 of 3" in shown


async def test_a_command_is_copied_whole() -> None:
    """What was wrapped on screen is one line on the clipboard, and a message says so."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await _on(pilot, FixesScreen(consultation()))
        await pilot.press("right", "c")
        await pilot.pause()

        assert isinstance(app.focused, CommandBlock)
        assert app.clipboard.startswith("aws ec2 create-route --region eu-west-1")
        assert "\n" not in app.clipboard
        assert "Copied" in words_of(app)


async def test_the_arrows_walk_through_the_commands_and_back() -> None:
    """Down goes from command to command, up from the first one back to the findings, left at once."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await _on(pilot, FixesScreen(consultation()))
        await pilot.press("enter", "down")
        second = app.focused
        await pilot.press("up", "up")
        back = app.focused
        await pilot.press("right", "down", "left")

        assert isinstance(second, CommandBlock)
        assert second.command.startswith("aws ec2 delete-route")
        assert back
        assert back.id == "findings"
        assert app.focused is back


async def test_a_finding_without_a_fix_says_so() -> None:
    """What is only worth knowing has no commands."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await _on(pilot, FixesScreen(consultation()))
        await pilot.press("down")
        await settle(pilot)

        assert "nothing to change" in words_of(app)


async def test_several_findings_have_one_set_that_stands_first() -> None:
    """Its members are steps in order, and the copy key takes the commands of all of them."""
    app = app_in()
    async with app.run_test(notifications=True, size=(120, 60)) as pilot:
        await _on(pilot, FixesScreen(built_in("two-blockers")))
        shown = words_of(app)
        await pilot.press("c")
        await settle(pilot)

        assert "All at once" in shown
        assert "Proven together" in shown
        assert "Step 2 of 2" in shown
        assert "authorize-security-group-egress" in app.clipboard
        assert "create-route" in app.clipboard or "replace-route" in app.clipboard


async def test_help_lists_the_keys_of_the_screen_before_and_does_them() -> None:
    """A key chosen in the help is pressed on the screen it belongs to."""
    app = app_in()
    async with app.run_test(notifications=True, size=(100, 60)) as pilot:
        await _on(pilot, WalkScreen(consultation()))
        await pilot.press("question_mark")
        await settle(pilot)
        helped = app.screen
        shown = words_of(app)
        await pilot.press("tab", "down", "enter")
        await settle(pilot)

        assert isinstance(helped, HelpScreen)
        assert "Jump to the first failure" in shown
        assert "NAT gateway" in shown
        assert not isinstance(app.screen, HelpScreen)


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_screen_is_left_with_escape(screen: type[TaskScreen]) -> None:
    """Escape leads back to the start, and from there out."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await _on(pilot, screen(built_in()))
        await pilot.press("escape")
        await pilot.pause()
        below = app.screen
        await pilot.press("escape")
        await pilot.pause()

        assert isinstance(below, StartScreen)
    assert app.return_code == 0


@pytest.mark.parametrize("screen", SCREENS)
async def test_q_quits_everywhere(screen: type[TaskScreen]) -> None:
    """One key leaves the app."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await _on(pilot, screen(built_in()))
        await pilot.press("q")
        await pilot.pause()

    assert app.return_code == 0


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_language_changes_while_it_runs(screen: type[TaskScreen]) -> None:
    """F2 puts all that is shown into the other language and back; what AWS said stays."""
    app = app_in()
    async with app.run_test(notifications=True, size=LARGE) as pilot:
        await _on(pilot, screen(built_in()))
        before = words_of(app)
        await pilot.press("f2")
        await settle(pilot)
        spanish = words_of(app)
        await pilot.press("f2")
        await settle(pilot)

        assert "✗ causa encontrada" in spanish
        assert "Help" not in spanish
        assert words_of(app) == before


async def test_the_palette_offers_what_the_screen_can_do() -> None:
    """An action is found by its name in the language of the app, and carried out."""
    app = app_in("es")
    async with app.run_test(notifications=True, size=LARGE) as pilot:
        await _on(pilot, WalkScreen(consultation()))
        await pilot.press("ctrl+p")
        await pilot.pause()
        await pilot.press(*"Soluciones")
        await settle(pilot)
        await pilot.pause(0.5)
        await pilot.press("enter")
        await settle(pilot)

        assert isinstance(app.screen, FixesScreen)


async def test_a_case_is_exported(own_home: Path) -> None:
    """The export key asks where, and writes a redacted case that can be read again."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await _on(pilot, WalkScreen(consultation()))
        await pilot.press("x")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        shown = words_of(app)

    written = (own_home / "fargate-doctor-orders-web-0f3e12ab.json").read_text(encoding="utf-8")
    assert "Saved to" in shown
    assert '"redacted": true' in written
    assert "123456789012" not in written


async def test_an_export_that_fails_says_why() -> None:
    """A folder that does not exist is explained in two sentences, and nothing is lost."""
    app = app_in()
    async with app.run_test(notifications=True, size=SMALL) as pilot:
        await _on(pilot, WalkScreen(consultation()))
        await pilot.press("x")
        await settle(pilot)
        await pilot.press("home", *"nowhere/", "enter")
        await settle(pilot)

        assert isinstance(app.screen, WalkScreen)
        assert "nowhere/fargate-doctor-orders-web" in words_of(app)


def test_every_key_has_words_in_both_languages() -> None:
    """A label and a tooltip, in English and in Spanish."""
    for key in KEYS.values():
        assert key.label.en
        assert key.label.es
        assert key.tooltip.en
        assert key.tooltip.es


@pytest.mark.parametrize("screen", SCREENS)
async def test_every_key_that_is_offered_works(screen: type[TaskScreen]) -> None:
    """No key of a screen ends in an error, and each opens or changes something or says why not."""
    app = app_in()
    async with app.run_test(notifications=True, size=LARGE) as pilot:
        await _on(pilot, screen(built_in("two-blockers")))
        shown = app.screen
        offered = [pressed for key, pressed, _ in keys_of(shown) if key.id not in ("app.quit", "screen.back")]
        for pressed in offered:
            await pilot.press(pressed)
            await settle(pilot)
            while app.screen is not shown:
                app.pop_screen()
                await settle(pilot)

        assert app.screen is shown


@pytest.mark.parametrize("screen", SCREENS)
async def test_the_help_of_a_screen_names_all_its_keys(screen: type[TaskScreen]) -> None:
    """Whatever works there stands in its help."""
    app = app_in()
    async with app.run_test(size=(120, 80)) as pilot:
        await _on(pilot, screen(built_in()))
        offered = [key.tooltip.en for key, _, _ in keys_of(app.screen) if key.id != "app.help"]
        await pilot.press("question_mark")
        await settle(pilot)
        shown = " ".join(words_of(app).split())

        assert [each for each in offered if each not in shown] == []


async def test_a_screen_that_comes_while_the_app_is_left_is_no_fault() -> None:
    """A key and Ctrl-C at once: the screen is not laid out any more, and nothing is said about it."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        app.exit()
        app.push_screen(WalkScreen(consultation()))
        await asyncio.sleep(0.1)

    assert app._exception is None
