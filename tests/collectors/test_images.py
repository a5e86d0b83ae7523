"""What is asked about images in ECR: little, in the Region of the image, and nothing that is not needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.target import TaskTarget

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

    from .scripted_aws import Answer, ScriptedAws

_TARGET = TaskTarget(task=world.TASK_ARN)
_HOST = f"{world.ACCOUNT}.dkr.ecr.{world.REGION}.amazonaws.com"
_RULES, _IMAGES = "ecr:DescribePullThroughCacheRules", "ecr:DescribeImages"
_MANIFEST, _POLICY = "ecr:BatchGetImage", "ecr:GetRepositoryPolicy"
_OLD, _NEW = "sha256:" + "a" * 64, "sha256:" + "b" * 64
_INDEX = "application/vnd.oci.image.index.v1+json"
_SINGLE = "application/vnd.oci.image.manifest.v1+json"


def pulls(aws: ScriptedAws, image: str = f"{_HOST}/web:1", *, digest: str = "", **task: object) -> None:
    """Let the task be made of one image; `digest` is what its container ran."""
    definition = {"taskDefinitionArn": world.DEFINITION_ARN, "containerDefinitions": [{"name": "web", "image": image}]}
    aws.script["ecs:DescribeTaskDefinition"] = {"taskDefinition": definition}
    container = {"name": "web", "lastStatus": "STOPPED", **({"imageDigest": digest} if digest else {})}
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(containers=[container], **task)]}


def stores(aws: ScriptedAws, media_type: str = _SINGLE, *, digests: tuple[str, ...] = (_NEW,), tag: str = "1") -> None:
    """Let the repository hold the tag and these digests."""

    def described(request: JsonObject) -> Answer:
        (asked,) = request["imageIds"]
        if asked.get("imageTag") != tag and asked.get("imageDigest") not in digests:
            return Refused("ImageNotFoundException")
        detail = {"repositoryName": request["repositoryName"], "registryId": request["registryId"]}
        return {"imageDetails": [{**detail, "imageDigest": digests[0], "imageManifestMediaType": media_type}]}

    aws.script[_IMAGES] = described


def named(aws: ScriptedAws) -> list[JsonObject]:
    """Return what the images were asked for by."""
    return [each["imageIds"][0] for each in aws.requests(_IMAGES)]


def test_an_image_for_one_platform_takes_one_call(aws: ScriptedAws) -> None:
    """Its manifest would not tell for which, and reading it counts as a pull."""
    pulls(aws)
    stores(aws)

    collect_task(aws.session(), _TARGET)

    assert named(aws) == [{"imageTag": "1"}]
    assert [operation for operation, _ in aws.asked if operation.startswith("ecr:")] == [_IMAGES]


def test_an_image_for_several_platforms_shows_which(aws: ScriptedAws) -> None:
    pulls(aws)
    stores(aws, _INDEX)

    collect_task(aws.session(), _TARGET)

    (asked,) = aws.requests(_MANIFEST)
    assert asked["imageIds"] == [{"imageTag": "1"}]
    assert _INDEX in asked["acceptedMediaTypes"]


def test_an_image_is_asked_for_in_its_own_region(aws: ScriptedAws) -> None:
    pulls(aws, f"{world.ACCOUNT}.dkr.ecr.us-east-1.amazonaws.com/web:1")
    stores(aws)

    case = collect_task(aws.session(), _TARGET)

    assert [each.region for each in case.records[_IMAGES]] == ["us-east-1"]
    assert case.region == world.REGION


@pytest.mark.parametrize(
    ("account", "said", "asked"),
    [
        (world.ACCOUNT, "CannotPullContainerError: i/o timeout", 0),
        (world.ACCOUNT, "CannotPullContainerError: 403 Forbidden", 1),
        (world.ACCOUNT, "User: x is not authorized to perform: ecr:BatchGetImage", 1),
        ("444455556666", "CannotPullContainerError: i/o timeout", 1),
    ],
)
def test_the_policy_is_read_where_it_can_matter(aws: ScriptedAws, account: str, said: str, asked: int) -> None:
    """In the own account it is asked for only where the message speaks of a refusal."""
    pulls(aws, f"{account}.dkr.ecr.{world.REGION}.amazonaws.com/web:1", stoppedReason=said)
    stores(aws)

    collect_task(aws.session(), _TARGET)

    assert aws.requests(_POLICY) == [{"registryId": account, "repositoryName": "web"}] * asked


def test_a_digest_that_the_message_names_is_asked_for_before_the_tag(aws: ScriptedAws) -> None:
    """It is what ECS pulls; that the tag is there tells that the digest was left behind."""
    pulls(aws, stoppedReason=f"CannotPullContainerError: failed to resolve ref {_HOST}/web@{_OLD}: not found")
    stores(aws)

    collect_task(aws.session(), _TARGET)

    assert named(aws) == [{"imageDigest": _OLD}, {"imageTag": "1"}]


def test_a_digest_of_another_image_is_none_of_its_own(aws: ScriptedAws) -> None:
    pulls(aws, stoppedReason=f"CannotPullContainerError: failed to resolve ref {_HOST}/sidecar/web@{_OLD}: not found")
    stores(aws)

    collect_task(aws.session(), _TARGET)

    assert named(aws) == [{"imageTag": "1"}]


def test_a_service_pulls_the_digest_that_its_task_ran(aws: ScriptedAws) -> None:
    pulls(aws, digest=_NEW)
    stores(aws)

    collect_task(aws.session(), _TARGET)

    assert named(aws) == [{"imageDigest": _NEW}]


def test_a_task_of_its_own_resolves_its_tag_anew(aws: ScriptedAws) -> None:
    pulls(aws, digest=_OLD, group="family:web", startedBy="someone")
    stores(aws)

    collect_task(aws.session(), _TARGET)

    assert named(aws) == [{"imageTag": "1"}]


def test_a_container_without_version_consistency_goes_by_its_tag(aws: ScriptedAws) -> None:
    pulls(aws, digest=_OLD)
    stores(aws)
    described = aws.script["ecs:DescribeTaskDefinition"]
    assert isinstance(described, dict)
    described["taskDefinition"]["containerDefinitions"][0]["versionConsistency"] = "disabled"

    collect_task(aws.session(), _TARGET)

    assert named(aws) == [{"imageTag": "1"}]


def test_a_missing_repository_without_prefix_leads_to_the_rules(aws: ScriptedAws) -> None:
    """A rule for every repository may bring it in."""
    pulls(aws)
    aws.script[_IMAGES] = Refused("RepositoryNotFoundException")

    collect_task(aws.session(), _TARGET)

    assert aws.requests(_RULES) == [{"registryId": world.ACCOUNT}]


@pytest.mark.parametrize("image", [f"{_HOST}/web:1", f"444455556666.dkr.ecr.{world.REGION}.amazonaws.com/web:1"])
@pytest.mark.parametrize("digest", [_NEW, _OLD])
def test_an_image_takes_three_calls_at_most(aws: ScriptedAws, image: str, digest: str) -> None:
    """Also where everything is asked, within five rounds."""
    aws.in_rounds = True
    said = f"CannotPullContainerError: 403 Forbidden {image.removesuffix(':1')}@{_OLD}"
    pulls(aws, image, stoppedReason=said)
    stores(aws, _INDEX, digests=(digest,))

    collect_task(aws.session(), _TARGET)

    assert len([operation for operation, _ in aws.asked if operation.startswith("ecr:")]) <= 3
    assert aws.rounds <= 5
