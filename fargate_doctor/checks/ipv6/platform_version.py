"""Does the platform version support IPv6?

Why it matters: tasks get IPv6 from Linux platform version 1.4.0 and Windows 1.0.0 on.
How we know: platform family and version of the task record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import FindingKind, ResourceName, check, passes
from fargate_doctor.diagnosis.ipv6_conditions import answer_condition, missing_condition
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.ipv6_standing import Standing
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/platform-fargate.html",
)

TOO_OLD = FindingKind(
    id="ipv6.platform-version",
    title=Text(
        en="Platform version {resource} gives tasks no IPv6",
        es="La versión de la plataforma {resource} no da IPv6 a las tareas",
    ),
    place=84,
    docs=_DOCS,
    remedies=offered("ipv6.upgrade_platform"),
)


@check(
    id="ipv6.platform",
    under="ipv6",
    order=60,
    label=Text(en="Platform version", es="Versión de la plataforma"),
    question=Text(en="Does the platform version support IPv6?", es="¿Admite IPv6 la versión de la plataforma?"),
    otherwise=Text(
        en="Before Linux 1.4.0 no task gets an IPv6 address, whatever the subnet says.",
        es="Antes de Linux 1.4.0 ninguna tarea obtiene una dirección IPv6, diga lo que diga la subred.",
    ),
    reads=("ecs:DescribeTasks",),
    docs=_DOCS,
    findings=(TOO_OLD,),
    about="wish",
)
def platform_version(facts: TaskFacts) -> Answer:
    """Answer from the platform version."""
    return answer_condition(facts, lambda standing: _judge(facts, standing))


def _judge(facts: TaskFacts, standing: Standing) -> Answer:
    platform, version = facts.platform, facts.task.platform_version or "LATEST"
    needs_more = facts.placement.has_only_ipv6 and not platform.supports_ipv6_only
    if platform.supports_ipv6 and not needs_more:
        return passes(
            Text(en="Version {version} does.", es="La versión {version} sí.").fill(version=version), *platform.evidence
        )
    detail = Text(en="The task runs on {family} {version}.", es="La tarea se ejecuta en {family} {version}.").fill(
        family=facts.task.platform_family or "Linux", version=version
    )
    named = ResourceName("platform-version", version)
    return missing_condition(TOO_OLD, detail, named, platform.evidence, standing)
