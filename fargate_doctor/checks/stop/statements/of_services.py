"""What messages say that is nobody's mistake: somebody or something stopped the task, or ECS itself failed."""

from __future__ import annotations

from typing import Final

from fargate_doctor.checks.stop.statements.statement import kind, said
from fargate_doctor.facts.messages.rule import words

_STOPPED: Final = "stopped-task-errors"

BY_USER: Final = kind(
    "task.stopped-by-user", "Somebody stopped the task", "Alguien detuvo la tarea", _STOPPED, at_most="info"
)
BY_SERVICE: Final = kind(
    "task.stopped-by-service",
    "A deployment or a scale-in stopped the task",
    "Un despliegue o una reducción de escala detuvo la tarea",
    _STOPPED,
    at_most="info",
)
PLATFORM_RETIRED: Final = kind(
    "task.platform-retired",
    "The task's platform revision was retired",
    "Se retiró la revisión de plataforma de la tarea",
    "task-maintenance",
    at_most="info",
)
INTERNAL_ERROR: Final = kind(
    "task.internal-error",
    "ECS failed inside; a new attempt usually works",
    "ECS falló internamente; un nuevo intento suele funcionar",
    "internal-error",
    at_most="info",
    yields_to=("capacity.zone-unsupported",),
)

STATEMENTS: Final = (
    said(BY_USER, "user_initiated", of=("user_stop",)),
    said(BY_SERVICE, "scale_in_or_deploy", of=("deployment",)),
    said(PLATFORM_RETIRED, "scale_in_or_deploy", of=("platform",)),
    said(
        PLATFORM_RETIRED,
        "other",
        of=("platform",),
        words=words("retire", "performing maintenance", "underlying infrastructure"),
    ),
    said(
        INTERNAL_ERROR,
        "internal_error",
        of=("platform", "eni_provisioning", "container_start", "volume_mount", "placement"),
    ),
    said(INTERNAL_ERROR, "ambiguous", of=("platform",), words=words("ephemeralstorage", "ephemeral storage")),
)
