"""What the images of a task must be fetched from.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.image_names import ImageName, parse_image_name
from fargate_doctor.facts.paths.flow import Permission
from fargate_doctor.facts.service_names import host_of, layer_bucket, layers_host, partition_of, service_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.needing import Needing
    from fargate_doctor.model.evidence import Evidence

_DOCKER_HUB_HOSTS: Final = ("registry-1.docker.io", "auth.docker.io")


def pull_needs(needing: Needing) -> Iterator[Need]:
    """Return the registries of all images; a malformed name leads nowhere and needs nothing."""
    for index, container in enumerate(needing.definition.container_definitions):
        image = parse_image_name(container.image)
        if isinstance(image, ImageName):
            yield from needs_of_image(needing, image, needing.definition.cite(f"containerDefinitions[{index}].image"))


def needs_of_image(needing: Needing, image: ImageName, named: Evidence) -> Iterator[Need]:
    """Return the registry of one image, and for ECR what else a pull from there takes."""
    if image.kind == "ecr":
        yield from _of_private_ecr(needing, image, named)
    elif image.kind == "docker-hub":
        for host in _DOCKER_HUB_HOSTS:
            yield needing.need("registry", host, named)
    else:
        yield needing.need("registry", image.host, named, port=image.port)


def _of_private_ecr(needing: Needing, image: ImageName, named: Evidence) -> Iterator[Need]:
    region, dual = image.region or needing.region, image.is_dual_stack
    partition = partition_of(region)
    registry = service_of(image.host)
    repository = f"arn:{partition}:ecr:{region}:{image.account}:repository/{image.repository}"
    layers = f"arn:{partition}:s3:::{layer_bucket(region)}/*"
    yield needing.need(
        "ecr-api",
        host_of("ecr.api", region, partition, dual_stack=dual),
        named,
        service="ecr.api",
        permissions=(Permission("ecr:GetAuthorizationToken", "*"),),
        dual=dual,
    )
    yield needing.need(
        "ecr-registry",
        image.host,
        named,
        port=image.port,
        service=registry.endpoint_name if registry else "ecr.dkr",
        permissions=(
            Permission("ecr:BatchGetImage", repository),
            Permission("ecr:GetDownloadUrlForLayer", repository),
        ),
        dual=dual,
    )
    yield needing.need(
        "image-layers",
        layers_host(region, partition, dual_stack=dual),
        named,
        service="s3",
        permissions=(Permission("s3:GetObject", layers),),
        dual=dual,
    )
