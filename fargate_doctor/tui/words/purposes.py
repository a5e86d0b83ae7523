"""What a task reaches for, as people call it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
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
    "efs": verbatim("EFS"),
    "s3": verbatim("S3"),
    "custom": Text(en="own destination", es="destino propio"),
}
