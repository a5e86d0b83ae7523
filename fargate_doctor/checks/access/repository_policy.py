"""Does the policy of every repository let the execution role pull?

Why it matters: a repository of another account hands out nothing that its policy does not allow, and in the own account
an explicit deny outweighs whatever the role may do.
How we know: the policy is read and evaluated for the execution role of the task.
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
    unknown,
)
from fargate_doctor.diagnosis.one_by_one import answer_one_by_one
from fargate_doctor.facts.images.admission import admission_of, is_of_other_account
from fargate_doctor.facts.images.pulled import ecr_images_of, may_be_meant, ways_to
from fargate_doctor.facts.proved import phases_proved
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.images.admission import Admission
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
)

DENIED: Final = FindingKind(
    id="image.repository-policy-denied",
    title=Text(
        en="The policy of the image repository refuses the execution role",
        es="La política del repositorio de la imagen rechaza al rol de ejecución",
    ),
    place=72,
    docs=_DOCS,
    explains=frozenset({"access_denied"}),
    remedies=offered("images_policy.admit_role"),
)

_NOT_OF_ECR: Final = Text(
    en="No image is of a private registry of Amazon ECR.",
    es="Ninguna imagen es de un registro privado de Amazon ECR.",
)
_OWN: Final = Text(
    en="{repository} is of the task's own account, where the role's permissions suffice unless the policy denies, and "
    "nothing speaks of a denial.",
    es="{repository} es de la propia cuenta de la tarea, donde bastan los permisos del rol salvo que la política "
    "deniegue, y nada apunta a una denegación.",
)
_HEALTHY: Final = Text(
    en="The policies that were read let the execution role pull.",
    es="Las políticas consultadas dejan descargar al rol de ejecución.",
)
_PULLED: Final = Text(
    en="The task pulled its images: its own times show it.",
    es="La tarea descargó sus imágenes: lo muestran sus tiempos.",
)
_CONDITIONS: Final = Text(
    en="Whether the policy of {repository} lets {role} pull depends on conditions that cannot be judged from here, or "
    "the policy is in a form that cannot be read.",
    es="Que la política de {repository} deje descargar a {role} depende de condiciones que no se pueden juzgar desde "
    "aquí, o la política tiene una forma que no se puede leer.",
)
_NONE: Final = Text(
    en="Repository {repository} belongs to account {account} and has no policy, so nobody of another account may pull "
    "from it, {role} neither.",
    es="El repositorio {repository} es de la cuenta {account} y no tiene política, así que nadie de otra cuenta puede "
    "descargar de él, tampoco {role}.",
)
_NOT_ALLOWED: Final = Text(
    en="Repository {repository} belongs to account {account}, and no statement of its policy allows {action} to "
    "{role}.",
    es="El repositorio {repository} es de la cuenta {account}, y ninguna declaración de su política permite {action} a "
    "{role}.",
)
_DENIES: Final = Text(
    en="Statement {statement} of the policy of repository {repository} denies {action} to {role}, and a denial "
    "outweighs every permission.",
    es="La declaración {statement} de la política del repositorio {repository} deniega {action} a {role}, y una "
    "denegación pesa más que cualquier permiso.",
)
_ROLE_UNKNOWN: Final = Text(en="the task's role", es="el rol de la tarea")


@check(
    id="access.repository-policy",
    under="access",
    order=18,
    label=Text(en="Repository policies", es="Políticas de repositorio"),
    question=Text(
        en="Does the policy of every repository let the execution role pull?",
        es="¿Deja la política de cada repositorio que el rol de ejecución descargue?",
    ),
    otherwise=Text(
        en="What a policy refuses was reached all the same: the network has no part in it.",
        es="A lo que una política rechaza se llegó de todos modos: la red no tiene nada que ver.",
    ),
    reads=("ecr:GetRepositoryPolicy", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(DENIED,),
)
def repository_policy(facts: TaskFacts) -> Answer:
    """Answer from the policies, as far as they bear on the task."""
    images = ecr_images_of(facts)
    if not images:
        return does_not_apply(_NOT_OF_ECR)
    return answer_one_by_one(images, lambda image: _of_image(facts, image))


def _of_image(facts: TaskFacts, image: PulledImage) -> Answer:
    try:
        admission = admission_of(facts, image)
    except Unanswered as gap:
        return _unread(facts, image, gap)
    if admission.ruling == "admits":
        return passes(_HEALTHY, *admission.evidence)
    if admission.ruling == "unknown":
        if "image" in phases_proved(facts.task):
            return passes(_PULLED, image.named)
        because = _CONDITIONS.fill(repository=image.name.repository, role=_role(facts))
        return unknown(because, evidence=admission.evidence)
    return _denied(facts, image, admission)


def _unread(facts: TaskFacts, image: PulledImage, gap: Unanswered) -> Answer:
    if "image" in phases_proved(facts.task):
        return passes(_PULLED, image.named)
    message = facts.symptom.message
    speaks_of_denial = message is not None and "access_denied" in (message.cause, *message.alternatives)
    if is_of_other_account(facts, image) or (speaks_of_denial and facts.symptom.family == "image_pull"):
        return not_collected(gap)
    return does_not_apply(_OWN.fill(repository=image.name.repository), image.named)


def _denied(facts: TaskFacts, image: PulledImage, admission: Admission) -> Answer:
    detail = _DENIES if admission.ruling == "denies" else _NOT_ALLOWED if admission.policy else _NONE
    raised = Raised(
        DENIED,
        detail.fill(
            repository=image.name.repository,
            account=image.name.account,
            role=_role(facts),
            action=admission.action,
            statement=(admission.statement or 0) + 1,
        ),
        "blocker" if may_be_meant(facts, image) else "notice",
        resources=(ResourceName("ecr-repository", image.name.repository),),
        evidence=(image.named, *admission.evidence),
        blocks=ways_to(facts, image),
        level="contributing",
    )
    return fails(raised.detail, raised)


def _role(facts: TaskFacts) -> str | Text:
    role = role_of(facts, "execution")
    return role.arn if role else _ROLE_UNKNOWN
