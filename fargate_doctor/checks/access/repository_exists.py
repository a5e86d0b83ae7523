"""Does the repository of every image exist?

Why it matters: a task whose image has no repository stops before any container starts, however sound its network is.
How we know: ECR is asked for the image in its own account and Region, and says itself when the repository is not there.
Other registries cannot be asked.
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
    not_collected,
    passes,
)
from fargate_doctor.diagnosis.one_by_one import answer_one_by_one
from fargate_doctor.facts.images.holdings import holding_of
from fargate_doctor.facts.images.pulled import ecr_images_of, may_be_meant, ways_to
from fargate_doctor.facts.proved import phases_proved
from fargate_doctor.facts.pull_through import is_own, rule_for
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.images.holdings import Holding
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/Repositories.html",
)

MISSING: Final = FindingKind(
    id="image.repository-missing",
    title=Text(en="Repository {resource} does not exist", es="El repositorio {resource} no existe"),
    place=80,
    docs=_DOCS,
    explains=frozenset({"not_found", "access_denied"}),
    yields_to=("image.pull-through-cache",),
    remedies=offered("images_repository.bring_repository"),
)

_NOT_OF_ECR: Final = Text(
    en="No image is of a private registry of Amazon ECR; what other registries hold cannot be asked from here.",
    es="Ninguna imagen es de un registro privado de Amazon ECR; lo que tienen otros registros no se puede consultar "
    "desde aquí.",
)
_HEALTHY: Final = Text(en="The repositories that were asked for exist.", es="Los repositorios consultados existen.")
_PULLED: Final = Text(
    en="The task pulled its images: its own times show it.",
    es="La tarea descargó sus imágenes: lo muestran sus tiempos.",
)
_EXPECTED: Final = Text(
    en="{repository} is not there yet, and need not be: cache rule {prefix} creates it with the first pull.",
    es="{repository} aún no existe, ni hace falta: la regla de caché {prefix} lo crea con la primera descarga.",
)
_DETAIL: Final = Text(
    en="ECR has no repository {repository} in account {account} and Region {region}, where the task definition looks "
    "for it. Account, Region and name are all part of the reference {image}.",
    es="ECR no tiene ningún repositorio {repository} en la cuenta {account} y la región {region}, donde lo busca la "
    "definición de tarea. Cuenta, región y nombre forman parte de la referencia {image}.",
)
_RULE_OUT_OF_SIGHT: Final = Text(
    en="Unless a pull-through cache rule there creates it with the first pull: such rules of other accounts and "
    "Regions were not read.",
    es="Salvo que allí una regla de caché de extracción lo cree con la primera descarga: esas reglas de otras cuentas "
    "y regiones no se consultaron.",
)


@check(
    id="access.repository",
    under="access",
    order=14,
    label=Text(en="Repositories", es="Repositorios"),
    question=Text(en="Does the repository of every image exist?", es="¿Existe el repositorio de cada imagen?"),
    otherwise=Text(
        en="A registry that has no such repository was reached, and answered: nothing on the way needs to be changed.",
        es="A un registro que no tiene ese repositorio sí se llegó, y respondió: no hay que cambiar nada en el camino.",
    ),
    reads=("ecr:DescribeImages", "ecs:DescribeTaskDefinition"),
    reads_if_met=("ecr:DescribePullThroughCacheRules",),
    docs=_DOCS,
    findings=(MISSING,),
)
def repository_exists(facts: TaskFacts) -> Answer:
    """Answer from what ECR said of each image."""
    images = ecr_images_of(facts)
    if not images:
        return does_not_apply(_NOT_OF_ECR)
    return answer_one_by_one(images, lambda image: _of_image(facts, image))


def _of_image(facts: TaskFacts, image: PulledImage) -> Answer:
    try:
        held = holding_of(facts.snapshot, image.name, image.reference)
    except Unanswered as gap:
        return passes(_PULLED, image.named) if "image" in phases_proved(facts.task) else not_collected(gap)
    if held.state != "repository-absent":
        return passes(_HEALTHY, *held.evidence)
    rule = rule_for(facts.snapshot, image.name) if is_own(facts, image.name) else None
    if rule is not None:
        because = _EXPECTED.fill(repository=image.name.repository, prefix=rule.ecr_repository_prefix)
        return passes(because, rule.cite("ecrRepositoryPrefix"), *held.evidence)
    return _missing(facts, image, held)


def _missing(facts: TaskFacts, image: PulledImage, held: Holding) -> Answer:
    name = image.name
    detail = _DETAIL.fill(repository=name.repository, account=name.account, region=name.region, image=name.written)
    may_be_cached = not is_own(facts, name) and "/" in name.repository
    supports: Confidence = "likely" if may_be_cached else "certain"
    raised = Raised(
        MISSING,
        detail + _RULE_OUT_OF_SIGHT if may_be_cached else detail,
        "blocker" if may_be_meant(facts, image) else "notice",
        {"resource": name.repository},
        (ResourceName("ecr-repository", name.repository),),
        (image.named, *held.evidence),
        ways_to(facts, image),
        supports=supports,
        level="contributing",
    )
    return fails(raised.detail, raised)
