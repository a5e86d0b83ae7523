"""Images that cannot be pulled, in a network that is sound: missing, refused, for another platform, or too large."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindEndpoints, BehindNat
from tests.lab.messages import layer_timed_out, pull_connection_issue
from tests.lab.names import DIGEST, IMAGE, REPOSITORY, ROLE, TAG
from tests.lab.registry import Repository
from tests.lab.scenario import Scenario, Target
from tests.lab.state import ACCOUNT, REGION
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from tests.lab.server import Lab

_GIB = 1024**3
_OTHER_ACCOUNT, _OTHER_REGION = "444455556666", "us-west-2"
_ELSEWHERE = f"{ACCOUNT}.dkr.ecr.{_OTHER_REGION}.amazonaws.com/{REPOSITORY}:{TAG}"
_SHARED = f"{_OTHER_ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/platform/web:{TAG}"
_HOST = IMAGE.partition("/")[0]
_ROLE_ARN = f"arn:aws:iam::{ACCOUNT}:role/{ROLE}"
_PULL = ["ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"]
_IMAGES, _MANIFEST, _POLICY = "ecr:DescribeImages", "ecr:BatchGetImage", "ecr:GetRepositoryPolicy"
_NEVER = frozenset({"route.none", "endpoint.missing", "sg.egress-blocked", "nat.no-internet-route"})


def _said(text: str) -> Stop:
    whole = f"CannotPullContainerError: {text}"
    return Stop(whole, phase="pull", container_reason=whole)


def _no_tag(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    repository = Repository(lab, REPOSITORY)
    repository.push("1.4.1" if broken else TAG)
    return BehindNat(lab).workload(pushed=False).waits()


def _no_tag_said(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    Repository(lab, REPOSITORY).push("1.4.1")
    said = _said(f"pull image manifest has been retried 1 time(s): failed to resolve ref {IMAGE}: {IMAGE}: not found")
    return BehindNat(lab).workload(pushed=False).fails(said)


def _no_tag_elsewhere(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    """Let the own Region hold the tag, and the Region that the image names lack it."""
    Repository(lab, REPOSITORY, region=_OTHER_REGION).push("1.4.1" if broken else TAG)
    return BehindNat(lab).workload(image=_ELSEWHERE).waits()


def _no_repository(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return BehindNat(lab).workload(pushed=not broken).waits()


def _no_repository_said(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    said = _said(
        f"failed to resolve ref {IMAGE}: unexpected status from HEAD request to https://{_HOST}/v2/{REPOSITORY}/"
        f"manifests/{TAG}: 404 Not Found"
    )
    return BehindEndpoints(lab).workload(pushed=False).fails(said)


def _bound_digest(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    repository = Repository(lab, REPOSITORY)
    first = repository.push(TAG, salt="first")
    repository.push(TAG, salt="second")
    repository.remove(first)
    name = f"{_HOST}/{REPOSITORY}@{first}"
    said = _said(f"pull image manifest has been retried 7 time(s): failed to resolve ref {name}: {name}: not found")
    return BehindNat(lab).workload(pushed=False).fails(said)


def _denied_in_own_account(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    workload = BehindNat(lab).workload()
    said = _said(
        f"failed to resolve ref {IMAGE}: pull access denied, repository does not exist or may require authorization: "
        "authorization failed: no basic auth credentials"
    )
    target = workload.fails(said)
    role = f"arn:aws:iam::{ACCOUNT}:role/{'*' if broken else 'ci'}"
    statement: dict[str, Any] = {"Sid": "OnlyBuilds", "Effect": "Deny", "Principal": "*", "Action": _PULL}
    statement["Condition"] = {"ArnLike": {"aws:PrincipalArn": role}}
    lab.client("ecr").set_repository_policy(repositoryName=REPOSITORY, policyText=_policy(statement))
    return target


def _of_other_account(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    repository = Repository(lab, "platform/web", account=_OTHER_ACCOUNT)
    repository.push(TAG)
    who = f"arn:aws:iam::{ACCOUNT}:role/another" if broken else _ROLE_ARN
    allowed = {"Effect": "Allow", "Principal": {"AWS": who}, "Action": _PULL}
    repository.set_policy(allowed, account=_OTHER_ACCOUNT)
    return BehindNat(lab).workload(image=_SHARED).waits()


def _other_processor(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    platforms = ["linux/arm64"] if broken else ["linux/arm64", "linux/amd64"]
    Repository(lab, REPOSITORY).push_for(TAG, platforms)
    return BehindNat(lab).workload(pushed=False).waits()


def _malformed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    image = f"{_HOST}/{'Web' if broken else REPOSITORY}:{TAG}"
    return BehindNat(lab).workload(image=image).waits()


def _too_large(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    Repository(lab, REPOSITORY).push(TAG, size=24 * _GIB)
    defined = {} if broken else {"ephemeralStorage": {"sizeInGiB": 100}}
    return BehindNat(lab).workload(pushed=False, defined=defined).waits()


def _too_large_said(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    Repository(lab, REPOSITORY).push(TAG, size=12 * _GIB)
    said = _said(
        f"ref pull has been retried 1 time(s): failed to extract layer sha256:{'7d' * 32}: write /usr/lib/model.bin: "
        "no space left on device: unknown"
    )
    return BehindNat(lab).workload(pushed=False).fails(said)


def _rate_limited(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    said = _said(
        "pull image manifest has been retried 5 time(s): httpReadSeeker: failed open: unexpected status code "
        "https://registry-1.docker.io/v2/grafana/grafana/manifests/11.2.0: 429 Too Many Requests - Server message: "
        "toomanyrequests: You have reached your unauthenticated pull rate limit"
    )
    return BehindNat(lab).workload(image="grafana/grafana:11.2.0").fails(said)


def _contradicted(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    said = _said(f"pull image manifest has been retried 1 time(s): failed to resolve ref {IMAGE}: {IMAGE}: not found")
    return BehindNat(lab).workload().fails(said)


def _network_and_image(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    """Leave the tag out of both; only a network that is broken can have lost the packets."""
    Repository(lab, REPOSITORY).push("1.4.1")
    layout = BehindNat(lab)
    if broken:
        layout.network.remove_route(layout.private_table)
    return layout.workload(pushed=False).fails(pull_connection_issue())


def _running_without_image(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    workload = BehindNat(lab).workload()
    target = workload.runs()
    lab.client("ecr").batch_delete_image(repositoryName=REPOSITORY, imageIds=[{"imageDigest": DIGEST}])
    return target


def _layers_out_of_reach(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    """Keep the image where it is, and its layers out of reach: nothing about the image is to blame."""
    return BehindEndpoints(lab, s3=not broken).workload().fails(layer_timed_out())


def _policy(*statements: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


_OF_IMAGES = frozenset(
    {
        "image.not-found",
        "image.repository-missing",
        "image.repository-policy-denied",
        "image.access-denied",
        "image.architecture-mismatch",
        "image.invalid-reference",
        "image.disk-full",
        "image.rate-limited",
    }
)

SCENARIOS = (
    Scenario(
        "image-tag-missing",
        "a task waits for a tag that its repository does not hold",
        _no_tag,
        frozenset({"image.not-found"}),
        never=_NEVER,
        key_operation=_IMAGES,
    ),
    Scenario(
        "image-tag-missing-said",
        "the registry says that it has no such image, and ECR shows the same",
        _no_tag_said,
        frozenset({"image.not-found"}),
        never=_NEVER,
        carried=frozenset({"image.not-found"}),
        key_operation=_IMAGES,
        has_twin=False,
    ),
    Scenario(
        "image-tag-missing-in-region",
        "the image names another Region, whose repository lacks the tag that the own one holds",
        _no_tag_elsewhere,
        frozenset({"image.not-found"}),
        never=_NEVER,
        key_operation=_IMAGES,
    ),
    Scenario(
        "image-repository-missing",
        "a task waits for an image whose repository does not exist",
        _no_repository,
        frozenset({"image.repository-missing"}),
        never=_NEVER,
        key_operation=_IMAGES,
    ),
    Scenario(
        "image-repository-missing-said",
        "the registry says that it has no such image, because there is no such repository",
        _no_repository_said,
        frozenset({"image.repository-missing"}),
        never=_NEVER,
        carried=frozenset({"image.not-found"}),
        key_operation=_IMAGES,
        has_twin=False,
    ),
    Scenario(
        "image-digest-left-behind",
        "the tag was pushed anew, and the digest that the deployment is bound to was removed",
        _bound_digest,
        frozenset({"image.not-found"}),
        never=_NEVER,
        carried=frozenset({"image.not-found"}),
        key_operation=_IMAGES,
        has_twin=False,
    ),
    Scenario(
        "image-policy-denies",
        "the policy of the repository denies the execution role, in its own account",
        _denied_in_own_account,
        frozenset({"image.repository-policy-denied"}),
        never=_NEVER,
        carried=frozenset({"image.access-denied"}),
        key_operation=_POLICY,
    ),
    Scenario(
        "image-policy-of-other-account",
        "the repository belongs to another account, whose policy lets another role pull",
        _of_other_account,
        frozenset({"image.repository-policy-denied"}),
        never=_NEVER,
        key_operation=_POLICY,
    ),
    Scenario(
        "image-for-arm",
        "the image is built for ARM64 alone, and the task runs on X86_64",
        _other_processor,
        frozenset({"image.architecture-mismatch"}),
        never=_NEVER,
        key_operation=_MANIFEST,
    ),
    Scenario(
        "image-reference-malformed",
        "the repository is written with a capital letter",
        _malformed,
        frozenset({"image.invalid-reference"}),
        never=_NEVER,
        key_operation="ecs:DescribeTaskDefinition",
    ),
    Scenario(
        "image-larger-than-storage",
        "the image takes more, compressed, than the task's ephemeral storage",
        _too_large,
        frozenset({"image.disk-full"}),
        never=_NEVER,
        key_operation=_IMAGES,
    ),
    Scenario(
        "image-fills-storage",
        "the disk was full before the image was unpacked",
        _too_large_said,
        frozenset({"image.disk-full"}),
        never=_NEVER,
        carried=frozenset({"image.disk-full"}),
        key_operation=_IMAGES,
        has_twin=False,
    ),
    Scenario(
        "image-rate-limited",
        "Docker Hub counted too many pulls from one address",
        _rate_limited,
        frozenset({"image.rate-limited"}),
        never=_NEVER,
        has_twin=False,
    ),
    Scenario(
        "image-pushed-since",
        "the registry said that it has no such image, and shows it now",
        _contradicted,
        frozenset({"image.not-found"}),
        never=_NEVER,
        has_twin=False,
    ),
    Scenario(
        "image-missing-behind-no-route",
        "no route leads out, and the tag is missing too",
        _network_and_image,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
    ),
    Scenario(
        "image-gone-while-running",
        "nothing yet: the image of a running task was removed",
        _running_without_image,
        has_twin=False,
    ),
    Scenario(
        "image-layers-only-out-of-reach",
        "the image is there, and its layers cannot be reached without an endpoint for S3",
        _layers_out_of_reach,
        frozenset({"endpoint.missing"}),
        never=_OF_IMAGES,
        key_operation="ec2:DescribeVpcEndpoints",
    ),
)
