"""Whether ECR fetches the tasks' images from another registry, and whether it holds them already."""

from __future__ import annotations

import asyncio
import re
from typing import TYPE_CHECKING, Final, NamedTuple

from fargate_doctor.collectors.target import account_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

# https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
_IMAGE: Final = re.compile(
    r"(?P<account>\d{12})\.(?:dkr\.ecr|dkr-ecr)(?:-fips)?\.(?P<region>[a-z0-9-]+)\.(?:on\.)?[a-z.]+/"
    r"(?P<repository>[a-z0-9._/-]+)(?::(?P<tag>[\w.-]+))?(?:@(?P<digest>sha256:[0-9a-f]{64}))?"
)
_EVERY_OTHER: Final = "ROOT"


class _Image(NamedTuple):
    """An image of a private registry; `reference` is what names it there, as DescribeImages takes it."""

    account: str
    repository: str
    reference: tuple[str, str]


async def ask_registry(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for cache rules, and for images behind one.

    A rule is for a prefix, so an image without one needs no question. Rules and images of other accounts and Regions
    cannot be seen from here.
    """
    arns = dict.fromkeys(task["taskDefinitionArn"] for task in tasks if task.get("taskDefinitionArn"))
    asked = (_ask_images(calls, arn) for arn in arns)
    await asyncio.gather(*asked)


async def _ask_images(calls: Calls, definition_arn: str) -> None:
    answer = await calls.ask("ecs:DescribeTaskDefinition", {"taskDefinition": definition_arn})
    account = account_of(definition_arn) or ""
    images = _images(answer["taskDefinition"], account, calls.session.region) if answer else []
    if not images:
        return
    described = await calls.ask("ecr:DescribePullThroughCacheRules", {"registryId": account})
    prefixes = [str(each.get("ecrRepositoryPrefix")) for each in (described or {}).get("pullThroughCacheRules", ())]
    behind = dict.fromkeys(each for each in images if any(_is_for(prefix, each.repository) for prefix in prefixes))
    await asyncio.gather(*(calls.ask("ecr:DescribeImages", _request(each)) for each in behind))


def _images(definition: JsonObject, account: str, region: str) -> list[_Image]:
    matches = (_IMAGE.fullmatch(str(each.get("image", ""))) for each in definition.get("containerDefinitions", ()))
    own = (each for each in matches if each and (each["account"], each["region"]) == (account, region))
    return [
        _Image(each["account"], each["repository"], _reference(each["tag"], each["digest"]))
        for each in own
        if "/" in each["repository"]
    ]


def _reference(tag: str | None, digest: str | None) -> tuple[str, str]:
    return ("imageDigest", digest) if digest else ("imageTag", tag or "latest")


def _request(image: _Image) -> JsonObject:
    kind, value = image.reference
    return {"registryId": image.account, "repositoryName": image.repository, "imageIds": [{kind: value}]}


def _is_for(prefix: str, repository: str) -> bool:
    return prefix == _EVERY_OTHER or repository.startswith(f"{prefix.rstrip('/')}/")
