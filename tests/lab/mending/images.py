"""Images in ECR: digests, sizes, whose registry they are of, and policies of repositories in other accounts."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

from moto.ecr.models import ecr_backends

from tests.lab.mending.registry import afterwards
from tests.lab.state import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.lab.state import State
    from tests.lab.wire import Answer, Call


@afterwards("ecr:PutImage")
def digest_of_manifest(_: State, call: Call, answer: Answer) -> Answer:
    """Name an image by the digest of its manifest, unless the lab wants another: moto hashes layers, or throws dice."""
    manifest = call.parameters["imageManifest"]
    digest = call.parameters.get("imageDigest") or f"sha256:{hashlib.sha256(manifest.encode()).hexdigest()}"
    for image in _images(call.parameters["repositoryName"]):
        if image.image_manifest == manifest:
            image._image_digest = digest
    answer["image"]["imageId"]["imageDigest"] = digest
    return answer


@afterwards("ecr:DescribeImages")
def image_details(_: State, call: Call, answer: Answer) -> Answer:
    """Show the compressed size of an image, and the registry that was asked; moto shows that of the caller."""
    for detail in answer["imageDetails"]:
        held = next(each for each in _images(detail["repositoryName"]) if each.image_digest == detail["imageDigest"])
        size = _size(json.loads(held.image_manifest), detail["repositoryName"])
        detail["imageSizeInBytes"] = size
        detail["registryId"] = call.parameters.get("registryId", ACCOUNT)
    return answer


@afterwards("ecr:BatchGetImage")
def image_registry(_: State, call: Call, answer: Answer) -> Answer:
    """Show the registry that was asked."""
    for image in answer["images"]:
        image["registryId"] = call.parameters.get("registryId", ACCOUNT)
    return answer


def _images(repository: str) -> Iterator[Any]:
    for backend in ecr_backends[ACCOUNT].values():
        if repository in backend.repositories:
            yield from backend.repositories[repository].images


def _size(manifest: dict[str, Any], repository: str) -> int:
    """Return what layers and configuration take; of a list of images the largest one's."""
    if "manifests" in manifest:
        listed = {each["digest"] for each in manifest["manifests"]}
        held = [json.loads(each.image_manifest) for each in _images(repository) if each.image_digest in listed]
        return max((_size(each, repository) for each in held), default=0)
    return int(manifest["config"]["size"]) + sum(int(each["size"]) for each in manifest["layers"])
