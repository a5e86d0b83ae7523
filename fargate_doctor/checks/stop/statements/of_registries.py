"""What messages say of images and their registries."""

from __future__ import annotations

from typing import Final

from fargate_doctor.checks.stop.statements.statement import kind, said
from fargate_doctor.facts.messages.rule import words
from fargate_doctor.remedies import offered

_PULL: Final = "task_cannot_pull_image"
_IMAGE: Final = ("image_pull",)
_FETCHED: Final = ("image_pull", "registry_auth", "secrets_fetch", "logging_init", "other")

_CONFIGURATION_SAYS_MORE: Final = (
    "iam.execution-role-missing",
    "iam.execution-role-denied",
    "image.repository-policy-denied",
    "image.repository-missing",
    "image.not-found",
    "endpoint.policy-denied",
)
"""Contract §3: where a registry refuses, the cause that configuration shows is the root."""

IMAGE_NOT_FOUND: Final = kind(
    "image.not-found",
    "The registry has no such image",
    "El registro no tiene esa imagen",
    _PULL,
    yields_to=("image.repository-missing", "image.pull-through-cache"),
    remedies=offered("images_stated.start_anew"),
)
IMAGE_ACCESS_DENIED: Final = kind(
    "image.access-denied",
    "The registry refuses to hand out the image",
    "El registro se niega a entregar la imagen",
    _PULL,
    yields_to=_CONFIGURATION_SAYS_MORE,
)
RATE_LIMITED: Final = kind(
    "image.rate-limited",
    "The registry's pull rate limit was reached",
    "Se alcanzó el límite de descargas del registro",
    _PULL,
)
INVALID_REFERENCE: Final = kind(
    "image.invalid-reference",
    "The image reference is malformed",
    "La referencia de la imagen está mal formada",
    _PULL,
)
DISK_FULL: Final = kind(
    "image.disk-full",
    "The image does not fit into the task's ephemeral storage",
    "La imagen no cabe en el almacenamiento efímero de la tarea",
    _PULL,
    remedies=offered("images_stated.enlarge_storage"),
)
ARCHITECTURE: Final = kind(
    "image.architecture-mismatch",
    "The image is built for another processor or operating system",
    "La imagen está construida para otro procesador o sistema operativo",
    _PULL,
    remedies=offered("images_stated.build_for_task"),
)
TLS: Final = kind(
    "registry.tls",
    "The far end was reached, but its certificate or protocol was refused",
    "Se llegó al otro extremo, pero su certificado o protocolo fue rechazado",
    _PULL,
    remedies=offered("told_alone.show_trusted_certificate"),
)
REFUSED: Final = kind(
    "registry.refused",
    "The far end was reached, but refused the connection",
    "Se llegó al otro extremo, pero rechazó la conexión",
    _PULL,
    remedies=offered("told_alone.let_something_listen"),
)
FAILED: Final = kind(
    "registry.failed",
    "The far end was reached, but failed itself; a new attempt usually works",
    "Se llegó al otro extremo, pero este falló; un nuevo intento suele funcionar",
    _PULL,
    remedies=offered("later_attempts.outlast_registry"),
)
THROTTLED: Final = kind(
    "api.throttled",
    "AWS throttled the requests that the start of the task needs; a later attempt usually works",
    "AWS limitó la frecuencia de las solicitudes que requiere el arranque de la tarea; un intento posterior suele "
    "funcionar",
    "request-throttling",
    remedies=offered("later_attempts.outlast_throttling"),
)
REPOSITORY_POLICY_DENIED: Final = kind(
    "image.repository-policy-denied",
    "The policy of the image repository refuses the execution role",
    "La política del repositorio de la imagen rechaza al rol de ejecución",
    _PULL,
    yields_to=("iam.execution-role-denied",),
)

ENDPOINT_POLICY_DENIED: Final = kind(
    "endpoint.policy-denied",
    "The policy of endpoint {resource} refuses what the task asks of {destinations}",
    "La política del punto de conexión {resource} rechaza lo que la tarea pide a {destinations}",
    "https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html",
    place=60,
)

STATEMENTS: Final = (
    said(ENDPOINT_POLICY_DENIED, "endpoint_policy_denied", of=(*_FETCHED, "volume_mount"), clears_network=False),
    said(IMAGE_NOT_FOUND, "not_found", of=_IMAGE),
    said(
        REPOSITORY_POLICY_DENIED,
        "access_denied",
        of=_IMAGE,
        words=words("resource-based policy", "repository policy"),
    ),
    said(IMAGE_ACCESS_DENIED, "access_denied", "kms_denied", of=_IMAGE),
    said(RATE_LIMITED, "rate_limited", of=("image_pull", "registry_auth")),
    said(INVALID_REFERENCE, "invalid_reference", of=_IMAGE),
    said(DISK_FULL, "disk_full", of=("image_pull", "container_start")),
    said(ARCHITECTURE, "architecture_mismatch", of=("image_pull", "container_start")),
    said(TLS, "tls_error", of=_FETCHED),
    said(REFUSED, "connection_refused", of=_FETCHED),
    said(FAILED, "internal_error", of=_FETCHED),
    said(
        THROTTLED,
        "api_throttled",
        of=(*_FETCHED, "eni_provisioning", "capacity", "volume_mount", "elb_config", "placement", "deployment"),
    ),
)
