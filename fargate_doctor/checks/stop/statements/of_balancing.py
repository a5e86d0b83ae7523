"""What messages say of load balancers."""

from __future__ import annotations

from typing import Final

from fargate_doctor.checks.stop.statements.statement import kind, said
from fargate_doctor.facts.messages.rule import words

_PAGE: Final = "troubleshoot-service-load-balancers"
_BALANCING: Final = "service-load-balancing"
_ANY: Final = ("not_found", "other", "security_group_or_subnet_missing", "access_denied")

TARGET_UNHEALTHY: Final = kind(
    "lb.target-unhealthy",
    "The load balancer's health checks of the task failed",
    "Fallaron las comprobaciones de estado que el balanceador hace de la tarea",
    _PAGE,
    yields_to=(
        "lb.classic-not-supported",
        "lb.target-type",
        "lb.port-mismatch",
        "lb.zone-not-enabled",
        "lb.sg-blocked",
    ),
)
TARGET_TYPE: Final = kind(
    "lb.target-type",
    "The target group takes no IP addresses, which alone a Fargate task can be registered by",
    "El grupo de destino no admite direcciones IP, que es lo único con lo que se registra una tarea de Fargate",
    _BALANCING,
)
CLASSIC: Final = kind(
    "lb.classic-not-supported",
    "Fargate tasks cannot stand behind a Classic Load Balancer",
    "Las tareas de Fargate no admiten un Classic Load Balancer",
    _BALANCING,
)
PORT: Final = kind(
    "lb.port-mismatch",
    "The load balancer is told of a container or port that the task definition does not have",
    "El balanceador recibe un contenedor o puerto que la definición de tarea no tiene",
    _PAGE,
)
ZONE: Final = kind(
    "lb.zone-not-enabled",
    "The load balancer is not enabled in the task's zone",
    "El balanceador no está habilitado en la zona de la tarea",
    _PAGE,
)
TARGET_GROUP_MISSING: Final = kind(
    "lb.target-group-missing",
    "A target group or load balancer of the service does not exist, or they do not belong together",
    "Un grupo de destino o balanceador del servicio no existe, o no están asociados entre sí",
    _PAGE,
)

STATEMENTS: Final = (
    said(
        ZONE,
        *_ANY,
        "unhealthy_target",
        of=("elb_config", "elb_health"),
        words=words("availability zone", second=("not enabled", "isn't enabled")),
    ),
    said(TARGET_UNHEALTHY, "unhealthy_target", of=("elb_health",)),
    said(CLASSIC, *_ANY, of=("elb_config",), words=words("classic")),
    said(TARGET_TYPE, *_ANY, of=("elb_config",), words=words("target type")),
    said(PORT, *_ANY, of=("elb_config",), words=words("container port", "containerport", "container name")),
    said(
        TARGET_GROUP_MISSING,
        "not_found",
        of=("elb_config",),
        words=words("target group", "targetgroup", "load balancer", "loadbalancer"),
    ),
    said(
        TARGET_GROUP_MISSING,
        "other",
        of=("elb_config",),
        words=words("associated load balancer", "not associated with"),
    ),
)
