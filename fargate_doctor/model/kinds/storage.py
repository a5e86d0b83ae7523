"""Where file systems are mounted, and what admits to them."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.file_system import AccessPoint, FileSystemPolicy, MountTarget
from fargate_doctor.model.reading import Kind, each_of

MOUNT_TARGETS: Final = Kind(
    MountTarget,
    "efs:DescribeMountTargets",
    each_of("MountTargets"),
    ids=("MountTargetId",),
    scope_parameters=("FileSystemId",),
    scopes=lambda each: [each.file_system_id],
)
ACCESS_POINTS: Final = Kind(
    AccessPoint,
    "efs:DescribeAccessPoints",
    each_of("AccessPoints"),
    ids=("AccessPointId",),
    scope_parameters=("FileSystemId",),
    scopes=lambda each: [each.file_system_id],
)
FILE_SYSTEM_POLICIES: Final = Kind(
    FileSystemPolicy,
    "efs:DescribeFileSystemPolicy",
    lambda answer: [answer],
    ids=("FileSystemId",),
    scopes=lambda _: [],
)
