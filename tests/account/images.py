"""Images in the account's own registry, and what ECR says of them."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from tests.account.absence import Absent
from tests.account.named import Named
from tests.account.store import FOUNDED, written

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from tests.account.store import Store

_IMAGE: Final = re.compile(r"(?P<account>\d{12})\.dkr[.-]ecr\.[^/]+/(?P<repository>[^:@]+):(?P<tag>[^@]+)")
_INDEX: Final = "application/vnd.oci.image.index.v1+json"
_SINGLE: Final = "application/vnd.docker.distribution.manifest.v2+json"
_ACCEPTED: Final = (
    _INDEX,
    "application/vnd.docker.distribution.manifest.list.v2+json",
    "application/vnd.oci.image.manifest.v1+json",
    _SINGLE,
)
_REFUSALS: Final = ("denied", "not authorized", "forbidden")


class Images(Named):
    """The images of an account."""

    def digest_of(self, image: str) -> str:
        """Return the digest of an image."""
        return f"sha256:{self.ids.digits(64, image)}"

    def add_image(self, image: str) -> None:
        """Let the registry hold an image, if it is one of this account."""
        named = _IMAGE.fullmatch(image)
        if named is None or named["account"] != self.number:
            return
        is_listed = self.image_trouble == "another-processor"
        tag = "older" if self.image_trouble == "absent" else named["tag"]
        repository = {"registryId": self.number, "repositoryName": named["repository"]}
        digest = self.digest_of(f"{image}-{tag}" if tag == "older" else image)
        self.hold(
            "ecr:DescribeImages",
            {
                **repository,
                "imageDigest": digest,
                "imageTags": [tag],
                "imageSizeInBytes": 148_370_432,
                "imagePushedAt": written(FOUNDED),
                "imageManifestMediaType": _INDEX if is_listed else _SINGLE,
                "artifactMediaType": "application/vnd.docker.container.image.v1+json",
            },
        )
        if is_listed:
            platform = {"architecture": "arm64", "os": "linux"}
            manifest = json.dumps({"mediaType": _INDEX, "manifests": [{"digest": digest, "platform": platform}]})
            image_id = {"imageDigest": digest, "imageTag": tag}
            self.hold("ecr:BatchGetImage", {**repository, "imageId": image_id, "imageManifest": manifest})
        if self.image_trouble == "denied":
            denied = {"Effect": "Deny", "Principal": "*", "Action": "ecr:BatchGetImage"}
            self.hold("ecr:GetRepositoryPolicy", {**repository, "policyText": json.dumps({"Statement": [denied]})})


def requests_for(account: Store, task: JsonObject, container: JsonObject) -> list[tuple[str, JsonObject]]:
    """Return what is asked about the image of a task's container: the digest that it ran, else its tag."""
    named = _IMAGE.fullmatch(container["image"])
    if named is None:
        return []
    repository = {"registryId": named["account"], "repositoryName": named["repository"]}
    ran = task["containers"][0].get("imageDigest")
    name = {"imageDigest": ran} if ran else {"imageTag": named["tag"]}
    asked: list[tuple[str, JsonObject]] = [("ecr:DescribeImages", {**repository, "imageIds": [name]})]
    if any(each in task.get("stoppedReason", "") for each in _REFUSALS):
        asked.append(("ecr:GetRepositoryPolicy", repository))
    if any(each["repositoryName"] == named["repository"] for each in account.held["ecr:BatchGetImage"]):
        accepted = {"acceptedMediaTypes": list(_ACCEPTED)}
        asked.append(("ecr:BatchGetImage", {**repository, "imageIds": [name], **accepted}))
    return asked


def images(account: Store, request: dict[str, Any]) -> JsonObject:
    """Return what ECR shows of an image; raises `Absent` for one that it lacks."""
    held = [each for each in account.held["ecr:DescribeImages"] if each["repositoryName"] == request["repositoryName"]]
    (asked,) = request["imageIds"]
    found = [
        each
        for each in held
        if asked.get("imageTag") in each["imageTags"] or asked.get("imageDigest") == each["imageDigest"]
    ]
    if not held:
        raise Absent(
            "RepositoryNotFoundException", f"The repository {_in_registry(request)} does not exist in the registry"
        )
    if not found:
        named = ", ".join(f"{name}:'{asked.get(name, 'null')}'" for name in ("imageDigest", "imageTag"))
        words = f"The image with imageId {{{named}}} does not exist within the repository {_in_registry(request)}"
        raise Absent("ImageNotFoundException", words)
    return {"imageDetails": found}


def manifests(account: Store, request: dict[str, Any]) -> JsonObject:
    """Return the manifest of an image for several platforms."""
    held = account.held["ecr:BatchGetImage"]
    return {"images": [each for each in held if each["repositoryName"] == request["repositoryName"]], "failures": []}


def repository_policy(account: Store, request: dict[str, Any]) -> JsonObject:
    """Return the policy of a repository; raises `Absent` where there is none, as most have none."""
    held = account.held["ecr:GetRepositoryPolicy"]
    found = next((each for each in held if each["repositoryName"] == request["repositoryName"]), None)
    if found is None:
        words = f"Repository policy does not exist for the repository {_in_registry(request)}"
        raise Absent("RepositoryPolicyNotFoundException", words)
    return found


def _in_registry(request: dict[str, Any]) -> str:
    return f"with name '{request['repositoryName']}' in the registry with id '{request['registryId']}'"
