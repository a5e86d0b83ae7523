"""Can ECR fetch an image of a cache rule that it does not hold yet?

Why it matters: the first pull through a cache rule needs a way from the task to the internet, also where endpoints lead
to ECR; later pulls do not. Until then the repository is absent, and that is as it should be.
How we know: the registry's rules and the image itself are asked for, and the way to the registry behind the rule is
walked from the task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from fargate_doctor.diagnosis.weighing import is_reported
from fargate_doctor.facts.proved import is_proved_by_times
from fargate_doctor.facts.pull_through import (
    images_of_rules,
    is_own,
    is_stored,
    pulls_of,
    rule_for,
    ways_to_upstream,
)
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.paths.hop import Walk
    from fargate_doctor.facts.pull_through import EcrImage
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.registry import PullThroughCacheRule

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)

FIRST_PULL = FindingKind(
    id="image.pull-through-cache",
    title=Text(
        en="The first pull of {resource} through cache rule {prefix} needs a way to the internet, and there is none",
        es="La primera descarga de {resource} mediante la regla de caché {prefix} necesita una salida a Internet, "
        "y no la hay",
    ),
    place=65,
    docs=_DOCS,
    explains=frozenset({"not_found", "access_denied", "network_timeout", "dns_failure", "ambiguous"}),
    remedies=offered("pull_through.fill_the_cache"),
)

_NO_PREFIX = Text(
    en="No image of ECR has a repository with a prefix, by which a cache rule can be for it, and no rule for all "
    "other repositories was read.",
    es="Ninguna imagen de ECR tiene un repositorio con prefijo, por el que le pueda afectar una regla de caché, y no "
    "se ha leído ninguna regla para todos los demás repositorios.",
)
_PULLED = Text(
    en="The task pulled its images: its own times show it.",
    es="La tarea descargó sus imágenes: lo muestran sus tiempos.",
)
_HEALTHY = Text(
    en="No image waits to be fetched from another registry: no rule is for it, ECR holds it already, or the task has "
    "a way to the internet.",
    es="Ninguna imagen está pendiente de obtenerse de otro registro: ninguna regla le afecta, ECR ya la tiene o la "
    "tarea tiene salida a Internet.",
)
_OUT_OF_SIGHT = Text(
    en="{registry} belongs to another account or Region, whose cache rules cannot be seen from here. If {repository} "
    "is behind one, its first pull needs a way from this task to the internet, and none was found.",
    es="{registry} es de otra cuenta o región, cuyas reglas de caché no se ven desde aquí. Si {repository} depende de "
    "una, su primera descarga necesita una salida de esta tarea a Internet, y no se ha encontrado ninguna.",
)
_DETAIL = Text(
    en="Cache rule {prefix} fetches {repository} from {upstream}. ECR does not hold {reference} yet, so its absence is "
    "expected: the first pull creates it, and for that the task needs a way to the internet.",
    es="La regla de caché {prefix} obtiene {repository} de {upstream}. ECR aún no tiene {reference}, así que es normal "
    "que falte: la crea la primera descarga, y para ello la tarea necesita una salida a Internet.",
)
_WAY_UNKNOWN = Text(
    en="ECR does not hold {image} yet, and whether this task has a way to {upstream} for its first pull is not known.",
    es="ECR aún no tiene {image}, y no se sabe si esta tarea tiene una salida hacia {upstream} para su primera "
    "descarga.",
)


@check(
    id="access.pull-through-cache",
    under="access",
    order=20,
    label=Text(en="Cached images", es="Imágenes en caché"),
    question=Text(
        en="Can images behind a pull-through cache rule be fetched?",
        es="¿Se pueden obtener las imágenes que dependen de una regla de caché de extracción?",
    ),
    otherwise=Text(
        en="What ECR has to fetch first cannot be pulled by a task that reaches nothing but endpoints.",
        es="Lo que ECR debe obtener antes no lo puede descargar una tarea que solo llega a puntos de conexión.",
    ),
    reads=("ecr:DescribePullThroughCacheRules", "ecr:DescribeImages", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(FIRST_PULL,),
)
def pull_through_cache(facts: TaskFacts) -> Answer:
    """Answer for all images at once; what fails for one of them is told before what is unknown of another."""
    images = tuple(images_of_rules(facts.snapshot, facts.definition.require().value))
    if not images:
        return does_not_apply(_NO_PREFIX)
    answers = [_of_image(facts, each) for each in images]
    raised = tuple(one for answer in answers for one in answer.raised)
    if raised:
        return fails(raised[0].detail, *raised)
    open_ = next((each for each in answers if each.verdict == "unknown"), None)
    in_words = next((each for each in answers if each.verdict == "not_applicable"), None)
    return open_ or in_words or passes(_HEALTHY, *dict.fromkeys(each.named for each in images))


def _of_image(facts: TaskFacts, image: EcrImage) -> Answer:
    pulls = pulls_of(facts, image.name)
    if any(is_proved_by_times(each.need, facts.task) for each in pulls):
        return passes(_PULLED, image.named)
    if not is_own(facts, image.name):
        return _out_of_sight(facts, image, pulls)
    try:
        rule = rule_for(facts.snapshot, image.name)
        stored = is_stored(facts.snapshot, image.name) if rule else None
    except Unanswered:
        if _is_open(ways_to_upstream(facts, None)):
            return passes(_HEALTHY, image.named)
        raise
    if rule is None or stored is None or stored.value:
        return passes(_HEALTHY, image.named)
    return _first_pull(facts, image, rule, stored.evidence, pulls)


def _first_pull(
    facts: TaskFacts,
    image: EcrImage,
    rule: PullThroughCacheRule,
    absence: tuple[Evidence, ...],
    pulls: tuple[NeedWalk, ...],
) -> Answer:
    ways = ways_to_upstream(facts, rule)
    upstream = rule.upstream_registry_url
    if _is_open(ways):
        return passes(_HEALTHY, image.named, *absence)
    if not all(each.verdict == "fail" for each in ways):
        missing = tuple(dict.fromkeys(gap for way in ways for hop in way.hops for gap in hop.missing))
        because = _WAY_UNKNOWN.fill(image=image.name.written, upstream=upstream)
        return unknown(because, *missing, evidence=(rule.cite("ecrRepositoryPrefix"), *absence))
    prefix, repository = rule.ecr_repository_prefix, image.name.repository
    detail = _DETAIL.fill(prefix=prefix, repository=repository, upstream=upstream, reference=image.name.reference)
    hops = tuple(hop for way in ways for hop in way.hops if hop.verdict == "fail")
    in_the_way = tuple(each for hop in hops for each in hop.evidence)
    raised = Raised(
        FIRST_PULL,
        detail,
        "notice" if _is_kept_from_ecr(facts, pulls) else "blocker",
        {"resource": repository, "prefix": prefix},
        (ResourceName("ecr-repository", repository), ResourceName("pull-through-cache-rule", prefix)),
        (image.named, rule.cite("ecrRepositoryPrefix"), *absence, *in_the_way),
        pulls,
        hops,
        level="contributing",
    )
    return fails(detail, raised)


def _out_of_sight(facts: TaskFacts, image: EcrImage, pulls: tuple[NeedWalk, ...]) -> Answer:
    """Answer for a registry whose rules nobody here can read: in words, and open where the message is about it."""
    if _is_open(ways_to_upstream(facts, None)):
        return passes(_HEALTHY, image.named)
    because = _OUT_OF_SIGHT.fill(registry=image.name.host, repository=image.name.repository)
    if any(is_reported(each.need, facts) for each in pulls):
        return unknown(because, evidence=(image.named,))
    return does_not_apply(because, image.named)


def _is_kept_from_ecr(facts: TaskFacts, pulls: tuple[NeedWalk, ...]) -> bool:
    """Tell whether a task without a message does not even reach ECR, which then comes first."""
    return facts.symptom.message is None and any(each.verdict == "fail" for each in pulls)


def _is_open(ways: tuple[Walk, ...]) -> bool:
    return any(each.verdict == "pass" for each in ways)
