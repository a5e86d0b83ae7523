"""In a terminal the app opens, on what was asked about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.cli import demo, showing
from fargate_doctor.cli import open as opening
from fargate_doctor.collectors.target import TaskTarget

if TYPE_CHECKING:
    from pathlib import Path

    from fargate_doctor.tui.launch import AppStart
    from tests.cli.conftest import CommandLine

ID = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list[AppStart]:
    """Return what the app is opened with."""
    starts: list[AppStart] = []
    monkeypatch.setattr(showing, "run_app", starts.append)
    monkeypatch.setattr(showing, "keep_keyboard", lambda: None)
    for module in (demo, opening):
        monkeypatch.setattr(module, "takes_the_app", lambda: True)
    return starts


def test_a_case_opens_in_the_app(command: CommandLine, started: list[AppStart], no_route: Path) -> None:
    """With the name of its file."""
    ended = command(no_route, "--lang", "es", "--expect-ipv6")

    (start,) = started
    assert (ended.code, ended.out) == (0, "")
    assert start.case
    assert (start.source_kind, start.label, start.language) == ("case", "no-route.json", "es")
    assert start.expects_ipv6


def test_a_task_opens_in_the_app(command: CommandLine, started: list[AppStart]) -> None:
    """With profile, Region and endpoint; AWS is asked by the app."""
    command(f"shop/{ID}", "--profile", "p", "--region", "eu-west-1", "--endpoint-url", "http://localhost:1")

    (start,) = started
    assert start.target == TaskTarget("shop", ID)
    assert (start.case, start.source_kind) == (None, "live")
    assert (start.profile, start.region, start.endpoint_url) == ("p", "eu-west-1", "http://localhost:1")


def test_the_bare_command_opens_the_app(command: CommandLine, started: list[AppStart]) -> None:
    """Cluster and task are chosen there."""
    command()

    assert started[0].target is None


def test_a_cluster_is_a_beginning(command: CommandLine, started: list[AppStart]) -> None:
    """The app goes on from there."""
    command("--cluster", "shop")

    assert started[0].target == TaskTarget("shop")


def test_a_console_url_names_the_region(command: CommandLine, started: list[AppStart]) -> None:
    """What the URL says is where the task is."""
    command(f"https://us-east-1.console.aws.amazon.com/ecs/v2/clusters/shop/tasks/{ID}")

    assert started[0].region == "us-east-1"


def test_a_built_in_case_opens_in_the_app(command: CommandLine, started: list[AppStart]) -> None:
    """With its title."""
    command("demo")

    assert started[0].source_kind == "demo"
    assert started[0].label


def test_a_wrong_file_never_opens_the_app(command: CommandLine, started: list[AppStart], tmp_path: Path) -> None:
    """The error comes first."""
    (tmp_path / "x.json").write_text("{")

    ended = command(tmp_path / "x.json")

    assert ended.code == 2
    assert started == []
