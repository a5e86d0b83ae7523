"""What a task reaches for, and in which phase, as people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.hop import HopKind
    from fargate_doctor.facts.phases import Purpose

PURPOSES: Final[dict[Purpose, Text]] = {
    "ecr-api": Text(en="ECR API", es="API de ECR"),
    "ecr-registry": Text(en="ECR registry", es="registro de ECR"),
    "image-layers": Text(en="image layers", es="capas de imagen"),
    "registry": Text(en="image registry", es="registro de imágenes"),
    "logs": Text(en="logs", es="registros"),
    "secrets": Text(en="secrets", es="secretos"),
    "ssm": Text(en="parameters", es="parámetros"),
    "kms": Text(en="keys (KMS)", es="claves (KMS)"),
    "efs": Text(en="EFS", es="EFS"),
    "s3": Text(en="S3", es="S3"),
    "custom": Text(en="own destination", es="destino propio"),
}

HOPS: Final[dict[HopKind, Text]] = {
    "sender": Text(en="task", es="tarea"),
    "dns": Text(en="name resolution", es="resolución del nombre"),
    "security-group": Text(en="security group", es="grupo de seguridad"),
    "network-acl": Text(en="network ACL", es="ACL de red"),
    "route-table": Text(en="route table", es="tabla de rutas"),
    "internet-gateway": Text(en="internet gateway", es="puerta de enlace de Internet"),
    "egress-only-internet-gateway": Text(
        en="egress-only internet gateway", es="puerta de enlace de Internet de solo salida"
    ),
    "nat-gateway": Text(en="NAT gateway", es="puerta de enlace NAT"),
    "vpc-endpoint": Text(en="VPC endpoint", es="endpoint de VPC"),
    "endpoint-policy": Text(en="endpoint policy", es="política del endpoint"),
    "transit-gateway": verbatim("transit gateway"),
    "peering": Text(en="VPC peering", es="interconexión de VPC"),
    "appliance": Text(en="appliance", es="dispositivo de red"),
    "block-public-access": Text(en="VPC Block Public Access", es="bloqueo de acceso público de VPC"),
    "destination": Text(en="destination", es="destino"),
}
