"""The app on terminals that show nothing but ASCII, and where each thing keeps its mark and its word."""

from __future__ import annotations

from typing import TYPE_CHECKING, get_args

import pytest

from fargate_doctor.diagnosis.levels import Level, Status
from fargate_doctor.facts.paths.hop import Verdict
from fargate_doctor.storage import settings_file
from fargate_doctor.tui.drawing.marks import level_in_words, status_in_words, verdict_in_words
from fargate_doctor.tui.plain import in_cells
from tests.tui.acting import SMALL, app_in
from tests.tui.pictures import words_of
from tests.tui.scenes import ODD_SCENES, SCENES

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.content import Content

    from fargate_doctor.text import Language

LANGUAGES: tuple[Language, ...] = ("en", "es")


@pytest.mark.parametrize("scene", [name for name in SCENES | ODD_SCENES if name != "walk-hostile"])
async def test_no_character_beyond_ascii_is_drawn(scene: str) -> None:
    """Marks, lines, scroll bars, quotation marks and Spanish accents all have a form that every terminal shows."""
    app = app_in("es", is_plain=True)
    async with app.run_test(size=SMALL) as pilot:
        await (SCENES | ODD_SCENES)[scene](pilot)
        await pilot.pause(0.1)
        shown = words_of(app)

    assert shown.strip()
    assert sorted({each for each in shown if not each.isascii()}) == []


async def test_the_settings_ask_for_it_too() -> None:
    """What was set once holds the next time."""
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("ascii = true\n", encoding="utf-8")
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await SCENES["walk"](pilot)
        await pilot.pause(0.1)

        assert words_of(app).isascii()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("kinds", "draws"),
    [
        (get_args(Verdict), verdict_in_words),
        (get_args(Level), level_in_words),
        (get_args(Status), status_in_words),
    ],
)
def test_each_state_has_a_mark_and_a_word(
    kinds: tuple[str, ...], draws: Callable[[str, Language], Content], language: Language
) -> None:
    """Without any colour, and in ASCII, no two states look alike."""
    drawn = [draws(kind, language).plain for kind in kinds]
    words = [each.partition(" ")[2] for each in drawn]

    assert all(words)
    assert len({in_cells(each) for each in drawn}) == len(kinds)
    assert len(set(words)) == len(kinds)


@pytest.mark.parametrize("scene", ["walk-failing", "paths", "fixes", "map", "tasks", "timeline", "compare", "what-if"])
async def test_without_colour_every_word_is_still_there(scene: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR takes the colours and nothing else: what is read is the same."""
    shown = []
    for is_set in (False, True):
        if is_set:
            monkeypatch.setenv("NO_COLOR", "1")
        app = app_in()
        async with app.run_test(size=SMALL) as pilot:
            await SCENES[scene](pilot)
            await pilot.pause(0.1)
            shown.append((app.no_color, words_of(app)))

    (with_colour, words), (without_colour, same) = shown
    assert (with_colour, without_colour) == (False, True)
    assert words == same
