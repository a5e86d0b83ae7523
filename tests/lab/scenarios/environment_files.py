"""Environment files that are not in their bucket, whose bucket is gone, or that ECS does not take."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindNat
from tests.lab.scenario import Scenario, Target
from tests.lab.state import REGION
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from tests.lab.server import Lab

_NETWORK = frozenset(
    {"route.none", "endpoint.missing", "sg.egress-blocked", "nacl.egress-blocked", "nat.not-available"}
)
_BUCKET, _KEY = "web-settings", "production/web.env"
_ALLOWED = (
    "ecr:GetAuthorizationToken",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "s3:GetObject",
    "s3:GetBucketLocation",
)
_SAID = (
    "ResourceInitializationError: failed to download env files: file download command: non empty error stream: "
    "service call has been retried 1 time(s): failed to download file: NoSuchKey: The specified key does not exist. "
    "status code: 404"
)


def _naming(key: str = _KEY, bucket: str = _BUCKET) -> dict[str, Any]:
    return {"environmentFiles": [{"value": f"arn:aws:s3:::{bucket}/{key}", "type": "s3"}]}


def _bucket(lab: Lab, *keys: str) -> None:
    storage = lab.client("s3")
    storage.create_bucket(Bucket=_BUCKET, CreateBucketConfiguration={"LocationConstraint": REGION})
    for key in keys:
        storage.put_object(Bucket=_BUCKET, Key=key, Body=b"STAGE=production\n")


def _missing(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _bucket(lab, f"{_KEY}.bak", "production/Web.env" if broken else _KEY)
    return BehindNat(lab).workload(container=_naming(), allowed=_ALLOWED).waits()


def _no_bucket(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    if not broken:
        _bucket(lab, _KEY)
    return BehindNat(lab).workload(container=_naming(), allowed=_ALLOWED).waits()


def _other_ending(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _bucket(lab, _KEY, "production/web.txt")
    container = _naming("production/web.txt" if broken else _KEY)
    return BehindNat(lab).workload(container=container, allowed=_ALLOWED).waits()


def _old_platform(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    _bucket(lab, _KEY)
    platform = "1.3.0" if broken else "1.4.0"
    return BehindNat(lab).workload(container=_naming(), allowed=_ALLOWED, platform=platform).waits()


def _said_missing(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    _bucket(lab)
    return BehindNat(lab).workload(container=_naming(), allowed=_ALLOWED).fails(Stop(_SAID))


_NOT_FOUND, _INVALID = frozenset({"envfile.not-found"}), frozenset({"envfile.invalid"})

SCENARIOS = (
    Scenario(
        "envfile-missing",
        "the bucket holds files of similar names, and not the one that is named",
        _missing,
        _NOT_FOUND,
        never=_NETWORK,
        key_operation="s3:ListObjectsV2",
    ),
    Scenario(
        "envfile-bucket-missing",
        "the bucket of the environment file does not exist",
        _no_bucket,
        _NOT_FOUND,
        never=_NETWORK,
        key_operation="s3:GetBucketLocation",
    ),
    Scenario(
        "envfile-other-ending",
        "the name of the environment file does not end in .env",
        _other_ending,
        _INVALID,
        never=_NETWORK,
        key_operation="ecs:DescribeTaskDefinition",
    ),
    Scenario(
        "envfile-old-platform",
        "a task with an environment file waits on platform version 1.3.0",
        _old_platform,
        _INVALID,
        never=_NETWORK,
        key_operation="ecs:DescribeTaskDefinition",
    ),
    Scenario(
        "envfile-missing-said",
        "S3 says that it has no such object, and it has none; the network is sound",
        _said_missing,
        _NOT_FOUND,
        never=_NETWORK,
        has_twin=False,
    ),
)
