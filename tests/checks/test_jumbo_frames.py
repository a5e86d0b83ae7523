"""Does the task's interface send jumbo frames?"""

from __future__ import annotations

import pytest

from fargate_doctor.checks.advice.jumbo_frames import jumbo_frames
from tests.checks.asking import Stopped, answer_of, levels_of


@pytest.mark.parametrize(
    ("family", "version", "verdict"),
    [
        ("Linux", "1.4.0", "pass"),
        ("Linux", "LATEST", "pass"),
        ("Windows_Server_2022_Core", "1.0.0", "pass"),
        ("Linux", "1.3.0", "not_applicable"),
        ("Linux", "1.10.0", "pass"),
        ("Linux", None, "unknown"),
    ],
)
def test_the_platform_version_decides(family: str, version: str | None, verdict: str) -> None:
    """Linux 1.4.0 and Windows 1.0.0 send them, and it is never more than worth knowing."""
    case = Stopped()
    case.task.update(platformFamily=family, platformVersion=version)

    assert answer_of(jumbo_frames, case).verdict == verdict
    assert levels_of(jumbo_frames, case) == ({"eni.jumbo-frames": "info"} if verdict == "pass" else {})
