"""Where file systems are mounted."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.file_system import MountTarget
from fargate_doctor.model.reading import Kind, each_of

MOUNT_TARGETS: Final = Kind(
    MountTarget,
    "efs:DescribeMountTargets",
    each_of("MountTargets"),
    ids=("MountTargetId",),
    scope_parameters=("FileSystemId",),
    scopes=lambda each: [each.file_system_id],
)
