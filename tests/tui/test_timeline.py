from __future__ import annotations

from datetime import timedelta

import pytest

from fargate_doctor.tui.drawing.timeline import span_in_words
from fargate_doctor.tui.screens.timeline import TimelineScreen
from tests.tui.acting import LARGE, SMALL, app_in, settle
from tests.tui.diagnoses import diagnosis
from tests.tui.pictures import words_of
from tests.tui.scenes import built_in

WIDEST = (160, 50)


@pytest.mark.parametrize("size", [SMALL, LARGE, WIDEST])
async def test_the_change_near_the_failures_is_marked_first(size: tuple[int, int]) -> None:
    """It stands out in words, and beside it is what CloudTrail recorded."""
    app = app_in()
    async with app.run_test(size=size) as pilot:
        await pilot.app.push_screen(TimelineScreen(built_in("ipv6-too-late")))
        await settle(pilot)
        shown = words_of(app)

        assert "▲ ModifySubnetAttribute ◀ near the failures" in shown
        assert "2 changes near the failures" in shown
        assert "52 min 1 s" in shown


async def test_changes_that_name_nothing_of_the_task_are_shown_on_demand() -> None:
    """E shows them, and hides them again."""
    app = app_in()
    async with app.run_test(size=WIDEST) as pilot:
        await pilot.app.push_screen(TimelineScreen(built_in("ipv6-too-late")))
        await settle(pilot)
        before = words_of(app)
        await pilot.press("e")
        await settle(pilot)
        after = words_of(app)

        assert "names nothing of this task" not in before
        assert "names nothing of this task" in after


async def test_n_goes_round_the_changes_that_stand_out() -> None:
    """From one to the next and back to the first."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        screen = TimelineScreen(built_in("ipv6-too-late"))
        await pilot.app.push_screen(screen)
        await settle(pilot)
        seen = []
        for _ in range(3):
            await pilot.press("n")
            await settle(pilot)
            marked = screen._marked
            assert marked
            seen.append(marked.kind)

        assert seen == ["deployment", "change", "deployment"]


async def test_what_was_not_looked_up_is_said() -> None:
    """Below whatever is marked."""
    app = app_in()
    async with app.run_test(size=WIDEST) as pilot:
        await pilot.app.push_screen(TimelineScreen(built_in()))
        await settle(pilot)
        shown = words_of(app)

        assert "What is not on this line" in shown
        assert "AssociateDhcpOptions alone" in " ".join(shown.replace("▏", " ").split()) or "alone" in shown


async def test_a_service_without_a_task_has_no_line() -> None:
    """The screen says so and is left as any other."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        consulted = built_in()
        nothing = consulted.__class__(
            consulted.case, "case", diagnosis(facts=None, service="web"), consulted.diagnose, None
        )
        await pilot.app.push_screen(TimelineScreen(nothing))
        await settle(pilot)

        assert "There is no line of time" in words_of(app)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "0 s"),
        (59, "59 s"),
        (60, "1 min"),
        (167, "2 min 47 s"),
        (3600, "1 h"),
        (3661, "1 h 1 min"),
        (90000, "1 d 1 h"),
    ],
)
def test_a_span_is_told_by_its_two_greatest_parts(seconds: int, words: str) -> None:
    """As people say it."""
    assert span_in_words(timedelta(seconds=seconds)) == words
    assert span_in_words(-timedelta(seconds=seconds)) == words
