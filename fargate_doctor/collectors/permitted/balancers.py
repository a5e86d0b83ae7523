"""What is read of load balancers."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "elbv2:DescribeTargetGroups",
        "Reads the target groups of the service: type, port, IPv6.",
        "Lee los grupos de destino del servicio: tipo, puerto, IPv6.",
    ),
)
