"""What a message of ECS means, in a sentence: what failed (family) and why (cause), by the names of contract §5."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.symptom import Message

FAMILIES: Final[dict[str, Text]] = {
    "image_pull": Text(en="The image could not be pulled", es="No se pudo descargar la imagen"),
    "secrets_fetch": Text(en="A secret could not be fetched", es="No se pudo obtener un secreto"),
    "registry_auth": Text(en="The login to the registry failed", es="Falló el inicio de sesión en el registro"),
    "logging_init": Text(en="The log driver could not start", es="No se pudo iniciar el controlador de registros"),
    "volume_mount": Text(en="A volume could not be mounted", es="No se pudo montar un volumen"),
    "eni_provisioning": Text(en="The task got no network interface", es="La tarea no obtuvo su interfaz de red"),
    "container_start": Text(en="A container could not start", es="No se pudo iniciar un contenedor"),
    "essential_exit": Text(en="An essential container ended", es="Terminó un contenedor esencial"),
    "out_of_memory": Text(en="A container ran out of memory", es="Un contenedor se quedó sin memoria"),
    "container_health": Text(
        en="A container failed its health check", es="Un contenedor no superó su comprobación de estado"
    ),
    "elb_health": Text(
        en="The load balancer found the task unhealthy",
        es="El balanceador de carga consideró la tarea en mal estado",
    ),
    "elb_config": Text(
        en="The task could not be registered with its load balancer",
        es="No se pudo registrar la tarea en su balanceador de carga",
    ),
    "capacity": Text(en="Fargate could not place the task", es="Fargate no pudo ubicar la tarea"),
    "spot_interruption": Text(en="The task was interrupted", es="La tarea fue interrumpida"),
    "placement": Text(en="The task could not be placed", es="No se pudo ubicar la tarea"),
    "iam_role": Text(en="A role could not be used", es="No se pudo usar un rol"),
    "user_stop": Text(en="The task was stopped on request", es="La tarea se detuvo porque así se solicitó"),
    "deployment": Text(en="Its service reports this", es="Lo comunica su servicio"),
    "platform": Text(en="The platform reports this", es="Lo comunica la plataforma"),
    "other": Text(en="ECS reports this", es="Lo comunica ECS"),
}

CAUSES: Final[dict[str, Text]] = {
    "network_timeout": Text(en="no answer came over the network", es="no llegó respuesta por la red"),
    "dns_failure": Text(en="a name did not resolve", es="no se resolvió un nombre"),
    "connection_refused": Text(en="the connection was refused", es="se rechazó la conexión"),
    "tls_error": Text(en="the certificate was not accepted", es="no se aceptó el certificado"),
    "access_denied": Text(en="access was denied", es="se denegó el acceso"),
    "not_found": Text(en="what was asked for does not exist", es="no existe lo que se pidió"),
    "rate_limited": Text(en="the registry limits the requests", es="el registro limita las solicitudes"),
    "architecture_mismatch": Text(en="the image is for another architecture", es="la imagen es para otra arquitectura"),
    "disk_full": Text(en="the disk is full", es="el disco está lleno"),
    "invalid_reference": Text(en="the image name is not valid", es="el nombre de la imagen no es válido"),
    "kms_denied": Text(en="the key may not be used", es="no se permite usar la clave"),
    "endpoint_policy_denied": Text(
        en="the policy of a VPC endpoint denies it", es="lo deniega la política de un punto de conexión de VPC"
    ),
    "role_missing_or_untrusted": Text(
        en="the role is missing or does not trust ECS", es="el rol no existe o no confía en ECS"
    ),
    "eni_limit": Text(en="the quota of network interfaces is used up", es="se agotó la cuota de interfaces de red"),
    "subnet_ip_exhausted": Text(en="the subnet has no free address", es="la subred no tiene direcciones libres"),
    "security_group_or_subnet_missing": Text(
        en="a security group or subnet does not exist", es="no existe un grupo de seguridad o una subred"
    ),
    "efs_mount_network": Text(en="the file system was not reached", es="no se alcanzó el sistema de archivos"),
    "efs_mount_access": Text(en="the file system denied access", es="el sistema de archivos denegó el acceso"),
    "efs_dns": Text(
        en="the name of the file system did not resolve", es="no se resolvió el nombre del sistema de archivos"
    ),
    "log_driver_config": Text(
        en="the configuration of the log driver was refused",
        es="se rechazó la configuración del controlador de registros",
    ),
    "bad_command": Text(en="its command cannot be run", es="su comando no se puede ejecutar"),
    "oom": Text(en="it used more memory than it may", es="usó más memoria de la permitida"),
    "app_exit": Text(en="the application ended by itself", es="la aplicación terminó por sí misma"),
    "unhealthy_target": Text(en="its health check fails", es="su comprobación de estado falla"),
    "unhealthy_container": Text(en="its health check fails", es="su comprobación de estado falla"),
    "capacity_unavailable": Text(en="there was no capacity", es="no había capacidad"),
    "spot_reclaim": Text(en="Spot capacity was taken back", es="se retiró la capacidad Spot"),
    "api_throttled": Text(en="AWS limited the requests", es="AWS limitó las solicitudes"),
    "quota": Text(en="a quota is used up", es="se agotó una cuota"),
    "user_initiated": Text(en="somebody stopped it", es="alguien la detuvo"),
    "scale_in_or_deploy": Text(
        en="its service scaled in or deployed anew", es="su servicio redujo tareas o desplegó de nuevo"
    ),
    "task_size_config": Text(
        en="the CPU and memory of the task do not fit", es="la CPU y la memoria de la tarea no son compatibles"
    ),
    "internal_error": Text(en="ECS failed inside", es="hubo un fallo interno de ECS"),
    "other": Text(en="no further cause is stated", es="no se indica otra causa"),
}

_SENTENCE = Text(en="{family}: {cause}.", es="{family}: {cause}.")
_AMBIGUOUS = Text(en="{family}. The message does not say why.", es="{family}. El mensaje no dice por qué.")
_COULD_BE = Text(
    en="{family}. The message does not say why; most likely: {causes}.",
    es="{family}. El mensaje no dice por qué; lo más probable: {causes}.",
)


def summary_of(message: Message) -> Text:
    """Return one sentence that says what a message means."""
    family = FAMILIES[message.family]
    if message.cause != "ambiguous":
        return _SENTENCE.fill(family=family, cause=CAUSES[message.cause])
    possible = [CAUSES[each] for each in message.alternatives if each in CAUSES]
    if not possible:
        return _AMBIGUOUS.fill(family=family)
    causes = Text(en="; ".join(each.en for each in possible), es="; ".join(each.es for each in possible))
    return _COULD_BE.fill(family=family, causes=causes)
