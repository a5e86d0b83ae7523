"""The images that a task pulls, and by what name: ECS may have bound a tag to a digest.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.image_names import ImageName, InvalidImageName, parse_image_name
from fargate_doctor.facts.network_configuration import service_of_task
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.phases import Purpose
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.task_definition import ContainerDefinition

_DIGEST: Final = r"sha256:[0-9a-f]{64}"
_FROM_REGISTRY: Final[frozenset[Purpose]] = frozenset({"ecr-registry", "registry"})
_NAME_GOES_ON: Final = r"(?![a-z0-9_./-])"


@frozen
class PulledImage:
    """One image of a task; `named` quotes its name. `digest` is what ECS bound its tag to, quoted in `bound`."""

    container: ContainerDefinition
    name: ImageName
    named: Evidence
    digest: str | None = None
    bound: Evidence | None = None

    @property
    def reference(self) -> str:
        """Return what is asked of the registry: the digest that ECS bound, else what the definition names."""
        return self.digest or self.name.reference

    @property
    def full_name(self) -> str:
        """Return host, repository and what is asked for, as messages write it."""
        return f"{self.repository}{'@' if ':' in self.reference else ':'}{self.reference}"

    @property
    def repository(self) -> str:
        """Return host and repository."""
        port = "" if self.name.port == 443 else f":{self.name.port}"  # noqa: PLR2004 - https
        return f"{self.name.host}{port}/{self.name.repository}"

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """Return the quotations that name it."""
        return (self.named, self.bound) if self.bound else (self.named,)


@frozen
class MalformedImage:
    """An image of a task that no registry takes for a reference."""

    container: ContainerDefinition
    name: InvalidImageName
    named: Evidence


def images_of(facts: TaskFacts) -> tuple[PulledImage, ...]:
    """Return the images that can be pulled at all; raises `Unanswered` without the task definition."""
    return tuple(each for each in _all(facts) if isinstance(each, PulledImage))


def malformed_images_of(facts: TaskFacts) -> tuple[MalformedImage, ...]:
    """Return the images whose references are malformed; raises `Unanswered` without the task definition."""
    return tuple(each for each in _all(facts) if isinstance(each, MalformedImage))


def ecr_images_of(facts: TaskFacts) -> tuple[PulledImage, ...]:
    """Return the images of private ECR registries; raises `Unanswered` without the task definition."""
    return tuple(each for each in images_of(facts) if each.name.kind == "ecr")


def ways_to(facts: TaskFacts, image: PulledImage) -> tuple[NeedWalk, ...]:
    """Return the task's ways to the registry of an image."""
    needed = (way for way in facts.walks if way.need.purpose in _FROM_REGISTRY)
    return tuple(way for way in needed if image.named in way.need.evidence)


def may_be_meant(facts: TaskFacts, image: PulledImage) -> bool:
    """Tell whether the message may be about an image: it names this one, or none of the task's."""
    text = facts.symptom.message.text if facts.symptom.message else ""
    return _is_named(text, image) or not any(_is_named(text, each) for each in images_of(facts))


def _all(facts: TaskFacts) -> Iterator[PulledImage | MalformedImage]:
    definition = facts.definition.require().value
    for index, container in enumerate(definition.container_definitions):
        name = parse_image_name(container.image)
        named = definition.cite(f"containerDefinitions[{index}].image")
        if isinstance(name, ImageName):
            yield _bound(facts, PulledImage(container, name, named))
        else:
            yield MalformedImage(container, name, named)


def _bound(facts: TaskFacts, image: PulledImage) -> PulledImage:
    """Return an image with the digest that ECS pulls instead of its tag: what it says, or its service's deployment's.

    A task of its own resolves the tag each time it is run, and a later deployment resolves it anew.
    """
    task = facts.task
    if image.name.digest:
        return image
    named = re.compile(rf"{re.escape(image.repository)}(?::[\w.-]+)?@({_DIGEST})")
    for text, field in _said(task):
        if found := named.search(text):
            return PulledImage(image.container, image.name, image.named, found[1], task.cite(field))
    if image.container.version_consistency == "disabled" or not _is_of_present_deployment(facts):
        return image
    for index, each in enumerate(task.containers):
        if each.name == image.container.name and re.fullmatch(_DIGEST, each.image_digest or ""):
            bound = task.cite(f"containers[{index}].imageDigest")
            return PulledImage(image.container, image.name, image.named, each.image_digest, bound)
    return image


def _is_of_present_deployment(facts: TaskFacts) -> bool:
    """Tell whether the deployment that launched the task still launches others."""
    service = service_of_task(facts.snapshot, facts.task) if facts.task.service_name else None
    return service is not None and any(each.id == facts.task.started_by for each in service.deployments)


def _said(task: Task) -> Iterator[tuple[str, str]]:
    if task.stopped_reason:
        yield task.stopped_reason, "stoppedReason"
    for index, each in enumerate(task.containers):
        if each.reason:
            yield each.reason, f"containers[{index}].reason"


def _is_named(text: str, image: PulledImage) -> bool:
    """Tell whether a text names an image: by host, repository and tag or digest, or without any of the two."""
    if image.repository not in text:
        return False
    tag = image.name.tag or ("" if image.name.digest else "latest")
    names = [each for each in (f":{tag}" if tag else "", f"@{image.name.digest}", f"@{image.digest}") if each]
    ends = "|".join(rf"{re.escape(each)}(?![\w-]|\.\w)" for each in names)
    return re.search(rf"{re.escape(image.repository)}(?:{ends}|(?![:@]){_NAME_GOES_ON})", text) is not None
