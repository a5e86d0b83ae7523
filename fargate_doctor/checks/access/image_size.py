"""Do the images fit into the task's ephemeral storage?

Why it matters: an image is kept there as it was pulled and as it was unpacked, beside all that the containers write.
How we know: ECR says how large each image is, compressed, and the task definition how much storage there is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
    passes,
    unknown,
)
from fargate_doctor.facts.images.pulled import ecr_images_of
from fargate_doctor.facts.images.room import DEFAULT_GIB, GIB, room_of
from fargate_doctor.facts.proved import phases_proved
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Relevance
    from fargate_doctor.facts.images.room import Room
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-storage.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
)

TOO_LARGE: Final = FindingKind(
    id="image.disk-full",
    title=Text(
        en="The image does not fit into the task's ephemeral storage",
        es="La imagen no cabe en el almacenamiento efímero de la tarea",
    ),
    place=86,
    docs=_DOCS,
    explains=frozenset({"disk_full"}),
    remedies=offered("images_storage.more_storage"),
)

_NOT_OF_ECR: Final = Text(
    en="No image is of a private registry of Amazon ECR, the only one that can be asked for sizes.",
    es="Ninguna imagen es de un registro privado de Amazon ECR, el único al que se pueden consultar los tamaños.",
)
_OLD_PLATFORM: Final = Text(
    en="Platform version {version} divides its storage in another way, which the task definition does not change.",
    es="La versión de la plataforma {version} reparte su almacenamiento de otra forma, que la definición de tarea no "
    "cambia.",
)
_NO_SIZE: Final = Text(
    en="ECR shows no size of the task's images.", es="ECR no muestra el tamaño de las imágenes de la tarea."
)
_NOT_ALL_READ: Final = Text(
    en="The size of some images was not read.", es="No se consultó el tamaño de algunas imágenes."
)
_PULLED: Final = Text(
    en="The task pulled its images: its own times show it.",
    es="La tarea descargó sus imágenes: lo muestran sus tiempos.",
)
_HEALTHY: Final = Text(
    en="The images take {size} GiB compressed, and the task has {storage} GiB of ephemeral storage.",
    es="Las imágenes ocupan {size} GiB comprimidas, y la tarea tiene {storage} GiB de almacenamiento efímero.",
)
_CERTAIN: Final = Text(
    en="The images take {size} GiB compressed, which is more than the {storage} GiB of ephemeral storage of the task.",
    es="Las imágenes ocupan {size} GiB comprimidas, más que los {storage} GiB de almacenamiento efímero de la tarea.",
)
_TIGHT: Final = Text(
    en="The images take {size} GiB compressed, and at least as much again once they are unpacked. The task has "
    "{storage} GiB of ephemeral storage for both.",
    es="Las imágenes ocupan {size} GiB comprimidas, y al menos otro tanto una vez desempaquetadas. La tarea tiene "
    "{storage} GiB de almacenamiento efímero para ambas cosas.",
)
_LARGEST: Final = Text(
    en="Of an image for several platforms ECR shows the size of the largest one.",
    es="De una imagen para varias plataformas, ECR muestra el tamaño de la mayor.",
)


@check(
    id="access.image-size",
    under="access",
    order=26,
    label=Text(en="Room for images", es="Espacio para imágenes"),
    question=Text(
        en="Do the images fit into the task's ephemeral storage?",
        es="¿Caben las imágenes en el almacenamiento efímero de la tarea?",
    ),
    otherwise=Text(
        en="A disk that fills up ends the pull half-way, which looks like a broken connection.",
        es="Un disco que se llena interrumpe la descarga a medias, lo que parece una conexión rota.",
    ),
    reads=("ecr:DescribeImages", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(TOO_LARGE,),
)
def image_size(facts: TaskFacts) -> Answer:
    """Answer from the compressed sizes: what is certain, and what is likely once images are unpacked."""
    if not ecr_images_of(facts):
        return does_not_apply(_NOT_OF_ECR)
    if facts.platform.is_before_one_interface:
        return does_not_apply(_OLD_PLATFORM.fill(version=facts.task.platform_version))
    room = room_of(facts)
    if room.fit != "fits":
        return _too_large(facts, room)
    if room.missing and "image" not in phases_proved(facts.task):
        return unknown(_NOT_ALL_READ, *room.missing, evidence=room.evidence)
    if room.missing:
        return passes(_PULLED, *room.evidence)
    return passes(_filled(_HEALTHY, room), *room.evidence) if room.compressed else does_not_apply(_NO_SIZE)


def _too_large(facts: TaskFacts, room: Room) -> Answer:
    is_certain = room.fit == "does-not-fit"
    detail = _filled(_CERTAIN if is_certain else _TIGHT, room)
    raised = Raised(
        TOO_LARGE,
        detail + _LARGEST if room.is_upper_bound else detail,
        _relevance(facts, room),
        resources=(ResourceName("task-definition", facts.task.task_definition_arn.rpartition("/")[2]),),
        evidence=room.evidence,
        supports="certain" if is_certain and not room.is_upper_bound else "likely",
        phase="image",
        level="warning",
    )
    return fails(raised.detail, raised)


def _relevance(facts: TaskFacts, room: Room) -> Relevance:
    """Tell how a shortage matters: what is only likely is the cause where the message says that the disk was full."""
    says_so = (facts.symptom.family, facts.symptom.cause) == ("image_pull", "disk_full")
    if room.fit == "does-not-fit" and not room.is_upper_bound:
        return "blocker"
    return "cause" if says_so else "notice"


def _filled(words: Text, room: Room) -> Text:
    return words.fill(size=f"{room.compressed / GIB:.1f}", storage=room.storage or DEFAULT_GIB)
