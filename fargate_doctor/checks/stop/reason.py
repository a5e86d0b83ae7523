"""What did ECS say about this task?

Why it matters: the message, the stop code and the times say in which phase the task's life broke off.
How we know: the task record itself; no other answer is needed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import check, fails, passes, unknown
from fargate_doctor.diagnosis.verdict import has_stopped_by_order
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-error-codes.html",
)

_SAID = Text(en="ECS said: “{words}”", es="ECS dijo: «{words}»")


@check(
    id="stop.reason",
    under="stop",
    order=10,
    label=Text(en="What ECS said", es="Lo que dijo ECS"),
    question=Text(en="Did the task get by without a failure?", es="¿Está la tarea libre de fallos?"),
    otherwise=Text(
        en="The words of ECS decide which questions matter next.",
        es="Las palabras de ECS deciden qué preguntas importan a continuación.",
    ),
    reads=("ecs:DescribeTasks",),
    docs=_DOCS,
)
def reason(facts: TaskFacts) -> Answer:
    """Answer from the task's own words and times."""
    symptom, task = facts.symptom, facts.task
    status = task.cite("lastStatus")
    if symptom.message is not None:
        said = _SAID.fill(words=verbatim(symptom.message.text))
        return (
            passes(said, *symptom.evidence) if has_stopped_by_order(facts) else fails(said, evidence=symptom.evidence)
        )
    if task.is_stopped:
        return unknown(
            Text(
                en="The task has stopped, and ECS gave no reason that could be read.",
                es="La tarea se ha detenido y ECS no dio ningún motivo legible.",
            ),
            evidence=(status,),
        )
    if task.started_at is None:
        return passes(
            Text(
                en="The task has not started yet and ECS has reported nothing; everything in its way is looked at.",
                es="La tarea aún no ha arrancado y ECS no ha informado de nada; se examina todo lo que la "
                "puede frenar.",
            ),
            status,
        )
    return passes(Text(en="The task is running.", es="La tarea está en ejecución."), status, task.cite("startedAt"))
