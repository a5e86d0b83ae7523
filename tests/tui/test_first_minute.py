"""The first minute of somebody new: whatever is missing, the screen says what, and leads on."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

import boto3
import pytest

from fargate_doctor.demo.catalogue import open_demo
from fargate_doctor.tui.jobs import ListClusters
from fargate_doctor.tui.messages import WorkWanted
from fargate_doctor.tui.reading import consult_service
from fargate_doctor.tui.screens.collecting import CollectingScreen
from fargate_doctor.tui.screens.tasks import TasksScreen
from fargate_doctor.tui.screens.walk import WalkScreen
from tests.lab.server import Lab
from tests.tui.acting import SMALL, app_in, settle, until_screen, until_shown
from tests.tui.layout import faults_of
from tests.tui.pictures import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot

    from fargate_doctor.text import Language

START = "https://corp.awsapps.com/start"
SSO = f"""
[profile new]
sso_session = corp
sso_account_id = 123456789012
sso_role_name = ReadOnly
region = eu-west-1

[sso-session corp]
sso_start_url = {START}
sso_region = eu-west-1
sso_registration_scopes = sso:account:access

[profile old]
sso_start_url = {START}
sso_region = eu-west-1
sso_account_id = 123456789012
sso_role_name = ReadOnly
region = eu-west-1
"""


@pytest.fixture(scope="module")
def running_lab() -> Iterator[Lab]:
    """Return an account that is asked over HTTP."""
    lab = Lab()
    lab.start()
    yield lab
    lab.stop()


@pytest.fixture
def lab(running_lab: Lab, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """Return the account with nothing in it, as the configuration of this test says."""
    running_lab.reset()
    for name, value in running_lab.environment.items():
        monkeypatch.setenv(name, value)
    return running_lab


async def _ask(pilot: Pilot[None]) -> None:
    await settle(pilot)
    await pilot.press("home", "enter")


@pytest.mark.parametrize("profile", ["new", "old"])
@pytest.mark.parametrize("language", ["en", "es"])
async def test_an_expired_sign_in_says_the_command_that_renews_it(
    profile: str, language: Language, own_home: Path
) -> None:
    """Both forms of SSO profiles; the command is exact, and c copies it."""
    (own_home / "config").write_text(SSO, encoding="utf-8")
    cache = own_home / ".aws" / "sso" / "cache"
    cache.mkdir(parents=True)
    for key in ("corp", START):
        token = {"startUrl": START, "region": "eu-west-1", "accessToken": "x", "expiresAt": "2024-01-01T00:00:00Z"}
        name = hashlib.sha1(key.encode(), usedforsecurity=False).hexdigest()
        (cache / f"{name}.json").write_text(json.dumps(token), encoding="utf-8")
    app = app_in(language, profile=profile)
    async with app.run_test(size=SMALL, notifications=True) as pilot:
        await _ask(pilot)
        await until_shown(pilot, f"aws sso login --profile {profile}")
        faults = faults_of(app)
        await pilot.press("c")
        await settle(pilot)

        assert faults == []
        assert app.clipboard == f"aws sso login --profile {profile}"


async def test_only_a_command_is_offered_to_be_copied() -> None:
    """Where no Region is set, the advice quotes a setting, which is no command."""
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await settle(pilot)
        app.screen.post_message(WorkWanted(ListClusters(app.account)))
        words = await until_shown(pilot, "AWS_REGION")

        assert "Copy" not in words.splitlines()[-1]
        assert "R Region" in words.splitlines()[-1]


@pytest.mark.parametrize("language", ["en", "es"])
@pytest.mark.usefixtures("lab")
async def test_a_region_without_a_cluster_stays_on_the_screen_with_the_ways_on(language: Language) -> None:
    """Another Region or profile is one key away, and the same is asked there."""
    app = app_in(language)
    async with app.run_test(size=SMALL) as pilot:
        await _ask(pilot)
        words = await until_shown(pilot, "ECS cluster in" if language == "en" else "clúster de ECS en")

        assert isinstance(app.screen, CollectingScreen)
        assert "R Reg" in words.splitlines()[-1]
        assert faults_of(app) == []


async def test_a_cluster_without_a_task_offers_to_watch_and_nothing_that_needs_a_task(lab: Lab) -> None:
    """Nothing to diagnose, sort or filter is offered on an empty list."""
    boto3.client("ecs", endpoint_url=lab.endpoint).create_cluster(clusterName="empty")
    app = app_in()
    async with app.run_test(size=SMALL) as pilot:
        await _ask(pilot)
        await until_screen(pilot, TasksScreen)
        words = await until_shown(pilot, "w watches until a task fails")
        bar = words.splitlines()[-1]

        assert "w Watch" in bar
        assert "Diagnose" not in bar
        assert "Filter" not in bar
        assert faults_of(app) == []


@pytest.mark.parametrize("language", ["en", "es"])
async def test_a_service_whose_tasks_are_all_well_is_walked_by_its_events(language: Language) -> None:
    """Where no task of a service is in trouble, its events answer, not an error."""
    app = app_in(language)
    async with app.run_test(size=SMALL) as pilot:
        await app.push_screen(WalkScreen(consult_service(open_demo("healthy"), "web")))
        await settle(pilot)

        assert "web" in words_of(app)
        assert faults_of(app) == []
