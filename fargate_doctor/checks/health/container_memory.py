"""Had every container the memory that it took?

Why it matters: a container that takes more than its limit, or than the task has, is killed.
How we know: ECS says so in the reason of the container. Exit code 137 alone proves nothing. The limits are in the task
definition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks.stop.statements.of_containers import OUT_OF_MEMORY
from fargate_doctor.diagnosis.check import Raised, ResourceName, check, fails, passes
from fargate_doctor.facts.container_logs import last_lines
from fargate_doctor.facts.exit_codes import KILLED
from fargate_doctor.facts.task_containers import containers_of, definition_read
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_containers import TaskContainer
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
)

_KILLED = Text(
    en="ECS killed container {container} for the memory that it used.",
    es="ECS interrumpió el contenedor {container} por la memoria que usaba.",
)
_ITS_LIMIT = Text(
    en="Its own limit is {limit} MiB; the task has {task} MiB.",
    es="Su límite propio es de {limit} MiB; la tarea tiene {task} MiB.",
)
_TASK_LIMIT = Text(
    en="It has no limit of its own: all containers share the {task} MiB of the task.",
    es="No tiene límite propio: todos los contenedores comparten los {task} MiB de la tarea.",
)
_NOT_ESSENTIAL = Text(
    en="It is not essential, so the task may go on without it.",
    es="No es esencial, así que la tarea puede seguir sin él.",
)
_CODE_ALONE = Text(
    en="No word of memory was said. Exit code 137 alone does not prove it.",
    es="No se dijo nada de la memoria. El código de salida 137 por sí solo no lo prueba.",
)
_HEALTHY = Text(
    en="ECS does not say that any container used too much memory.",
    es="ECS no dice que ningún contenedor usara demasiada memoria.",
)


@check(
    id="health.container-memory",
    under="health",
    order=3,
    label=Text(en="Memory", es="Memoria"),
    question=Text(
        en="Had every container the memory that it took?", es="¿Tuvo cada contenedor la memoria que necesitaba?"
    ),
    otherwise=Text(
        en="A container over its limit is killed, and the task with it if it is essential.",
        es="Un contenedor que supera su límite es interrumpido, y con él la tarea si es esencial.",
    ),
    reads=("ecs:DescribeTasks", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(OUT_OF_MEMORY,),
    about="advice",
)
def container_memory(facts: TaskFacts) -> Answer:
    """Answer from what ECS says of each container, with the limits that it had."""
    containers = containers_of(facts)
    raised = [_raised(facts, each) for each in containers if each.is_said_to_lack_memory]
    if raised:
        return fails(raised[0].detail, *raised)
    killed = [each for each in containers if each.container.exit_code == KILLED]
    if killed:
        return passes(_CODE_ALONE, *killed[0].cite("exitCode"))
    return passes(_HEALTHY, facts.task.cite("containers"))


def _raised(facts: TaskFacts, killed: TaskContainer) -> Raised:
    detail = _KILLED.fill(container=killed.name)
    task, quoted = _task_memory(facts)
    own = killed.asked.memory if killed.asked else None
    if task and own:
        detail += _ITS_LIMIT.fill(limit=own, task=task)
        quoted += killed.cite_asked("memory")
    elif task and killed.asked:
        detail += _TASK_LIMIT.fill(task=task)
    if not killed.is_essential:
        detail += _NOT_ESSENTIAL
    return Raised(
        OUT_OF_MEMORY,
        detail,
        "cause" if facts.symptom.family == "out_of_memory" else "notice",
        resources=(ResourceName("container", killed.name),),
        evidence=(*killed.cite("reason"), *quoted, *last_lines(killed)),
        level="warning",
        phase=facts.symptom.phase,
    )


def _task_memory(facts: TaskFacts) -> tuple[str | None, tuple[Evidence, ...]]:
    if facts.task.memory:
        return facts.task.memory, (facts.task.cite("memory"),)
    definition = definition_read(facts)
    return (definition.memory, (definition.cite("memory"),)) if definition and definition.memory else (None, ())
