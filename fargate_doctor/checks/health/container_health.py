"""Do the containers pass their own health checks?

Why it matters: ECS stops a task of a service whose essential container is unhealthy, whatever the load balancer says.
How we know: the health status that ECS records for each container, and the health check of the task definition against
the time that the container had.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks.stop.statements.of_containers import UNHEALTHY
from fargate_doctor.diagnosis.check import Answer, Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.facts.container_logs import last_lines
from fargate_doctor.facts.task_containers import containers_of, definition_read
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.facts.task_containers import TaskContainer
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task_definition import HealthCheck

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/healthcheck.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html",
)

_IS_UNHEALTHY = Text(
    en="ECS found container {container} unhealthy.", es="ECS encontró en mal estado el contenedor {container}."
)
_SOME_FAILED = Text(
    en="ECS says that a container's health check failed.",
    es="ECS dice que falló la comprobación de estado de un contenedor.",
)
_CHECKED = Text(
    en="Container {container} is checked by `{command}` every {interval} s; each run may take {timeout} s, and after "
    "{retries} failures in a row it is unhealthy.",
    es="El contenedor {container} se comprueba con `{command}` cada {interval} s; cada ejecución puede tardar "
    "{timeout} s y tras {retries} fallos seguidos se da por no saludable.",
)
_STARTS = Text(
    en="Failures in its first {start} s do not count (startPeriod).",
    es="Los fallos de sus primeros {start} s no cuentan (startPeriod).",
)
_STARTS_AT_ONCE = Text(
    en="It has no startPeriod, so failures count from the start.",
    es="No tiene startPeriod, así que los fallos cuentan desde el arranque.",
)
_NEVER_HEALTHY = Text(
    en="The task was stopped {lasted} s after its start, hardly later than the check allows: it seems never to have "
    "been healthy. It may need a longer startPeriod, or the command itself may be wrong.",
    es="La tarea se detuvo {lasted} s después de arrancar, apenas más de lo que permite la comprobación: parece que "
    "nunca estuvo en buen estado. Puede necesitar un startPeriod mayor, o el propio comando puede ser incorrecto.",
)
_AFTER_A_WHILE = Text(
    en="The task had been up for {lasted} s, so the check had passed before.",
    es="La tarea llevaba {lasted} s en marcha, así que la comprobación se había superado antes.",
)
_FROM_INSIDE = Text(
    en="The command runs inside the container, so no security group or route has a part in it.",
    es="El comando se ejecuta dentro del contenedor, así que no intervienen grupos de seguridad ni rutas.",
)
_NONE = Text(
    en="No container of the task has a health check of its own.",
    es="Ningún contenedor de la tarea tiene una comprobación de estado propia.",
)
_HEALTHY = Text(en="ECS reports no container as unhealthy.", es="ECS no da ningún contenedor por no saludable.")


@check(
    id="health.container-health",
    under="health",
    order=4,
    label=Text(en="Container health", es="Estado de los contenedores"),
    question=Text(
        en="Do the containers pass their own health checks?",
        es="¿Superan los contenedores sus propias comprobaciones de estado?",
    ),
    otherwise=Text(
        en="A service replaces a task whose essential container is unhealthy.",
        es="Un servicio sustituye la tarea cuyo contenedor esencial no está en buen estado.",
    ),
    reads=("ecs:DescribeTasks", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(UNHEALTHY,),
    about="advice",
)
def container_health(facts: TaskFacts) -> Answer:
    """Answer from the health status of each container; where the message names none, all that are checked are meant."""
    containers = containers_of(facts)
    unhealthy = tuple(each for each in containers if each.is_unhealthy)
    is_stated = facts.symptom.family == "container_health"
    if unhealthy or is_stated:
        return _failing(
            facts, unhealthy or tuple(each for each in containers if each.asked and each.asked.health_check)
        )
    if definition_read(facts) is not None and not any(each.asked and each.asked.health_check for each in containers):
        return does_not_apply(_NONE, *(each for one in containers for each in one.cite_asked("healthCheck")))
    return passes(_HEALTHY, *(each for one in containers for each in one.cite("healthStatus")))


def _failing(facts: TaskFacts, meant: tuple[TaskContainer, ...]) -> Answer:
    is_stated = facts.symptom.family == "container_health"
    detail = _SOME_FAILED if not any(each.is_unhealthy for each in meant) else None
    quoted: list[Evidence] = []
    for each in meant:
        told = _told(facts, each)
        detail = detail + told if detail else told
        quoted += (*each.cite("healthStatus"), *each.cite_asked("healthCheck"), *last_lines(each))
    detail = (detail or _SOME_FAILED) + _FROM_INSIDE
    is_up = facts.task.started_at is not None and not facts.task.is_stopped
    raised = Raised(
        UNHEALTHY,
        detail,
        "cause" if is_stated or (is_up and _is_task_unhealthy(facts, meant)) else "notice",
        resources=tuple(ResourceName("container", each.name) for each in meant),
        evidence=(*quoted, *facts.symptom.evidence),
        level="warning",
        phase="health",
    )
    return fails(detail, raised)


def _is_task_unhealthy(facts: TaskFacts, unhealthy: tuple[TaskContainer, ...]) -> bool:
    """Tell whether the task as a whole is unhealthy, as it is with any essential container."""
    of_task = (facts.task.health_status or "").upper() == "UNHEALTHY"
    return of_task or any(each.is_surely_essential for each in unhealthy)


def _told(facts: TaskFacts, container: TaskContainer) -> Text:
    told = _IS_UNHEALTHY.fill(container=container.name)
    wanted = container.asked.health_check if container.asked else None
    if wanted is None:
        return told
    checked = _checked(container.name, wanted)
    told = told + checked if container.is_unhealthy else checked
    lasted = _seconds(facts.task.started_at, facts.task.stopping_at or facts.task.stopped_at)
    if lasted is None:
        return told
    is_soon = lasted <= wanted.start_period + wanted.retries * (wanted.interval + wanted.timeout) + wanted.interval
    return told + (_NEVER_HEALTHY if is_soon else _AFTER_A_WHILE).fill(lasted=lasted)


def _checked(name: str, wanted: HealthCheck) -> Text:
    checked = _CHECKED.fill(
        container=name,
        command=printable(" ".join(wanted.command)),
        interval=wanted.interval,
        timeout=wanted.timeout,
        retries=wanted.retries,
    )
    return checked + (_STARTS.fill(start=wanted.start_period) if wanted.start_period else _STARTS_AT_ONCE)


def _seconds(start: datetime | None, end: datetime | None) -> int | None:
    return round((end - start).total_seconds()) if start and end else None
