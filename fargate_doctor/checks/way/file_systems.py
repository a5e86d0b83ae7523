"""Can the task's file systems be mounted from where it runs?

Why it matters: the name of a file system leads to the mount target of the task's own zone, and nowhere without one; the
mount target's security groups must admit the task on port 2049.
How we know: the mount targets of each file system are read, and the way to the one in the task's zone is walked.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import LOST_NAMES, LOST_PACKETS, FindingKind, check, does_not_apply
from fargate_doctor.diagnosis.on_the_way import answer_on_the_way
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-best-practices.html",
    "https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html",
)

NO_MOUNT_TARGET = FindingKind(
    id="efs.no-mount-target",
    title=Text(
        en="File system {resource} cannot be mounted: the task's zone has no mount target",
        es="El sistema de archivos {resource} no se puede montar: la zona de la tarea no tiene destino de montaje",
    ),
    place=5,
    docs=_DOCS,
    explains=LOST_NAMES | LOST_PACKETS | {"not_found"},
    remedies=offered("file_systems.make_mount_target"),
)

SG_BLOCKED = FindingKind(
    id="efs.sg-blocked",
    title=Text(
        en="The security groups of mount target interface {resource} do not admit the task to {destinations}",
        es="Los grupos de seguridad de la interfaz del destino de montaje {resource} no admiten a la tarea hacia "
        "{destinations}",
    ),
    place=55,
    docs=_DOCS,
    remedies=offered("file_systems.admit_at_mount_target"),
)

_FINDINGS = (NO_MOUNT_TARGET, SG_BLOCKED)


@check(
    id="way.file-systems",
    under="way",
    order=65,
    label=Text(en="File systems", es="Sistemas de archivos"),
    question=Text(
        en="Does the task's zone have a mount target for each file system, and does it admit the task?",
        es="¿Tiene la zona de la tarea un destino de montaje para cada sistema de archivos, y admite a la tarea?",
    ),
    otherwise=Text(
        en="Without a mount target in its zone, or where port 2049 is refused, the task stops before its image is "
        "pulled.",
        es="Sin destino de montaje en su zona, o si se rechaza el puerto 2049, la tarea se detiene antes de descargar "
        "su imagen.",
    ),
    reads=(
        "efs:DescribeMountTargets",
        "efs:DescribeMountTargetSecurityGroups",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
    ),
    docs=_DOCS,
    findings=_FINDINGS,
)
def file_systems(facts: TaskFacts) -> Answer:
    """Answer for all file systems at once."""
    if not any(each.purpose == "efs" for each in facts.needs.require().value):
        return does_not_apply(
            Text(
                en="The task mounts no file system of EFS.",
                es="La tarea no monta ningún sistema de archivos de EFS.",
            )
        )
    return answer_on_the_way(
        facts,
        ("destination",),
        _FINDINGS,
        healthy=Text(
            en="The task's zone has a mount target for each file system, and its security groups admit the task.",
            es="La zona de la tarea tiene un destino de montaje para cada sistema de archivos, y sus grupos de "
            "seguridad admiten a la tarea.",
        ),
        of=frozenset({"file-system", "network-interface"}),
    )
