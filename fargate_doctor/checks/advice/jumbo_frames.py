"""Does the task's network interface send jumbo frames?

Why it matters: jumbo frames carry large transfers faster inside a VPC, and must become smaller on every way out of it.
How we know: the platform version says it: Linux 1.4.0 and Windows 1.0.0 or later do.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import Answer, FindingKind, Raised, ResourceName, check, does_not_apply, unknown
from fargate_doctor.facts.mtu import JUMBO_FRAME
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/network_mtu.html",
)

JUMBO_FRAMES = FindingKind(
    id="eni.jumbo-frames",
    title=Text(
        en="The task's interface sends jumbo frames of up to {size} bytes",
        es="La interfaz de la tarea envía tramas gigantes de hasta {size} bytes",
    ),
    at_most="info",
    docs=_DOCS,
)

_SENDS = Text(
    en="Inside the VPC that is an advantage; an internet gateway carries 1500 bytes and a NAT gateway 8500.",
    es="Dentro de la VPC es una ventaja; una puerta de enlace de Internet transporta 1500 bytes y una NAT, 8500.",
)


@check(
    id="advice.jumbo-frames",
    under="advice",
    order=40,
    label=Text(en="Jumbo frames", es="Tramas gigantes"),
    question=Text(
        en="Does the task's interface send jumbo frames?", es="¿Envía tramas gigantes la interfaz de la tarea?"
    ),
    otherwise=Text(
        en="Linux platform versions before 1.4.0 send frames of ordinary size only.",
        es="Las versiones de la plataforma Linux anteriores a la 1.4.0 solo envían tramas de tamaño normal.",
    ),
    reads=("ecs:DescribeTasks",),
    docs=_DOCS,
    findings=(JUMBO_FRAMES,),
    about="advice",
)
def jumbo_frames(facts: TaskFacts) -> Answer:
    """Answer from the platform version."""
    platform = facts.platform
    if not platform.supports_jumbo_frames:
        return does_not_apply(
            Text(
                en="This platform version sends frames of ordinary size only.",
                es="Esta versión de la plataforma solo envía tramas de tamaño normal.",
            ),
            *platform.evidence,
        )
    if not platform.is_version_known:
        return unknown(
            Text(
                en="The task does not say which platform version it has.",
                es="La tarea no dice qué versión de la plataforma tiene.",
            ),
            evidence=platform.evidence,
        )
    raised = Raised(
        JUMBO_FRAMES,
        _SENDS,
        "notice",
        {"size": JUMBO_FRAME},
        (ResourceName("task", facts.task.task_id),),
        platform.evidence,
        level="info",
    )
    return Answer("pass", _SENDS, platform.evidence, (raised,))
