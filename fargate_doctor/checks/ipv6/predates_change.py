"""Was the task launched after the last of the conditions held?

Why it matters: an interface gets its addresses when it is made; what is turned on later reaches new tasks only.
How we know: every condition holds now, the task has no address, and CloudTrail shows what was turned on after it was
created.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import FindingKind, ResourceName, check, does_not_apply, unknown
from fargate_doctor.diagnosis.ipv6_conditions import answer_condition, missing_condition
from fargate_doctor.facts.times_in_words import in_words
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.ipv6_standing import Standing
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",)

PREDATES = FindingKind(
    id="ipv6.predates-change",
    title=Text(
        en="Every condition for IPv6 holds now, but the task was launched before {resource}",
        es="Ahora se cumplen todas las condiciones de IPv6, pero la tarea se lanzó antes de {resource}",
    ),
    place=85,
    docs=_DOCS,
    remedies=offered("new_tasks.replace_tasks"),
)

_NO_LATER_CHANGE = Text(
    en="Every condition that can be read holds now, and no later change was found: the setting of the principal that "
    "launched the task may differ.",
    es="Se cumple ahora toda condición que se puede leer y no se encontró ningún cambio posterior: el ajuste de la "
    "entidad principal que lanzó la tarea puede ser otro.",
)


@check(
    id="ipv6.predates-change",
    under="ipv6",
    order=70,
    label=Text(en="Launched in time", es="Lanzada a tiempo"),
    question=Text(
        en="Was the task launched after the last condition for IPv6 held?",
        es="¿Se lanzó la tarea después de cumplirse la última condición de IPv6?",
    ),
    otherwise=Text(
        en="What is turned on later reaches new tasks only.",
        es="Lo que se activa después solo llega a las tareas nuevas.",
    ),
    reads=("cloudtrail:LookupEvents", "ecs:ListAccountSettings", "ec2:DescribeSubnets", "ec2:DescribeVpcs"),
    docs=_DOCS,
    findings=(PREDATES,),
    about="wish",
)
def predates_change(facts: TaskFacts) -> Answer:
    """Answer from the conditions as they are now and the events since the task was created."""
    return answer_condition(facts, _judge)


def _judge(standing: Standing) -> Answer:
    conditions = standing.conditions
    if conditions.all_but_setting_hold is False or conditions.all_hold is False:
        return does_not_apply(
            Text(en="A condition is missing today as well.", es="Hoy también falta alguna condición.")
        )
    last = conditions.last_change_after_launch
    if last is None:
        return unknown(_NO_LATER_CHANGE, *conditions.unseen_changes)
    detail = Text(
        en="{name} at {when} came after the task was launched.",
        es="{name}, del {when}, llegó después de lanzarse la tarea.",
    ).fill(name=last.event.event_name, when=in_words(last.at))
    named = ResourceName("event", last.event.event_name)
    return missing_condition(PREDATES, detail, named, last.evidence, standing, supports="likely")
