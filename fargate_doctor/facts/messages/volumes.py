"""Volumes that cannot be mounted.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html
"""

from __future__ import annotations

from typing import Final

from fargate_doctor.facts.messages.network_words import NETWORK
from fargate_doctor.facts.messages.rule import Family, cannot_tell, cause, words

_EFS: Final = (
    cause("kms_denied", "kms:", "kms key"),
    cause(
        "efs_dns",
        "failed to resolve",
        "lookup mount target",
        "lookup using botocore",
        "name or service not known",
        "name resolution",
        "could not resolve",
        "cannot be resolved",
        "no such host",
    ),
    cause(
        "efs_mount_access",
        "access denied by server",
        "accessdenied",
        "access denied",
        "not authorized to perform",
        "chown",
        "operation not permitted",
        "permission denied",
        "client is not authorized",
    ),
    cause(
        "not_found",
        "no such file or directory",
        "filesystemnotfound",
        "file system does not exist",
        "accesspointnotfound",
        "access point does not exist",
        "mounttargetnotfound",
    ),
    cause(
        "efs_mount_network",
        "timed out",
        "timeout",
        "deadline exceeded",
        "connection reset",
        "connection refused",
        "no route to host",
        "network is unreachable",
        "connection issue",
        "unexpected eof",
        "dial tcp",
    ),
)

EFS_MOUNT: Final = Family(
    "volume_mount",
    words(
        "efs utils",
        "efs volume",
        "mount.nfs",
        "mount.efs",
        "efs mount",
        "mount efs",
        "efs file system",
        "failed to chown",
        "elasticfilesystem:",
        ".efs.",
    ),
    _EFS,
    cannot_tell("efs_mount_network", "efs_dns", "efs_mount_access", "not_found"),
)

OTHER_VOLUME: Final = Family(
    "volume_mount",
    words(
        "cannotcreatevolume",
        "cannotmountvolume",
        "volume plugin",
        "ebs volume",
        "fsx volume",
        "fsx for windows",
        "volume attachment",
        "failed to mount volume",
        "failed to create volume",
        "stage volume",
    ),
    (
        cause("kms_denied", "kms"),
        cause("access_denied", "accessdenied", "not authorized", "unauthorizedoperation", "permission denied"),
        cause("disk_full", "no space left on device"),
        cause("not_found", "not found", "notfound", "no such file", "does not exist"),
        cause("quota", "limitexceeded", "limit exceeded"),
        cause("capacity_unavailable", "insufficientcapacity", "insufficient capacity"),
        *NETWORK,
        cause("internal_error", "internal error", "internalerror", confidence="likely"),
    ),
    cannot_tell("internal_error", "other", "network_timeout"),
)
