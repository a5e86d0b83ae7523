"""Did no container end that the task cannot do without?

Why it matters: a task ends with its first essential container, whatever the network is like. The code tells how.
How we know: the exit codes and reasons of the containers in the task record; the task definition tells which are
essential. A code is a convention and proves little by itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks.stop.statements.of_containers import APP_EXIT
from fargate_doctor.diagnosis.check import Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.facts.container_logs import last_lines
from fargate_doctor.facts.exit_codes import SAYS_LITTLE, code_of_no_command, meaning_of
from fargate_doctor.facts.task_containers import containers_of, ended_first
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_containers import TaskContainer
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Evidence

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ContainerDefinition.html",
)

_ENDED = Text(
    en="Container {container} ended with exit code {code}: {meaning}.",
    es="El contenedor {container} terminó con el código de salida {code}: {meaning}.",
)
_ESSENTIAL = Text(
    en="It is essential, so ECS ended the task with it.",
    es="Es esencial, así que ECS terminó la tarea con él.",
)
_OTHERS = Text(
    en="ECS then ended {others}, whose codes say nothing.",
    es="ECS terminó después {others}, cuyos códigos no dicen nada.",
)
_SIDECAR = Text(
    en="It is not essential, so the task goes on without it.",
    es="No es esencial, así que la tarea sigue sin él.",
)
_READ_LOGS = Text(
    en="Its last log lines say more than the code.", es="Sus últimas líneas de registro dicen más que el código."
)


@check(
    id="health.container-exit",
    under="health",
    order=1,
    label=Text(en="Exit codes", es="Códigos de salida"),
    question=Text(
        en="Have all containers gone on that the task cannot do without?",
        es="¿Siguieron en pie todos los contenedores imprescindibles?",
    ),
    otherwise=Text(
        en="A task ends with its first essential container; the network has no part in that.",
        es="Una tarea termina con su primer contenedor esencial; la red no interviene en eso.",
    ),
    reads=("ecs:DescribeTasks", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(APP_EXIT,),
    about="advice",
)
def container_exit(facts: TaskFacts) -> Answer:
    """Answer from the exit codes."""
    first = ended_first(facts)
    if first is None or first.container.exit_code is None:
        return _none_ended(facts)
    detail = _detail(facts, first, first.container.exit_code)
    quoted = (*first.cite("exitCode"), *(first.cite("reason") if first.container.reason else ()))
    quoted += (*first.cite_asked("essential"), *last_lines(first))
    if not _is_what_ended_the_task(facts, first):
        return passes(detail, *quoted) if facts.task.is_stopped else fails(detail, _sidecar(first, detail, quoted))
    raised = Raised(
        APP_EXIT,
        detail,
        "cause",
        resources=(ResourceName("container", first.name),),
        evidence=(*quoted, *facts.symptom.evidence),
        supports="possible" if first.container.exit_code in SAYS_LITTLE else "likely",
        phase=facts.symptom.phase,
    )
    return fails(detail, raised)


def _none_ended(facts: TaskFacts) -> Answer:
    evidence = (facts.task.cite("lastStatus"),)
    if facts.task.started_at is None:
        return does_not_apply(
            Text(en="No container has run yet.", es="Aún no se ha ejecutado ningún contenedor."), *evidence
        )
    return passes(Text(en="ECS recorded no exit code.", es="ECS no registró ningún código de salida."), *evidence)


def _detail(facts: TaskFacts, first: TaskContainer, code: int) -> Text:
    detail = _ENDED.fill(container=first.name, code=code, meaning=meaning_of(code))
    if not first.is_essential:
        return detail + _SIDECAR
    others = [
        each.name
        for each in containers_of(facts)
        if each.index != first.index and each.container.exit_code in SAYS_LITTLE
    ]
    detail += _ESSENTIAL
    if others:
        detail += _OTHERS.fill(others=enumeration(others))
    return detail + _READ_LOGS


def _is_what_ended_the_task(facts: TaskFacts, first: TaskContainer) -> bool:
    """Tell whether the task's own message is about a container that ended, and nothing more exact explains it."""
    if code_of_no_command(facts.symptom.message) is not None:
        return False
    about_the_end = facts.symptom.family == "essential_exit" or facts.task.stop_code == "EssentialContainerExited"
    return about_the_end and first.is_essential and facts.symptom.family in ("essential_exit", "other")


def _sidecar(first: TaskContainer, detail: Text, quoted: tuple[Evidence, ...]) -> Raised:
    return Raised(
        APP_EXIT,
        detail,
        "notice",
        resources=(ResourceName("container", first.name),),
        evidence=quoted,
        level="warning",
    )
