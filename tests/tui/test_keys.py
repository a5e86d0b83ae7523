"""Other keys: what the settings give holds everywhere, and what cannot hold is explained."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from textual.command import CommandPalette
from textual.screen import Screen

from fargate_doctor.storage import load_settings, settings_file
from fargate_doctor.tui.app import understood_settings
from fargate_doctor.tui.keys import KEYS
from fargate_doctor.tui.keys.example import example
from fargate_doctor.tui.keys.moves import MOVES
from fargate_doctor.tui.keys.names import key_named, shown
from fargate_doctor.tui.screens.collecting import CollectingScreen
from fargate_doctor.tui.screens.fixes import FixesScreen
from fargate_doctor.tui.screens.start import StartScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from fargate_doctor.tui.widgets.task_table import TaskTable
from tests.tui.acting import LARGE, SMALL, app_in, settle, until_screen, until_shown
from tests.tui.diagnoses import consultation
from tests.tui.layout import faults_of
from tests.tui.pictures import words_of
from tests.tui.test_live import ACCOUNT
from tests.tui.test_tasks import tasks

if TYPE_CHECKING:
    from fargate_doctor.text import Language


def _keys(*lines: str) -> None:
    path = settings_file()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join(("[keys]", *lines)), encoding="utf-8")


async def test_another_key_works_and_is_shown_wherever_the_key_is_named() -> None:
    """The key bar, the help and the palette show the key that works; the old one does nothing any more."""
    _keys('walk.fixes = "ctrl+x"', 'app.help = ["f1", "h"]')
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await app.push_screen(WalkScreen(consultation()))
        await settle(pilot)
        bar = words_of(app).rstrip().splitlines()[-1]
        await pilot.press("t")
        await settle(pilot)
        is_still_there = isinstance(app.screen, WalkScreen)
        await pilot.press("h")
        helped = await until_shown(pilot, "Keys of the screen you came from")
        await pilot.press("escape")
        await until_screen(pilot, WalkScreen)
        await pilot.press("ctrl+p")
        await until_screen(pilot, CommandPalette)
        await pilot.press(*"Fixes")
        palette = await until_shown(pilot, "Fixes (Ctrl+X)")
        await pilot.press("escape")
        await until_screen(pilot, WalkScreen)
        await pilot.press("ctrl+x")
        await until_screen(pilot, FixesScreen)

        assert "Ctrl+X Fixes" in bar
        assert "F1 h Help" in bar
        assert is_still_there
        assert re.search(r"Ctrl\+X +What to change", helped)
        assert palette


async def test_a_click_on_the_bar_presses_the_new_key() -> None:
    """The mouse does what the key does."""
    _keys('walk.fixes = "ctrl+x"')
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await app.push_screen(WalkScreen(consultation()))
        await settle(pilot)
        row = app.size.height - 1
        await pilot.click(offset=(words_of(app).splitlines()[row].index("Fixes"), row))
        await until_screen(pilot, FixesScreen)


async def test_sentences_name_the_new_key() -> None:
    """What the screens say of keys is true after a change."""
    _keys('tasks.watch = "f7"', 'tasks.filter = "ctrl+f"', 'account.region = "f8"')
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await app.push_screen(TasksScreen(tasks((), account=ACCOUNT)))
        await settle(pilot)
        words = " ".join(words_of(app).split())

        assert "F7 watches" in words
        assert "Ctrl+F filters" in words
        assert "P and F8 another account or Region" in words


async def test_cursors_move_by_other_keys_too() -> None:
    """A list of keys keeps the old one, where it is in the list."""
    _keys('move.down = ["j", "down"]', 'move.up = "ctrl+u"')
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        screen = TasksScreen(tasks())
        await app.push_screen(screen)
        await settle(pilot)
        table = screen.query_one(TaskTable)
        places = [table.cursor]
        for key in ("j", "down", "ctrl+u", "up"):
            await pilot.press(key)
            places.append(table.cursor)

        assert places == [0, 1, 2, 1, 1]


async def test_two_actions_may_change_places() -> None:
    """Each takes the key of the other."""
    _keys('walk.fixes = "p"', 'walk.paths = "t"')
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await app.push_screen(WalkScreen(consultation()))
        await settle(pilot)
        await pilot.press("p")
        await until_screen(pilot, FixesScreen)

        assert understood_settings().problems == ()


async def test_escape_still_leads_out_where_another_key_does_too() -> None:
    """The start screen has two actions on Escape; moving one leaves the other."""
    _keys('screen.back = "f9"')
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("slash")
        await pilot.press("f9")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()

    assert app.return_code == 0


async def test_a_key_that_a_field_takes_is_not_offered_in_the_field() -> None:
    """A letter goes into the field, and the bar does not promise more."""
    _keys('app.language = "Y"')
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        before = words_of(app)
        await pilot.press("slash", "Y")
        await pilot.pause()

        assert "Y Español" in before
        assert "Y Español" not in words_of(app)
        assert app.language == "en"
        assert isinstance(app.screen, StartScreen)


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ('walk.nxt = "n"', "there is no action walk.nxt (did you mean walk.next?). It has no effect."),
        ('walk.next = "nn"', "walk.next: there is no key “nn”. The default"),
        ('walk.next = "ctrl+nothing"', "walk.next: there is no key “ctrl+nothing”"),
        ('walk.next = ""', "walk.next: there is no key “”"),
        ("walk.next = []", "walk.next needs a key"),
        ('walk.next = "f"', "f does walk.failure on the same screen as walk.next"),
        ('walk.next = "q"', "q does app.quit on the same screen as walk.next"),
        ('move.down = "t"', "t does walk.fixes on the same screen as move.down"),
        ('app.quit = "ctrl+c"', "app.quit: Ctrl+C is needed by terminals"),
        ('walk.read = "1"', "walk.read: 1 is needed by terminals, fields or numbered answers"),
        ('screen.back = "b"', "screen.back works inside fields too, and b would be typed there"),
    ],
)
async def test_a_key_that_cannot_hold_is_explained_and_the_default_holds(line: str, reason: str) -> None:
    """The line of the file and the reason are told by the command and by the app, which goes on."""
    _keys("# mine", line)
    (problem,) = understood_settings().problems
    app = app_in()
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await settle(pilot)
        told = " ".join(words_of(app).split())
        await app.push_screen(WalkScreen(consultation()))
        await settle(pilot)

        assert f"line 3: {reason}" in problem.en
        assert "línea 3" in problem.es
        assert "Settings in" in told
        assert "Enter → Next" in words_of(app)


async def test_conflicts_take_back_what_stands_last_in_the_file() -> None:
    """The first of two that want one key has it."""
    _keys('walk.fixes = "ctrl+x"', 'walk.paths = "ctrl+x"')
    loaded = understood_settings()

    assert loaded.settings.keys == (("walk.fixes", ("ctrl+x",)),)
    assert len(loaded.problems) == 1


@pytest.mark.parametrize("language", ["en", "es"])
def test_the_example_is_a_file_with_every_setting_as_it_is(language: Language) -> None:
    """With every # before a setting taken away it says what holds anyway, and nothing is wrong with it."""
    path = settings_file()
    path.parent.mkdir(parents=True)
    path.write_text(re.sub(r"^#(?=\S)", "", example(language), flags=re.MULTILINE), encoding="utf-8")
    loaded = understood_settings()

    assert loaded.problems == ()
    assert {action for action, _ in loaded.settings.keys} == KEYS.keys() | MOVES.keys()
    for action, names in loaded.settings.keys:
        keys = (KEYS.get(action) or MOVES[action]).keys.split(",")
        assert [key_named(each) for each in names] == keys
    path.write_text(example(language), encoding="utf-8")
    assert load_settings().settings == type(loaded.settings)()


@pytest.mark.parametrize(
    ("written", "key", "seen"),
    [
        ("?", "question_mark", "?"),
        ("question_mark", "question_mark", "?"),
        ("N", "N", "N"),
        ("Ctrl+K", "ctrl+k", "Ctrl+K"),
        ("esc", "escape", "Esc"),
        ("shift+F5", "shift+f5", "Shift+F5"),
        ("alt+Enter", "alt+enter", "Alt+Enter"),
        ("PgDn", "pagedown", "PgDn"),
        (",", "comma", ","),
        ("right", "right", "→"),
        ("hyper", None, None),
        ("ctrl+", None, None),
        ("walk", None, None),
    ],
)
def test_keys_are_written_as_people_write_them(written: str, key: str | None, seen: str | None) -> None:
    """Signs as themselves, the others by their usual names, in any case."""
    assert key_named(written) == key
    assert (shown(key) if key else None) == seen


async def test_long_problems_stay_on_the_smallest_screen() -> None:
    """Many mistakes are counted, not piled up."""
    _keys(*(f'nothing.{number} = "x"' for number in range(20)))
    app = app_in()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        words = await until_shown(pilot, "18 more problems")

        assert faults_of(app) == []
        assert "line 2" in " ".join(words.split())


def test_the_screens_of_the_app_are_all_asked_for_conflicts() -> None:
    """No screen that has keys is left out."""
    from fargate_doctor.tui import app as wiring  # noqa: PLC0415 - beside what it looks into

    kinds = [each for each in vars(wiring).values() if isinstance(each, type)]
    screens = {each for each in kinds if each.__module__.startswith("fargate_doctor.tui.screens.")}
    assert {each for each in screens if issubclass(each, Screen)} - set(wiring._SCREENS) == set()
    assert CollectingScreen in screens
