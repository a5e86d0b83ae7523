"""Names for tasks without IPv4: the dual-stack names of ECR, and NAT64 for names that answer over IPv4 alone.

https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.image_names import ImageName, parse_image_name
from fargate_doctor.facts.service_names import host_of
from fargate_doctor.remedies.ipv6_blocks import dns64
from fargate_doctor.remedies.revisions import new_revision
from fargate_doctor.remedies.routes import Target, lead
from fargate_doctor.remedies.step import remedy
from fargate_doctor.remedies.tables import working_nat_gateways
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.model.task_definition import TaskDefinition
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Step

_NAT64: Final = "64:ff9b::/96"

_IMAGES_TITLE: Final = Text(
    en="Use the dual-stack names of ECR in the task definition",
    es="Usar los nombres de doble pila de ECR en la definición de tarea",
)
_IMAGES: Final = Text(
    en="Between the first two commands, edit the file: {names}. Take out what registering does not accept: "
    "taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt and registeredBy.",
    es="Entre los dos primeros comandos, edite el archivo: {names}. Quite lo que el registro no acepta: "
    "taskDefinitionArn, revision, status, requiresAttributes, compatibilities, registeredAt y registeredBy.",
)
_BECOMES: Final = Text(en="{old} becomes {new}", es="{old} pasa a ser {new}")
_NAT64_TITLE: Final = Text(
    en="Reach IPv4-only names through NAT64 and NAT gateway {nat}",
    es="Alcanzar los nombres que solo tienen IPv4 mediante NAT64 y la puerta de enlace NAT {nat}",
)
_NAT64_DETAIL: Final = Text(
    en="DNS64 gives names without an IPv6 address one below 64:ff9b::/96, and the NAT gateway translates it. AWS bills "
    "what passes through the NAT gateway per GB.",
    es="DNS64 da a los nombres sin dirección IPv6 una dentro de 64:ff9b::/96, y la puerta de enlace NAT la traduce. "
    "AWS cobra por GB lo que pasa por la puerta de enlace NAT.",
)
_ECR_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECR/latest/userguide/ecr-requests.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
)
_NAT64_REFERENCES: Final = ("https://docs.aws.amazon.com/vpc/latest/userguide/nat-gateway-nat64-dns64.html",)


def dual_stack_images(standpoint: Standpoint, raised: Raised) -> Iterator[Remedy]:
    """Offer the dual-stack names of the private ECR images whose names answer over IPv4 alone."""
    definition = standpoint.snapshot.task_definitions.by_id.get(standpoint.facts.task.task_definition_arn)
    hosts = {each.need.host for each in raised.blocks}
    named = (
        [(each.image, _dual_stack(each.image, hosts)) for each in definition.container_definitions]
        if definition
        else []
    )
    renamed = {old: new for old, new in named if new is not None}
    if definition is None or not renamed:
        return
    words = [_BECOMES.fill(old=printable(old), new=printable(new)) for old, new in renamed.items()]
    listed = Text(en=enumeration([each.en for each in words]).en, es=enumeration([each.es for each in words]).es)
    yield remedy(
        "use-dual-stack-image-names",
        _IMAGES_TITLE,
        _IMAGES.fill(names=listed),
        _registered(standpoint, definition, renamed),
        needs_new_tasks=True,
        references=_ECR_REFERENCES,
    )


def through_nat64(standpoint: Standpoint) -> Iterator[Remedy]:
    """Offer NAT64 where the VPC has a NAT gateway that works."""
    working = working_nat_gateways(standpoint.snapshot, standpoint.vpc_id, standpoint.zone)
    if not working:
        return
    nat = working[0].nat_gateway_id
    target = Target.existing("nat_gateway_id", nat)
    yield remedy(
        "reach-ipv4-by-nat64",
        _NAT64_TITLE.fill(nat=printable(nat)),
        _NAT64_DETAIL,
        dns64(standpoint),
        lead(standpoint, standpoint.table, _NAT64, target, standpoint.subnet_id),
        references=_NAT64_REFERENCES,
    )


def _dual_stack(written: str, hosts: set[str]) -> str | None:
    image = parse_image_name(written)
    if not isinstance(image, ImageName) or image.kind != "ecr" or image.is_dual_stack or image.region is None:
        return None
    if hosts and not any(image.region in each for each in hosts):
        return None
    host = host_of("ecr.dkr", image.region, image.partition, dual_stack=True, account=image.account)
    return written.replace(image.host, host, 1)


def _registered(standpoint: Standpoint, definition: TaskDefinition, renamed: dict[str, str]) -> Step:
    containers = tuple(
        each.model_copy(update={"image": renamed.get(each.image, each.image)})
        for each in definition.container_definitions
    )
    return new_revision(standpoint, definition, container_definitions=containers)
