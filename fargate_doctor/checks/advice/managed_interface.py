"""Is the task's network interface left to Fargate?

Why it matters: Fargate owns the interface. It cannot be detached or changed; a new setting needs a new task.
How we know: the description of the interface is the ARN of the task's attachment.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import Answer, FindingKind, Raised, ResourceName, check, does_not_apply
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",)

MANAGED = FindingKind(
    id="eni.managed",
    title=Text(
        en="Network interface {resource} belongs to Fargate: settings change with new tasks only",
        es="La interfaz de red {resource} pertenece a Fargate: los ajustes solo cambian con tareas nuevas",
    ),
    at_most="info",
    docs=_DOCS,
)


@check(
    id="advice.managed-interface",
    under="advice",
    order=10,
    label=Text(en="Managed interface", es="Interfaz administrada"),
    question=Text(
        en="Is the task's network interface left to Fargate?", es="¿Se deja a Fargate la interfaz de red de la tarea?"
    ),
    otherwise=Text(
        en="A managed interface can be neither detached nor modified; stopping the task removes it.",
        es="Una interfaz administrada no se puede separar ni modificar; desaparece al detener la tarea.",
    ),
    reads=("ec2:DescribeNetworkInterfaces",),
    docs=_DOCS,
    findings=(MANAGED,),
    about="advice",
)
def managed_interface(facts: TaskFacts) -> Answer:
    """Answer from the interface while it exists."""
    interface = facts.placement.interface
    if interface is None:
        return does_not_apply(Text(en="The interface no longer exists.", es="La interfaz ya no existe."))
    quoted = (interface.cite("Description"),)
    detail = Text(
        en="To give the task other settings, start new tasks and stop this one.",
        es="Para dar otros ajustes a la tarea, inicie tareas nuevas y detenga esta.",
    )
    named = (ResourceName(interface.type_name, interface.identifier),)
    raised = Raised(MANAGED, detail, "notice", {"resource": interface.identifier}, named, quoted, level="info")
    return Answer("pass", detail, quoted, (raised,))
