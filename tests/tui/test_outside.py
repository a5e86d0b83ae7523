"""Copying ids, and pages of the AWS console: what is said, and where a browser is left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.tui.outside import copied_in_words, may_open_a_browser
from fargate_doctor.tui.screens.address import AddressScreen
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.map import MapScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from fargate_doctor.tui.widgets.step_view import StepView
from tests.tui.acting import LARGE, SMALL, app_in, settle, until_screen
from tests.tui.layout import faults_of
from tests.tui.pictures import words_of
from tests.tui.scenes import SCENES, built_in

if TYPE_CHECKING:
    from fargate_doctor.text import Language

TABLE = "rtb-0b8a98d91fa2fb17f"
PAGE = (
    f"https://eu-west-1.console.aws.amazon.com/vpcconsole/home?region=eu-west-1#RouteTableDetails:RouteTableId={TABLE}"
)


@pytest.fixture(autouse=True)
def remote(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sit at a terminal that is reached over SSH."""
    monkeypatch.setenv("SSH_CONNECTION", "192.0.2.1 50000 192.0.2.2 22")


async def test_i_copies_one_of_the_ids_that_are_shown_and_says_so() -> None:
    """The ids of the question are offered, the task last; the chosen one is on the clipboard."""
    app = app_in()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await SCENES["walk-failing"](pilot)
        await pilot.press("i")
        await until_screen(pilot, ChooserScreen)
        offered = words_of(app)
        await pilot.press("enter")
        await until_screen(pilot, WalkScreen)
        said = [each.message for each in app._notifications]

        assert TABLE in offered
        assert app.clipboard == TABLE
        assert any(TABLE in each and "OSC 52" in each for each in said)


async def test_an_id_is_copied_by_a_click_on_it() -> None:
    """No key is needed."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await SCENES["walk-failing"](pilot)
        await settle(pilot)
        row, line = next((y, each) for y, each in enumerate(words_of(app).splitlines()) if TABLE in each)
        await pilot.click(offset=(line.index(TABLE) + 3, row))
        await settle(pilot)

        assert app.clipboard == TABLE


@pytest.mark.parametrize("language", ["en", "es"])
async def test_over_ssh_the_address_of_the_page_is_shown_and_copied(language: Language) -> None:
    """No browser is opened where nobody would see it; the address stands there whole."""
    app = app_in(language)
    async with app.run_test(size=SMALL) as pilot:
        await SCENES["walk-failing"](pilot)
        await pilot.press("o")
        await until_screen(pilot, ChooserScreen)
        await pilot.press("enter")
        await until_screen(pilot, AddressScreen)
        await settle(pilot)
        faults = faults_of(app)
        shown = "".join(words_of(app).split())
        await pilot.press("c")
        await settle(pilot)
        copied = app.clipboard
        await pilot.press("escape")
        await until_screen(pilot, WalkScreen)

        assert "#RouteTableDetails:RouteTableId=" in shown
        assert copied == PAGE
        assert faults == []


async def test_the_place_under_the_cursor_of_the_map_is_the_first_that_is_offered() -> None:
    """On the map it is the marked gateway."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await SCENES["map"](pilot)
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, MapScreen)

        assert screen.names()[0].startswith("nat-")


async def test_a_browser_is_opened_where_there_is_a_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """At one's own desk the page opens at once, and its address is said as well."""
    opened: list[str] = []
    app = app_in()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await app.push_screen(WalkScreen(built_in()))
        await settle(pilot)
        monkeypatch.delenv("SSH_CONNECTION")
        monkeypatch.setenv("DISPLAY", ":0")
        assert app._driver is not None
        monkeypatch.setattr(app._driver, "open_url", lambda url, *_: opened.append(url))
        await pilot.press("o")
        await until_screen(pilot, ChooserScreen, WalkScreen)
        await settle(pilot)
        if isinstance(app.screen, ChooserScreen):
            await pilot.press("enter")
            await settle(pilot)

        assert len(opened) == 1
        assert opened[0].startswith("https://eu-west-1.console.aws.amazon.com/")
        assert any(opened[0] in each.message for each in app._notifications)


@pytest.mark.parametrize(
    ("environment", "expected"),
    [({}, False), ({"DISPLAY": ":0"}, True), ({"DISPLAY": ":10", "SSH_CONNECTION": "a b c d"}, False)],
)
def test_a_browser_is_for_a_desk(
    environment: dict[str, str], *, expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without a display, or over SSH, there is none to open."""
    monkeypatch.setattr("sys.platform", "linux")

    assert may_open_a_browser(environment) is expected


def test_what_is_copied_is_said_in_short() -> None:
    """Its first line, how many there are, and what to do where the terminal refuses."""
    said = copied_in_words("\n".join(["aws ec2 create-route " + "x" * 80, "second"])).en

    assert said.startswith("Copied: aws ec2 create-route")
    assert "… (2 lines)" in said
    assert "mark the words with Shift and the mouse" in said


async def test_another_branch_is_walked_on_the_model_and_left_again() -> None:
    """Where something fails, b goes on as if it were mended, says so all the time, and comes back."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await app.push_screen(WalkScreen(built_in("two-blockers")))
        await settle(pilot)
        await pilot.press("f")
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, WalkScreen)
        as_it_is = screen.consultation
        await pilot.press("b")
        await settle(pilot)
        supposed, shown = screen.consultation, words_of(app)
        copied = screen.query_one(StepView).as_text
        await pilot.press("b")
        await settle(pilot)

        assert {each.id for each in as_it_is.diagnosis.root_causes} == {"sg.egress-blocked", "route.blackhole"}
        assert {each.id for each in supposed.diagnosis.root_causes} == {"route.blackhole"}
        assert "? in the model" in shown
        assert "Evidence, in the model" in shown
        assert "All this is said of the model" in copied
        assert screen.consultation is as_it_is
        assert supposed.case is as_it_is.case
