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
        "Tells whether ECR holds such an image already.",
        "Indica si ECR ya tiene esa imagen.",
    ),
)
