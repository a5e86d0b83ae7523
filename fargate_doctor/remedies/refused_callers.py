"""Who was refused, and by which policy: CloudTrail keeps the refused call with its reason.

https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-cli.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.task_facts import TaskFacts

_EVENTS: Final = "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/view-cloudtrail-events-cli.html"
_MOST: Final = 20

_TITLE: Final = Text(
    en="Look up the refused {call} in CloudTrail", es="Buscar en CloudTrail la llamada {call} denegada"
)
_DETAIL: Final = Text(
    en="The event says who called and, under errorMessage, which kind of policy refused: one of the role, of the "
    "organization, or a permissions boundary. Change that one. CloudTrail shows a call some minutes after it was made.",
    es="El evento dice quién llamó y, en errorMessage, qué tipo de política lo denegó: una del rol, una de la "
    "organización o un límite de permisos. Modifique esa. CloudTrail muestra una llamada unos minutos después de "
    "hacerse.",
)


def look_up_launch(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a look at the launches that were refused."""
    return (_looked_up(facts, "RunTask" if facts.task.service_name is None else "UpdateService"),)


def look_up_interface(facts: TaskFacts, _: Raised) -> tuple[Remedy, ...]:
    """Return a look at the network interface that ECS was refused."""
    return (_looked_up(facts, "CreateNetworkInterface"),)


def _looked_up(facts: TaskFacts, call: str) -> Remedy:
    command = aws(
        "cloudtrail",
        "lookup-events",
        Standpoint(facts).region,
        lookup_attributes=[{"AttributeKey": "EventName", "AttributeValue": call}],
        max_results=_MOST,
        query="Events[].CloudTrailEvent",
    )
    step = Step(commands=(command,), change=None)
    return remedy("look-up-refusal", _TITLE.fill(call=call), _DETAIL, step, references=(_EVENTS,))
