"""Which images a task pulls, by what name, and which of them a message is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.checks.access.image_exists import image_exists
from fargate_doctor.facts.images.pulled import images_of, malformed_images_of, may_be_meant, ways_to
from tests.checks.images import DIGEST, HOST, IMAGE, OLD_DIGEST, OTHER_HOST, RUNNING, Pull, says

if TYPE_CHECKING:
    from fargate_doctor.facts.images.pulled import PulledImage

SIDECAR = f"{HOST}/shop-sidecar:1"
OTHER_TAG = f"{HOST}/shop:10"


def beside(image: str) -> list[dict[str, str]]:
    return [{"name": "beside", "image": image}]


def of(text: str, other: str = SIDECAR, image: str = IMAGE) -> Pull:
    return Pull(image=image, task=says(f"CannotPullContainerError: {text}"), beside=beside(other))


@pytest.mark.parametrize(
    ("pull", "meant"),
    [
        pytest.param(of(f"failed to resolve ref {IMAGE}: not found"), {IMAGE}, id="the first"),
        pytest.param(of(f"failed to resolve ref {SIDECAR}: not found"), {SIDECAR}, id="the second"),
        pytest.param(of(f"failed to resolve ref {OTHER_TAG}: not found", OTHER_TAG), {OTHER_TAG}, id="a longer tag"),
        pytest.param(of(f"failed to resolve ref {IMAGE}: not found", OTHER_TAG), {IMAGE}, id="a shorter tag"),
        pytest.param(of(f"The task cannot pull {HOST}/shop from the registry {HOST}."), {IMAGE}, id="without a tag"),
        pytest.param(of(f"resolve ref {HOST}/shop@{DIGEST}: not found"), {IMAGE}, id="by the digest that it has"),
        pytest.param(of("manifest unknown"), {IMAGE, SIDECAR}, id="none is named"),
        pytest.param(of(f"failed to resolve ref {IMAGE[:-6]}"), {IMAGE, SIDECAR}, id="cut off"),
        pytest.param(
            of("failed to resolve ref docker.io/library/nginx:1.27: not found", "nginx:1.27"),
            {"nginx:1.27"},
            id="a short name, written out",
        ),
        pytest.param(
            of(f"failed to resolve ref {OTHER_HOST}/shop:1: not found", f"{OTHER_HOST}/shop:1"),
            {f"{OTHER_HOST}/shop:1"},
            id="the same name in another registry",
        ),
    ],
)
def test_which_image_a_message_is_about(pull: Pull, meant: set[str]) -> None:
    facts = pull.facts()

    assert {each.name.written for each in images_of(facts) if may_be_meant(facts, each)} == meant


def test_an_image_that_the_message_is_not_about_is_no_root_cause() -> None:
    """It would stop the next start all the same."""
    pull = of(f"failed to resolve ref {IMAGE}: not found", OTHER_TAG)
    pull.absent = ("10",)
    found = [each for each in pull.diagnosis().findings if each.id == "image.not-found"]

    assert {(each.level, each.resources[0].id) for each in found} == {
        ("root_cause", IMAGE),
        ("contributing", OTHER_TAG),
    }


def test_images_are_told_apart_by_what_is_asked_for() -> None:
    """A tag has a colon, a digest an at sign, and an image without either is the latest."""
    names = [f"{HOST}/shop", f"{HOST}/shop:1", f"{HOST}/shop:1@{DIGEST}", "ghcr.io:5000/team/web:2"]
    shown = [one(each).full_name for each in names]

    assert shown == [f"{HOST}/shop:latest", f"{HOST}/shop:1", f"{HOST}/shop@{DIGEST}", "ghcr.io:5000/team/web:2"]


def test_a_digest_that_ecs_bound_is_quoted_from_where_it_stands() -> None:
    of_container = images_of(Pull(task=RUNNING).facts())[0]
    of_message = images_of(of(f"failed to resolve ref {HOST}/shop@{OLD_DIGEST}: not found").facts())[0]

    assert (of_container.reference, of_message.reference) == (DIGEST, OLD_DIGEST)
    assert [each.bound.field for each in (of_container, of_message) if each.bound] == [
        "containers[0].imageDigest",
        "stoppedReason",
    ]


def test_every_image_knows_its_way_and_malformed_ones_have_none() -> None:
    facts = Pull(beside=[*beside(f"{HOST}/Web:1"), {"name": "hub", "image": "nginx"}]).facts()

    ways = {each.name.written: {way.need.host for way in ways_to(facts, each)} for each in images_of(facts)}
    assert ways == {IMAGE: {HOST}, "nginx": {"registry-1.docker.io", "auth.docker.io"}}
    assert [each.name.written for each in malformed_images_of(facts)] == [f"{HOST}/Web:1"]


def test_what_fails_for_one_is_told_before_what_is_unknown_of_another() -> None:
    answer = Pull(detail=None, absent=("1",), beside=beside(SIDECAR)).answer(image_exists)

    assert answer.verdict == "fail"
    assert len(answer.raised) == 1
    assert answer.missing


def one(image: str) -> PulledImage:
    return images_of(Pull(image=image, detail=None).facts())[0]
