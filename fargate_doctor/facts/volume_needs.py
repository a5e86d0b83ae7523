"""The file systems that a task mounts.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.arns import Arn
from fargate_doctor.facts.mount_targets import mounting_from
from fargate_doctor.facts.paths.flow import Permission
from fargate_doctor.facts.service_names import host_of, partition_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.needing import Needing
    from fargate_doctor.model.task_definition import EfsVolume

NFS_PORT: Final = 2049


def volume_needs(needing: Needing) -> Iterator[Need]:
    """Return the mount targets of the EFS volumes; none where the platform mounts no file system."""
    if not needing.platform.supports_efs:
        return
    for index, volume in enumerate(needing.definition.volumes):
        mounted = volume.efs_volume_configuration
        if mounted and mounted.file_system_id:
            named = needing.definition.cite(f"volumes[{index}].efsVolumeConfiguration.fileSystemId")
            suffix = host_of("efs", needing.region, partition_of(needing.region))
            permissions = _permissions(needing, mounted)
            host = f"{mounted.file_system_id}.{suffix}"
            need = needing.need("efs", host, named, port=NFS_PORT, permissions=permissions)
            yield _at_mount_target(needing, need, mounted.file_system_id)


def _permissions(needing: Needing, mounted: EfsVolume) -> tuple[Permission, ...]:
    """Return what the task role must be allowed; nothing where the file system is not asked to look at roles."""
    if mounted.authorization_config is None or mounted.authorization_config.iam != "ENABLED":
        return ()
    resource = f"file-system/{mounted.file_system_id}"
    file_system = str(Arn(needing.partition, "elasticfilesystem", needing.region, needing.account, resource))
    return (Permission("elasticfilesystem:ClientMount", file_system),)


def _at_mount_target(needing: Needing, need: Need, file_system_id: str) -> Need:
    """Return the need with the address that the name has in the task's zone, where the case shows it."""
    subnet = needing.placement.subnet
    if subnet is None:
        return need
    mounting = mounting_from(needing.snapshot, file_system_id, subnet)
    target, evidence = mounting.target, (*need.evidence, *mounting.evidence)
    if target is None:
        return need
    if needing.has_only_ipv6 and target.ipv6_address:
        return replace(need, address=target.ipv6_address, ip_versions=(6,), evidence=evidence)
    return replace(need, address=target.ip_address, evidence=evidence)
