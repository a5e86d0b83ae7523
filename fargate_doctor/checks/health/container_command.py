"""Could the commands of the containers be run?

Why it matters: a command that is not in the image, or is no program, ends a container at once.
How we know: exit codes 126 and 127, which shells keep for this, or the runtime's own words, beside the command and
entry point of the task definition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.checks.stop.statements.of_containers import BAD_COMMAND
from fargate_doctor.diagnosis.check import Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.facts.container_logs import last_lines
from fargate_doctor.facts.exit_codes import code_of_no_command, meaning_of
from fargate_doctor.facts.task_containers import containers_of
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_containers import TaskContainer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/cannot-start-container.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html",
)

_ENDED = Text(
    en="Container {container} ended with exit code {code}: {meaning}.",
    es="El contenedor {container} terminó con el código de salida {code}: {meaning}.",
)
_COMMAND = Text(
    en="The task definition has it run `{command}`.", es="La definición de tarea le hace ejecutar `{command}`."
)
_OF_IMAGE = Text(
    en="The task definition names no command, so the image's own one is run.",
    es="La definición de tarea no indica ningún comando, así que se ejecuta el de la imagen.",
)


@check(
    id="health.container-command",
    under="health",
    order=2,
    label=Text(en="Commands", es="Comandos"),
    question=Text(
        en="Could the commands of the containers be run?", es="¿Se pudieron ejecutar los comandos de los contenedores?"
    ),
    otherwise=Text(
        en="A command that is missing from the image, or is no program, ends its container at once.",
        es="Un comando que falta en la imagen, o que no es un programa, termina su contenedor de inmediato.",
    ),
    reads=("ecs:DescribeTasks", "ecs:DescribeTaskDefinition"),
    docs=_DOCS,
    findings=(BAD_COMMAND,),
    about="advice",
)
def container_command(facts: TaskFacts) -> Answer:
    """Answer from exit codes and the command of the definition."""
    code = code_of_no_command(facts.symptom.message)
    first = next((each for each in containers_of(facts) if each.container.exit_code == code), None)
    if code is None or first is None:
        return _ran(facts)
    detail = _ENDED.fill(container=first.name, code=code, meaning=meaning_of(code)) + _command(first)
    raised = Raised(
        BAD_COMMAND,
        detail,
        "cause",
        resources=(ResourceName("container", first.name),),
        evidence=(
            *first.cite("exitCode"),
            *first.cite_asked("entryPoint", "command"),
            *last_lines(first),
            *facts.symptom.evidence,
        ),
        supports="likely",
        phase=facts.symptom.phase,
    )
    return fails(detail, raised)


def _ran(facts: TaskFacts) -> Answer:
    if facts.task.started_at is not None:
        return passes(
            Text(en="The containers ran.", es="Los contenedores se ejecutaron."), facts.task.cite("startedAt")
        )
    if any(each.container.exit_code is not None for each in containers_of(facts)):
        return passes(
            Text(
                en="No exit code speaks of a command that could not be run.",
                es="Ningún código de salida indica un comando que no se pudo ejecutar.",
            ),
            facts.task.cite("containers"),
        )
    return does_not_apply(Text(en="No container has run yet.", es="Aún no se ha ejecutado ningún contenedor."))


def _command(first: TaskContainer) -> Text:
    words = (*first.asked.entry_point, *first.asked.command) if first.asked else ()
    return _COMMAND.fill(command=printable(" ".join(words))) if words else _OF_IMAGE
