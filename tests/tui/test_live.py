"""Asking AWS from inside the app: another profile, another Region, another cluster, again and again."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from threading import Event
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.errors import EndpointUnreachable
from fargate_doctor.storage import settings_file
from fargate_doctor.text import verbatim
from fargate_doctor.tui.jobs import Account, ListClusters
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.collecting import CollectingScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.watch import Watch
from fargate_doctor.tui.widgets.task_table import TaskTable
from tests.tui.acting import LARGE, SMALL, HandMadeJob, app_in, settle, until, until_screen, until_shown
from tests.tui.diagnoses import REASON
from tests.tui.layout import faults_of
from tests.tui.pictures import words_of
from tests.tui.test_tasks import ROWS, row, tasks

if TYPE_CHECKING:
    from fargate_doctor.tui.jobs import Progress, Tasks

if TYPE_CHECKING:
    from pathlib import Path

ACCOUNT = Account(region="eu-west-1")


@pytest.mark.parametrize("language", ["en", "es"])
async def test_without_a_region_another_one_is_chosen_where_the_error_stands(language: str) -> None:
    """The error says which keys lead on, and the same is asked again there."""
    app = app_in(language)  # type: ignore[arg-type]
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.screen.post_message(WorkWanted(ListClusters(Account())))
        await until_screen(pilot, CollectingScreen)
        await until_shown(pilot, "AWS_REGION")
        faults = faults_of(app)
        await pilot.press("R")
        await until_screen(pilot, ChooserScreen)
        await pilot.press(*"sa-e", "enter")
        await until_shown(pilot, "aws sso login")

        assert faults == []
        assert isinstance(app.screen, CollectingScreen)
        assert app.screen.account == Account(region="sa-east-1")


async def test_the_advised_command_is_copied() -> None:
    """Where the advice quotes a command, c copies it."""
    app = app_in()
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await settle(pilot)
        app.screen.post_message(WorkWanted(ListClusters(ACCOUNT)))
        await until_shown(pilot, "aws sso login")
        await pilot.press("c")
        await until_shown(pilot, "Copied: aws sso login")

        assert app.clipboard == "aws sso login"


async def test_from_the_tasks_one_asks_in_another_region() -> None:
    """R on the list of tasks looks for the clusters there."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(TasksScreen(tasks(account=ACCOUNT)))
        await pilot.pause()
        await pilot.press("R")
        await until_screen(pilot, ChooserScreen)
        await pilot.press(*"us-east-2", "enter")
        await until_screen(pilot, CollectingScreen)

        assert isinstance(app.screen, CollectingScreen)
        assert app.screen.account == Account(region="us-east-2")


async def test_tasks_of_a_file_offer_nothing_of_aws() -> None:
    """No key is shown that cannot work."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await app.push_screen(TasksScreen(tasks()))
        await pilot.pause()
        words = words_of(app)

        assert "Watch" not in words
        assert "Cluster" not in words
        assert "Region" not in words


async def test_a_watched_list_says_what_fails_anew_and_keeps_the_cursor() -> None:
    """Only a task that had not failed before is told, and the marked task stays marked."""
    app = app_in()
    now = (row(9, "stopped", "fresh", REASON), *ROWS)
    anew = HandMadeJob(lambda _: tasks(now, refresh=anew, account=ACCOUNT))
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        screen = TasksScreen(tasks(refresh=anew, account=ACCOUNT))
        await app.push_screen(screen)
        await pilot.pause()
        await pilot.press("down", "down")
        marked = screen.query_one(TaskTable).marked
        await pilot.press("w")
        words = await until_shown(pilot, "Stopped or unhealthy now: fresh/")
        after = screen.query_one(TaskTable).marked
        await pilot.press("w")
        await until(pilot, lambda: "watching" not in words_of(app))

        assert "search/" not in words
        assert marked
        assert after
        assert after.arn == marked.arn
        assert "watching, asked at" in words


async def test_a_watch_goes_on_where_aws_does_not_answer_for_once() -> None:
    """It says so once, rings for a task that failed meanwhile, and not again for one that was left out for a look."""
    app = app_in()
    fresh = row(9, "stopped", "fresh", REASON)
    looks = iter((None, None, (fresh, *ROWS), ROWS, (fresh, *ROWS), None))
    done: list[object] = []

    def look(_: Progress) -> Tasks:
        rows = next(looks, ROWS)
        done.append(rows)
        if rows is None:
            raise EndpointUnreachable(verbatim("No route."), verbatim("Look."))
        return tasks(rows, refresh=anew, account=ACCOUNT)

    anew = HandMadeJob(look)
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        screen = TasksScreen(tasks(refresh=anew, account=ACCOUNT))
        await app.push_screen(screen)
        await pilot.pause()
        await pilot.press("w")
        await until_shown(pilot, "no answer since")
        for number in range(2, 6):
            await until(pilot, lambda: not screen._watch.is_looking)
            screen._look_again()
            await until(pilot, lambda number=number: len(done) == number)  # type: ignore[misc]
        await until(pilot, lambda: not screen._watch.is_looking)
        notices = [str(each.message) for each in app._notifications]

        assert [each for each in notices if "No route" in each] == ["No route. It is asked again."]
        assert [each for each in notices if "fresh/" in each] == notices[1:]
        assert len(notices) == 2
        assert "watching, asked at" in words_of(app)
        assert "no answer since" not in words_of(app)


async def test_a_look_that_was_stopped_changes_nothing() -> None:
    """What had been found until then is a part of the list, and says nothing about the rest."""
    app, let_go = app_in(), Event()

    def look(progress: Progress) -> Tasks:
        assert progress.stop.wait(30)
        let_go.set()
        return tasks((), refresh=anew, account=ACCOUNT)

    anew = HandMadeJob(look)
    async with app.run_test(size=LARGE) as pilot:
        screen = TasksScreen(tasks(refresh=anew, account=ACCOUNT))
        await app.push_screen(screen)
        await pilot.pause()
        await pilot.press("w", "w")
        await until(pilot, let_go.is_set)
        await settle(pilot)

        assert screen.query_one(TaskTable).marked
        assert "watching" not in words_of(app)


def test_what_aws_refused_a_part_of_takes_no_row_away() -> None:
    """Rows that were not asked for stay as they were; the others are as they are now."""
    watch = Watch(ROWS)
    part = replace(tasks(ROWS[:1]), is_whole=False)

    assert {each.arn for each in watch.rows_after(ROWS, part)} == {each.arn for each in ROWS}
    assert watch.rows_after(ROWS, tasks(ROWS[:1])) == ROWS[:1]


def test_a_task_that_was_well_in_between_is_told_again() -> None:
    """A failure is told once, however often it is seen; the next one of the same task is another."""
    well, ill = row(9, "running", "fresh"), row(9, "unhealthy", "fresh")
    watch = Watch((well,))

    assert [len(watch.newly_failed((each,))) for each in (ill, ill, well, ill)] == [1, 0, 0, 1]


async def test_an_empty_cluster_leads_on() -> None:
    """Where nothing runs and nothing stopped, the screen names what can be done."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(TasksScreen(tasks((), account=ACCOUNT)))
        await pilot.pause()

        assert "built-in cases" in " ".join(words_of(app).split())
        assert faults_of(app) == []


def _watch_settings(*lines: str) -> None:
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text("\n".join(("[watch]", *lines)), encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="the hook is a command of POSIX shells")
async def test_a_hook_is_told_each_failure_once(own_home: Path) -> None:
    """The user's command gets the failed tasks as JSON; what has not changed is not told again."""
    told = own_home / "told"
    script = own_home / "hook.py"
    script.write_text(f"import sys; open({str(told)!r}, 'ab').write(sys.stdin.buffer.read())", encoding="utf-8")
    _watch_settings("seconds = 5", "bell = false", f'hook = "{sys.executable} {script}"')
    app = app_in()
    rang: list[bool] = []
    now = (row(9, "stopped", "fresh", REASON), *ROWS)
    anew = HandMadeJob(lambda _: tasks(now, refresh=anew, account=ACCOUNT))
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        app.bell = lambda: rang.append(True)  # type: ignore[method-assign]
        screen = TasksScreen(tasks(refresh=anew, account=ACCOUNT))
        await app.push_screen(screen)
        await pilot.pause()
        await pilot.press("w")
        await until(pilot, lambda: told.exists() and told.read_bytes().endswith(b"\n"))
        screen._look_again()
        await settle(pilot)

        (document,) = [json.loads(line) for line in told.read_text(encoding="utf-8").splitlines()]
        assert document["schema"] == "fargate-doctor/watch/1"
        assert [(each["service"], each["state"], each["said"]) for each in document["failed"]] == [
            ("fresh", "stopped", REASON)
        ]
        assert rang == []


@pytest.mark.parametrize("hook", ["no-such-program-anywhere", "false", "un'closed"])
async def test_a_hook_that_fails_is_told_and_the_watch_goes_on(hook: str) -> None:
    """It is explained once, and the list is watched all the same."""
    _watch_settings(f'hook = "{hook}"')
    app = app_in()
    now = (row(9, "stopped", "fresh", REASON), *ROWS)
    anew = HandMadeJob(lambda _: tasks(now, refresh=anew, account=ACCOUNT))
    async with app.run_test(size=LARGE, notifications=True) as pilot:
        await app.push_screen(TasksScreen(tasks(refresh=anew, account=ACCOUNT)))
        await pilot.pause()
        await pilot.press("w")
        words = await until_shown(pilot, "no command" if "'" in hook else "The hook did not take")

        assert "watching" in words
