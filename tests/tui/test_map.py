from __future__ import annotations

import pytest

from fargate_doctor.tui.reading import consult
from fargate_doctor.tui.screens.map import MapScreen
from fargate_doctor.tui.screens.paths import PathsScreen
from fargate_doctor.tui.widgets.map_spot import MapSpot
from tests.tui.acting import LARGE, SMALL, app_in, settle, until, until_screen
from tests.tui.large_vpc import SUBNETS, large_vpc
from tests.tui.pictures import words_of
from tests.tui.scenes import built_in

WIDEST = (160, 50)


@pytest.mark.parametrize("size", [SMALL, LARGE, WIDEST])
async def test_the_map_opens_where_the_way_breaks(size: tuple[int, int]) -> None:
    """Its place is marked in words, and what is decided there is quoted beside it."""
    app = app_in()
    async with app.run_test(size=size) as pilot:
        await pilot.app.push_screen(MapScreen(built_in("nat-without-internet")))
        await settle(pilot)
        shown = words_of(app)

        assert isinstance(app.focused, MapSpot)
        assert app.focused.place.kind == "nat-gateway"
        assert "broken here" in shown
        assert "Stop 6 of the way" in shown


async def test_arrows_move_between_places_as_they_lie() -> None:
    """Down and up within a zone, right and left between zones that stand beside each other."""
    app = app_in()
    async with app.run_test(size=WIDEST) as pilot:
        await pilot.app.push_screen(MapScreen(built_in()))
        await settle(pilot)
        await pilot.press("home", "down", "down", "down")
        await settle(pilot)
        home = app.focused
        await pilot.press("right")
        await settle(pilot)
        other = app.focused
        await pilot.press("left")
        await settle(pilot)

        assert isinstance(home, MapSpot)
        assert isinstance(other, MapSpot)
        assert home.place.key == "zone:eu-west-1a"
        assert other.place.key == "zone:eu-west-1b"
        assert app.focused is home


async def test_every_place_is_reached_with_the_arrow_down_in_the_smallest_terminal() -> None:
    """Nothing on the map is out of reach of the keyboard."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await pilot.app.push_screen(MapScreen(built_in()))
        await settle(pilot)
        await pilot.press("home")
        seen = set()
        for _ in range(60):
            if isinstance(app.focused, MapSpot):
                seen.add(app.focused.place.key)
            await pilot.press("down")

        assert seen == {each.place.key for each in app.screen.query(MapSpot)}


async def test_d_draws_the_way_to_the_next_destination() -> None:
    """The line above names it, and D goes back."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(MapScreen(built_in()))
        await settle(pilot)
        first = words_of(app)
        await pilot.press("d", "d")
        await settle(pilot)
        third = words_of(app)
        await pilot.press("D", "D")
        await settle(pilot)

        assert "ECR API · IPv4 (1 of 4)" in first
        assert "image layers · IPv4 (3 of 4)" in third
        assert words_of(app) == first


async def test_a_click_on_the_destination_and_on_a_place_works_as_their_keys() -> None:
    """The mouse reaches both."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(MapScreen(built_in()))
        await settle(pilot)
        await pilot.click("WayLine")
        await settle(pilot)
        spot = next(each for each in app.screen.query(MapSpot) if each.place.kind == "security-group")
        await pilot.click(spot)
        await settle(pilot)

        assert "(2 of 4)" in words_of(app)
        assert app.focused is spot
        assert "IpPermissionsEgress" in words_of(app)


async def test_what_was_refused_stands_on_the_map_as_unknown() -> None:
    """With a word and a mark, and the permission that would show it."""
    app = app_in()
    async with app.run_test(size=WIDEST) as pilot:
        await pilot.app.push_screen(MapScreen(built_in("not-permitted")))
        await settle(pilot)
        await pilot.press("end")
        await settle(pilot)
        shown = words_of(app)

        assert "not read" in shown
        assert "? unknown" in shown
        assert "ec2:DescribeVpcEndpoints" in shown


async def test_hundreds_of_subnets_are_folded_and_unfolded_page_by_page() -> None:
    """The task's zone stands open first; Enter on what stands for the rest shows more of it."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(MapScreen(consult(large_vpc(), "case", None)))
        await settle(pilot)
        before = len(app.screen.query(MapSpot))
        rest = next(each for each in app.screen.query(MapSpot) if each.place.kind == "rest")
        rest.focus()
        await settle(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: len(app.screen.query(MapSpot)) > before)

        assert before < SUBNETS
        assert isinstance(app.focused, MapSpot)


async def test_the_paths_lead_to_the_map_with_the_marked_way() -> None:
    """M shows on the map the way under the cursor."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await pilot.app.push_screen(PathsScreen(built_in()))
        await settle(pilot)
        await pilot.press("down", "down", "down", "m")
        await until_screen(pilot, MapScreen)
        await settle(pilot)

        assert "logs · IPv4 (4 of 4)" in words_of(app)
