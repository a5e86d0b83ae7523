"""What can be done about containers: read their logs, give them memory, mend their health check or their order.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.container_order import impossible
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.new_definition import new_definition
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.task_definition import TaskDefinition

_MEMORY: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/out-of-memory.html"
_HEALTH: Final = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html"
_ORDER: Final = "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html"
_LOGS: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html"

_LOGS_TITLE: Final = Text(
    en="Read the last log lines of the container", es="Leer las últimas líneas de registro del contenedor"
)
_LOGS_DETAIL: Final = Text(
    en="The stream is named after prefix, container and task. `diagnose --logs` shows its last lines beside the "
    "finding.",
    es="El flujo lleva el nombre del prefijo, el contenedor y la tarea. `diagnose --logs` muestra sus últimas líneas "
    "junto al hallazgo.",
)
_MEMORY_TITLE: Final = Text(en="Give the task more memory", es="Dar más memoria a la tarea")
_MEMORY_DETAIL: Final = Text(
    en="Raise `memory` of the task, and of the container if it has a limit of its own, in the file; the CPU sets which "
    "sizes Fargate offers. If the need keeps growing, look for a leak first.",
    es="Aumente en el archivo `memory` de la tarea, y la del contenedor si tiene límite propio; la CPU determina qué "
    "tamaños ofrece Fargate. Si el consumo no deja de crecer, busque antes una fuga.",
)
_HEALTH_TITLE: Final = Text(
    en="Give the container time to become healthy, or mend its health check",
    es="Dar tiempo al contenedor para estar en buen estado o corregir su comprobación",
)
_HEALTH_DETAIL: Final = Text(
    en="Set `startPeriod` to at least the time of a slow start. The command must exist in the image and end with code "
    "0; run it in the image first. A command that calls the network fails with the network.",
    es="Fije `startPeriod` al menos en lo que tarda un arranque lento. El comando debe existir en la imagen y terminar "
    "con código 0; pruébelo antes en la imagen. Un comando que usa la red falla con la red.",
)
_ORDER_TITLE: Final = Text(en="Change what the container waits for", es="Cambiar aquello a lo que espera el contenedor")
_ORDER_DETAIL: Final = Text(
    en="HEALTHY needs a health check of the other container; SUCCESS and COMPLETE need one that is not essential. "
    "Otherwise raise `startTimeout`, or mend the container that is waited for.",
    es="HEALTHY exige que el otro contenedor tenga comprobación de estado; SUCCESS y COMPLETE, que no sea esencial. Si "
    "no es el caso, aumente `startTimeout` o corrija el contenedor al que se espera.",
)


def look_at_logs(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the reading of the container's own log, where it is in CloudWatch Logs."""
    return tuple(_look_at_logs(facts, {each.id for each in raised.resources}))


def give_more_memory(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a task definition with more memory."""
    step = new_definition(Standpoint(facts))
    return (remedy("more-memory", _MEMORY_TITLE, _MEMORY_DETAIL, step, needs_new_tasks=True, references=(_MEMORY,)),)


def mend_health_check(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a task definition with another health check."""
    step = new_definition(Standpoint(facts))
    return (
        remedy("mend-health-check", _HEALTH_TITLE, _HEALTH_DETAIL, step, needs_new_tasks=True, references=(_HEALTH,)),
    )


def order_containers(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the log of a container that ended instead, and a definition with dependencies that can be met.

    The latter is proven where they never could be.
    """
    ended = {each.name for each in facts.task.containers if each.exit_code}
    here = Standpoint(facts)
    definition = here.snapshot.task_definitions.by_id.get(facts.task.task_definition_arn)
    never = bool(definition and impossible(definition))
    step = new_definition(here, _without_impossible if never else None)
    mended = remedy(
        "change-dependencies", _ORDER_TITLE, _ORDER_DETAIL, step, needs_new_tasks=True, references=(_ORDER,)
    )
    failed = {each.id for each in raised.resources} & ended
    return (*(_look_at_logs(facts, failed) if failed else ()), mended)


def _look_at_logs(facts: TaskFacts, named: set[str]) -> Iterator[Remedy]:
    here = Standpoint(facts)
    definition = here.snapshot.task_definitions.by_id.get(facts.task.task_definition_arn)
    for each in definition.container_definitions if definition else ():
        logs = each.log_configuration
        group = logs.options.get("awslogs-group") if logs and logs.log_driver == "awslogs" else None
        prefix = logs.options.get("awslogs-stream-prefix") if logs else None
        if not group or not prefix or (named and each.name not in named):
            continue
        region = (logs.options.get("awslogs-region") if logs else None) or here.region
        stream = f"{prefix}/{each.name}/{facts.task.task_id}"
        command = aws("logs", "get-log-events", region, log_group_name=group, log_stream_name=stream, limit=50)
        step = Step(commands=(command,), change=None)
        yield remedy("look-at-logs", _LOGS_TITLE, _LOGS_DETAIL, step, references=(_LOGS,))


def _without_impossible(definition: TaskDefinition) -> TaskDefinition:
    never = {(each.waiting, each.needed) for each in impossible(definition)}
    containers = tuple(
        one.model_copy(
            update={
                "depends_on": tuple(each for each in one.depends_on if (one.name, each.container_name) not in never)
            }
        )
        for one in definition.container_definitions
    )
    return definition.model_copy(update={"container_definitions": containers})
