"""Is an image built for what the task runs on?"""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fargate_doctor.checks.access.image_platform import image_platform
from fargate_doctor.facts.images.platforms import ImagePlatform
from tests.checks.images import DIGEST, IMAGE, IMAGES, INDEX, MANIFEST, PENDING, RUNNING, TIMED_OUT, Pull, index, says
from tests.remedies.cli import parse

NO_MATCH = says(
    f"CannotPullContainerError: image manifest does not contain descriptor matching platform 'linux/amd64' for {IMAGE}"
)
EXEC_FORMAT = says("exec /usr/bin/shop: exec format error")
ARM = {"runtimePlatform": {"cpuArchitecture": "ARM64", "operatingSystemFamily": "LINUX"}}


def listed(*platforms: str, **differing: Any) -> Pull:  # noqa: ANN401 - the fields of a pull
    return Pull(**{"detail": {"imageManifestMediaType": INDEX}, "manifest": index(*platforms)} | differing)


def on(processor: str, family: str = "Linux") -> dict[str, Any]:
    attribute = {"name": "ecs.cpu-architecture", "value": processor}
    return {**PENDING, "attributes": [attribute], "platformFamily": family}


def windows(version: str) -> dict[str, Any]:
    return {**PENDING, "platformFamily": f"Windows_Server_{version}_Core", "platformVersion": "1.0.0"}


@pytest.mark.parametrize(
    ("pull", "verdict"),
    [
        pytest.param(listed("linux/amd64"), "pass", id="what ECS assumes"),
        pytest.param(listed("linux/arm64"), "fail", id="another processor"),
        pytest.param(listed("linux/arm64", "linux/amd64"), "pass", id="several, with the right one"),
        pytest.param(listed("linux/arm64", definition=ARM), "pass", id="the definition asks for it"),
        pytest.param(listed("linux/amd64", definition=ARM), "fail", id="the definition asks for another"),
        pytest.param(listed("linux/arm64", task=on("arm64")), "pass", id="the task's attribute says so"),
        pytest.param(
            listed("linux/arm64", task=on("x86_64"), definition=ARM), "fail", id="attribute before definition"
        ),
        pytest.param(listed("linux/386"), "pass", id="32 bits may run on 64"),
        pytest.param(listed("windows/amd64/10.0.20348.2582"), "fail", id="another operating system"),
        pytest.param(listed("windows/amd64/10.0.20348.2582", task=windows("2022")), "pass", id="Windows, same build"),
        pytest.param(listed("windows/amd64/10.0.17763.6189", task=windows("2022")), "fail", id="Windows, other build"),
        pytest.param(listed("windows/amd64", task=windows("2022")), "pass", id="Windows, build not named"),
        pytest.param(listed("windows/amd64/10.0.26100.1742", task=windows("2030")), "pass", id="Windows of the future"),
        pytest.param(listed("linux/amd64", task=windows("2019")), "fail", id="Linux on Windows"),
        pytest.param(
            listed(manifest=json.dumps({"manifests": [{"digest": DIGEST}]})), "not_applicable", id="none named"
        ),
        pytest.param(listed(manifest="no JSON"), "not_applicable", id="unreadable"),
        pytest.param(listed(manifest=json.dumps({"manifests": []})), "not_applicable", id="empty"),
        pytest.param(listed(), "fail", id="attestations alone"),
        pytest.param(Pull(), "not_applicable", id="built for one platform, which nobody shows"),
        pytest.param(Pull(detail={"imageManifestMediaType": INDEX}), "unknown", id="manifest unread"),
        pytest.param(listed(manifest=None, refused=(MANIFEST,)), "unknown", id="manifest refused"),
        pytest.param(Pull(detail=None, refused=(IMAGES,)), "unknown", id="image refused"),
        pytest.param(Pull(detail=None, absent=("1",)), "not_applicable", id="no such image"),
        pytest.param(Pull(image="nginx"), "not_applicable", id="of Docker Hub"),
        pytest.param(listed(manifest=None, task=RUNNING), "pass", id="proved by its own times"),
        pytest.param(listed("linux/arm64", task=RUNNING), "fail", id="pushed anew since it started"),
    ],
)
def test_what_the_image_lists(pull: Pull, verdict: str) -> None:
    assert pull.answer(image_platform).verdict == verdict


def test_a_waiting_task_is_kept_by_it() -> None:
    (root,) = listed("linux/arm64", task=on("x86_64")).diagnosis().root_causes

    assert (root.id, root.confidence) == ("image.architecture-mismatch", "certain")
    assert {each.operation for each in root.evidence} >= {MANIFEST, "ecs:DescribeTasks"}
    assert "linux/amd64" in root.detail.en
    assert "linux/arm64" in root.detail.en


def test_what_ecs_only_assumes_is_likely() -> None:
    (root,) = listed("linux/arm64").diagnosis().root_causes

    assert root.confidence == "likely"


def test_message_and_image_that_agree_are_one_finding() -> None:
    found = listed("linux/arm64", task=NO_MATCH).diagnosis().findings
    (finding,) = (each for each in found if each.id == "image.architecture-mismatch")

    assert finding.level == "root_cause"
    assert {each.operation for each in finding.evidence} >= {MANIFEST, "ecs:DescribeTasks"}


@pytest.mark.parametrize(("task", "confidence"), [(NO_MATCH, "possible"), (EXEC_FORMAT, "certain")])
def test_only_a_message_about_the_pull_is_doubted(task: dict[str, Any], confidence: str) -> None:
    """A program for another processor may lie in an image that lists the right one."""
    found = listed("linux/amd64", task=task).diagnosis().findings
    (finding,) = (each for each in found if each.id == "image.architecture-mismatch")

    assert (finding.level, finding.confidence) == ("root_cause", confidence)


def test_it_neither_explains_a_time_out_nor_ends_a_running_task() -> None:
    assert listed("linux/arm64", task=TIMED_OUT).levels() == {"image.architecture-mismatch": "contributing"}
    assert listed("linux/arm64", task=RUNNING).levels() == {"image.architecture-mismatch": "contributing"}


def test_what_cannot_be_read_leaves_no_doubt_by_itself() -> None:
    """An image for one platform does not say which; that is said in words, and the way to find out."""
    answer = Pull().answer(image_platform)

    assert "docker image inspect" in answer.because.en
    assert answer.missing == ()


def test_remedies_are_proven() -> None:
    """A build for the task's platform, or a task on the image's."""
    (root,) = listed("linux/arm64", task=on("x86_64")).diagnosis().root_causes
    choices = {each.remedy.id: each for each in root.recommendations}

    assert {name: each.proven for name, each in choices.items()} == {
        "build-for-platform": True,
        "run-on-platform-of-image": True,
    }
    built = choices["build-for-platform"].remedy.commands[1]
    assert "--platform linux/arm64,linux/amd64 " in built
    for command in choices["run-on-platform-of-image"].remedy.commands:
        parse(command)


def test_a_message_alone_has_remedies_too() -> None:
    """For which platform the image is built stands nowhere: both ways out are named, and neither is proven."""
    found = next(each for each in Pull(task=EXEC_FORMAT).diagnosis().findings if each.id.startswith("image."))
    choices = {each.remedy.id: each.proven for each in found.recommendations}

    assert choices == {"build-for-platform": None, "run-on-platform-of-image": None}
    assert Pull(task=EXEC_FORMAT, unread={"ecs:DescribeTaskDefinition"}).roots() == {"image.architecture-mismatch"}


def test_knowing_less_blames_nothing_else() -> None:
    whole = listed("linux/arm64", task=NO_MATCH)

    assert listed("linux/arm64", task=NO_MATCH, manifest=None).roots() <= whole.roots()
    assert listed("linux/arm64", task=NO_MATCH, detail=None).roots() <= whole.roots()


_ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.sampled_from(["", "linux", "amd64", "{"]),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["manifests", "platform", "os"]), inner)
    ),
    max_leaves=12,
)


@settings(deadline=None)
@given(_ANYTHING.map(json.dumps) | st.text(alphabet='{}[]":,manifests 01', max_size=40))
def test_any_manifest_is_answered(manifest: str) -> None:
    assert listed(manifest=manifest).answer(image_platform).verdict in {"pass", "fail", "not_applicable"}


@given(st.sampled_from(["amd64", "arm64"]), st.sampled_from(["10.0.17763", "10.0.20348", ""]))
def test_a_platform_serves_itself(architecture: str, build: str) -> None:
    platform = ImagePlatform("windows", architecture, build=build)

    assert platform.serves(platform)
