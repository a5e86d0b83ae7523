"""The file systems that a task mounts.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.service_names import host_of, partition_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.needing import Needing

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
            yield needing.need("efs", f"{mounted.file_system_id}.{suffix}", named, port=NFS_PORT)
