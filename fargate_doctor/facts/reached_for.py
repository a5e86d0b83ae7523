"""What a failing step reached for, by what its message says."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.messages.initialization import ENVIRONMENT_FILES
from fargate_doctor.facts.messages.rule import words
from fargate_doctor.facts.messages.volumes import EFS_MOUNT
from fargate_doctor.facts.messages.wording import wording_of
from fargate_doctor.facts.service_names import layer_bucket, service_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.phases import Purpose
    from fargate_doctor.facts.symptom import Message

_NOTHING: Final[frozenset[Purpose]] = frozenset()
_REACHES_NOTHING: Final = frozenset(
    {"disk_full", "architecture_mismatch", "invalid_reference", "log_driver_config", "role_missing_or_untrusted"}
)
_ANY_SECRET: Final[frozenset[Purpose]] = frozenset({"ecr-api", "secrets", "ssm"})
_ANY_IMAGE: Final[frozenset[Purpose]] = frozenset({"ecr-registry", "image-layers", "registry"})
_ECR_IMAGE: Final[frozenset[Purpose]] = frozenset({"ecr-registry", "image-layers"})

_SECRETS_MANAGER: Final = words("asm", "secretsmanager", "secrets manager")
_PARAMETERS: Final = words("ssm", "parameter store", "systems manager")
_ASKED_BY_ADDRESS: Final = words("http://", "https://", "lookup")
_LAYERS: Final = words("starport-layer-bucket")
_AFTER_MANIFEST: Final = words("failed to copy", "readseeker", "readerseeker", "extract layer", "nil pointer")
_ECR: Final = words("amazon ecr", ".ecr.", "dkr-ecr", "ecr:")


def purposes_of(message: Message) -> frozenset[Purpose]:
    """Return what the step that failed reached for; nothing where it is not about reaching anything."""
    squeezed = wording_of(message.text).squeezed
    if message.family == "other":
        return frozenset({"s3"}) if ENVIRONMENT_FILES.words.occur_in(squeezed) else _NOTHING
    if message.cause in _REACHES_NOTHING:
        return _NOTHING
    purposes = _OF_FAMILY.get(message.family)
    return purposes(message, squeezed) if purposes else _NOTHING


def _of_login(message: Message, squeezed: str) -> frozenset[Purpose]:
    named = _of_host(message)
    if named in {"secrets", "ssm"} or _SECRETS_MANAGER.occur_in(squeezed):
        return frozenset({"secrets"})
    return frozenset({"ecr-api"})


def _of_secrets(message: Message, squeezed: str) -> frozenset[Purpose]:
    named = _of_host(message)
    if named in _ANY_SECRET:
        return frozenset({named})
    found: set[Purpose] = set()
    if _SECRETS_MANAGER.occur_in(squeezed):
        found.add("secrets")
    if _PARAMETERS.occur_in(squeezed):
        found.add("ssm")
    return frozenset(found) or _ANY_SECRET


def _of_image(message: Message, squeezed: str) -> frozenset[Purpose]:
    named = _of_host(message)
    if _LAYERS.occur_in(squeezed) or named == "s3":
        return frozenset({"image-layers"})
    if named == "ecr-registry":
        was_asked = _ASKED_BY_ADDRESS.occur_in(squeezed) and not _AFTER_MANIFEST.occur_in(squeezed)
        return frozenset({"ecr-registry"}) if was_asked else _ECR_IMAGE
    if named is not None:
        return frozenset({named})
    if message.extracted.host is not None:
        return frozenset({"registry"})
    return _ECR_IMAGE if _ECR.occur_in(squeezed) else _ANY_IMAGE


def _of_host(message: Message) -> Purpose | None:
    host = message.extracted.host
    service = service_of(host) if host else None
    if service is None:
        return None
    if service.name == "s3" and service.bucket == layer_bucket(service.region):
        return "image-layers"
    return _PURPOSE_OF_SERVICE.get(service.name)


def _of_volume(_: Message, squeezed: str) -> frozenset[Purpose]:
    return frozenset({"efs"}) if EFS_MOUNT.words.occur_in(squeezed) else _NOTHING


def _of_logs(message: Message, _: str) -> frozenset[Purpose]:
    return frozenset({"logs"}) if message.family == "logging_init" else _NOTHING


_PURPOSE_OF_SERVICE: Final[dict[str, Purpose]] = {
    "ecr.api": "ecr-api",
    "ecr.dkr": "ecr-registry",
    "s3": "s3",
    "secretsmanager": "secrets",
    "ssm": "ssm",
    "logs": "logs",
    "kms": "kms",
}
_OF_FAMILY: Final[dict[str, Callable[[Message, str], frozenset[Purpose]]]] = {
    "registry_auth": _of_login,
    "secrets_fetch": _of_secrets,
    "image_pull": _of_image,
    "volume_mount": _of_volume,
    "logging_init": _of_logs,
}
