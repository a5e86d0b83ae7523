"""What is read of load balancers."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "elbv2:DescribeTargetGroups",
        "Reads the target groups of the service: type, port, IPv6, health check.",
        "Lee los grupos de destino del servicio: tipo, puerto, IPv6, comprobación de estado.",
    ),
    read(
        "elbv2:DescribeTargetHealth",
        "Reads what the load balancer thinks of the service's tasks, and why.",
        "Lee qué estado atribuye el balanceador de carga a las tareas del servicio, y por qué.",
    ),
    read(
        "elbv2:DescribeLoadBalancers",
        "Reads the zones and security groups of the load balancers that send to the service.",
        "Lee las zonas y los grupos de seguridad de los balanceadores de carga que envían al servicio.",
    ),
)
