"""Is an image reference well formed?"""

from __future__ import annotations

import pytest

from fargate_doctor.checks.access.image_reference import image_reference
from tests.checks.images import HOST, Pull, says
from tests.remedies.cli import parse

INVALID = says("CannotPullContainerError: failed to normalize image reference: invalid reference format")


@pytest.mark.parametrize(
    ("image", "verdict"),
    [
        ("nginx", "pass"),
        (f"{HOST}/team/web:1.2", "pass"),
        (f"{HOST}/Web:1", "fail"),
        (f"https://{HOST}/web:1", "fail"),
        (f"{HOST}/web:1 ", "fail"),
        (f"{HOST}/web:-1", "fail"),
        (f"{HOST}/web@sha256:abc", "fail"),
        ("", "fail"),
    ],
)
def test_what_the_definition_names(image: str, verdict: str) -> None:
    assert Pull(image=image, detail=None).answer(image_reference).verdict == verdict


def test_without_a_definition_nobody_knows() -> None:
    assert Pull(unread={"ecs:DescribeTaskDefinition"}).answer(image_reference).verdict == "unknown"


@pytest.mark.parametrize("task", [{}, INVALID])
def test_it_is_the_cause_of_what_waits_or_failed_by_it(task: dict[str, str]) -> None:
    """The reference is quoted, and nothing else about images is asked."""
    pull = Pull(image=f"{HOST}/Web:1", detail=None)
    pull.task = task or pull.task
    (root,) = pull.diagnosis().root_causes

    assert (root.id, root.confidence) == ("image.invalid-reference", "certain")
    assert f"{HOST}/Web:1" in root.detail.en
    assert "lower case" in root.detail.en
    assert "minúsculas" in root.detail.es


def test_a_message_that_says_so_stands_alone() -> None:
    """The grammar is fine now, and the message keeps what it said."""
    levels = Pull(task=INVALID).levels()

    assert levels == {"image.invalid-reference": "root_cause"}


@pytest.mark.parametrize(
    ("written", "corrected"),
    [
        (f"{HOST}/Web:1", f"{HOST}/web:1"),
        (f"https://{HOST}/web:1", f"{HOST}/web:1"),
        (f" {HOST}/web:1\n", f"{HOST}/web:1"),
        (f"{HOST}/web:", f"{HOST}/web"),
    ],
)
def test_a_correction_is_proposed(written: str, corrected: str) -> None:
    (root,) = Pull(image=written, detail=None).diagnosis().root_causes
    (choice,) = root.recommendations

    assert corrected in choice.remedy.detail.en
    for command in (*choice.remedy.commands, *choice.remedy.undo):
        parse(command)


def test_a_correction_to_an_image_that_is_there_is_proven() -> None:
    (root,) = Pull(image=f"{HOST}/Shop:1", detail={"repositoryName": "shop"}).diagnosis().root_causes

    assert root.recommendations[0].proven is True


def test_what_cannot_be_guessed_is_left_to_the_reader() -> None:
    (root,) = Pull(image=f"{HOST}/web@sha256:abc", detail=None).diagnosis().root_causes

    assert root.recommendations[0].proven is None
