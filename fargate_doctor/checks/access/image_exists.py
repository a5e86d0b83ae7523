"""Does every repository hold the image that the task names?

Why it matters: a tag that was never pushed, or a digest that was removed since, stops the task before any container
starts. ECS binds a tag to a digest once for each deployment, and goes on to pull that digest.
How we know: ECR is asked for the very tag or digest, in the image's own account and Region. Other registries cannot be
asked.
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
from fargate_doctor.facts.images.pulled import ecr_images_of, images_of, may_be_meant, ways_to
from fargate_doctor.facts.proved import phases_proved
from fargate_doctor.facts.pull_through import is_own, rule_for
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.images.holdings import Holding
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
)

NOT_FOUND: Final = FindingKind(
    id="image.not-found",
    title=Text(en="The registry has no such image", es="El registro no tiene esa imagen"),
    place=82,
    docs=_DOCS,
    explains=frozenset({"not_found"}),
    yields_to=("image.pull-through-cache",),
    remedies=offered("images.bring_image"),
)

_NOT_OF_ECR: Final = Text(
    en="No image is of a private registry of Amazon ECR; of other registries only the message can tell whether they "
    "hold an image.",
    es="Ninguna imagen es de un registro privado de Amazon ECR; de otros registros solo el mensaje puede decir si "
    "tienen una imagen.",
)
_NO_REPOSITORY: Final = Text(
    en="Repository {repository} itself is not there.", es="El propio repositorio {repository} no existe."
)
_STORED: Final = Text(
    en="ECR shows the images that the task names.", es="ECR muestra las imágenes que nombra la tarea."
)
_SHOWN_NOW: Final = Text(
    en="ECR shows {image} now. It may have been pushed since, or the message is about another Region or account.",
    es="ECR muestra ahora {image}. Puede que se subiera después, o que el mensaje trate de otra región o cuenta.",
)
_PULLED: Final = Text(
    en="The task pulled its images: its own times show it.",
    es="La tarea descargó sus imágenes: lo muestran sus tiempos.",
)
_EXPECTED: Final = Text(
    en="ECR does not hold {image} yet, and need not: cache rule {prefix} fetches it with the first pull.",
    es="ECR aún no tiene {image}, ni hace falta: la regla de caché {prefix} la obtiene con la primera descarga.",
)
_NO_TAG: Final = Text(
    en="Repository {repository} exists, and has no image with the tag {reference}. The tag was never pushed, or it was "
    "removed since, by hand or by a lifecycle policy.",
    es="El repositorio {repository} existe y no tiene ninguna imagen con la etiqueta {reference}. La etiqueta nunca se "
    "subió, o se quitó después, a mano o por una política de ciclo de vida.",
)
_NO_DIGEST: Final = Text(
    en="Repository {repository} exists, and has no image with the digest {reference} that the task definition names. "
    "It was removed, by hand or by a lifecycle policy, or it is of another repository.",
    es="El repositorio {repository} existe y no tiene ninguna imagen con el digest {reference} que nombra la "
    "definición de tarea. Se eliminó, a mano o por una política de ciclo de vida, o es de otro repositorio.",
)
_LEFT_BEHIND: Final = Text(
    en="The tag {tag} is there, but ECS does not pull by it: it bound the tag to the digest {reference} when the "
    "deployment began, and that digest is no longer in {repository}. A later push moved the tag, and a lifecycle "
    "policy or somebody removed what it had named.",
    es="La etiqueta {tag} existe, pero ECS no descarga por ella: al empezar el despliegue la vinculó al digest "
    "{reference}, y ese digest ya no está en {repository}. Una subida posterior movió la etiqueta, y una política de "
    "ciclo de vida o alguien eliminó lo que nombraba.",
)
_BOTH_GONE: Final = Text(
    en="ECS bound the tag {tag} to the digest {reference} when the deployment began. Neither that digest nor the tag "
    "is in {repository} any more.",
    es="Al empezar el despliegue, ECS vinculó la etiqueta {tag} al digest {reference}. Ni ese digest ni la etiqueta "
    "están ya en {repository}.",
)
_BOUND_GONE: Final = Text(
    en="ECS bound the tag {tag} to the digest {reference} when the deployment began, and that digest is no longer in "
    "{repository}. Whether the tag is still there was not read.",
    es="Al empezar el despliegue, ECS vinculó la etiqueta {tag} al digest {reference}, y ese digest ya no está en "
    "{repository}. No se consultó si la etiqueta sigue ahí.",
)
_ARCHIVED: Final = Text(
    en="Repository {repository} holds {reference} in its archive, from which no task can pull it.",
    es="El repositorio {repository} tiene {reference} en su archivo, del que ninguna tarea puede descargarla.",
)


@check(
    id="access.image",
    under="access",
    order=16,
    label=Text(en="Images", es="Imágenes"),
    question=Text(
        en="Does every repository hold the image that the task names?",
        es="¿Tiene cada repositorio la imagen que nombra la tarea?",
    ),
    otherwise=Text(
        en="A registry that has no such image was reached, and answered: nothing on the way needs to be changed.",
        es="A un registro que no tiene esa imagen sí se llegó, y respondió: no hay que cambiar nada en el camino.",
    ),
    reads=("ecr:DescribeImages", "ecs:DescribeTaskDefinition"),
    reads_if_met=("ecr:DescribePullThroughCacheRules",),
    docs=_DOCS,
    findings=(NOT_FOUND,),
)
def image_exists(facts: TaskFacts) -> Answer:
    """Answer from what ECR said of each image; a message that says otherwise is doubted."""
    images = ecr_images_of(facts)
    if not images:
        return does_not_apply(_NOT_OF_ECR)
    answer = answer_one_by_one(images, lambda image: _of_image(facts, image))
    if answer.verdict == "pass" and _is_contradicted(facts):
        named = next(each for each in images if may_be_meant(facts, each))
        because = _SHOWN_NOW.fill(image=named.full_name)
        return replace(answer, because=because, contradicts=frozenset({NOT_FOUND.id}))
    return answer


def _is_contradicted(facts: TaskFacts) -> bool:
    """Tell whether the message misses an image, and every image that it can mean is there."""
    if (facts.symptom.family, facts.symptom.cause) != ("image_pull", "not_found"):
        return False
    return all(_is_stored(facts, each) for each in images_of(facts) if may_be_meant(facts, each))


def _is_stored(facts: TaskFacts, image: PulledImage) -> bool:
    try:
        held = holding_of(facts.snapshot, image.name, image.reference) if image.name.kind == "ecr" else None
    except Unanswered:
        return False
    return held is not None and held.state == "stored"


def _of_image(facts: TaskFacts, image: PulledImage) -> Answer:
    try:
        held = holding_of(facts.snapshot, image.name, image.reference)
    except Unanswered as gap:
        return passes(_PULLED, image.named) if "image" in phases_proved(facts.task) else not_collected(gap)
    if held.state == "stored":
        return passes(_STORED, *held.evidence)
    if held.state == "repository-absent":
        return does_not_apply(_NO_REPOSITORY.fill(repository=image.name.repository), *held.evidence)
    rule = rule_for(facts.snapshot, image.name) if _may_be_cached(facts, image) else None
    if rule is not None and held.state == "image-absent":
        because = _EXPECTED.fill(image=image.full_name, prefix=rule.ecr_repository_prefix)
        return passes(because, rule.cite("ecrRepositoryPrefix"), *held.evidence)
    return _not_found(facts, image, held)


def _may_be_cached(facts: TaskFacts, image: PulledImage) -> bool:
    return is_own(facts, image.name) and "/" in image.name.repository


def _not_found(facts: TaskFacts, image: PulledImage, held: Holding) -> Answer:
    detail, more = _what_is_gone(facts, image, held)
    names = {"repository": image.name.repository, "reference": image.reference, "tag": image.name.tag or "latest"}
    raised = Raised(
        NOT_FOUND,
        detail.fill(**names),
        "blocker" if may_be_meant(facts, image) else "notice",
        resources=(ResourceName("image", image.full_name),),
        evidence=(*image.evidence, *held.evidence, *more),
        blocks=ways_to(facts, image),
        supports="likely" if held.state == "archived" else "certain",
        level="contributing",
    )
    return fails(raised.detail, raised)


def _what_is_gone(facts: TaskFacts, image: PulledImage, held: Holding) -> tuple[Text, tuple[Evidence, ...]]:
    if held.state == "archived":
        return _ARCHIVED, ()
    if image.digest is None:
        return (_NO_DIGEST if image.name.digest else _NO_TAG), ()
    try:
        tagged = holding_of(facts.snapshot, image.name, image.name.reference)
    except Unanswered:
        return _BOUND_GONE, ()
    return (_LEFT_BEHIND if tagged.state == "stored" else _BOTH_GONE), tagged.evidence
