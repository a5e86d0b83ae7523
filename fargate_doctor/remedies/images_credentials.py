"""A registry that limits or refuses anonymous pulls: credentials, or a copy of the image in Amazon ECR.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.images.pulled import images_of
from fargate_doctor.model.task_definition import RepositoryCredentials
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.images_revision import Revision, new_revision, with_container
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.task_facts import TaskFacts

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/private-auth.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-creating-rule.html",
)
_ARN: Final = "<ARN_OF_THE_SECRET>"
_PREFIXES: Final = {
    "docker.io": ("docker-hub", "registry-1.docker.io"),
    "public.ecr.aws": ("ecr-public", "public.ecr.aws"),
    "ghcr.io": ("github", "ghcr.io"),
    "quay.io": ("quay", "quay.io"),
    "registry.k8s.io": ("kubernetes", "registry.k8s.io"),
    "registry.gitlab.com": ("gitlab", "registry.gitlab.com"),
}
_ANONYMOUS: Final = frozenset({"public.ecr.aws", "quay.io", "registry.k8s.io"})
_WITHOUT_PASSWORDS: Final = frozenset({"public.ecr.aws", "registry.k8s.io"})

_CREDENTIALS_TITLE: Final = Text(
    en="Pull {image} with credentials of {host}", es="Descargar {image} con credenciales de {host}"
)
_CREDENTIALS: Final = Text(
    en="The secret holds “username” and “password” (or a token in its place) as JSON; put them in yourself. The "
    "execution role needs secretsmanager:GetSecretValue for it, and the task a way to Secrets Manager.",
    es="El secreto contiene «username» y «password» (o un token en su lugar) en JSON; introdúzcalos usted. "
    "El rol de ejecución necesita secretsmanager:GetSecretValue sobre él, y la tarea un camino a Secrets Manager.",
)
_CREDENTIALS_EDIT: Final = Text(
    en="Container {container} gets “repositoryCredentials” with the ARN of the secret as “credentialsParameter”.",
    es="El contenedor {container} recibe «repositoryCredentials» con el ARN del secreto en «credentialsParameter».",
)
_CACHE_TITLE: Final = Text(
    en="Let Amazon ECR fetch and keep what comes from {host}",
    es="Hacer que Amazon ECR obtenga y guarde lo que viene de {host}",
)
_CACHE: Final = Text(
    en="Tasks then pull from the own registry, and the other one counts one pull for each new image. The execution "
    "role needs ecr:BatchImportUpstreamImage, and ecr:CreateRepository for the first image of a repository.",
    es="Las tareas descargan entonces del registro propio, y el otro cuenta una descarga por cada imagen nueva. El rol "
    "de ejecución necesita ecr:BatchImportUpstreamImage y, para la primera imagen de un repositorio, "
    "ecr:CreateRepository.",
)
_CACHE_SECRET: Final = Text(
    en="The name of the secret with the credentials for {host} begins with ecr-pullthroughcache/.",
    es="El nombre del secreto con las credenciales de {host} empieza por ecr-pullthroughcache/.",
)
_CACHE_EDIT: Final = Text(
    en="“image” of container {container} becomes {image}.", es="«image» del contenedor {container} pasa a ser {image}."
)


def with_credentials(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return a cache in Amazon ECR and credentials, for each image that the finding is about."""
    blamed = {each.id for each in raised.resources}
    return tuple(choice for image in images_of(facts) if image.full_name in blamed for choice in _choices(facts, image))


def _choices(facts: TaskFacts, image: PulledImage) -> Iterator[Remedy]:
    here = Standpoint(facts)
    if image.name.host not in _WITHOUT_PASSWORDS:
        yield _authenticated(here, image)
    if image.name.host in _PREFIXES:
        yield _cached(here, image)


def _authenticated(here: Standpoint, image: PulledImage) -> Remedy:
    container, host = image.container.name, image.name.host
    credentials = RepositoryCredentials(credentials_parameter=_ARN)
    changed = with_container(container, lambda each: each.model_copy(update={"repository_credentials": credentials}))
    name = f"registry/{host}"
    created = aws("secretsmanager", "create-secret", here.region, name=name)
    return remedy(
        "give-registry-credentials",
        _CREDENTIALS_TITLE.fill(image=printable(image.name.written), host=host),
        _CREDENTIALS,
        Step(commands=(created,), undo=(aws("secretsmanager", "delete-secret", here.region, secret_id=name),)),
        new_revision(here, Revision(_CREDENTIALS_EDIT.fill(container=printable(container)), changed)),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _cached(here: Standpoint, image: PulledImage) -> Remedy:
    prefix, upstream = _PREFIXES[image.name.host]
    container = printable(image.container.name)
    is_open = image.name.host in _ANONYMOUS
    created = aws(
        "ecr",
        "create-pull-through-cache-rule",
        here.region,
        ecr_repository_prefix=prefix,
        upstream_registry_url=upstream,
        credential_arn=None if is_open else _ARN,
    )
    deleted = aws("ecr", "delete-pull-through-cache-rule", here.region, ecr_repository_prefix=prefix)
    return remedy(
        "cache-in-ecr",
        _CACHE_TITLE.fill(host=image.name.host),
        _CACHE if is_open else _CACHE + _CACHE_SECRET.fill(host=image.name.host),
        Step(commands=(created,), undo=(deleted,)),
        new_revision(
            here, Revision(_CACHE_EDIT.fill(container=container, image=printable(_own_name(here, image, prefix))))
        ),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _own_name(here: Standpoint, image: PulledImage, prefix: str) -> str:
    account = here.facts.task.task_arn.split(":")[4:5] or [""]
    suffix = ".cn" if here.partition == "aws-cn" else ""
    host = f"{account[0]}.dkr.ecr.{here.region}.amazonaws.com{suffix}"
    return image.full_name.replace(image.repository, f"{host}/{prefix}/{image.name.repository}", 1)
