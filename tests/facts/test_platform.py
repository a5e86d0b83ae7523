from __future__ import annotations

import pytest

from fargate_doctor.facts.platform import platform_of
from tests.facts.fargate_tasks import task


@pytest.mark.parametrize(
    ("version", "family", "read", "by_fargate", "newer"),
    [
        ("1.4.0", "Linux", (1, 4, 0), False, True),
        ("1.3.0", "LINUX", (1, 3, 0), True, False),
        ("1.10.0", "Linux", (1, 10, 0), False, True),
        ("1.3.0", None, (1, 3, 0), True, False),
        ("1.0.0", "WINDOWS_SERVER_2019_CORE", (1, 0, 0), False, True),
        ("1.0.0", "Windows Server 2022 Core", (1, 0, 0), False, True),
        ("LATEST", "Linux", None, False, True),
        (None, "Linux", None, False, True),
        ("1.0.0", None, (1, 0, 0), False, True),
        ("soon", "Linux", None, False, True),
    ],
)
def test_version_decides_who_carries_the_login(
    version: str | None, family: str | None, read: tuple[int, ...] | None, *, by_fargate: bool, newer: bool
) -> None:
    platform = platform_of(task(platformVersion=version, platformFamily=family))

    assert platform.version == read
    assert platform.carries_by_fargate("ecr-api") is by_fargate
    assert platform.carries_by_fargate("secrets") is by_fargate
    assert platform.carries_by_fargate("image-layers") is False
    assert platform.supports_ipv6 is newer
    assert platform.supports_efs is newer
    assert platform.supports_jumbo_frames is newer


def test_version_that_is_not_told_is_not_known() -> None:
    assert platform_of(task(platformVersion="LATEST")).is_version_known
    assert not platform_of(task(platformVersion=None)).is_version_known


def test_windows_takes_no_environment_files_and_needs_ipv4() -> None:
    windows = platform_of(task(platformVersion="1.0.0", platformFamily="Windows"))

    assert not windows.supports_env_files
    assert windows.supports_ipv6
    assert not windows.supports_ipv6_only


def test_roles_follow_the_traffic() -> None:
    platform = platform_of(task())

    assert platform.role_of("efs") == "task"
    assert platform.role_of("logs") == "execution"
    assert platform.role_of("registry") == "none"
