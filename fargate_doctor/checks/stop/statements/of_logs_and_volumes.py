"""What messages say of log drivers and volumes."""

from __future__ import annotations

from typing import Final

from fargate_doctor.checks.stop.statements.statement import kind, said
from fargate_doctor.remedies import offered

_START: Final = "resource-initialization-error"
_VOLUME: Final = ("volume_mount",)
_NO_MOUNT_TARGET: Final = ("efs.no-mount-target",)

LOG_GROUP_MISSING: Final = kind(
    "logs.group-missing",
    "The log group does not exist",
    "El grupo de registros no existe",
    _START,
)
LOG_OPTIONS_INVALID: Final = kind(
    "logs.options-invalid",
    "The log driver refused its options",
    "El controlador de registros rechazó sus opciones",
    _START,
)
EFS_ACCESS_DENIED: Final = kind(
    "efs.access-denied",
    "The file system refused the task",
    "El sistema de archivos rechazó a la tarea",
    _START,
    yields_to=("iam.task-role-denied",),
)
EFS_NAME: Final = kind(
    "efs.dns",
    "The name of the file system does not resolve",
    "El nombre del sistema de archivos no se resuelve",
    _START,
    yields_to=(*_NO_MOUNT_TARGET, "dns.support-disabled", "dns.hostnames-disabled", "dns.custom-servers"),
)
EFS_NOT_FOUND: Final = kind(
    "efs.not-found",
    "The file system, access point or directory that the task mounts is not there",
    "El sistema de archivos, punto de acceso o directorio que monta la tarea no existe",
    _START,
    yields_to=(*_NO_MOUNT_TARGET, "efs.access-denied"),
    remedies=offered("told_alone.make_directory"),
)
VOLUME_NOT_CREATED: Final = kind(
    "volume.not-created",
    "A volume of the task could not be made or attached",
    "No se pudo crear o vincular un volumen de la tarea",
    "cannot-create-volume",
)

STATEMENTS: Final = (
    said(LOG_GROUP_MISSING, "not_found", of=("logging_init",)),
    said(LOG_OPTIONS_INVALID, "log_driver_config", of=("logging_init",)),
    said(EFS_ACCESS_DENIED, "efs_mount_access", of=_VOLUME),
    said(EFS_NAME, "efs_dns", of=_VOLUME, clears_network=False),
)

OF_FILE_SYSTEMS: Final = (
    said(EFS_NOT_FOUND, "not_found", of=_VOLUME),
    said(EFS_ACCESS_DENIED, "kms_denied", of=_VOLUME),
)
"""What only messages about file systems of EFS say."""

OF_OTHER_VOLUMES: Final = (
    said(VOLUME_NOT_CREATED, "not_found", "access_denied", "kms_denied", "disk_full", "quota", of=_VOLUME),
)
