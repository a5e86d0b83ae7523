"""An AWS configuration of the test's own, and the scripted account."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.calls import PACES

from . import world
from .scripted_aws import ScriptedAws

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def aws_configuration(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Return an empty `config` file; nothing of the machine's own AWS configuration is seen."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    config = tmp_path / "config"
    config.touch()
    monkeypatch.setenv("AWS_CONFIG_FILE", str(config))
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", str(tmp_path / "credentials"))
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("HOME", str(tmp_path))
    return config


@pytest.fixture(autouse=True)
def no_pace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let AWS be asked without waiting: the pace has tests of its own."""
    for pace in PACES.values():
        monkeypatch.setattr(pace, "seconds", 0.0)


@pytest.fixture
def keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put invented credentials and a Region into the environment."""
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "invented")
    monkeypatch.setenv("AWS_REGION", world.REGION)


@pytest.fixture
def aws(keys: None) -> ScriptedAws:  # noqa: ARG001 - credentials come from the environment
    """Return an account with one service, its stopped task, and the VPC it ran in."""
    return ScriptedAws(world.answers())
