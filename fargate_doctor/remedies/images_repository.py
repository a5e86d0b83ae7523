"""A repository that is not there: created, or looked for under its right name.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-create.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.images.admission import is_of_other_account
from fargate_doctor.facts.images.pulled import ecr_images_of
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.images import platform_of_task, pushed
from fargate_doctor.remedies.images_revision import Revision, new_revision
from fargate_doctor.remedies.snippets import cloudformation, terraform
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
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-create.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html",
)

_CREATE_TITLE: Final = Text(
    en="Create repository {repository} in {region}, and push the image",
    es="Crear el repositorio {repository} en {region} y subir la imagen",
)
_CREATE: Final = Text(
    en="The image is built for {platform}, which is what the task runs on.",
    es="La imagen se construye para {platform}, que es donde se ejecuta la tarea.",
)
_IN_OTHER_ACCOUNT: Final = Text(
    en="The commands are for account {account}. Its repository also needs a policy that lets the execution role pull.",
    es="Los comandos son para la cuenta {account}. Su repositorio necesita además una política que deje descargar al "
    "rol de ejecución.",
)
_NAME_TITLE: Final = Text(
    en="Correct account, Region or repository in the image of container {container}",
    es="Corregir cuenta, región o repositorio en la imagen del contenedor {container}",
)
_NAME: Final = Text(
    en="The first command lists the repositories that there are.",
    es="El primer comando muestra los repositorios que hay.",
)
_NAME_EDIT: Final = Text(
    en="“image” of container {container} names one of them.",
    es="«image» del contenedor {container} indica uno de ellos.",
)


def bring_repository(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the creation of the repository with its image, and the correction of its name."""
    blamed = {each.id for each in raised.resources}
    return tuple(
        choice for image in ecr_images_of(facts) if image.name.repository in blamed for choice in _choices(facts, image)
    )


def _choices(facts: TaskFacts, image: PulledImage) -> Iterator[Remedy]:
    name, region = image.name, image.name.region or ""
    detail = _CREATE.fill(platform=platform_of_task(facts))
    if is_of_other_account(facts, image):
        detail += _IN_OTHER_ACCOUNT.fill(account=name.account)
    yield remedy(
        "create-repository",
        _CREATE_TITLE.fill(repository=printable(name.repository), region=region),
        detail,
        _created(image),
        pushed(facts, image),
        references=_REFERENCES,
    )
    container = printable(image.container.name)
    listed = aws(
        "ecr",
        "describe-repositories",
        region,
        registry_id=name.account,
        query="repositories[].repositoryName",
    )
    yield remedy(
        "correct-repository-name",
        _NAME_TITLE.fill(container=container),
        _NAME,
        Step(commands=(listed,)),
        new_revision(Standpoint(facts), Revision(_NAME_EDIT.fill(container=container))),
        needs_new_tasks=True,
        references=_REFERENCES,
    )


def _created(image: PulledImage) -> Step:
    name, region = image.name, image.name.region or ""
    return Step(
        commands=(aws("ecr", "create-repository", region, repository_name=name.repository),),
        undo=(aws("ecr", "delete-repository", region, repository_name=name.repository),),
        terraform=terraform("aws_ecr_repository", name.repository, {"name": name.repository}),
        cloudformation=cloudformation(name.repository, "AWS::ECR::Repository", {"RepositoryName": name.repository}),
    )
