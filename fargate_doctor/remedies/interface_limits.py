"""Quotas of network interfaces, and interfaces that were not made in time.

https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.quotas import INTERFACES, raising_quota
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.remedies.tasks_anew import new_tasks
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_LIMITS: Final = "https://docs.aws.amazon.com/vpc/latest/userguide/amazon-vpc-limits.html"
_INTERNAL: Final = "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/internal-error.html"

_UNUSED_TITLE: Final = Text(
    en="Look for network interfaces that nothing uses", es="Buscar interfaces de red que nada utiliza"
)
_UNUSED: Final = Text(
    en="An interface in state `available` is attached to nothing and may be deleted by its owner. Interfaces of "
    "Fargate tasks are AWS's: they go when their task stops.",
    es="Una interfaz en estado `available` no está vinculada a nada y su propietario puede eliminarla. Las interfaces "
    "de las tareas de Fargate son de AWS: desaparecen al detener su tarea.",
)
_AGAIN_TITLE: Final = Text(en="Launch the task once more", es="Lanzar la tarea de nuevo")
_AGAIN: Final = Text(
    en="ECS gave up waiting for Amazon EC2, which is usually over with the next attempt. A service tries again by "
    "itself. Only where it comes back, look at the quotas and at the free addresses of the subnet.",
    es="ECS dejó de esperar a Amazon EC2, lo que suele resolverse con el siguiente intento. Un servicio lo reintenta "
    "por sí mismo. Solo si se repite, revise las cuotas y las direcciones libres de la subred.",
)


def free_interfaces(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a look for unused interfaces, and the request for a higher quota."""
    here = Standpoint(facts)
    unused = Step(
        commands=(
            aws(
                "ec2",
                "describe-network-interfaces",
                here.region,
                filters=[{"Name": "status", "Values": ["available"]}],
                query="NetworkInterfaces[].[NetworkInterfaceId,Description]",
            ),
        ),
        change=None,
    )
    return (
        remedy("look-for-unused-interfaces", _UNUSED_TITLE, _UNUSED, unused, references=(_LIMITS,)),
        raising_quota(here, INTERFACES),
    )


def launch_once_more(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return another attempt."""
    here = Standpoint(facts)
    step = new_tasks(here)
    again = Step(commands=step.commands, undo=step.undo, affects=step.affects, change=None)
    return (remedy("launch-once-more", _AGAIN_TITLE, _AGAIN, again, needs_new_tasks=True, references=(_INTERNAL,)),)
