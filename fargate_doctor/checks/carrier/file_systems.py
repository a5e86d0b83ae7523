"""Does the platform version mount file systems of EFS?

Why it matters: tasks can mount file systems of EFS from Linux platform version 1.4.0 on.
How we know: the volumes of the task definition, and platform family and version of the task record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import FindingKind, Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/efs-volumes.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
)

TOO_OLD = FindingKind(
    id="efs.platform-version",
    title=Text(
        en="Platform version {resource} mounts no file system of EFS",
        es="La versión de la plataforma {resource} no monta sistemas de archivos de EFS",
    ),
    place=4,
    docs=_DOCS,
    remedies=offered("file_systems.launch_on_newer_platform"),
)

_ABOUT_MOUNTING = frozenset({"volume_mount", "placement", "platform", "other"})


@check(
    id="carrier.file-systems",
    under="carrier",
    order=20,
    label=Text(en="EFS and the platform", es="EFS y la plataforma"),
    question=Text(
        en="Does the platform version mount file systems of EFS?",
        es="¿Monta la versión de la plataforma sistemas de archivos de EFS?",
    ),
    otherwise=Text(
        en="Before Linux 1.4.0 no task can mount one.",
        es="Antes de Linux 1.4.0 ninguna tarea puede montar uno.",
    ),
    reads=("ecs:DescribeTasks", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(TOO_OLD,),
)
def file_systems(facts: TaskFacts) -> Answer:
    """Answer from the platform version, where the task definition names a file system."""
    definition = facts.definition.require().value
    named = {
        each.efs_volume_configuration.file_system_id: definition.cite(
            f"volumes[{index}].efsVolumeConfiguration.fileSystemId"
        )
        for index, each in enumerate(definition.volumes)
        if each.efs_volume_configuration
    }
    if not named:
        return does_not_apply(
            Text(
                en="The task mounts no file system of EFS.",
                es="La tarea no monta ningún sistema de archivos de EFS.",
            )
        )
    version = facts.task.platform_version or "LATEST"
    if facts.platform.supports_efs:
        return passes(
            Text(en="Version {version} does.", es="La versión {version} sí.").fill(version=version),
            *facts.platform.evidence,
        )
    detail = Text(
        en="The task definition names {file_systems}, and the task runs on Linux {version}. EFS takes 1.4.0 or later.",
        es="La definición de tarea nombra {file_systems} y la tarea se ejecuta en Linux {version}. EFS requiere la "
        "1.4.0 o posterior.",
    ).fill(file_systems=enumeration(list(named)), version=version)
    raised = Raised(
        TOO_OLD,
        detail,
        "cause" if _is_the_cause(facts) else "notice",
        {"resource": version},
        (ResourceName("platform-version", version),),
        (*facts.platform.evidence, *named.values()),
        level="contributing",
    )
    return fails(detail, raised)


def _is_the_cause(facts: TaskFacts) -> bool:
    """Tell whether this could be why the task does not start: not where it started, or another step failed."""
    message = facts.symptom.message
    if facts.task.started_at is not None:
        return False
    return message is None or message.family in _ABOUT_MOUNTING
