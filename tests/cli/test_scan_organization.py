"""`scan` over an organization that enforces AWS's page sizes, batch limits and rates."""

from __future__ import annotations

import json
import os
from math import ceil
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.cli.run import run
from tests.organization.organization import Organization

if TYPE_CHECKING:
    from pathlib import Path

REGIONS = ("eu-west-1", "us-east-1")


@pytest.fixture(autouse=True)
def own_configuration(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("HOME", str(tmp_path))


def scanned(organization: Organization, folder: Path) -> int:
    """Scan every account in two Regions and return the exit code."""
    profiles = organization.configure(folder / "config")
    chosen = [word for name in profiles for word in ("--profile", name)]
    chosen += [word for region in REGIONS for word in ("--region", region)]
    with organization.answering():
        return run(["scan", *chosen, "--format", "json"])


def test_calls_are_those_of_the_formula(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each Region lists and describes its tasks by the hundred; all else is asked as often as for a single task."""
    alone, many = Organization(1, tasks=1), Organization(2, tasks=230)
    scanned(alone, tmp_path)
    capsys.readouterr()

    code = scanned(many, tmp_path)

    report = json.loads(capsys.readouterr().out)
    assert code in (1, 3)
    assert len(report["tasks"]) == 2 * 2 * 230
    assert many.refused == alone.refused == {}
    for account in many.accounts:
        for region in REGIONS:
            calls, of_one = many.calls(account, region), alone.calls(alone.accounts[0], region)
            assert calls.pop("ecs:DescribeTasks") == ceil(230 / 100)
            assert calls.pop("ecs:ListTasks") == ceil(230 / 100) + 1
            assert (of_one.pop("ecs:DescribeTasks"), of_one.pop("ecs:ListTasks")) == (1, 2)
            assert calls == of_one
