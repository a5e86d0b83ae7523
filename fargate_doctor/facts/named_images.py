"""What a task reaches for as far as the task itself says it, where its definition was not read.

Its containers name their images, and its message may name a host. What else it needs is not known then.
https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Container.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.image_names import ImageName, parse_image_name
from fargate_doctor.facts.needing import Needing
from fargate_doctor.facts.placement import placement_of
from fargate_doctor.facts.pull_needs import needs_of_image
from fargate_doctor.facts.pull_through import rule_for
from fargate_doctor.facts.service_names import service_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.task_definition import TaskDefinition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.phases import Purpose
    from fargate_doctor.facts.platform import Platform
    from fargate_doctor.facts.symptom import Symptom
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task

_OF_A_PULL: Final[tuple[Purpose, ...]] = ("ecr-api", "ecr-registry", "image-layers", "registry")


def needs_of_named_images(snapshot: Snapshot, task: Task, platform: Platform, symptom: Symptom) -> tuple[Need, ...]:
    """Return what the pull of the task's own images reaches for, and the registry that its message names."""
    nameless = TaskDefinition(task_definition_arn=task.task_definition_arn)
    needing = Needing.of(snapshot, task, nameless, platform, placement_of(snapshot, task))
    found: dict[tuple[object, ...], Need] = {}
    of_containers = tuple(_of_containers(needing))
    of_message = (each for each in _of_message(needing, symptom) if not _is_among(each, of_containers))
    for need in (*of_containers, *of_message):
        key = (need.purpose, need.host, need.port)
        found[key] = replace(found[key], evidence=found[key].evidence + need.evidence) if key in found else need
    return tuple(found.values())


def _of_containers(needing: Needing) -> Iterator[Need]:
    for index, container in enumerate(needing.task.containers):
        image = parse_image_name(container.image or "")
        if isinstance(image, ImageName) and not _has_cache_rule(needing.snapshot, image):
            yield from needs_of_image(needing, image, needing.task.cite(f"containers[{index}].image"))


def _is_among(need: Need, others: tuple[Need, ...]) -> bool:
    """Tell whether a service is reached for already, by whichever of its names."""
    service = service_of(need.host)
    if service is None:
        return False
    known = (service_of(each.host) for each in others if each.purpose == need.purpose and each.host != need.host)
    wanted = (service.name, service.region, service.account)
    return any((each.name, each.region, each.account) == wanted for each in known if each)


def _has_cache_rule(snapshot: Snapshot, image: ImageName) -> bool:
    """Tell whether ECR may have to fetch an image from elsewhere first, about which the definition is asked."""
    try:
        return image.kind == "ecr" and rule_for(snapshot, image) is not None
    except Unanswered:
        return False


def _of_message(needing: Needing, symptom: Symptom) -> Iterator[Need]:
    host = symptom.message.extracted.host if symptom.message else None
    purposes = [each for each in _OF_A_PULL if each in symptom.purposes]
    if host is None or len(purposes) != 1 or not symptom.evidence:
        return
    service = service_of(host)
    yield needing.need(purposes[0], host, symptom.evidence[0], service=service.endpoint_name if service else None)
