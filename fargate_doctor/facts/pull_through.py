"""Images that ECR fetches from another registry: the first pull of one needs a way from the task to the internet.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html and
https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from fargate_doctor.facts.arns import parse_arn
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.image_names import ECR_PUBLIC, ImageName, parse_image_name
from fargate_doctor.facts.images.holdings import holding_of
from fargate_doctor.facts.paths.flow import Flow
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Walk
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.registry import PullThroughCacheRule
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task_definition import TaskDefinition


@frozen
class EcrImage:
    """An image of a private ECR registry whose repository may belong to a cache rule; `named` quotes its name."""

    name: ImageName
    named: Evidence


def images_of_rules(snapshot: Snapshot, definition: TaskDefinition) -> Iterator[EcrImage]:
    """Return the images of ECR that a rule can be for: by a prefix, or because a rule for all others was read."""
    for index, container in enumerate(definition.container_definitions):
        image = parse_image_name(container.image)
        if isinstance(image, ImageName) and image.kind == "ecr" and _may_have_a_rule(snapshot, image):
            yield EcrImage(image, definition.cite(f"containerDefinitions[{index}].image"))


def _may_have_a_rule(snapshot: Snapshot, image: ImageName) -> bool:
    others = (each for each in snapshot.pull_through_cache_rules if not each.is_for_named)
    return "/" in image.repository or any(each.registry_id in ("", image.account) for each in others)


def is_own(facts: TaskFacts, image: ImageName) -> bool:
    """Tell whether a registry is the task's own account's, in its Region; the rules of others cannot be seen."""
    arn = parse_arn(facts.task.task_arn)
    account = arn.account if arn and arn.account else facts.snapshot.account
    region = arn.region if arn and arn.region else facts.snapshot.region
    return (image.account, image.region) == (account, region)


def rule_for(snapshot: Snapshot, image: ImageName) -> PullThroughCacheRule | None:
    """Return the cache rule that a repository belongs to, the closest one; raises `Unanswered` where none was read."""
    rules = [
        each
        for each in snapshot.pull_through_cache_rules
        if each.registry_id in ("", image.account) and each.is_for(image.repository)
    ]
    if rules:
        return max(rules, key=lambda each: (each.is_for_named, len(each.ecr_repository_prefix)))
    snapshot.pull_through_cache_rules.within(image.account or "")
    return None


def is_stored(snapshot: Snapshot, image: ImageName) -> Known[bool]:
    """Tell whether ECR holds an image; raises `Unanswered` where nobody asked for it."""
    held = holding_of(snapshot, image, image.reference)
    return Known(held.state in ("stored", "archived"), held.evidence)


def ways_to_upstream(facts: TaskFacts, rule: PullThroughCacheRule | None) -> tuple[Walk, ...]:
    """Return the ways from the task to the registry behind a rule; without a rule, to a registry of the internet."""
    host = (rule.upstream_registry_url if rule else "").removeprefix("https://").partition("/")[0] or ECR_PUBLIC
    first = Flow(sender=facts.sender, host=host)
    return tuple(
        facts.walker.walk(replace(first, ip_version=version)) for version in facts.placement.ip_versions or (4,)
    )


def pulls_of(facts: TaskFacts, image: ImageName) -> tuple[NeedWalk, ...]:
    """Return the task's ways to the registry of an image."""
    return tuple(each for each in facts.walks if (each.need.purpose, each.need.host) == ("ecr-registry", image.host))
