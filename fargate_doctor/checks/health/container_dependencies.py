"""Did every container get what it waits for?

Why it matters: a container is started only when those it depends on have come far enough. When they do not within its
startTimeout, ECS stops the task and often says no more than “Task failed to start”.
How we know: `dependsOn` of the task definition, beside the times, exit codes and health of the containers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.checks.stop.statements.of_containers import DEPENDENCY
from fargate_doctor.diagnosis.check import Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.facts.container_order import impossible, unmet
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer, Relevance
    from fargate_doctor.facts.container_order import Trouble, Unmet
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence, Evidence
    from fargate_doctor.model.task_definition import TaskDefinition

_DOCS = ("https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDependency.html",)

_WAITS = Text(
    en="Container {waiting} waits for {needed} to reach {condition}.",
    es="El contenedor {waiting} espera a que {needed} alcance {condition}.",
)
_WHY: Final[dict[Trouble, Text]] = {
    "no-such-container": Text(
        en="The task definition has no container {needed}.",
        es="La definición de tarea no tiene el contenedor {needed}.",
    ),
    "no-health-check": Text(
        en="Container {needed} has no health check, so it can never be healthy.",
        es="El contenedor {needed} no tiene comprobación de estado, así que nunca puede estar en buen estado.",
    ),
    "essential-must-end": Text(
        en="Container {needed} is essential: when it ends, the whole task ends, so {waiting} can never start.",
        es="El contenedor {needed} es esencial: cuando termina, termina toda la tarea, así que {waiting} no puede "
        "arrancar nunca.",
    ),
    "circle": Text(
        en="Container {needed} itself waits, directly or through others, for {waiting}.",
        es="El contenedor {needed} espera a su vez, directamente o a través de otros, a {waiting}.",
    ),
    "failed": Text(
        en="Container {needed} ended with an error instead.",
        es="El contenedor {needed} terminó en cambio con un error.",
    ),
    "unhealthy": Text(en="ECS found {needed} unhealthy instead.", es="ECS encontró en cambio {needed} en mal estado."),
    "late": Text(
        en="When {waiting} had waited for its startTimeout, {needed} had not come so far.",
        es="Cuando {waiting} agotó su startTimeout, {needed} aún no había llegado.",
    ),
}
_NONE = Text(en="No container depends on another.", es="Ningún contenedor depende de otro.")
_MET = Text(en="Nothing shows a container that waited in vain.", es="Nada muestra que un contenedor esperara en vano.")
_MEMBERS: Final[dict[Trouble, tuple[str, ...]]] = {
    "failed": ("exitCode",),
    "unhealthy": ("healthStatus",),
    "late": ("lastStatus", "healthStatus"),
}


@check(
    id="health.container-dependencies",
    under="health",
    order=5,
    label=Text(en="Order of containers", es="Orden de los contenedores"),
    question=Text(en="Did every container get what it waits for?", es="¿Obtuvo cada contenedor lo que espera?"),
    otherwise=Text(
        en="A container that waits in vain longer than its startTimeout ends the task.",
        es="Un contenedor que espera en vano más de su startTimeout termina la tarea.",
    ),
    reads=("ecs:DescribeTasks", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(DEPENDENCY,),
)
def container_dependencies(facts: TaskFacts) -> Answer:
    """Answer from the definition, and from what the containers came to."""
    definition = facts.definition.require().value
    if not any(each.depends_on for each in definition.container_definitions):
        return does_not_apply(_NONE, definition.cite("containerDefinitions"))
    found = unmet(facts)
    raised = [_raised(facts, definition, each, "cause" if _explains(facts) else "notice") for each in found]
    if facts.task.started_at is None:
        never = (
            each for each in impossible(definition) if (each.waiting, each.needed) not in {_pair(one) for one in found}
        )
        raised += [_raised(facts, definition, each, "blocker") for each in never]
    if raised:
        return fails(raised[0].detail, *raised)
    return passes(_MET, *_dependencies(definition))


def _pair(unmet: Unmet) -> tuple[str, str]:
    return unmet.waiting, unmet.needed


def _explains(facts: TaskFacts) -> bool:
    """Tell whether a container that waited in vain can be why the task stopped: no other step failed."""
    if facts.task.stop_code == "EssentialContainerExited" or facts.task.started_at is not None:
        return False
    message = facts.symptom.message
    return message is None or message.family in ("container_start", "container_health", "essential_exit", "other")


def _raised(facts: TaskFacts, definition: TaskDefinition, found: Unmet, relevance: Relevance) -> Raised:
    detail = _WAITS.fill(waiting=found.waiting, needed=found.needed, condition=found.condition)
    detail += _WHY[found.trouble].fill(waiting=found.waiting, needed=found.needed)
    return Raised(
        DEPENDENCY,
        detail,
        relevance,
        resources=(ResourceName("container", found.waiting), ResourceName("container", found.needed)),
        evidence=(definition.cite(found.path), *_of_container(found), *facts.symptom.evidence),
        supports=_supports(found),
        level="warning",
        phase="start",
    )


def _supports(found: Unmet) -> Confidence:
    """Return how sure it is: an error that ended what was needed is observed, that time ran out is worked out."""
    return "likely" if found.trouble == "late" else "certain"


def _of_container(found: Unmet) -> tuple[Evidence, ...]:
    if found.container is None:
        return ()
    return found.container.cite(*_MEMBERS.get(found.trouble, ()))


def _dependencies(definition: TaskDefinition) -> tuple[Evidence, ...]:
    return tuple(
        definition.cite(f"containerDefinitions[{place}].dependsOn")
        for place, each in enumerate(definition.container_definitions)
        if each.depends_on
    )
