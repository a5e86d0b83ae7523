"""What is read of image registries."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "ecr:DescribePullThroughCacheRules",
        "Tells whether ECR fetches an image from another registry.",
        "Indica si ECR obtiene una imagen de otro registro.",
    ),
    read(
        "ecr:DescribeImages",
        "Tells whether ECR holds the image, and how large it is.",
        "Indica si ECR tiene la imagen y cuánto ocupa.",
    ),
    read(
        "ecr:BatchGetImage",
        "Shows the platforms of an image that is made for several; asked for no other image.",
        "Muestra las plataformas de una imagen creada para varias; no se consulta para ninguna otra imagen.",
    ),
    read(
        "ecr:GetRepositoryPolicy",
        "Shows whether the repository admits the task's role.",
        "Muestra si el repositorio admite el rol de la tarea.",
    ),
)
