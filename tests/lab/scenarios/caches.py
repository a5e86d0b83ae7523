"""Images behind a pull-through cache rule, in a network that leads to endpoints alone."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from tests.lab.layouts import BehindEndpoints
from tests.lab.messages import pull_connection_issue
from tests.lab.scenario import Scenario, Target
from tests.lab.state import ACCOUNT, REGION
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from tests.lab.server import Lab

_PREFIX, _REPOSITORY, _TAG = "docker-mirror", "docker-mirror/team/nginx", "1.27"
_IMAGE = f"{ACCOUNT}.dkr.ecr.{REGION}.amazonaws.com/{_REPOSITORY}:{_TAG}"
_RULE = {
    "ecrRepositoryPrefix": _PREFIX,
    "upstreamRegistryUrl": "registry-1.docker.io",
    "upstreamRegistry": "docker-hub",
    "registryId": ACCOUNT,
}


def _stored(lab: Lab, tag: str) -> None:
    """Let the cache hold an image, as after a first pull."""
    ecr = lab.client("ecr")
    ecr.create_repository(repositoryName=_REPOSITORY)
    manifest = {
        "schemaVersion": 2,
        "mediaType": "application/vnd.docker.distribution.manifest.v2+json",
        "config": {
            "mediaType": "application/vnd.docker.container.image.v1+json",
            "size": 7023,
            "digest": "sha256:" + "5c" * 32,
        },
        "layers": [],
    }
    ecr.put_image(repositoryName=_REPOSITORY, imageTag=tag, imageManifest=json.dumps(manifest))


def _rule(lab: Lab) -> None:
    lab.answer("ecr:DescribePullThroughCacheRules", {"pullThroughCacheRules": [_RULE]})


def _not_found() -> Stop:
    said = (
        "CannotPullContainerError: pull image manifest has been retried 1 time(s): failed to resolve ref "
        f"{_IMAGE}: {_IMAGE}: not found"
    )
    return Stop(said, phase="pull", container_reason=said)


def _first_pull(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    _rule(lab)
    if not broken:
        _stored(lab, _TAG)
    return layout.workload(image=_IMAGE).fails(pull_connection_issue(_IMAGE))


def _new_tag(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    _rule(lab)
    _stored(lab, "1.26" if broken else _TAG)
    return layout.workload(image=_IMAGE).fails(pull_connection_issue(_IMAGE))


def _said_not_found(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    if broken:
        _rule(lab)
    return layout.workload(image=_IMAGE).fails(_not_found())


def _waiting(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindEndpoints(lab)
    _rule(lab)
    if not broken:
        network = layout.network
        public = network.subnet(0)
        gateway = network.internet_gateway()
        network.route(network.table(public), gateway)
        network.route(layout.private_table, network.nat_gateway(public))
    return layout.workload(image=_IMAGE).waits()


_NEVER = frozenset({"route.none", "image.repository-missing", "endpoint.missing"})
_KEY = "ecr:DescribePullThroughCacheRules"

SCENARIOS = (
    Scenario(
        "image-first-pull-through-cache",
        "a cache rule is for the image, ECR does not hold its repository yet, and only endpoints can be reached",
        _first_pull,
        frozenset({"image.pull-through-cache"}),
        never=_NEVER,
        key_operation="ecr:DescribeImages",
    ),
    Scenario(
        "image-new-tag-through-cache",
        "the cache holds another tag of the image, and only endpoints can be reached",
        _new_tag,
        frozenset({"image.pull-through-cache"}),
        never=_NEVER,
        key_operation="ecr:DescribeImages",
    ),
    Scenario(
        "image-not-found-behind-cache",
        "the registry says that it has no such image, because the cache rule could not fetch it",
        _said_not_found,
        frozenset({"image.pull-through-cache"}),
        beside=frozenset({"image.not-found"}),
        never=_NEVER,
        key_operation=_KEY,
        carried=frozenset({"image.not-found"}),
    ),
    Scenario(
        "image-pending-through-cache",
        "a task waits for an image that only a cache rule could bring, with nothing but endpoints to reach",
        _waiting,
        frozenset({"image.pull-through-cache"}),
        never=_NEVER,
        key_operation=_KEY,
    ),
)
