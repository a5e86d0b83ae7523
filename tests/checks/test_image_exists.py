"""Do the repositories of a task's images exist, and do they hold what the task names?"""

from __future__ import annotations

import pytest

from fargate_doctor.checks.access.image_exists import image_exists
from fargate_doctor.checks.access.repository_exists import repository_exists
from tests.checks.images import (
    DIGEST,
    HOST,
    IMAGE,
    IMAGES,
    NOT_FOUND,
    OLD_DIGEST,
    OTHER_HOST,
    PENDING,
    RULES,
    RUNNING,
    TIMED_OUT,
    Pull,
    says,
)
from tests.remedies.cli import parse
from tests.remedies.names import ACCOUNT, REGION

RULE = {"ecrRepositoryPrefix": "mirror", "upstreamRegistryUrl": "quay.io", "registryId": ACCOUNT}
NO_REPOSITORY = "RepositoryNotFoundException"
RAN_OLD = {**RUNNING, "containers": [{"name": "app", "lastStatus": "RUNNING", "imageDigest": OLD_DIGEST}]}
LEFT_BEHIND = says(
    f"CannotPullContainerError: pull image manifest has been retried 7 time(s): failed to resolve ref "
    f"{HOST}/shop@{OLD_DIGEST}: {HOST}/shop@{OLD_DIGEST}: not found"
)


def no_tag(**differing: object) -> Pull:
    return Pull(detail=None, absent=("1",), **differing)  # type: ignore[arg-type]


def no_repository(**differing: object) -> Pull:
    return Pull(**{"detail": None, "absent": ("1",), "error": NO_REPOSITORY, "rules": []} | differing)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pull", "repository", "image"),
    [
        pytest.param(Pull(), "pass", "pass", id="stored"),
        pytest.param(Pull(image=f"{HOST}/shop@{DIGEST}"), "pass", "pass", id="stored, by digest"),
        pytest.param(Pull(image=f"{HOST}/shop:other@{DIGEST}"), "pass", "pass", id="a digest goes before a tag"),
        pytest.param(Pull(region=REGION), "pass", "pass", id="stored, in the Region of the image"),
        pytest.param(Pull(region="us-east-1"), "unknown", "unknown", id="asked in another Region"),
        pytest.param(no_tag(region="us-east-1"), "unknown", "unknown", id="absent in another Region"),
        pytest.param(no_tag(), "pass", "fail", id="no such tag"),
        pytest.param(Pull(image=f"{HOST}/shop", detail=None, absent=("latest",)), "pass", "fail", id="no tag at all"),
        pytest.param(Pull(detail=None, absent=("2",)), "unknown", "unknown", id="another tag was asked for"),
        pytest.param(Pull(detail={"imageStatus": "ARCHIVED"}), "pass", "fail", id="archived"),
        pytest.param(no_repository(), "fail", "not_applicable", id="no such repository"),
        pytest.param(no_repository(rules=None), "unknown", "not_applicable", id="a rule may bring it, rules unread"),
        pytest.param(
            no_repository(image=f"{HOST}/mirror/shop:1", rules=[RULE]), "pass", "not_applicable", id="a rule brings it"
        ),
        pytest.param(
            no_repository(image=f"{HOST}/mirrors/shop:1", rules=[RULE]), "fail", "not_applicable", id="rule for others"
        ),
        pytest.param(
            no_repository(rules=[{**RULE, "ecrRepositoryPrefix": "ROOT"}]), "pass", "not_applicable", id="rule for all"
        ),
        pytest.param(no_tag(image=f"{HOST}/mirror/shop:1", rules=[RULE]), "pass", "pass", id="a rule brings the tag"),
        pytest.param(no_tag(image=f"{HOST}/mirror/shop:1"), "pass", "unknown", id="a rule may bring the tag"),
        pytest.param(no_tag(image=f"{HOST}/mirror/shop:1", rules=[]), "pass", "fail", id="no rule brings the tag"),
        pytest.param(no_repository(image=f"{OTHER_HOST}/shop:1"), "fail", "not_applicable", id="of another account"),
        pytest.param(Pull(detail=None, refused=(IMAGES,)), "unknown", "unknown", id="refused"),
        pytest.param(Pull(detail=None), "unknown", "unknown", id="never asked"),
        pytest.param(Pull(unread={"ecs:DescribeTaskDefinition"}), "unknown", "unknown", id="no definition"),
        pytest.param(Pull(image="nginx:1"), "not_applicable", "not_applicable", id="of Docker Hub"),
        pytest.param(Pull(image="public.ecr.aws/nginx/nginx:1"), "not_applicable", "not_applicable", id="public"),
        pytest.param(Pull(image=f"{HOST}/Shop:1"), "not_applicable", "not_applicable", id="malformed"),
        pytest.param(Pull(detail=None, task=RUNNING), "pass", "pass", id="proved by its own times"),
        pytest.param(Pull(detail=None, absent=(DIGEST,), task=RUNNING), "pass", "fail", id="gone since it started"),
    ],
)
def test_what_ecr_said(pull: Pull, repository: str, image: str) -> None:
    assert (pull.answer(repository_exists).verdict, pull.answer(image_exists).verdict) == (repository, image)


def test_a_waiting_task_is_kept_by_a_missing_tag() -> None:
    """Nothing but the image is to blame, and the answer of ECR is quoted."""
    found = no_tag().diagnosis()

    (root,) = found.root_causes
    assert (root.id, root.confidence) == ("image.not-found", "certain")
    assert {each.operation for each in root.evidence} == {"ecs:DescribeTaskDefinition", IMAGES}


def test_a_message_and_the_registry_that_agree_are_one_finding() -> None:
    found = no_tag(task=NOT_FOUND).diagnosis()

    (root,) = (each for each in found.findings if each.id == "image.not-found")
    assert (root.level, root.confidence) == ("root_cause", "certain")
    assert {each.operation for each in root.evidence} >= {"ecs:DescribeTasks", IMAGES}


def test_a_missing_repository_is_told_from_a_missing_tag() -> None:
    """The message knows no difference; what ECR says does."""
    without = no_repository(task=NOT_FOUND).diagnosis()

    assert [each.id for each in without.main_causes] == ["image.repository-missing"]
    assert [each.id for each in without.root_causes] == ["image.repository-missing", "image.not-found"]
    assert Pull(detail=None, task=NOT_FOUND).roots() == {"image.not-found"}


def test_a_message_that_the_registry_contradicts_is_doubted() -> None:
    """It keeps its level, and says that the image is there now."""
    found = next(each for each in Pull(task=NOT_FOUND).diagnosis().findings if each.id == "image.not-found")

    assert (found.level, found.confidence) == ("root_cause", "possible")
    assert "shows" in found.detail.en
    assert IMAGE in found.detail.en
    assert [each.remedy.id for each in found.recommendations] == ["start-task-anew"]


def test_a_message_about_another_image_is_not_contradicted() -> None:
    said = says("CannotPullContainerError: failed to resolve ref docker.io/library/sidecar:1: not found")
    pull = Pull(task=said)
    pull.container = {"image": "sidecar:1"}

    found = next(each for each in pull.diagnosis().findings if each.id == "image.not-found")

    assert found.confidence == "certain"


@pytest.mark.parametrize("pull", [no_tag(task=TIMED_OUT, no_way_out=True), no_repository(task=TIMED_OUT)])
def test_a_network_time_out_is_not_explained_by_it(pull: Pull) -> None:
    """It would stop the next start all the same."""
    levels = pull.levels()

    assert set(levels.values()) == {"contributing"}
    assert set(levels) <= {"image.not-found", "image.repository-missing"}


def test_a_running_task_is_warned_of_its_next_start() -> None:
    """Its own times prove that the image was there."""
    assert Pull(detail=None, absent=(DIGEST,), task=RUNNING).levels() == {"image.not-found": "contributing"}


def test_a_digest_that_ecs_bound_is_told_from_the_tag() -> None:
    """The tag is there, and ECS does not pull by it."""
    pull = Pull(task=LEFT_BEHIND, absent=(OLD_DIGEST,))
    found = next(each for each in pull.diagnosis().findings if each.id == "image.not-found")
    choices = {each.remedy.id: each for each in found.recommendations}

    assert (found.level, found.confidence) == ("root_cause", "certain")
    assert "bound the tag" in found.detail.en
    assert "1 is there" in found.detail.en
    assert next(iter(choices)) == "resolve-tag-anew"
    assert choices["resolve-tag-anew"].proven is True
    assert any("force-new-deployment" in each for each in choices["resolve-tag-anew"].remedy.commands)


def test_a_digest_whose_tag_is_gone_too_needs_a_push() -> None:
    pull = Pull(task=LEFT_BEHIND, detail=None, absent=(OLD_DIGEST, "1"))
    found = next(each for each in pull.diagnosis().findings if each.id == "image.not-found")
    choices = {each.remedy.id: each.proven for each in found.recommendations}

    assert "Neither" in found.detail.en
    assert "resolve-tag-anew" not in choices
    assert choices["push-image"] is True


@pytest.mark.parametrize(
    ("pull", "verdict"),
    [
        pytest.param(Pull(task=RAN_OLD, absent=(OLD_DIGEST,)), "fail", id="a service pulls what its task ran"),
        pytest.param(Pull(task=RAN_OLD, absent=(OLD_DIGEST,), is_alone=True), "pass", id="a task of its own does not"),
        pytest.param(
            Pull(task=RAN_OLD, absent=(OLD_DIGEST,), container={"versionConsistency": "disabled"}),
            "pass",
            id="nor a container without version consistency",
        ),
        pytest.param(
            Pull(task={**RAN_OLD, "startedBy": "ecs-svc/0"}, absent=(OLD_DIGEST,)),
            "pass",
            id="nor a later deployment",
        ),
        pytest.param(
            Pull(task=RAN_OLD, absent=(OLD_DIGEST,), unread={"ecs:DescribeServices"}), "pass", id="service unread"
        ),
    ],
)
def test_who_pulls_by_digest(pull: Pull, verdict: str) -> None:
    assert pull.answer(image_exists).verdict == verdict


def test_a_registry_of_another_account_may_have_a_cache_rule() -> None:
    """Its rules cannot be read, so that its missing repository is only likely the cause."""
    pull = no_repository(image=f"{OTHER_HOST}/team/shop:1")
    (root,) = pull.diagnosis().root_causes

    assert (root.id, root.confidence) == ("image.repository-missing", "likely")
    assert "cache rule" in root.detail.en


@pytest.mark.parametrize("pull", [no_tag(), no_repository(), Pull(task=LEFT_BEHIND, absent=(OLD_DIGEST,))])
def test_remedies_are_commands_that_there_are(pull: Pull) -> None:
    """What the model can show is proven, and every command of the AWS CLI is whole."""
    (root,) = pull.diagnosis().root_causes

    assert any(each.proven for each in root.recommendations)
    for choice in root.recommendations:
        assert choice.remedy.references
        for text in (choice.remedy.title, choice.remedy.detail):
            assert "{" not in text.en + text.es
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            if command.startswith("aws ") and " | docker login " not in command:
                parse(command)


def test_an_image_is_built_for_the_platform_of_the_task() -> None:
    task = {**PENDING, "attributes": [{"name": "ecs.cpu-architecture", "value": "arm64"}]}
    (root,) = no_tag(task=task).diagnosis().root_causes
    pushed = next(each.remedy for each in root.recommendations if each.remedy.id == "push-image")

    assert f"docker buildx build --platform linux/arm64 --tag {IMAGE} --push ." in pushed.commands


@pytest.mark.parametrize(
    ("pull", "less"),
    [
        (no_tag(), Pull(detail=None)),
        (no_repository(), no_repository(rules=None)),
        (
            no_repository(image=f"{HOST}/mirror/shop:1", rules=[RULE]),
            no_repository(image=f"{HOST}/mirror/shop:1", rules=None),
        ),
        (no_tag(image=f"{HOST}/mirror/shop:1", rules=[RULE]), no_tag(image=f"{HOST}/mirror/shop:1")),
        (no_tag(), no_tag(unread={"ecs:DescribeTaskDefinition"})),
        (Pull(task=LEFT_BEHIND, absent=(OLD_DIGEST,)), Pull(task=LEFT_BEHIND, detail=None, absent=(OLD_DIGEST,))),
    ],
)
def test_knowing_less_blames_nothing_else(pull: Pull, less: Pull) -> None:
    assert less.roots() <= pull.roots()


def test_what_was_not_read_is_named_with_its_action() -> None:
    diagnosis = Pull(detail=None, refused=(IMAGES,)).diagnosis()
    gap = next(each for each in diagnosis.gaps if each.missing.operation == IMAGES)

    assert diagnosis.status == "undetermined"
    assert gap.missing.action == IMAGES
    assert {"access.repository", "access.image"} <= set(gap.blocks)
    assert RULES not in {each.missing.operation for each in diagnosis.gaps}
