"""What is read of log groups."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "logs:DescribeLogGroups",
        "Tells whether the log group of a container exists.",
        "Indica si existe el grupo de registros de un contenedor.",
    ),
)
