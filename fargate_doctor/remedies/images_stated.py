"""What to do where a message alone tells what is wrong with an image, and nothing that was read tells more.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.images.holdings import holding_of
from fargate_doctor.facts.images.platforms import platform_wanted
from fargate_doctor.facts.images.pulled import images_of, may_be_meant
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies.images_platform import PROCESSORS, other_processor
from fargate_doctor.remedies.images_storage import more_storage
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
)

_ANEW_TITLE: Final = Text(
    en="Start the task anew: {image} is there now", es="Lanzar la tarea de nuevo: {image} existe ahora"
)
_ANEW: Final = Text(
    en="If it fails again, compare the account and the Region in the message with those of the image.",
    es="Si vuelve a fallar, compare la cuenta y la región del mensaje con las de la imagen.",
)
_BUILD_TITLE: Final = Text(en="Build {image} for {platform}", es="Construir {image} para {platform}")
_BUILD: Final = Text(
    en="`docker image inspect` shows what the present one is built for. Base images and programs that are copied in "
    "must be built for it too.",
    es="`docker image inspect` muestra para qué está construida la actual. Las imágenes base y los programas que se "
    "copian dentro también deben estar construidos para ello.",
)


def start_anew(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a new attempt for an image that the registry missed and shows now; nothing where it does not."""
    stored = [each for each in _meant(facts) if _is_stored(facts, each)]
    if not stored:
        return ()
    return (
        remedy(
            "start-task-anew",
            _ANEW_TITLE.fill(image=printable(stored[0].full_name)),
            _ANEW,
            new_tasks(Standpoint(facts)),
            Step(change=None),
            needs_new_tasks=True,
            references=_REFERENCES,
        ),
    )


def build_for_task(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a build for the platform of the task, and the other processor for the task."""
    return tuple(choice for image in _meant(facts)[:1] for choice in _platforms(facts, image))


def enlarge_storage(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return more storage; nothing where the task definition was not read."""
    return more_storage(facts, raised) if _meant(facts) else ()


def _platforms(facts: TaskFacts, image: PulledImage) -> Iterator[Remedy]:
    wanted = platform_wanted(facts).value
    platform, name = f"{wanted.os}/{wanted.architecture}", f"{image.repository}:{image.name.tag or 'latest'}"
    built = ["docker", "buildx", "build", "--platform", platform, "--tag", name, "--push", "."]
    yield remedy(
        "build-for-platform",
        _BUILD_TITLE.fill(image=printable(name), platform=platform),
        _BUILD,
        Step(commands=(shlex.join(printable(each) for each in built),), change=None),
        needs_new_tasks=True,
        references=_REFERENCES,
    )
    if wanted.os == "linux":
        other = next(each for each in PROCESSORS if each != wanted.architecture)
        yield other_processor(Standpoint(facts), PROCESSORS[other], is_known=False)


def _meant(facts: TaskFacts) -> tuple[PulledImage, ...]:
    try:
        return tuple(each for each in images_of(facts) if may_be_meant(facts, each))
    except Unanswered:
        return ()


def _is_stored(facts: TaskFacts, image: PulledImage) -> bool:
    try:
        return image.name.kind == "ecr" and holding_of(facts.snapshot, image.name, image.reference).state == "stored"
    except Unanswered:
        return False
