"""New tasks for what only new tasks pick up: DHCP options and IPv6 addresses.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.next_task import with_ipv6
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html",
)
_SERVICE_TITLE: Final = Text(
    en="Replace the tasks of service {service} by new ones",
    es="Sustituir las tareas del servicio {service} por otras nuevas",
)
_TASK_TITLE: Final = Text(
    en="Run the task anew, and stop this one once the new one works",
    es="Lanzar la tarea de nuevo y detener esta cuando la nueva funcione",
)
_DETAIL: Final = Text(
    en="A Fargate task keeps what its network interface was given at launch; nothing about that interface can be "
    "changed or taken off.",
    es="Una tarea de Fargate conserva lo que su interfaz de red recibió en el lanzamiento; nada de esa interfaz se "
    "puede modificar ni desvincular.",
)


def replace_tasks(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the replacement of the old tasks by new ones, the new ones first."""
    here = Standpoint(facts)
    service = here.service_name
    title = _SERVICE_TITLE.fill(service=printable(service)) if service else _TASK_TITLE
    steps = [new_tasks(here)]
    if raised.kind.id.startswith("ipv6."):
        steps.append(Step(change=with_ipv6(here)))
    return (remedy("replace-tasks", title, _DETAIL, *steps, needs_new_tasks=True, references=_REFERENCES),)
