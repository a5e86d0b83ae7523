"""Do we know what the task must reach?

Why it matters: image, secrets, log group and file system each name a destination; only those are looked at.
How we know: they are read from the task definition and the platform version.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import check, passes
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = ("https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html",)


@check(
    id="needs.destinations",
    under="needs",
    order=10,
    label=Text(en="Destinations", es="Destinos"),
    question=Text(en="Is it known what the task must reach?", es="¿Se sabe qué debe alcanzar la tarea?"),
    otherwise=Text(
        en="Without the task definition nobody can say which way matters.",
        es="Sin la definición de tarea nadie puede decir qué camino importa.",
    ),
    reads=("ecs:DescribeTaskDefinition",),
    docs=_DOCS,
)
def destinations(facts: TaskFacts) -> Answer:
    """Answer from the task definition; raises `Unanswered` without it."""
    needs = facts.needs.require()
    if not needs.value:
        return passes(
            Text(
                en="The task definition names nothing outside the task.",
                es="La definición de tarea no nombra nada fuera de ella.",
            ),
            *needs.evidence,
        )
    quoted = tuple(each for need in needs.value for each in need.evidence)
    return passes(
        Text(
            en="It must reach {destinations}.",
            es="Debe alcanzar {destinations}.",
        ).fill(destinations=enumeration(tuple(dict.fromkeys(need.destination for need in needs.value)), at_most=12)),
        *quoted,
    )
