"""Another attempt, for what failed by itself on the far side and is usually over by then.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/request-throttling.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_TITLE: Final = Text(en="Launch the task once more, a little later", es="Lanzar la tarea de nuevo, algo más tarde")
_THROTTLED: Final = Text(
    en="A service tries again by itself. Where it comes back, start fewer tasks at a time, or ask AWS for a higher "
    "rate of requests.",
    es="Un servicio lo reintenta por sí mismo. Si se repite, inicie menos tareas a la vez o solicite a AWS una "
    "frecuencia de solicitudes mayor.",
)
_REGISTRY: Final = Text(
    en="A service tries again by itself. Where it comes back, look at the status page of the registry, or pull the "
    "image from a copy in Amazon ECR.",
    es="Un servicio lo reintenta por sí mismo. Si se repite, consulte la página de estado del registro o descargue la "
    "imagen desde una copia en Amazon ECR.",
)


def outlast_throttling(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return another attempt, after AWS throttled the one before."""
    return (_later(facts, raised, _THROTTLED),)


def outlast_registry(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return another attempt, after the registry itself failed."""
    return (_later(facts, raised, _REGISTRY),)


def _later(facts: TaskFacts, raised: Raised, detail: Text) -> Remedy:
    step = new_tasks(Standpoint(facts))
    again = Step(commands=step.commands, undo=step.undo, affects=step.affects, change=None)
    return remedy("launch-later", _TITLE, detail, again, needs_new_tasks=True, references=raised.kind.docs)
