"""What containers themselves wrote: read only where the user asks for it."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "logs:GetLogEvents",
        "With --logs alone: reads the last lines of the containers that failed.",
        "Solo con --logs: lee las últimas líneas de los contenedores que fallaron.",
        optional=True,
        on_request=True,
    ),
)
