"""Whatever people name or paste is understood alike on the command line and in the app."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.aiming.meant import Answer, BuiltIn, Named, Place, Said, meant
from fargate_doctor.cli.aim import aim_of
from fargate_doctor.cli.asked import Asked
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.errors import UnreadableInput, UsageError
from fargate_doctor.tui.entry import job_for
from fargate_doctor.tui.jobs import (
    Account,
    CollectTask,
    ExplainMessage,
    ListTasks,
    ReadAnswer,
    ReadBuiltIn,
    ReadCase,
)

if TYPE_CHECKING:
    from pathlib import Path

ID = "0123456789abcdef0123456789abcdef"
ARN = f"arn:aws:ecs:eu-west-1:123456789012:task/shop/{ID}"
CONSOLE = "https://eu-west-1.console.aws.amazon.com/ecs/v2/clusters/shop"
REASON = "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed"
ACCOUNT = Account(region="us-east-1")

NAMED = {
    ARN: TaskTarget(task=ARN),
    ID: TaskTarget(task=ID),
    f"shop/{ID}": TaskTarget("shop", ID),
    "shop/web-frontend": TaskTarget("shop", None, "web-frontend"),
    f"{CONSOLE}/tasks/{ID}/configuration?region=eu-west-1": TaskTarget("shop", ID),
    f"{CONSOLE}/services/web/health?region=eu-west-1": TaskTarget("shop", None, "web"),
}


@pytest.fixture(autouse=True)
def _elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("words", "target"), NAMED.items())
def test_a_task_or_a_service_is_named_alike_everywhere(words: str, target: TaskTarget) -> None:
    """The command line and the app's field end in the same target."""
    found = meant(f"  {words}\n")

    assert isinstance(found, Named)
    assert found.target == target
    assert aim_of(Asked(target=words)).target == target
    job = job_for(found, ACCOUNT)
    assert isinstance(job, CollectTask)
    assert job.target == target


@pytest.mark.parametrize(("words", "region"), [(ARN, "eu-west-1"), (f"{CONSOLE}/tasks/{ID}", "eu-west-1"), (ID, None)])
def test_the_region_that_words_name_is_asked(words: str, region: str | None) -> None:
    """An ARN and a console URL say where; else the chosen Region holds."""
    job = job_for(meant(words), ACCOUNT)

    assert isinstance(job, CollectTask)
    assert job.account.region == (region or ACCOUNT.region)


def test_a_cluster_leads_to_its_tasks() -> None:
    """The console's page of a cluster names no task to diagnose, but a list of them."""
    job = job_for(meant(CONSOLE), ACCOUNT)

    assert job == ListTasks(Account(region="eu-west-1"), "shop")


def test_a_path_that_exists_is_a_path_whatever_else_it_may_be(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder named like a task, a file named like a built-in case, and one in the home folder."""
    (tmp_path / "shop" / ID).mkdir(parents=True)
    (tmp_path / "healthy").write_text("{}")
    monkeypatch.setenv("HOME", str(tmp_path))

    assert meant(f"shop/{ID}") == Place(f"shop/{ID}")
    assert meant("'healthy'") == Place("healthy")
    assert meant("~/healthy") == Place(str(tmp_path / "healthy"))
    assert isinstance(job_for(meant("healthy"), ACCOUNT), ReadCase)
    assert aim_of(Asked(target="healthy")).place == "healthy"


def test_a_built_in_case_is_opened_by_its_name() -> None:
    """The app opens it; the command line says which command does."""
    assert job_for(meant("nat-without-internet"), ACCOUNT) == ReadBuiltIn("nat-without-internet")
    assert meant("nat-without-internet") == BuiltIn("nat-without-internet")
    with pytest.raises(UsageError) as raised:
        aim_of(Asked(target="nat-without-internet"))
    assert "fargate-doctor demo nat-without-internet" in raised.value.advice.en


@pytest.mark.parametrize(
    "words",
    [
        REASON,
        "OutOfMemoryError: Container killed due to memory usage",
        "Essential container in task exited",
        "OutOfMemoryError",
        "words that nobody has ever seen in a stopped task",
    ],
)
def test_what_ecs_said_is_explained(words: str) -> None:
    """The app explains it; the command line says which command does."""
    assert meant(words) == Said(words)
    assert isinstance(job_for(meant(words), ACCOUNT), ExplainMessage)
    with pytest.raises(UsageError) as raised:
        aim_of(Asked(target=words))
    assert "fargate-doctor explain" in raised.value.advice.en


@pytest.mark.parametrize("words", ['{"tasks": []}', ' [{"taskArn": "x"}]\n'])
def test_json_is_read_as_aws_answered_it(words: str) -> None:
    """The app reads it; the command line says how to give it."""
    assert meant(words) == Answer(words.strip())
    assert isinstance(job_for(meant(words), ACCOUNT), ReadAnswer)
    with pytest.raises(UsageError) as raised:
        aim_of(Asked(target=words))
    assert "standard input" in raised.value.advice.en


@pytest.mark.parametrize(
    "words",
    [
        "",
        "-",
        "nonsense",
        "nonexistent.json",
        "a/b/c",
        "arn:aws:s3:::bucket",
        "https://example.com/",
        "https://[broken",
        "no\x00such",
        "~nobody-of-that-name/\x00",
        "x" * 5000,
    ],
)
def test_the_same_error_explains_what_names_nothing(words: str) -> None:
    """Both say what would be understood, in both languages, and quote what was given inert and short."""
    with pytest.raises(UsageError) as raised:
        meant(words)

    error = raised.value
    assert all((error.happened.en, error.happened.es, error.advice.en, error.advice.es))
    assert "\x00" not in error.happened.en
    assert len(error.happened.en) < 300
    if words not in ("", "-"):
        with pytest.raises(type(error)) as on_command_line:
            aim_of(Asked(target=words))
        assert on_command_line.value.happened == error.happened


def test_a_path_that_does_not_exist_is_called_one() -> None:
    """What looks like a path is answered as one."""
    with pytest.raises(UnreadableInput) as raised:
        meant("cases/monday.json")

    assert "does not exist" in raised.value.happened.en


@pytest.mark.parametrize(("words", "close"), [("healty", "healthy"), ("no-rout", "no-route")])
def test_what_is_nearly_right_is_asked_back(words: str, close: str) -> None:
    """The name of a built-in case with a slip is found."""
    with pytest.raises(UsageError) as raised:
        meant(words)

    assert f"Did you mean {close}?" in raised.value.advice.en


def test_a_slip_in_a_command_is_asked_back() -> None:
    """The command line knows its commands too."""
    with pytest.raises(UsageError) as raised:
        aim_of(Asked(target="diagnos"))

    assert "Did you mean diagnose?" in raised.value.advice.en


def test_any_name_is_a_task_where_it_is_said_where_to_look() -> None:
    """Beside a cluster or a case, `cluster/name` and a short name mean a task."""
    assert aim_of(Asked(target="shop/first", case="x.json")).target == TaskTarget("shop", "first")
    assert aim_of(Asked(target="first", cluster="shop")).target == TaskTarget("shop", "first")
