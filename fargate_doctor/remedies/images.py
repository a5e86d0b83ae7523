"""An image that a repository does not hold: pushed, named by another tag, or resolved anew by ECS.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html
"""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.images.holdings import holding_of
from fargate_doctor.facts.images.platforms import platform_wanted
from fargate_doctor.facts.images.pulled import ecr_images_of
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.model.registry import ImageDetail
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.images_revision import Revision, new_revision
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
    from fargate_doctor.remedies.step import Change

REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/docker-push-ecr-image.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_cannot_pull_image.html",
)
_BINDING: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-type-ecs.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/LifecyclePolicies.html",
)
_DIGEST: Final = f"sha256:{'0' * 64}"

_PUSH_TITLE: Final = Text(en="Build and push {image}", es="Construir y subir {image}")
_PUSH: Final = Text(
    en="The image is built for {platform}, which is what the task runs on. Who pushes needs ecr:PutImage and the "
    "actions for uploading layers. Where a lifecycle policy removed the image, change the policy too, or it does so "
    "again.",
    es="La imagen se construye para {platform}, que es donde se ejecuta la tarea. Quien la sube necesita "
    "ecr:PutImage y las acciones para subir capas. Si la eliminó una política de ciclo de vida, cambie también la "
    "política o volverá a hacerlo.",
)
_TAG_TITLE: Final = Text(
    en="Name a tag that repository {repository} holds", es="Indicar una etiqueta que tenga el repositorio {repository}"
)
_TAG: Final = Text(
    en="The first command lists the tags that were pushed last.",
    es="El primer comando muestra las últimas etiquetas subidas.",
)
_TAG_EDIT: Final = Text(
    en="“image” of container {container} names one of these tags.",
    es="«image» del contenedor {container} indica una de esas etiquetas.",
)
_ANEW_TITLE: Final = Text(
    en="Start a new deployment, in which ECS resolves the tag {tag} anew",
    es="Iniciar un despliegue nuevo, en el que ECS resuelve de nuevo la etiqueta {tag}",
)
_ANEW: Final = Text(
    en="The tasks then run the image that the tag names now, which may be newer than the one that is gone.",
    es="Las tareas ejecutan entonces la imagen que la etiqueta nombra ahora, que puede ser más nueva que la que ya no "
    "está.",
)
_KEEP_TITLE: Final = Text(
    en="Let the lifecycle policy of {repository} keep what deployments pull",
    es="Hacer que la política de ciclo de vida de {repository} conserve lo que descargan los despliegues",
)
_KEEP: Final = Text(
    en="Look at the policy and let it keep untagged images as long as a deployment may run, or push each image under a "
    "tag of its own. Container definitions with “versionConsistency”: “disabled” are pulled by tag instead.",
    es="Revise la política y haga que conserve las imágenes sin etiqueta mientras pueda durar un despliegue, o suba "
    "cada imagen con una etiqueta propia. Las definiciones de contenedor con «versionConsistency»: «disabled» se "
    "descargan en cambio por etiqueta.",
)


def bring_image(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the ways to an image that is there, the smallest change first."""
    blamed = {each.id for each in raised.resources}
    return tuple(
        choice for image in ecr_images_of(facts) if image.full_name in blamed for choice in _choices(facts, image)
    )


def _choices(facts: TaskFacts, image: PulledImage) -> Iterator[Remedy]:
    here = Standpoint(facts)
    if image.digest is not None:
        if _has_tag(facts, image):
            yield _resolved_anew(here, image)
        yield _kept(image)
    if image.name.digest is None:
        yield remedy(
            "push-image",
            _PUSH_TITLE.fill(image=printable(_by_tag(image))),
            _PUSH.fill(platform=platform_of_task(facts)),
            pushed(facts, image),
            *((new_tasks(here), Step(change=_without_binding(here))) if image.digest else ()),
            needs_new_tasks=True,
            references=REFERENCES,
        )
    yield _other_tag(here, image)


def pushed(facts: TaskFacts, image: PulledImage) -> Step:
    """Return the step that builds an image for the task's platform and pushes it under its tag."""
    name, region = image.name, image.name.region or ""
    login = aws("ecr", "get-login-password", region)
    tag = _by_tag(image)
    built = ["docker", "buildx", "build", "--platform", platform_of_task(facts), "--tag", tag, "--push", "."]
    return Step(
        commands=(
            f"{login} | {shlex.join(['docker', 'login', '--username', 'AWS', '--password-stdin', name.host])}",
            shlex.join(printable(each) for each in built),
        ),
        undo=(
            aws(
                "ecr",
                "batch-delete-image",
                region,
                registry_id=name.account,
                repository_name=name.repository,
                image_ids=[{"imageTag": name.tag or "latest"}],
            ),
        ),
        change=_with_image(image),
    )


def platform_of_task(facts: TaskFacts) -> str:
    """Return the platform of the task as `docker buildx build --platform` takes it."""
    wanted = platform_wanted(facts).value
    return f"{wanted.os}/{wanted.architecture}"


def _with_image(image: PulledImage) -> Change:
    tag = image.name.tag or "latest"
    held = ImageDetail(
        repository_name=image.name.repository,
        registry_id=image.name.account or "",
        image_digest=_DIGEST,
        image_tags=(tag,),
    )
    return lambda snapshot: snapshot.with_resource("images", held)


def _by_tag(image: PulledImage) -> str:
    return f"{image.repository}:{image.name.tag or 'latest'}"


def _has_tag(facts: TaskFacts, image: PulledImage) -> bool:
    try:
        return holding_of(facts.snapshot, image.name, image.name.reference).state == "stored"
    except Unanswered:
        return False


def _resolved_anew(here: Standpoint, image: PulledImage) -> Remedy:
    tag = image.name.tag or "latest"
    return remedy(
        "resolve-tag-anew",
        _ANEW_TITLE.fill(tag=printable(tag)),
        _ANEW,
        new_tasks(here),
        Step(change=_without_binding(here)),
        needs_new_tasks=True,
        references=_BINDING,
    )


def _without_binding(here: Standpoint) -> Change:
    """Return the change after which the task waits to be started, bound to no digest yet."""
    task = here.facts.task
    containers = tuple(each.model_copy(update={"image_digest": None, "reason": None}) for each in task.containers)
    said_nothing = {"last_status": "PENDING", "stop_code": None, "stopped_reason": None, "stopped_at": None}
    return updating("tasks", task, containers=containers, **said_nothing)


def _kept(image: PulledImage) -> Remedy:
    shown = aws(
        "ecr",
        "get-lifecycle-policy",
        image.name.region or "",
        registry_id=image.name.account,
        repository_name=image.name.repository,
    )
    return remedy(
        "keep-deployed-images",
        _KEEP_TITLE.fill(repository=printable(image.name.repository)),
        _KEEP,
        Step(commands=(shown,), change=None),
        references=_BINDING,
    )


def _other_tag(here: Standpoint, image: PulledImage) -> Remedy:
    listed = aws(
        "ecr",
        "describe-images",
        image.name.region or "",
        registry_id=image.name.account,
        repository_name=image.name.repository,
        query="sort_by(imageDetails, &imagePushedAt)[-10:].[imagePushedAt, imageTags[0], imageDigest]",
    )
    container = image.container.name
    revision = Revision(_TAG_EDIT.fill(container=printable(container)))
    return remedy(
        "name-another-tag",
        _TAG_TITLE.fill(repository=printable(image.name.repository)),
        _TAG,
        Step(commands=(listed,)),
        new_revision(here, revision),
        needs_new_tasks=True,
        references=REFERENCES,
    )
