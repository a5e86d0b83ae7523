"""What messages say of containers and their health."""

from __future__ import annotations

from typing import Final

from fargate_doctor.checks.stop.statements.statement import kind, said
from fargate_doctor.facts.messages.rule import words
from fargate_doctor.remedies import offered

_CODES: Final = "stopped-task-error-codes"
_START: Final = "cannot-start-container"
_DEPENDENCY_WORDS: Final = words(
    "container dependency",
    "dependent container",
    "dependency container",
    "dependency graph",
    "dependson",
    "starttimeout",
    "start timeout",
)

APP_EXIT: Final = kind(
    "container.app-exit",
    "A container ended by itself or was killed; the network is not to blame",
    "Un contenedor terminó por sí mismo o fue interrumpido; la red no tiene la culpa",
    _CODES,
    remedies=offered("containers.look_at_logs"),
)
OUT_OF_MEMORY: Final = kind(
    "container.out-of-memory",
    "A container was killed for using too much memory",
    "Un contenedor fue interrumpido por usar demasiada memoria",
    "out-of-memory",
    remedies=offered("containers.give_more_memory"),
)
BAD_COMMAND: Final = kind(
    "container.bad-command",
    "The container's command cannot be run",
    "El comando del contenedor no se puede ejecutar",
    _START,
    remedies=offered("told_alone.mend_command"),
)
START_FAILED: Final = kind(
    "container.start-failed",
    "The container runtime could not start the container",
    "El entorno de ejecución no pudo iniciar el contenedor",
    _START,
    remedies=offered("fitting_definitions.correct_container"),
)
DEPENDENCY: Final = kind(
    "container.dependency",
    "A container waited in vain for another one that it depends on",
    "Un contenedor esperó en vano a otro del que depende",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",
    explains=frozenset({"ambiguous", "unhealthy_container"}),
    remedies=offered("containers.order_containers"),
)
UNHEALTHY: Final = kind(
    "container.unhealthy",
    "The container's health check failed",
    "Falló la comprobación de estado del contenedor",
    "healthcheck",
    remedies=offered("containers.mend_health_check"),
)

STATEMENTS: Final = (
    said(
        DEPENDENCY,
        "unhealthy_container",
        "ambiguous",
        "other",
        of=("container_start", "container_health"),
        words=_DEPENDENCY_WORDS,
        at_least="likely",
    ),
    said(BAD_COMMAND, "bad_command", of=("container_start", "essential_exit")),
    said(START_FAILED, "other", "access_denied", "not_found", of=("container_start",)),
    said(APP_EXIT, "app_exit", of=("essential_exit",)),
    said(OUT_OF_MEMORY, "oom", of=("out_of_memory",)),
    said(UNHEALTHY, "unhealthy_container", of=("container_health",)),
)
