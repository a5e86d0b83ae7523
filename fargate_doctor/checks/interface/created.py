"""Was a network interface made for the task?

Why it matters: without an interface nothing else can have been tried, and the cause lies in the subnet or the account.
How we know: the task's attachments name the interface, also after it is gone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import check, does_not_apply, fails, passes, unknown
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = ("https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-lifecycle-explanation.html",)


@check(
    id="interface.created",
    under="interface",
    order=10,
    label=Text(en="Network interface", es="Interfaz de red"),
    question=Text(en="Did the task get its network interface?", es="¿Obtuvo la tarea su interfaz de red?"),
    otherwise=Text(
        en="Without one, the cause lies before any packet: addresses, quotas, permissions or capacity.",
        es="Sin ella, la causa es anterior a cualquier paquete: direcciones, cuotas, permisos o capacidad.",
    ),
    reads=("ecs:DescribeTasks",),
    docs=_DOCS,
)
def created(facts: TaskFacts) -> Answer:
    """Answer from the task's attachments."""
    if facts.is_planned:
        return does_not_apply(Text(en="Nothing is launched yet.", es="Aún no se ha lanzado nada."))
    for place, attachment in enumerate(facts.task.attachments):
        if not attachment.is_network_interface:
            continue
        quoted = facts.task.cite(f"attachments[{place}]")
        if attachment.detail("networkInterfaceId"):
            return passes(
                Text(en="ECS attached {interface} in {subnet}.", es="ECS vinculó {interface} en {subnet}.").fill(
                    interface=attachment.detail("networkInterfaceId"),
                    subnet=attachment.detail("subnetId") or "?",
                ),
                quoted,
            )
        if facts.task.is_stopped:
            return fails(
                Text(
                    en="The task stopped before it had a network interface.",
                    es="La tarea se detuvo antes de tener una interfaz de red.",
                ),
                evidence=(quoted,),
            )
    return unknown(
        Text(
            en="The task record names no network interface.",
            es="El registro de la tarea no nombra ninguna interfaz de red.",
        ),
        evidence=(facts.task.cite("attachments"),),
    )
