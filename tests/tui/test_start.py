from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste
from textual.widgets import Input

from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.demo.catalogue import open_demo
from fargate_doctor.storage import Choices, load_choices, save_case, save_choices, settings_file
from fargate_doctor.tui.jobs import CollectTask, ListClusters
from fargate_doctor.tui.screens.chooser import ChooserScreen
from fargate_doctor.tui.screens.collecting import CollectingScreen
from fargate_doctor.tui.screens.fleet import FleetScreen
from fargate_doctor.tui.screens.message import MessageScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from tests.tui.acting import LARGE, SMALL, app_in, settle, until_screen, until_shown
from tests.tui.diagnoses import REASON, TASK_ARN
from tests.tui.layout import faults_of
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

        assert await until_shown(pilot, "2 of 2 tasks")


async def test_a_pasted_error_is_explained_and_leads_on() -> None:
    """Several lines of what ECS said are one message; Enter looks for the task."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.screen.post_message(Paste(REASON.replace(": ", ":\n", 1)))
        await until_screen(pilot, MessageScreen)
        await settle(pilot)
        words = words_of(app)
        faults = faults_of(app)
        await pilot.press("enter")
        await until_screen(pilot, CollectingScreen)

        assert "The login to the registry failed: no answer came over the network." in " ".join(words.split())
        assert faults == []


@pytest.mark.parametrize("is_in_field", [True, False])
async def test_a_pasted_answer_is_diagnosed(own_home: Path, *, is_in_field: bool) -> None:
    """JSON of many lines is taken whole, in the field and beside it."""
    words = json.dumps(json.loads(_case_file(own_home, TASK_ARN).read_text(encoding="utf-8")), indent=2)
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        if is_in_field:
            await pilot.press("slash")
        (app.focused or app.screen).post_message(Paste(words))
        await until_screen(pilot, WalkScreen)


async def test_a_pasted_line_is_shown_before_it_is_opened() -> None:
    """One line goes into the field, where it can be mended."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.screen.post_message(Paste("healthy\n"))
        await pilot.pause()
        value = app.screen.query_one(Input).value
        await pilot.press("enter")
        await until_screen(pilot, WalkScreen)

        assert value == "healthy"


async def test_a_folder_of_cases_is_a_list_of_its_tasks(own_home: Path) -> None:
    """Each case is read by itself, Enter walks one, and they are grouped by cause; what is no case says so."""
    folder = own_home / "cases"
    folder.mkdir()
    for name in ("no-route", "healthy", "out-of-memory"):
        save_case(open_demo(name), folder / f"{name}.json")
    (folder / "broken.json").write_text('{"schema": "fargate-doctor/case/1", "records": 7}', encoding="utf-8")
    app = app_in()
    async with app.run_test(size=LARGE) as pilot:
        await settle(pilot)
        await pilot.press("slash", *str(folder), "enter")
        await until_screen(pilot, TasksScreen)
        words = await until_shown(pilot, "4 of 4 tasks")
        await pilot.press("g")
        await until_screen(pilot, FleetScreen)
        groups = await until_shown(pilot, "route.none")
        await pilot.press("enter")
        await until_screen(pilot, WalkScreen)

        assert "unreadable" in words
        assert "container.out-of-memory" in groups


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

    assert load_choices() == Choices(language="es", theme="fargate-light")
    assert app_in().theme == "fargate-light"
    assert app_in().language == "es"
    assert app_in("en", speaks_as_asked=True).language == "en"


def test_the_settings_count_for_more_than_what_was_chosen_last() -> None:
    """What the user wrote holds; the command line counts for more than both."""
    save_choices(Choices(language="en", theme="nord"))
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('language = "es"\ntheme = "fargate-light"\n', encoding="utf-8")

    assert app_in().language == "es"
    assert app_in().theme == "fargate-light"
    assert app_in("en", speaks_as_asked=True).language == "en"


@pytest.mark.parametrize(
    ("environment", "profile", "region"),
    [
        ({}, "prod", "eu-west-1"),
        ({"AWS_PROFILE": "other"}, None, "eu-west-1"),
        ({"AWS_REGION": "us-east-1"}, "prod", None),
    ],
)
def test_the_environment_counts_for_more_than_the_settings(
    environment: dict[str, str], profile: str | None, region: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A profile or Region of the settings holds where nothing else names one."""
    settings_file().parent.mkdir(parents=True)
    settings_file().write_text('profile = "prod"\nregion = "eu-west-1"\n', encoding="utf-8")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)

    assert (app_in().account.profile, app_in().account.region) == (profile, region)
    assert app_in(profile="named").account.profile == "named"


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
