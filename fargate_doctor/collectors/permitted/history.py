"""What looks into the past: without it only the questions about changes stay open."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "cloudtrail:LookupEvents",
        "Finds changes made after the task began: DHCP options, IPv6, and the call that started it.",
        "Encuentra los cambios posteriores al inicio de la tarea: DHCP, IPv6 y la llamada que la inició.",
        optional=True,
    ),
    read(
        "logs:FilterLogEvents",
        "Reads from an existing flow log what was refused at the interface of a task that failed.",
        "Lee, de un registro de flujo que ya exista, lo que se rechazó en la interfaz de una tarea fallida.",
        optional=True,
    ),
)
