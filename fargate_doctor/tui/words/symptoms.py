"""What is wrong with a task in a few words: the causes of contract §5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.symptom import Symptom

CAUSES: Final[dict[str, Text]] = {
    "network_timeout": Text(en="no answer from the network", es="la red no responde"),
    "dns_failure": Text(en="a name does not resolve", es="un nombre no se resuelve"),
    "connection_refused": Text(en="connection refused", es="conexión rechazada"),
    "tls_error": Text(en="certificate not accepted", es="certificado no aceptado"),
    "access_denied": Text(en="access denied", es="acceso denegado"),
    "not_found": Text(en="not found", es="no existe"),
    "rate_limited": Text(en="too many requests", es="demasiadas solicitudes"),
    "architecture_mismatch": Text(en="image for another architecture", es="imagen para otra arquitectura"),
    "disk_full": Text(en="disk full", es="disco lleno"),
    "invalid_reference": Text(en="image name not valid", es="nombre de imagen no válido"),
    "kms_denied": Text(en="key may not be used", es="no se permite usar la clave"),
    "endpoint_policy_denied": Text(en="denied by an endpoint policy", es="denegado por la política de un endpoint"),
    "role_missing_or_untrusted": Text(en="role missing or not trusted", es="rol inexistente o sin confianza"),
    "eni_limit": Text(en="no network interface left", es="sin interfaces de red libres"),
    "subnet_ip_exhausted": Text(en="subnet out of addresses", es="subred sin direcciones libres"),
    "security_group_or_subnet_missing": Text(
        en="security group or subnet is gone", es="ya no existe el grupo de seguridad o la subred"
    ),
    "efs_mount_network": Text(en="file system not reachable", es="sistema de archivos inalcanzable"),
    "efs_mount_access": Text(en="file system not allowed", es="sistema de archivos sin permiso"),
    "efs_dns": Text(en="file system name not found", es="nombre del sistema de archivos sin resolver"),
    "log_driver_config": Text(en="log driver not accepted", es="configuración de registros no aceptada"),
    "bad_command": Text(en="command cannot be started", es="no se puede iniciar el comando"),
    "oom": Text(en="out of memory", es="sin memoria"),
    "app_exit": Text(en="the application ended", es="la aplicación terminó"),
    "unhealthy_target": Text(en="load balancer found it unhealthy", es="el balanceador la considera en mal estado"),
    "unhealthy_container": Text(en="container health check failed", es="falló la comprobación del contenedor"),
    "capacity_unavailable": Text(en="no capacity", es="sin capacidad"),
    "spot_reclaim": Text(en="Spot capacity taken back", es="capacidad Spot retirada"),
    "api_throttled": Text(en="AWS slowed the requests down", es="AWS limitó las solicitudes"),
    "quota": Text(en="quota reached", es="cuota alcanzada"),
    "user_initiated": Text(en="stopped by somebody", es="alguien la detuvo"),
    "scale_in_or_deploy": Text(en="stopped by its service", es="la detuvo su servicio"),
    "task_size_config": Text(en="task size not valid", es="tamaño de tarea no válido"),
    "internal_error": Text(en="error inside ECS", es="error interno de ECS"),
    "ambiguous": Text(en="several causes fit", es="encajan varias causas"),
}

NO_WORDS: Final = Text(en="ECS says nothing", es="ECS no dice nada")


def symptom_in_words(symptom: Symptom) -> Text:
    """Return a few words for a symptom; ECS's own where nothing shorter fits."""
    if symptom.message is None:
        return NO_WORDS
    known = CAUSES.get(symptom.cause)
    return known or Text(en=symptom.message.text, es=symptom.message.text)
