"""An image for another platform: built for the task's, or the task run on what the image is built for.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.images.holdings import holding_of
from fargate_doctor.facts.images.platforms import built_for, platform_wanted
from fargate_doctor.facts.images.pulled import ecr_images_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.registry import ImageId, ImageManifest
from fargate_doctor.model.task_definition import RuntimePlatform
from fargate_doctor.remedies.images import platform_of_task, pushed
from fargate_doctor.remedies.images_revision import Revision, new_revision
from fargate_doctor.remedies.next_task import launched_anew
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.images.platforms import ImagePlatform
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.registry import ImageDetail
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task_definition import TaskDefinition
    from fargate_doctor.remedies.step import Change

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-multi-architecture-image.html",
)
PROCESSORS: Final = {"amd64": "X86_64", "arm64": "ARM64"}

_BUILD_TITLE: Final = Text(en="Build the image for {platform} too", es="Construir la imagen también para {platform}")
_BUILD: Final = Text(
    en="“--platform” takes several platforms with commas between them: name all that the image is to serve.",
    es="«--platform» admite varias plataformas separadas por comas: indique todas a las que deba servir la imagen.",
)
_RUN_TITLE: Final = Text(en="Run the task on {processor}", es="Ejecutar la tarea en {processor}")
_RUN: Final = Text(
    en="All images of the task must be built for it.",
    es="Todas las imágenes de la tarea deben estar construidas para ello.",
)
_RUN_EDIT: Final = Text(
    en="“runtimePlatform” becomes “cpuArchitecture” {processor} with “operatingSystemFamily” LINUX.",
    es="«runtimePlatform» pasa a ser «cpuArchitecture» {processor} con «operatingSystemFamily» LINUX.",
)


def suit_platform(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a build for the task's platform, and the platforms of the image that Fargate can run."""
    blamed = {each.id for each in raised.resources}
    return tuple(
        choice for image in ecr_images_of(facts) if image.full_name in blamed for choice in _choices(facts, image)
    )


def _choices(facts: TaskFacts, image: PulledImage) -> Iterator[Remedy]:
    here, wanted = Standpoint(facts), platform_wanted(facts).value
    shown, built = _shown(facts, image)
    yield remedy(
        "build-for-platform",
        _BUILD_TITLE.fill(platform=wanted.written),
        _BUILD,
        _built_too(facts, image, shown, (*built, wanted)),
        *((new_tasks(here),) if image.digest else ()),
        needs_new_tasks=True,
        references=_REFERENCES,
    )
    for each in built:
        if wanted.os == "linux" == each.os and each.architecture in PROCESSORS:
            yield other_processor(here, PROCESSORS[each.architecture])


def other_processor(here: Standpoint, processor: str, *, is_known: bool = True) -> Remedy:
    """Return the remedy that runs the task on another processor; `is_known` that the images are built for it."""
    change = launched_anew(here, attributes=()) if is_known else None
    return remedy(
        "run-on-platform-of-image",
        _RUN_TITLE.fill(processor=processor),
        _RUN,
        new_revision(here, Revision(_RUN_EDIT.fill(processor=processor), _on(processor))),
        Step(change=change),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _shown(facts: TaskFacts, image: PulledImage) -> tuple[ImageDetail | None, tuple[ImagePlatform, ...]]:
    try:
        held = holding_of(facts.snapshot, image.name, image.reference).image
        return held, (built_for(facts.snapshot, image, held).platforms or ()) if held else ()
    except Unanswered:
        return None, ()


def _built_too(
    facts: TaskFacts, image: PulledImage, shown: ImageDetail | None, platforms: tuple[ImagePlatform, ...]
) -> Step:
    plain = pushed(facts, image)
    named = ",".join(dict.fromkeys(f"{each.os}/{each.architecture}" for each in platforms))
    own = platform_of_task(facts)
    commands = tuple(each.replace(f"--platform {own} ", f"--platform {named} ") for each in plain.commands)
    return Step(commands=commands, undo=plain.undo, change=_listing(image, shown, platforms) if shown else None)


def _listing(image: PulledImage, shown: ImageDetail, platforms: tuple[ImagePlatform, ...]) -> Change:
    """Return the change after which the registry lists these platforms under the digest that it shows now."""
    entries = [
        {
            "platform": {
                "os": each.os,
                "architecture": each.architecture,
                "variant": each.variant,
                "os.version": each.build,
            }
        }
        for each in platforms
    ]

    def change(snapshot: Snapshot) -> Snapshot:
        known = next(
            (each for each in snapshot.image_manifests if each.image_id.image_digest == shown.image_digest), None
        )
        present = known or ImageManifest(
            repository_name=image.name.repository,
            registry_id=image.name.account or "",
            image_id=ImageId(image_digest=shown.image_digest),
        )
        changed = present.model_copy(update={"image_manifest": json.dumps({"manifests": entries})})
        return snapshot.with_resource("image_manifests", changed)

    return change


def _on(processor: str) -> Callable[[TaskDefinition], TaskDefinition]:
    def changed(definition: TaskDefinition) -> TaskDefinition:
        platform = RuntimePlatform(cpu_architecture=processor, operating_system_family="LINUX")
        return definition.model_copy(update={"runtime_platform": platform})

    return changed
