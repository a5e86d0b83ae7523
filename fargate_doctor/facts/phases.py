"""The life of a task in order, and what it reaches for in each phase.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html
"""

from __future__ import annotations

from typing import Final, Literal, get_args

Phase = Literal["eni", "secrets", "volumes", "image", "logs", "start", "health"]
"""`secrets` is everything before the image: registry login, secrets, parameters, environment files."""

PHASES: Final[tuple[Phase, ...]] = get_args(Phase)

Purpose = Literal[
    "ecr-api",
    "ecr-registry",
    "image-layers",
    "registry",
    "logs",
    "secrets",
    "ssm",
    "kms",
    "efs",
    "s3",
    "custom",
]

Role = Literal["execution", "task", "none"]
Carrier = Literal["task-eni", "fargate-eni"]

PHASE_OF: Final[dict[Purpose, Phase]] = {
    "ecr-api": "secrets",
    "secrets": "secrets",
    "ssm": "secrets",
    "kms": "secrets",
    "s3": "secrets",
    "efs": "volumes",
    "ecr-registry": "image",
    "image-layers": "image",
    "registry": "image",
    "logs": "logs",
    "custom": "start",
}
