"""What is read of file systems."""

from __future__ import annotations

from typing import Final

from fargate_doctor.collectors.permitted.operation import Permitted, read

PERMITTED: Final[tuple[Permitted, ...]] = (
    read(
        "efs:DescribeMountTargets",
        "Finds the mount targets of the file systems that the task mounts.",
        "Encuentra los destinos de montaje de los sistemas de archivos que monta la tarea.",
    ),
    read(
        "efs:DescribeMountTargetSecurityGroups",
        "Names the security groups of the mount target in the task's zone.",
        "Nombra los grupos de seguridad del destino de montaje en la zona de la tarea.",
    ),
    read(
        "efs:DescribeAccessPoints",
        "Tells whether the access point that the task mounts through exists.",
        "Indica si existe el punto de acceso por el que monta la tarea.",
    ),
    read(
        "efs:DescribeFileSystemPolicy",
        "Shows whom the policy of a file system admits.",
        "Muestra a quién admite la política de un sistema de archivos.",
    ),
)
