"""Are registries other than Amazon ECR asked with credentials?

Why it matters: without credentials a registry hands out public images alone, and Docker Hub counts the pulls of all who
share one address, as tasks behind one NAT gateway do.
How we know: the task definition says whether an image has credentials. The registries themselves cannot be asked, so
that what the message says of them is all there is.
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
)
from fargate_doctor.facts.images.pulled import images_of, may_be_meant, ways_to
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
)

RATE_LIMITED: Final = FindingKind(
    id="image.rate-limited",
    title=Text(en="The registry's pull rate limit was reached", es="Se alcanzó el límite de descargas del registro"),
    place=74,
    docs=_DOCS,
    explains=frozenset({"rate_limited"}),
    remedies=offered("images_credentials.with_credentials"),
)
DENIED: Final = FindingKind(
    id="image.access-denied",
    title=Text(en="The registry refuses to hand out the image", es="El registro se niega a entregar la imagen"),
    place=74,
    docs=_DOCS,
    explains=frozenset({"access_denied"}),
    yields_to=(
        "iam.execution-role-missing",
        "iam.execution-role-denied",
        "image.repository-policy-denied",
        "image.repository-missing",
        "image.not-found",
        "endpoint.policy-denied",
    ),
    remedies=offered("images_credentials.with_credentials"),
)

_ALL_OF_ECR: Final = Text(
    en="All images are of private registries of Amazon ECR, which are asked under the execution role.",
    es="Todas las imágenes son de registros privados de Amazon ECR, a los que se pregunta con el rol de ejecución.",
)
_GIVEN: Final = Text(
    en="The task definition names credentials for every image of another registry.",
    es="La definición de tarea indica credenciales para cada imagen de otro registro.",
)
_PUBLIC: Final = Text(
    en="{hosts} is asked without credentials, which suffices for public images. What it holds and counts cannot be "
    "seen from here.",
    es="A {hosts} se pregunta sin credenciales, lo que basta para imágenes públicas. Lo que tiene y cuenta no se ve "
    "desde aquí.",
)
_LIMITED: Final = Text(
    en="{image} is pulled from {host} without credentials. Docker Hub and others limit such pulls by the address they "
    "come from, which all tasks behind one NAT gateway share.",
    es="{image} se descarga de {host} sin credenciales. Docker Hub y otros limitan esas descargas según la dirección "
    "de origen, que comparten todas las tareas detrás de una misma puerta de enlace NAT.",
)
_REFUSED: Final = Text(
    en="{image} is pulled from {host} without credentials, and the registry says that it needs some, or that there is "
    "no such repository: many registries say the same for both.",
    es="{image} se descarga de {host} sin credenciales, y el registro dice que hacen falta o que no existe tal "
    "repositorio: muchos registros dicen lo mismo en ambos casos.",
)


@check(
    id="access.repository-credentials",
    under="access",
    order=28,
    label=Text(en="Registry credentials", es="Credenciales de registro"),
    question=Text(
        en="Are registries other than Amazon ECR asked with the credentials that they want?",
        es="¿Se pregunta a los registros ajenos a Amazon ECR con las credenciales que piden?",
    ),
    otherwise=Text(
        en="A registry that limits or refuses was reached: the network has no part in it.",
        es="A un registro que limita o rechaza sí se llegó: la red no tiene nada que ver.",
    ),
    reads=("ecs:DescribeTaskDefinition", "ecs:DescribeTasks"),
    docs=_DOCS,
    findings=(RATE_LIMITED, DENIED),
)
def repository_credentials(facts: TaskFacts) -> Answer:
    """Answer from the task definition and from what the message says of a registry."""
    foreign = tuple(each for each in images_of(facts) if each.name.kind != "ecr")
    anonymous = tuple(each for each in foreign if not _has_credentials(each))
    if not foreign:
        return does_not_apply(_ALL_OF_ECR)
    if not anonymous:
        return passes(_GIVEN, *dict.fromkeys(each.named for each in foreign))
    kind = _told(facts)
    meant = tuple(each for each in anonymous if may_be_meant(facts, each))
    if kind is not None and meant and len(meant) == len(_meant(facts)):
        raised = tuple(_raised(facts, kind, each) for each in meant)
        return fails(raised[0].detail, *raised)
    hosts = enumeration(list(dict.fromkeys(each.name.host for each in anonymous)))
    return does_not_apply(_PUBLIC.fill(hosts=hosts), *dict.fromkeys(each.named for each in anonymous))


def _has_credentials(image: PulledImage) -> bool:
    given = image.container.repository_credentials
    return bool(given and given.credentials_parameter)


def _told(facts: TaskFacts) -> FindingKind | None:
    """Return what the message says of a registry that credentials would mend."""
    message = facts.symptom.message
    if message is None or message.family != "image_pull":
        return None
    if message.cause == "rate_limited":
        return RATE_LIMITED
    says_both = message.cause == "ambiguous" and {"access_denied", "not_found"} == set(message.alternatives)
    return DENIED if message.cause == "access_denied" or says_both else None


def _meant(facts: TaskFacts) -> tuple[PulledImage, ...]:
    return tuple(each for each in images_of(facts) if may_be_meant(facts, each))


def _raised(facts: TaskFacts, kind: FindingKind, image: PulledImage) -> Raised:
    detail = _LIMITED if kind is RATE_LIMITED else _REFUSED
    message = facts.symptom.message
    return Raised(
        kind,
        detail.fill(image=image.name.written, host=image.name.host),
        "cause",
        resources=(ResourceName("image", image.full_name),),
        evidence=(image.named, *facts.symptom.evidence),
        blocks=ways_to(facts, image),
        supports="likely" if message and message.cause == "rate_limited" else "possible",
    )
