"""A task definition that fits: a size that Fargate offers, members that it takes, a container that can be started.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-tasks-services.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.new_definition import new_definition
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import remedy
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_GUIDE: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/"
_FARGATE: Final = f"{_GUIDE}fargate-tasks-services.html"
_PARAMETERS: Final = f"{_GUIDE}task_definition_parameters.html"

_SIZE_TITLE: Final = Text(
    en="Give the task a size that Fargate offers", es="Dar a la tarea un tamaño que ofrezca Fargate"
)
_SIZE: Final = Text(
    en="`cpu` and `memory` of the task have to be one of Fargate's pairs, and what its containers ask for together has "
    "to fit in.",
    es="`cpu` y `memory` de la tarea deben ser una de las combinaciones de Fargate, y lo que piden juntos sus "
    "contenedores debe caber en ellas.",
)
_MEMBERS_TITLE: Final = Text(
    en="Let the task definition name only what Fargate takes",
    es="Dejar en la definición de tarea solo lo que admite Fargate",
)
_MEMBERS: Final = Text(
    en="The message names what does not fit. Fargate needs `requiresCompatibilities` FARGATE, `networkMode` awsvpc, "
    "and `cpu` and `memory` of the task.",
    es="El mensaje dice qué no encaja. Fargate necesita `requiresCompatibilities` FARGATE, `networkMode` awsvpc, y "
    "`cpu` y `memory` de la tarea.",
)
_START_TITLE: Final = Text(
    en="Correct what the container runtime refused", es="Corregir lo que rechazó el entorno de ejecución"
)
_START: Final = Text(
    en="The message names it: an entry point, a working directory, a user or a mount. What the image itself sets is "
    "shown by `docker image inspect`.",
    es="El mensaje lo dice: un punto de entrada, un directorio de trabajo, un usuario o un montaje. Lo que fija la "
    "propia imagen lo muestra `docker image inspect`.",
)


def give_fitting_size(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a task definition with a size that there is."""
    return (_revised(facts, "fitting-size", _SIZE_TITLE, _SIZE, _FARGATE),)


def name_what_fits(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a task definition that Fargate takes."""
    return (_revised(facts, "fitting-definition", _MEMBERS_TITLE, _MEMBERS, _FARGATE),)


def correct_container(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a task definition whose container can be started."""
    return (_revised(facts, "correct-container", _START_TITLE, _START, _PARAMETERS),)


def _revised(facts: TaskFacts, identifier: str, title: Text, detail: Text, page: str) -> Remedy:
    step, pages = new_definition(Standpoint(facts)), tuple(dict.fromkeys((page, _PARAMETERS)))
    return remedy(identifier, title, detail, step, needs_new_tasks=True, references=pages)
