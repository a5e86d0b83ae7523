"""What ECR holds of the tasks' images, and whether it fetches them from another registry.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
"""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.refusals import Refusal
from fargate_doctor.collectors.target import account_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

_IMAGE: Final = re.compile(
    r"(?P<host>(?P<account>\d{12})\.(?:dkr\.ecr|dkr-ecr)(?:-fips)?\.(?P<region>[a-z0-9-]+)\.(?:on\.)?[a-z.]+)/"
    r"(?P<repository>[a-z0-9._/-]+)(?::(?P<tag>[\w.-]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
_DIGEST: Final = r"(sha256:[0-9a-f]{64})"
_REFUSED: Final = re.compile(r"denied|forbidden|not authorized|unauthorized|basic auth|\b403\b", re.IGNORECASE)
_NO_REPOSITORY, _NO_IMAGE = "RepositoryNotFoundException", "ImageNotFoundException"
_OF_SEVERAL_PLATFORMS: Final = (
    "application/vnd.oci.image.index.v1+json",
    "application/vnd.docker.distribution.manifest.list.v2+json",
)
_READABLE: Final = (
    *_OF_SEVERAL_PLATFORMS,
    "application/vnd.oci.image.manifest.v1+json",
    "application/vnd.docker.distribution.manifest.v2+json",
)


@frozen
class _Image:
    """An image of a private registry: what names it, and the digest to which ECS has bound its tag."""

    account: str
    region: str
    repository: str
    tag: str | None
    digest: str | None
    is_own: bool
    may_be_refused: bool

    @property
    def of_repository(self) -> JsonObject:
        """Return the members of a request that name the repository."""
        return {"registryId": self.account, "repositoryName": self.repository}


async def ask_registry(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for the images of the tasks in ECR, and for what decides whether they can be pulled.

    Each image is asked for where it lives; the cache rules of other accounts and Regions cannot be seen from here.
    """
    asked = (_images(calls, task) for task in tasks if task.get("taskDefinitionArn"))
    images = dict.fromkeys(image for found in await asyncio.gather(*asked) for image in found)
    await asyncio.gather(*(_ask_image(calls, each) for each in images), *(_ask_rules(calls, each) for each in images))


async def _images(calls: Calls, task: JsonObject) -> list[_Image]:
    arn = str(task["taskDefinitionArn"])
    answer = await calls.ask("ecs:DescribeTaskDefinition", {"taskDefinition": arn})
    definition = answer["taskDefinition"] if answer else {}
    here = account_of(arn) or "", calls.session.region
    return [image for each in definition.get("containerDefinitions", ()) for image in _image(each, task, here)]


def _image(container: JsonObject, task: JsonObject, here: tuple[str, str]) -> Iterator[_Image]:
    found = _IMAGE.fullmatch(str(container.get("image", "")))
    if found is None:
        return
    said = _said(task)
    where = found["account"], found["region"]
    yield _Image(
        *where,
        repository=found["repository"],
        tag=None if found["digest"] else found["tag"] or "latest",
        digest=found["digest"] or _bound_digest(container, task, f"{found['host']}/{found['repository']}", said),
        is_own=where == here,
        may_be_refused=where[0] != here[0] or _REFUSED.search(said) is not None,
    )


def _bound_digest(container: JsonObject, task: JsonObject, name: str, said: str) -> str | None:
    """Return the digest that ECS pulls instead of the tag: the one it says, or the one of the service's deployment.

    https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
    """
    named = re.search(rf"{re.escape(name)}(?::[\w.-]+)?@{_DIGEST}", said)
    if named:
        return named[1]
    if container.get("versionConsistency") == "disabled" or not str(task.get("group", "")).startswith("service:"):
        return None
    own = [each for each in task.get("containers", ()) if each.get("name") == container.get("name")]
    digest = str(own[0].get("imageDigest", "")) if own else ""
    return digest if re.fullmatch(_DIGEST, digest) else None


def _said(task: JsonObject) -> str:
    reasons = (each.get("reason") for each in task.get("containers", ()))
    return " ".join(str(each) for each in (task.get("stoppedReason"), *reasons) if each)


async def _ask_image(calls: Calls, image: _Image) -> None:
    policy = _ask_policy(calls, image) if image.may_be_refused else _nothing()
    name = {"imageDigest": image.digest} if image.digest else {"imageTag": image.tag}
    described, _ = await asyncio.gather(_describe(calls, image, name), policy)
    if isinstance(described, Refusal):
        if described.error == _NO_IMAGE and image.digest and image.tag:
            await _describe(calls, image, {"imageTag": image.tag})
        if described.error == _NO_REPOSITORY and image.is_own:
            await calls.ask("ecr:DescribePullThroughCacheRules", {"registryId": image.account})
        return
    if any(each.get("imageManifestMediaType") in _OF_SEVERAL_PLATFORMS for each in described.get("imageDetails", ())):
        request = {**image.of_repository, "imageIds": [name], "acceptedMediaTypes": list(_READABLE)}
        await calls.ask("ecr:BatchGetImage", request, region=image.region)


async def _describe(calls: Calls, image: _Image, name: JsonObject) -> JsonObject | Refusal:
    request = {**image.of_repository, "imageIds": [name]}
    return await calls.attempt("ecr:DescribeImages", request, region=image.region)


async def _ask_policy(calls: Calls, image: _Image) -> None:
    await calls.ask("ecr:GetRepositoryPolicy", image.of_repository, region=image.region)


async def _ask_rules(calls: Calls, image: _Image) -> None:
    """Ask for the rules only where one can be meant: a rule is for a prefix, or for all that is not there."""
    if image.is_own and "/" in image.repository:
        await calls.ask("ecr:DescribePullThroughCacheRules", {"registryId": image.account})


async def _nothing() -> None:
    """Ask nothing."""
