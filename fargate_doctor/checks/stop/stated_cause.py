"""Does the message itself say what was wrong?

Why it matters: most stopped tasks are not the network's fault. Where ECS or a registry states a cause in words, that is
evidence, whether or not any configuration can be read.
How we know: the family and the cause of the classified message.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import FindingKind, Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.diagnosis.levels import Level
    from fargate_doctor.facts.symptom import Message
    from fargate_doctor.facts.task_facts import TaskFacts

_GUIDE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_STOPPED: Final = f"{_GUIDE}stopped-task-errors.html"
_PULL: Final = f"{_GUIDE}task_cannot_pull_image.html"
_START: Final = f"{_GUIDE}resource-initialization-error.html"
_ROLE: Final = f"{_GUIDE}task_execution_IAM_role.html"

_CONFIGURATION_SAYS_MORE: Final = (
    "iam.execution-role-missing",
    "iam.execution-role-denied",
    "image.repository-policy-denied",
    "image.repository-missing",
    "endpoint.policy-denied",
)
"""Contract §3: where a registry refuses, the cause that configuration shows is the root."""


def _kind(  # noqa: PLR0913 - one row of the table below
    identifier: str, en: str, es: str, docs: str, *, at_most: Level = "root_cause", yields_to: tuple[str, ...] = ()
) -> FindingKind:
    return FindingKind(identifier, Text(en, es), at_most, 70, (docs,), yields_to=yields_to)


_IMAGE_MISSING = _kind("image.not-found", "The registry has no such image", "El registro no tiene esa imagen", _PULL)
_IMAGE_DENIED = _kind(
    "image.access-denied",
    "The registry refuses to hand out the image",
    "El registro se niega a entregar la imagen",
    _PULL,
    yields_to=_CONFIGURATION_SAYS_MORE,
)
_ROLE_DENIED = _kind(
    "iam.execution-role-denied",
    "The task's execution role lacks a permission",
    "Al rol de ejecución de la tarea le falta un permiso",
    _ROLE,
)
_ROLE_TRUST = _kind(
    "iam.execution-role-trust",
    "ECS cannot assume the task's role",
    "ECS no puede asumir el rol de la tarea",
    _ROLE,
)
_TLS = _kind(
    "registry.tls",
    "The far end was reached, but its certificate or protocol was refused",
    "Se llegó al otro extremo, pero su certificado o protocolo fue rechazado",
    _PULL,
)
_REFUSED = _kind(
    "registry.refused",
    "The far end was reached, but refused the connection",
    "Se llegó al otro extremo, pero rechazó la conexión",
    _PULL,
)
_APP_EXIT = _kind(
    "container.app-exit",
    "A container ended by itself or was killed; the network is not to blame",
    "Un contenedor terminó por sí mismo o fue interrumpido; la red no tiene la culpa",
    f"{_GUIDE}stopped-task-error-codes.html",
)
_ARCHITECTURE = _kind(
    "image.architecture-mismatch",
    "The image is built for another processor or operating system",
    "La imagen está construida para otro procesador o sistema operativo",
    _PULL,
)

_BY_FAMILY: Final[dict[tuple[str, str], FindingKind]] = {
    ("image_pull", "not_found"): _IMAGE_MISSING,
    ("image_pull", "access_denied"): _IMAGE_DENIED,
    ("image_pull", "tls_error"): _TLS,
    ("image_pull", "connection_refused"): _REFUSED,
    ("image_pull", "architecture_mismatch"): _ARCHITECTURE,
    ("container_start", "architecture_mismatch"): _ARCHITECTURE,
    ("image_pull", "rate_limited"): _kind(
        "image.rate-limited",
        "The registry's pull rate limit was reached",
        "Se alcanzó el límite de descargas del registro",
        _PULL,
    ),
    ("image_pull", "invalid_reference"): _kind(
        "image.invalid-reference",
        "The image reference is malformed",
        "La referencia de la imagen está mal formada",
        _PULL,
    ),
    ("image_pull", "disk_full"): _kind(
        "image.disk-full",
        "The image does not fit into the task's ephemeral storage",
        "La imagen no cabe en el almacenamiento efímero de la tarea",
        _PULL,
    ),
    ("registry_auth", "access_denied"): _ROLE_DENIED,
    ("registry_auth", "tls_error"): _TLS,
    ("registry_auth", "role_missing_or_untrusted"): _ROLE_TRUST,
    ("iam_role", "role_missing_or_untrusted"): _ROLE_TRUST,
    ("secrets_fetch", "role_missing_or_untrusted"): _ROLE_TRUST,
    ("secrets_fetch", "access_denied"): _ROLE_DENIED,
    ("secrets_fetch", "not_found"): _kind(
        "secret.not-found",
        "A secret or parameter that the task names is not there",
        "Un secreto o parámetro que nombra la tarea no existe",
        _START,
    ),
    ("secrets_fetch", "invalid_reference"): _kind(
        "secret.invalid",
        "A secret or its reference has the wrong form",
        "Un secreto o su referencia tiene una forma incorrecta",
        _START,
    ),
    ("secrets_fetch", "kms_denied"): _kind(
        "secret.kms-denied",
        "The key of a secret refuses to decrypt it for the task",
        "La clave de un secreto se niega a descifrarlo para la tarea",
        _START,
    ),
    ("logging_init", "access_denied"): _ROLE_DENIED,
    ("logging_init", "not_found"): _kind(
        "logs.group-missing",
        "The log group does not exist",
        "El grupo de registros no existe",
        _START,
    ),
    ("logging_init", "log_driver_config"): _kind(
        "logs.options-invalid",
        "The log driver refused its options",
        "El controlador de registros rechazó sus opciones",
        _START,
    ),
    ("volume_mount", "efs_mount_access"): _kind(
        "efs.access-denied",
        "The file system refused the task",
        "El sistema de archivos rechazó a la tarea",
        _START,
    ),
    ("eni_provisioning", "subnet_ip_exhausted"): _kind(
        "eni.subnet-addresses-exhausted",
        "The subnet had no free address for the task",
        "La subred no tenía ninguna dirección libre para la tarea",
        f"{_GUIDE}failed-to-start-error.html",
    ),
    ("eni_provisioning", "eni_limit"): _kind(
        "eni.limit-reached",
        "The quota of network interfaces was reached",
        "Se alcanzó la cuota de interfaces de red",
        f"{_GUIDE}failed-to-start-error.html",
    ),
    ("container_start", "bad_command"): _kind(
        "container.bad-command",
        "The container's command cannot be run",
        "El comando del contenedor no se puede ejecutar",
        f"{_GUIDE}cannot-start-container.html",
    ),
    ("essential_exit", "app_exit"): _APP_EXIT,
    ("out_of_memory", "oom"): _kind(
        "container.out-of-memory",
        "A container was killed for using too much memory",
        "Un contenedor fue interrumpido por usar demasiada memoria",
        f"{_GUIDE}out-of-memory.html",
    ),
    ("container_health", "unhealthy_container"): _kind(
        "container.unhealthy",
        "The container's health check failed",
        "Falló la comprobación de estado del contenedor",
        _STOPPED,
    ),
    ("elb_health", "unhealthy_target"): _kind(
        "lb.target-unhealthy",
        "The load balancer's health checks of the task failed",
        "Fallaron las comprobaciones de estado que el balanceador hace de la tarea",
        f"{_GUIDE}troubleshoot-service-load-balancers.html",
    ),
    ("capacity", "capacity_unavailable"): _kind(
        "capacity.unavailable",
        "Fargate had no capacity at that time in that zone",
        "Fargate no tenía capacidad en ese momento en esa zona",
        f"{_GUIDE}service-event-messages-list.html",
    ),
    ("capacity", "quota"): _kind(
        "capacity.quota",
        "A Fargate quota of the account was reached",
        "Se alcanzó una cuota de Fargate de la cuenta",
        f"{_GUIDE}service-event-messages-list.html",
    ),
    ("spot_interruption", "spot_reclaim"): _kind(
        "capacity.spot-interrupted",
        "Fargate Spot took the capacity back",
        "Fargate Spot recuperó la capacidad",
        f"{_GUIDE}spot-interruption-errors.html",
    ),
    ("user_stop", "user_initiated"): _kind(
        "task.stopped-by-user",
        "Somebody stopped the task",
        "Alguien detuvo la tarea",
        _STOPPED,
        at_most="info",
    ),
    ("deployment", "scale_in_or_deploy"): _kind(
        "task.stopped-by-service",
        "A deployment or a scale-in stopped the task",
        "Un despliegue o una reducción de escala detuvo la tarea",
        _STOPPED,
        at_most="info",
    ),
    ("platform", "scale_in_or_deploy"): _kind(
        "task.platform-retired",
        "The task's platform revision was retired",
        "Se retiró la revisión de plataforma de la tarea",
        f"{_GUIDE}task-maintenance.html",
        at_most="info",
    ),
    ("platform", "internal_error"): _kind(
        "task.internal-error",
        "ECS failed inside; a new attempt usually works",
        "ECS falló internamente; un nuevo intento suele funcionar",
        f"{_GUIDE}internal-error.html",
        at_most="info",
    ),
}

_SAID = Text(
    en="The message states it: “{words}”. That is no failure of the task's network.",
    es="El mensaje lo dice: «{words}». No es un fallo de la red de la tarea.",
)


@check(
    id="stop.stated-cause",
    under="stop",
    order=20,
    label=Text(en="Cause left open", es="Causa sin determinar"),
    question=Text(
        en="Does the message leave the cause open, so that the way must be looked at?",
        es="¿Deja el mensaje la causa abierta, de modo que hay que examinar el camino?",
    ),
    otherwise=Text(
        en="A cause that ECS or the registry states in words ends the search in the network.",
        es="Una causa que ECS o el registro dicen con palabras termina la búsqueda en la red.",
    ),
    reads=("ecs:DescribeTasks",),
    docs=(_STOPPED,),
    findings=tuple({kind.id: kind for kind in _BY_FAMILY.values()}.values()),
)
def stated_cause(facts: TaskFacts) -> Answer:
    """Answer from the classified message."""
    message = facts.symptom.message
    if message is None:
        return does_not_apply(Text(en="There is no message.", es="No hay ningún mensaje."))
    kind = _stated(message)
    if kind is None:
        return passes(
            Text(
                en="The message names no cause by itself, or one on the way.",
                es="El mensaje no nombra por sí mismo ninguna causa, o nombra una del camino.",
            ),
            *facts.symptom.evidence,
        )
    said = _SAID.fill(words=verbatim(message.text))
    resource = message.extracted.resource or message.extracted.host or facts.task.task_id
    raised = Raised(
        kind,
        said,
        "stated",
        resources=(ResourceName("stated", resource),),
        evidence=facts.symptom.evidence,
        supports=message.confidence,
    )
    return fails(said, raised)


def _stated(message: Message) -> FindingKind | None:
    """Return what the message states; Docker Hub's one sentence for absence and refusal counts as a refusal."""
    kind = _BY_FAMILY.get((message.family, message.cause))
    if kind is None and message.family == "essential_exit" and message.extracted.exit_code:
        return _APP_EXIT
    both = {"access_denied", "not_found"}
    if kind is None and message.family == "image_pull" and both <= set(message.alternatives):
        return _IMAGE_DENIED
    return kind
