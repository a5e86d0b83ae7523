"""The first pull of an image behind a cache rule: a way to the internet for the task, or one pull from elsewhere.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-working-pulling.html
"""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.need import Need, NeedWalk
from fargate_doctor.facts.pull_through import images_of_rules, ways_to_upstream
from fargate_doctor.model.registry import ImageDetail
from fargate_doctor.remedies.by_nat import existing_nat_gateway, new_nat_gateway
from fargate_doctor.remedies.by_public_address import public_address
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.ways import BrokenWay
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.image_names import ImageName
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.snapshot import Snapshot

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/pull-through-cache-working-pulling.html",
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",
)
_MODEL_DIGEST: Final = f"sha256:{'0' * 64}"

_PULL_TITLE: Final = Text(
    en="Pull {image} once from a machine that reaches the internet",
    es="Descargar {image} una vez desde una máquina con acceso a Internet",
)
_PULL: Final = Text(
    en="ECR then holds the image, and the task pulls it through the endpoints. The puller needs "
    "ecr:BatchImportUpstreamImage, and ecr:CreateRepository for the first image of a repository. An image that is "
    "fetched anew under the same tag, and each new tag, takes such a pull again.",
    es="ECR guarda entonces la imagen y la tarea la descarga por los puntos de conexión. Quien la descarga necesita "
    "ecr:BatchImportUpstreamImage y, para la primera imagen de un repositorio, ecr:CreateRepository. Cada etiqueta "
    "nueva, o la misma etiqueta renovada, requiere otra descarga así.",
)


def fill_the_cache(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return one pull from elsewhere, then the ways to the internet by which the task makes the first pull itself."""
    way = BrokenWay(facts, replace(raised, blocks=_to_upstream(facts, raised)))
    by_itself = (each for choice in (existing_nat_gateway, public_address, new_nat_gateway) for each in choice(way))
    return (*_pulled_once(facts, raised), *by_itself)


def _to_upstream(facts: TaskFacts, raised: Raised) -> tuple[NeedWalk, ...]:
    """Return the ways that are missing: those to the registry behind the rule, not those to ECR."""
    blamed = {each.id for each in raised.resources}
    rules = [each for each in facts.snapshot.pull_through_cache_rules if each.identifier in blamed]
    return tuple(
        NeedWalk(Need("registry", walk.flow.host or ""), walk.flow.ip_version, walk)
        for rule in rules
        for walk in ways_to_upstream(facts, rule)
    )


def _pulled_once(facts: TaskFacts, raised: Raised) -> Iterator[Remedy]:
    here = Standpoint(facts)
    blamed = {each.id for each in raised.resources}
    for image in images_of_rules(facts.snapshot, facts.definition.require().value):
        if image.name.repository in blamed:
            yield remedy(
                "pull-once-from-elsewhere",
                _PULL_TITLE.fill(image=printable(image.name.written)),
                _PULL,
                _pull(here, image.name),
                references=_REFERENCES,
            )


def _pull(here: Standpoint, image: ImageName) -> Step:
    login = aws("ecr", "get-login-password", here.region)
    return Step(
        commands=(
            f"{login} | {shlex.join(['docker', 'login', '--username', 'AWS', '--password-stdin', image.host])}",
            shlex.join(["docker", "pull", printable(image.written)]),
        ),
        undo=(
            aws(
                "ecr",
                "batch-delete-image",
                here.region,
                repository_name=image.repository,
                image_ids=[{"imageDigest": image.digest} if image.digest else {"imageTag": image.reference}],
            ),
        ),
        change=lambda snapshot: _with_image(snapshot, image),
    )


def _with_image(snapshot: Snapshot, image: ImageName) -> Snapshot:
    stored = ImageDetail(
        repository_name=image.repository,
        registry_id=image.account or "",
        image_digest=image.digest or _MODEL_DIGEST,
        image_tags=() if image.digest else (image.reference,),
    )
    return snapshot.with_resource("images", stored)
