"""Builds what a registry holds: repositories, images for one platform or several, and policies."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import boto3

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.lab.server import Lab

DOCKER_MANIFEST = "application/vnd.docker.distribution.manifest.v2+json"
INDEX = "application/vnd.oci.image.index.v1+json"
MIB = 1024**2


class Repository:
    """One repository, by default of the own account and Region."""

    def __init__(self, lab: Lab, name: str, *, account: str | None = None, region: str | None = None) -> None:
        self.name = name
        self.ecr = _client(lab, region) if region else lab.client("ecr")
        self.ecr.create_repository(repositoryName=name, **({"registryId": account} if account else {}))

    def push(self, tag: str, *, size: int = 140 * MIB, digest: str | None = None, salt: str = "") -> str:
        """Push an image for one platform, and return its digest; `size` is in bytes, compressed."""
        layer = {"mediaType": "application/vnd.docker.image.rootfs.diff.tar.gzip", "size": size}
        config = {"mediaType": "application/vnd.docker.container.image.v1+json", "size": 7023}
        manifest = {
            "schemaVersion": 2,
            "mediaType": DOCKER_MANIFEST,
            "config": {**config, "digest": _digest(f"config {self.name} {tag} {salt}")},
            "layers": [{**layer, "digest": _digest(f"layer {self.name} {tag} {salt}")}],
        }
        return self._put(tag, manifest, digest)

    def push_for(self, tag: str, platforms: Sequence[str]) -> str:
        """Push an image for several platforms as `linux/arm64`, as builders do: with an attestation beside them."""
        listed = [_entry(each, *each.split("/")) for each in platforms]
        listed.append(_entry("attestation", "unknown", "unknown"))
        return self._put(tag, {"schemaVersion": 2, "mediaType": INDEX, "manifests": listed}, None)

    def remove(self, digest: str) -> None:
        """Remove an image, as a lifecycle policy does."""
        self.ecr.batch_delete_image(repositoryName=self.name, imageIds=[{"imageDigest": digest}])

    def set_policy(self, *statements: dict[str, Any], account: str | None = None) -> None:
        """Give the repository a policy."""
        document = json.dumps({"Version": "2012-10-17", "Statement": list(statements)})
        owner = {"registryId": account} if account else {}
        self.ecr.set_repository_policy(repositoryName=self.name, policyText=document, **owner)

    def _put(self, tag: str, manifest: dict[str, Any], digest: str | None) -> str:
        named = {"imageDigest": digest} if digest else {}
        put = self.ecr.put_image(repositoryName=self.name, imageTag=tag, imageManifest=json.dumps(manifest), **named)
        return str(put["image"]["imageId"]["imageDigest"])


def _entry(seed: str, system: str, processor: str) -> dict[str, Any]:
    platform = {"os": system, "architecture": processor}
    return {"mediaType": DOCKER_MANIFEST, "size": 1612, "digest": _digest(seed), "platform": platform}


def _digest(seed: str) -> str:
    return f"sha256:{hashlib.sha256(seed.encode()).hexdigest()}"


def _client(lab: Lab, region: str) -> Any:  # noqa: ANN401 - each service has a class of its own
    session: Any = boto3.Session(
        aws_access_key_id=lab.environment["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=lab.environment["AWS_SECRET_ACCESS_KEY"],
        region_name=region,
    )
    return session.client("ecr", endpoint_url=lab.endpoint)
