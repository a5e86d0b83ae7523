"""What is read of environment files in S3: that they are there, never what is in them."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "s3:GetBucketLocation",
        "Tells in which Region the bucket of an environment file is.",
        "Indica en qué región está el bucket de un archivo de entorno.",
    ),
    read(
        "s3:ListObjectsV2",
        "Tells whether an environment file is in its bucket; never its contents.",
        "Indica si un archivo de entorno está en su bucket; nunca su contenido.",
    ),
)
