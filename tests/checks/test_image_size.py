"""Do images fit into the task's ephemeral storage?"""

from __future__ import annotations

from typing import Any

import pytest

from fargate_doctor.checks.access.image_size import image_size
from tests.checks.images import GIB, IMAGE, IMAGES, INDEX, PENDING, RUNNING, TIMED_OUT, Pull, says
from tests.remedies.cli import parse

DISK_FULL = says(f"CannotPullContainerError: failed to extract layer of {IMAGE}: no space left on device")


def of(gib: float, **differing: Any) -> Pull:  # noqa: ANN401 - the fields of a pull
    return Pull(**{"detail": {"imageSizeInBytes": int(gib * GIB)}} | differing)


@pytest.mark.parametrize(
    ("pull", "verdict"),
    [
        pytest.param(of(0.1), "pass", id="small"),
        pytest.param(of(9.9), "pass", id="twice as much fits"),
        pytest.param(of(11), "fail", id="twice as much does not"),
        pytest.param(of(21), "fail", id="not even compressed"),
        pytest.param(of(21, definition={"ephemeralStorage": {"sizeInGiB": 100}}), "pass", id="more storage"),
        pytest.param(of(21, task={**PENDING, "ephemeralStorage": {"sizeInGiB": 100}}), "pass", id="given at launch"),
        pytest.param(of(21, task={**PENDING, "platformVersion": "1.3.0"}), "not_applicable", id="old platform"),
        pytest.param(Pull(detail={"imageSizeInBytes": None}), "not_applicable", id="no size"),
        pytest.param(Pull(detail=None), "unknown", id="never asked"),
        pytest.param(Pull(detail=None, refused=(IMAGES,)), "unknown", id="refused"),
        pytest.param(Pull(detail=None, absent=("1",)), "not_applicable", id="no such image"),
        pytest.param(Pull(detail=None, task=RUNNING), "pass", id="proved by its own times"),
        pytest.param(Pull(image="nginx"), "not_applicable", id="of Docker Hub"),
    ],
)
def test_what_it_takes_and_what_there_is(pull: Pull, verdict: str) -> None:
    assert pull.answer(image_size).verdict == verdict


@pytest.mark.parametrize(
    ("pull", "level", "confidence"),
    [
        (of(21), "root_cause", "certain"),
        (of(11), "warning", "likely"),
        (of(21, detail={"imageSizeInBytes": 21 * GIB, "imageManifestMediaType": INDEX}), "warning", "likely"),
        (of(21, task=TIMED_OUT), "contributing", "certain"),
        (of(11, task=TIMED_OUT), "warning", "likely"),
        (of(21, task=DISK_FULL), "root_cause", "certain"),
        (of(0.1, task=DISK_FULL), "root_cause", "certain"),
    ],
)
def test_how_grave_and_how_sure(pull: Pull, level: str, confidence: str) -> None:
    """What is only likely warns; what the message says is the cause whatever the size."""
    found = next(each for each in pull.diagnosis().findings if each.id == "image.disk-full")

    assert (found.level, found.confidence) == (level, confidence)


def test_what_the_message_says_is_explained_by_the_size() -> None:
    found = next(each for each in of(11, task=DISK_FULL).diagnosis().findings if each.id == "image.disk-full")

    assert found.level == "root_cause"
    assert {each.operation for each in found.evidence} >= {IMAGES, "ecs:DescribeTasks"}


@pytest.mark.parametrize("unread", [set(), {"ecs:DescribeTaskDefinition"}])
def test_a_message_alone_has_its_remedy(unread: set[str]) -> None:
    """A small image is not what filled the disk; more storage helps all the same, if the definition is known."""
    found = next(each for each in of(0.1, task=DISK_FULL, unread=unread).diagnosis().findings if "disk" in each.id)

    assert [each.remedy.id for each in found.recommendations] == ([] if unread else ["enlarge-ephemeral-storage"])


def test_more_storage_is_proven() -> None:
    (root,) = of(21).diagnosis().root_causes
    (choice,) = root.recommendations

    assert (choice.remedy.id, choice.proven) == ("enlarge-ephemeral-storage", True)
    assert "63 GiB" in choice.remedy.title.en
    for command in (*choice.remedy.commands, *choice.remedy.undo):
        parse(command)
