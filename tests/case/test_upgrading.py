"""Case files of every version that ever was are read for ever, and those to come are refused with a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from fargate_doctor.case.read import parse_case
from fargate_doctor.case.upgrading import PRESENT, STEPS, upgraded
from fargate_doctor.errors import UnreadableInput

VERSIONS = Path(__file__).parent / "versions"


def test_every_version_has_its_step_and_its_file() -> None:
    """Whoever makes a new version writes the step from the last one, and leaves a file of it here."""
    assert set(STEPS) == set(range(1, PRESENT))
    assert {path.stem for path in VERSIONS.glob("*.json")} == {f"case-{version}" for version in range(1, PRESENT + 1)}


@pytest.mark.parametrize("version", range(1, PRESENT + 1))
def test_a_file_of_every_version_is_read_whole(version: int) -> None:
    """Nothing that it held is lost on the way."""
    data = (VERSIONS / f"case-{version}.json").read_bytes()

    case = parse_case(data, "x")

    assert case.schema_ == f"fargate-doctor/case/{PRESENT}"
    assert case.focus == "arn:aws:ecs:eu-west-1:111122223333:task/prod/0123456789abcdef0123456789abcdef"
    assert case.records["ec2:DescribeSubnets"][0].answer["Subnets"][0]["LaterField"] is True
    assert [each.action for each in case.failures] == ["ec2:DescribeDhcpOptions"]
    assert [each.answer for each in case.statements] == ["yes"]
    assert case.model_extra == {"later": {"key": "of a later version"}}


def test_steps_are_taken_one_after_the_other() -> None:
    """A document of the first version goes through all of them and is itself left as it was."""

    def rename(old: str, new: str) -> Any:  # noqa: ANN401 - a step
        return lambda document: {new if key == old else key: value for key, value in document.items()}

    first = {"schema": "fargate-doctor/case/1", "a": 1}

    lifted = upgraded(first, {1: rename("a", "b"), 2: rename("b", "c")}, 3)

    assert lifted == {"schema": "fargate-doctor/case/3", "c": 1}
    assert first == {"schema": "fargate-doctor/case/1", "a": 1}
    assert upgraded({"c": 1}, {1: rename("a", "b"), 2: rename("b", "c")}, 3) == {"c": 1}


def test_a_version_to_come_is_refused_with_who_reads_it() -> None:
    """The file says which tool wrote it."""
    newer = {"schema": f"fargate-doctor/case/{PRESENT + 1}", "tool_version": "9.1.0", "records": {}}

    with pytest.raises(UnreadableInput) as caught:
        parse_case(json.dumps(newer).encode(), "x")

    assert f"fargate-doctor/case/{PRESENT + 1}, which fargate-doctor 9.1.0 or later reads" in caught.value.happened.en
