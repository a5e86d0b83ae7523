from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from fargate_doctor.text import Text, verbatim
from fargate_doctor.tui.jobs import Tasks
from fargate_doctor.tui.screens.collecting import CollectingScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from fargate_doctor.tui.task_rows import TaskRow
from fargate_doctor.tui.widgets.task_table import TaskTable
from tests.tui.acting import LARGE, SMALL, HandMadeJob, app_in, settle, until_screen, until_shown
from tests.tui.diagnoses import HOSTILE, REASON, WHEN, consultation
from tests.tui.pictures import words_of

if TYPE_CHECKING:
    from textual.pilot import Pilot
    from textual.strip import Strip

    from fargate_doctor.tui.jobs import Account, Job
    from fargate_doctor.tui.task_rows import Trouble


def row(number: int, trouble: Trouble = "running", service: str = "web", said: str = "") -> TaskRow:
    """Return one task of the list."""
    name = sha256(str(number).encode()).hexdigest()[:32]
    symptom = Text(en="no answer came over the network", es="no llegó respuesta por la red")
    words = symptom if said else Text(en="ECS says nothing", es="ECS no dice nada")
    haystack = f"{name} {service} {said} {words.en} {words.es} {trouble}".lower()
    return TaskRow(f"arn/{name}", name, service, trouble, words, said, WHEN - timedelta(minutes=number), haystack)


ROWS = (
    row(1),
    row(2, "stopped", "orders", REASON),
    row(3, "pending", "billing"),
    row(4, "unhealthy", "orders"),
    row(5, "stopped", "search", REASON),
)


def tasks(rows: tuple[TaskRow, ...] = ROWS, refresh: Job | None = None, account: Account | None = None) -> Tasks:
    """Return what the list shows; every task leads to the same walk."""
    return Tasks(verbatim("orders"), rows, lambda _: HandMadeJob(lambda _: consultation()), refresh, account)


async def _on(pilot: Pilot[None], shown: Tasks) -> TasksScreen:
    screen = TasksScreen(shown)
    await pilot.app.push_screen(screen)
    await settle(pilot)
    return screen


def _states() -> list[str]:
    return ["✗ stopped", "✗ stopped", "! unhealthy", "… pending", "✓ running"]


async def test_what_is_in_trouble_stands_first() -> None:
    """Stopped, unhealthy, pending, running; the newest first among equals."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await _on(pilot, tasks())
        lines = words_of(app).splitlines()
        shown = [line for line in lines if line.strip().startswith(("✗", "!", "…", "✓"))]

        assert [line.strip().split("  ")[0] for line in shown] == _states()
        assert "orders" in shown[0]


async def test_the_filter_narrows_as_one_types_and_escape_takes_it_back() -> None:
    """Every word must be found, in whatever the row says."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await _on(pilot, tasks())
        await pilot.press("slash", *"search network")
        await pilot.pause()
        narrowed = words_of(app)
        await pilot.press("escape")
        await pilot.pause()
        back = words_of(app)
        await pilot.press("slash", *"nothing like it")
        await pilot.pause()

        assert "1 of 5 tasks" in narrowed
        assert "5 of 5 tasks" in back
        assert "No task holds these words." in words_of(app)


async def test_the_cursor_stays_on_its_task_when_the_order_changes() -> None:
    """Sorting and refreshing move the lines, not the choice."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        screen = await _on(pilot, tasks())
        await pilot.press("down", "down")
        table = screen.query_one(TaskTable)
        before = table.marked
        await pilot.press("s")
        await pilot.pause()
        sorted_by_time = table.marked
        screen.show(tasks((row(9, "stopped"), *ROWS)))
        await pilot.pause()

        assert before
        assert before.name == row(4).name
        assert sorted_by_time == before
        assert table.marked == before


async def test_the_marked_task_is_diagnosed_and_its_words_are_read_in_full() -> None:
    """Below the list stands all that ECS said; Enter opens the walk."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await _on(pilot, tasks())
        shown = " ".join(words_of(app).split())
        await pilot.press("enter")
        await until_screen(pilot, WalkScreen)

        assert "unable to pull secrets or registry auth" in shown


async def test_a_second_click_opens_a_task() -> None:
    """The first click marks, the second opens."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        screen = await _on(pilot, tasks())
        await pilot.click(TaskTable, offset=(10, 1))
        await pilot.pause()
        marked = screen.query_one(TaskTable).marked
        await pilot.click(TaskTable, offset=(10, 1))
        await until_screen(pilot, WalkScreen, CollectingScreen)

        assert marked
        assert marked.service == "search"


async def test_refreshing_shows_the_new_tasks_in_the_same_list() -> None:
    """AWS is asked again, and the list is the same one."""
    app = app_in()
    refresh = HandMadeJob(lambda _: tasks((row(9, "stopped", "fresh", REASON), *ROWS)))
    async with app.run_test(size=LARGE) as pilot:
        screen = await _on(pilot, tasks(refresh=refresh))
        await pilot.press("r")
        await until_shown(pilot, "fresh")

        assert app.screen is screen
        assert "6 of 6 tasks" in words_of(app)


async def test_no_task_at_all_leads_somewhere() -> None:
    """An empty cluster is explained."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _on(pilot, tasks(()))

        assert "There is no task here" in words_of(app)


async def test_ten_thousand_tasks_do_not_stutter(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only what can be seen is drawn, a few times for each key."""
    many = tuple(row(number, "stopped", f"service-{number % 97}", REASON) for number in range(10_000))
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        screen = await _on(pilot, tasks(many))
        table = screen.query_one(TaskTable)
        drawn: list[int] = []
        draw = table.render_line

        def count(y: int) -> Strip:
            drawn.append(y)
            return draw(y)

        monkeypatch.setattr(table, "render_line", count)
        await pilot.press("end")
        last = table.marked
        screen.query_one(Input).value = "service-42"
        await pilot.pause()

        assert last
        assert last.name == many[-1].name
        assert "104 of 10000" in words_of(app) or "103 of 10000" in words_of(app)
        assert len(drawn) < 20 * LARGE[1]


@pytest.mark.parametrize("moves", [("pagedown", "pagedown", "up"), ("end",), ()])
async def test_refreshing_moves_nothing_that_is_seen(moves: tuple[str, ...]) -> None:
    """The marked task stays on its line of the screen, whatever is put above it."""
    many = tuple(row(number, "running", "web") for number in range(100, 400))
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        screen = await _on(pilot, tasks(many))
        await pilot.press("s", *moves)
        table = screen.query_one(TaskTable)
        before = table.marked, table.cursor - table.scroll_offset.y
        screen.show(tasks((*many, *(row(number, "running", "web") for number in range(20)))))
        await pilot.pause()

        assert (table.marked, table.cursor - table.scroll_offset.y) == before or not moves
        assert table.marked == before[0]


async def test_refreshing_keeps_what_was_scrolled_to() -> None:
    """Who looks elsewhere than at the cursor goes on looking there."""
    many = tuple(row(number, "running", "web") for number in range(100, 400))
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        screen = await _on(pilot, tasks(many))
        await pilot.press("s")
        table = screen.query_one(TaskTable)
        table.scroll_to(y=200, animate=False, immediate=True)
        await pilot.pause()
        top = table._rows[table.scroll_offset.y]
        screen.show(tasks((row(1, "running", "web"), *many)))
        await pilot.pause()

        assert table._rows[table.scroll_offset.y] == top
        assert table.marked
        assert table.marked.name == many[0].name


async def test_hostile_names_are_inert() -> None:
    """What a service or a message is called never becomes markup or an escape sequence."""
    app = app_in()
    hostile = replace(row(1, "stopped", "[red]x[/]", HOSTILE), symptom=verbatim(HOSTILE))
    async with app.run_test(size=LARGE) as pilot:
        await _on(pilot, tasks((hostile,)))
        shown = words_of(app)

        assert "[red]x[/]" in shown
        assert "␛]52" in shown
        assert "\x1b" not in shown
