"""Does the message itself say what was wrong?

Why it matters: most stopped tasks are not the network's fault. Where ECS or a registry states a cause in words, that is
evidence, whether or not any configuration can be read.
How we know: the family and the cause of the classified message.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.checks.stop.statements import STATED_KINDS, statement_of
from fargate_doctor.checks.stop.statements.of_roles_and_secrets import EXECUTION_ROLE_TRUST, TASK_ROLE_TRUST
from fargate_doctor.diagnosis.check import Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.model.evidence import strongest
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.checks.stop.statements.statement import Statement
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.roles.role import RoleKind
    from fargate_doctor.facts.symptom import Message
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html",
)

_SAID = Text(en="The message states it: “{words}”.", es="El mensaje lo dice: «{words}».")
_NOT_THE_NETWORK = Text(en="That is no failure of the task's network.", es="No es un fallo de la red de la tarea.")
_ENDED = Text(en="A container ended with exit code {code}.", es="Un contenedor terminó con el código de salida {code}.")
_ROLES: Final[tuple[RoleKind, ...]] = ("execution", "task")
_ONE_OF_BOTH = Text(
    en="Whether that is the execution role or the task role, the task definition says, which was not read.",
    es="Si se trata del rol de ejecución o del rol de la tarea lo dice la definición de tarea, que no se leyó.",
)
_NOT_NAMED = Text(en="(not named)", es="(sin nombre)")


@check(
    id="stop.stated-cause",
    under="stop",
    order=20,
    label=Text(en="Cause left open", es="Causa sin determinar"),
    question=Text(
        en="Does the message leave the cause open, so that the way must be looked at?",
        es="¿Deja el mensaje la causa abierta, de modo que hay que examinar el camino?",
    ),
    otherwise=Text(
        en="A cause that ECS or the registry states in words ends the search in the network.",
        es="Una causa que ECS o el registro dicen con palabras termina la búsqueda en la red.",
    ),
    reads=("ecs:DescribeTasks",),
    docs=_DOCS,
    findings=(*STATED_KINDS, TASK_ROLE_TRUST),
)
def stated_cause(facts: TaskFacts) -> Answer:
    """Answer from the classified message."""
    message = facts.symptom.message
    if message is None:
        return does_not_apply(Text(en="There is no message.", es="No hay ningún mensaje."))
    statement = statement_of(message)
    if statement is None:
        return passes(
            Text(
                en="The message names no cause by itself, or one on the way.",
                es="El mensaje no nombra por sí mismo ninguna causa, o nombra una del camino.",
            ),
            *facts.symptom.evidence,
        )
    raised = _raised(facts, message, _of_the_role_that_is_named(facts, message, statement))
    if statement.kind == EXECUTION_ROLE_TRUST and message.extracted.role and not isinstance(facts.definition, Known):
        raised = replace(raised, detail=raised.detail + _ONE_OF_BOTH, supports="possible")
    return fails(raised.detail, raised)


def _of_the_role_that_is_named(facts: TaskFacts, message: Message, statement: Statement) -> Statement:
    """Return the statement about the task role, where the message names that and not the execution role."""
    named = (message.extracted.role or "").rpartition("/")[2]
    if statement.kind != EXECUTION_ROLE_TRUST or not named or not isinstance(facts.definition, Known):
        return statement
    names = {kind: role.name for kind in _ROLES if (role := role_of(facts, kind))}
    is_task_role = names.get("task") == named != names.get("execution")
    return replace(statement, kind=TASK_ROLE_TRUST) if is_task_role else statement


def _raised(facts: TaskFacts, message: Message, statement: Statement) -> Raised:
    named = message.extracted
    code = named.exit_code if named.exit_code is not None else "?"
    detail = _SAID.fill(words=verbatim(message.text)) if message.text else _ENDED.fill(code=code)
    return Raised(
        statement.kind,
        detail + _NOT_THE_NETWORK if statement.clears_network else detail,
        "stated",
        {"resource": named.host or _NOT_NAMED, "destinations": named.host or named.action or _NOT_NAMED},
        (ResourceName("stated", named.resource or named.host or facts.task.task_id),),
        facts.symptom.evidence,
        supports=strongest(message.confidence, statement.at_least),
        phase=facts.symptom.phase,
    )
