from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import UsageError
from fargate_doctor.storage import load_settings
from fargate_doctor.tui.entry import read_entry
from fargate_doctor.tui.jobs import CollectTask, ListClusters
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from tests.tui.acting import LARGE, SMALL, app_in, settle, until_screen, until_shown
from tests.tui.diagnoses import REASON, TASK_ARN, TASK_ID
from tests.tui.pictures import words_of

if TYPE_CHECKING:
    from pathlib import Path


def _case_file(folder: Path, *tasks: str) -> Path:
    answer = {
        "tasks": [
            {
                "taskArn": arn,
                "clusterArn": "arn:aws:ecs:eu-west-1:123456789012:cluster/orders",
                "taskDefinitionArn": "arn:aws:ecs:eu-west-1:123456789012:task-definition/web:1",
                "launchType": "FARGATE",
                "lastStatus": "STOPPED",
                "stopCode": "TaskFailedToStart",
                "stoppedReason": REASON,
                "stoppedAt": "2026-11-20T09:14:02Z",
            }
            for arn in tasks
        ],
        "failures": [],
    }
    path = folder / "answer.json"
    path.write_text(json.dumps(answer), encoding="utf-8")
    return path


async def test_without_credentials_the_first_built_in_case_is_marked() -> None:
    """Whoever has no AWS sees at once what can be opened without it."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)

        assert "Built-in cases · no AWS needed" in words_of(app)


@pytest.mark.parametrize(
    ("entry", "target", "region"),
    [
        (TASK_ARN, TaskTarget(task=TASK_ARN), "eu-west-1"),
        (f"  orders/{TASK_ID}\n", TaskTarget(cluster="orders", task=TASK_ID), None),
        (TASK_ID, TaskTarget(task=TASK_ID), None),
        (
            f"https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/orders/tasks/{TASK_ID}/configuration?region=eu-west-1",
            TaskTarget(cluster="orders", task=TASK_ID),
            "eu-west-1",
        ),
        (
            f"https://console.aws.amazon.com/ecs/home?region=us-east-1#/clusters/orders/tasks/{TASK_ID}/details",
            TaskTarget(cluster="orders", task=TASK_ID),
            "us-east-1",
        ),
    ],
)
def test_a_pasted_task_is_understood(entry: str, target: TaskTarget, region: str | None) -> None:
    """ARN, cluster and id, id alone, the new and the old console."""
    assert read_entry(entry) == (target, region)


@pytest.mark.parametrize("entry", ["no such thing", "https://example.com/", "arn:aws:s3:::bucket", "~nobody/\x00"])
def test_anything_else_is_explained(entry: str) -> None:
    """What is neither a task nor a file is answered with what would be."""
    with pytest.raises(UsageError) as raised:
        read_entry(entry)

    assert "console URL" in raised.value.advice.en


async def test_a_wrong_entry_leaves_one_on_the_start_screen() -> None:
    """Both sentences are shown and the field keeps what was typed."""
    app = app_in()
    async with app.run_test(notifications=True, size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"nonsense", "enter")
        await settle(pilot)

        assert "is neither a task nor a file" in words_of(app)
        assert app.screen.query_one(Input).value == "nonsense"


async def test_a_path_opens_its_case(own_home: Path) -> None:
    """A saved AWS CLI answer is read, and several tasks are shown to choose from."""
    path = _case_file(own_home, TASK_ARN, TASK_ARN.replace("0f3e", "1f3e"))
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("slash", *str(path), "enter")
        await until_screen(pilot, TasksScreen)

        assert "2 of 2 tasks" in words_of(app)


async def test_an_opened_file_is_offered_again(own_home: Path) -> None:
    """What was opened stands on the start screen afterwards."""
    path = _case_file(own_home, TASK_ARN, TASK_ARN.replace("0f3e", "1f3e"))
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("slash", *str(path), "enter")
        await until_screen(pilot, TasksScreen)
        await pilot.press("escape")
        await settle(pilot)

        assert "answer.json" in words_of(app)


async def test_an_unreadable_file_is_two_sentences() -> None:
    """A file that is no case leads to an explanation and back."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        (await_file := app.screen).query_one(Input).value = __file__
        await pilot.press("slash", "enter")
        await until_shown(pilot, "Esc goes back")

        assert "✗" in words_of(app)
        await pilot.press("escape")
        await pilot.pause()
        assert app.screen is await_file


async def test_no_credentials_are_explained() -> None:
    """Asking AWS without credentials says what is missing and what to do."""
    app = app_in(region="eu-west-1")
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("home", "enter")
        await until_shown(pilot, "No AWS credentials")

        assert "No AWS credentials were found." in words_of(app)
        assert "aws sso login" in words_of(app)


async def test_another_region_is_chosen_from_a_list() -> None:
    """Typing narrows the list, Enter takes what is marked, and the next question goes there."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("r")
        await until_screen(pilot, ChooserScreen)
        await pilot.press(*"sa-e", "enter")
        await settle(pilot)
        await pilot.press("home")
        await pilot.pause()

        assert "Region: sa-east-1" in words_of(app)


async def test_what_was_chosen_is_remembered() -> None:
    """Language and colours of the last time are taken the next time."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        await pilot.press("f2")
        app.theme = "fargate-light"
        await settle(pilot)

    assert load_settings().settings.language == "es"
    assert load_settings().settings.theme == "fargate-light"
    assert app_in().theme == "fargate-light"


def test_the_first_paint_needs_no_botocore() -> None:
    """Neither the app nor its jobs import botocore before AWS is asked."""
    import subprocess  # noqa: PLC0415 - this test alone starts an interpreter
    import sys  # noqa: PLC0415 - the same

    asked = (
        "import sys; import fargate_doctor.tui.app; "
        "print([name for name in ('boto3', 'botocore', 'fargate_doctor.doctor') if name in sys.modules])"
    )
    ran = subprocess.run([sys.executable, "-c", asked], capture_output=True, text=True, check=True)  # noqa: S603 - our own words

    assert ran.stdout.strip() == "[]"


def test_jobs_say_what_they_do() -> None:
    """Each job has a title in both languages."""
    from fargate_doctor.tui.jobs import Account  # noqa: PLC0415 - beside the two jobs above

    titles = [ListClusters(Account()).title, CollectTask(Account(), TaskTarget(task=TASK_ARN)).title]
    assert all(title.en and title.es for title in titles)


async def test_escape_quits_and_says_so() -> None:
    """On the first screen Escape leads out of the app; in the field it leads back to the list."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        at_first = words_of(app)
        await pilot.press("slash")
        await pilot.pause()
        in_field = words_of(app)
        await pilot.press("escape")
        await pilot.pause()
        again = words_of(app)
        await pilot.press("escape")
        await pilot.pause()

        assert "Esc Quit" in at_first
        assert "Esc Back" in in_field
        assert "Esc Quit" in again
        assert app.return_code == 0


async def test_without_profiles_the_chooser_says_so() -> None:
    """Nothing was filtered, so nothing is said of a filter."""
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("p")

        assert await until_shown(pilot, "No profile is configured for AWS.")
