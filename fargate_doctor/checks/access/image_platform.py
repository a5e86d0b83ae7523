"""Is every image built for the processor and operating system of the task?

Why it matters: an image for another platform is not pulled, or its program does not start. No network is at fault.
How we know: an image for several platforms lists them, and the list is held against the task's own attribute and its
definition. For which platform a single image is built stands in no answer of ECR.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
    not_collected,
    passes,
)
from fargate_doctor.diagnosis.one_by_one import answer_one_by_one
from fargate_doctor.facts.images.holdings import holding_of
from fargate_doctor.facts.images.platforms import built_for, platform_wanted
from fargate_doctor.facts.images.pulled import ecr_images_of, images_of, may_be_meant
from fargate_doctor.facts.proved import phases_proved
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.fact import Known
    from fargate_doctor.facts.images.platforms import BuiltFor, ImagePlatform
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-arm64.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
)

MISMATCH: Final = FindingKind(
    id="image.architecture-mismatch",
    title=Text(
        en="The image is built for another processor or operating system",
        es="La imagen está construida para otro procesador o sistema operativo",
    ),
    place=84,
    docs=_DOCS,
    explains=frozenset({"architecture_mismatch"}),
    remedies=offered("images_platform.suit_platform"),
)

_NOT_OF_ECR: Final = Text(
    en="No image is of a private registry of Amazon ECR, the only one that can be asked for platforms.",
    es="Ninguna imagen es de un registro privado de Amazon ECR, el único al que se pueden consultar las plataformas.",
)
_NOT_THERE: Final = Text(
    en="ECR does not hold {image}, so there is no platform to look at.",
    es="ECR no tiene {image}, así que no hay plataforma que mirar.",
)
_NOT_LISTED: Final = Text(
    en="{image} is built for one platform, and for which one stands in no answer of ECR. The task runs on {wanted}; "
    "`docker image inspect` shows what the image is built for.",
    es="{image} está construida para una sola plataforma, y ninguna respuesta de ECR dice para cuál. La tarea se "
    "ejecuta en {wanted}; `docker image inspect` muestra para qué está construida la imagen.",
)
_LISTED: Final = Text(
    en="The images that list their platforms have one for {wanted}.",
    es="Las imágenes que indican sus plataformas tienen una para {wanted}.",
)
_PULLED: Final = Text(
    en="The task started its containers: its own times show it.",
    es="La tarea inició sus contenedores: lo muestran sus tiempos.",
)
_DETAIL: Final = Text(
    en="The task runs on {wanted}, and {image} lists nothing for it: only {built}.",
    es="La tarea se ejecuta en {wanted}, y {image} no tiene nada para ella: solo {built}.",
)
_NO_PLATFORM: Final = Text(en="no platform at all", es="ninguna plataforma")


@check(
    id="access.image-platform",
    under="access",
    order=24,
    label=Text(en="Image platforms", es="Plataformas de imagen"),
    question=Text(
        en="Is every image built for the processor and operating system of the task?",
        es="¿Está construida cada imagen para el procesador y el sistema operativo de la tarea?",
    ),
    otherwise=Text(
        en="What is built for another platform cannot run here, however well it is reached.",
        es="Lo que está construido para otra plataforma no puede ejecutarse aquí, por bien que se llegue a ello.",
    ),
    reads=("ecr:DescribeImages", "ecs:DescribeTaskDefinition"),
    reads_if_met=("ecr:BatchGetImage",),
    docs=_DOCS,
    findings=(MISMATCH,),
)
def image_platform(facts: TaskFacts) -> Answer:
    """Answer from the platforms that images list; a message that says otherwise is doubted."""
    images = ecr_images_of(facts)
    if not images:
        return does_not_apply(_NOT_OF_ECR)
    wanted = platform_wanted(facts)
    answer = answer_one_by_one(images, lambda image: _of_image(facts, image, wanted))
    if answer.verdict == "pass" and _is_contradicted(facts, wanted):
        return replace(answer, contradicts=frozenset({MISMATCH.id}))
    return answer


def _of_image(facts: TaskFacts, image: PulledImage, wanted: Known[ImagePlatform]) -> Answer:
    try:
        held = holding_of(facts.snapshot, image.name, image.reference)
        if held.image is None:
            return does_not_apply(_NOT_THERE.fill(image=image.full_name), *held.evidence)
        built = built_for(facts.snapshot, image, held.image)
    except Unanswered as gap:
        return passes(_PULLED, image.named) if "start" in phases_proved(facts.task) else not_collected(gap)
    if built.platforms is None:
        because = _NOT_LISTED.fill(image=image.full_name, wanted=wanted.value.written)
        return does_not_apply(because, *built.evidence)
    if any(each.serves(wanted.value) for each in built.platforms):
        return passes(_LISTED.fill(wanted=wanted.value.written), *built.evidence, *wanted.evidence)
    return _mismatch(facts, image, built, wanted)


def _mismatch(facts: TaskFacts, image: PulledImage, built: BuiltFor, wanted: Known[ImagePlatform]) -> Answer:
    platforms = [each.written for each in built.platforms or ()]
    raised = Raised(
        MISMATCH,
        _DETAIL.fill(
            image=image.full_name,
            wanted=wanted.value.written,
            built=enumeration(platforms) if platforms else _NO_PLATFORM,
        ),
        "blocker" if may_be_meant(facts, image) else "notice",
        resources=(ResourceName("image", image.full_name),),
        evidence=(*image.evidence, *built.evidence, *wanted.evidence),
        phase="image",
        level="contributing",
    )
    return fails(raised.detail, raised)


def _is_contradicted(facts: TaskFacts, wanted: Known[ImagePlatform]) -> bool:
    """Tell whether the message misses a platform in a registry that lists it for every image that can be meant."""
    if (facts.symptom.family, facts.symptom.cause) != ("image_pull", "architecture_mismatch"):
        return False
    return all(_serves(facts, each, wanted) for each in images_of(facts) if may_be_meant(facts, each))


def _serves(facts: TaskFacts, image: PulledImage, wanted: Known[ImagePlatform]) -> bool:
    try:
        held = holding_of(facts.snapshot, image.name, image.reference) if image.name.kind == "ecr" else None
        built = built_for(facts.snapshot, image, held.image) if held and held.image else None
    except Unanswered:
        return False
    return built is not None and any(each.serves(wanted.value) for each in built.platforms or ())
