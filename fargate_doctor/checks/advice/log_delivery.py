"""Do the containers go on where their logs cannot be delivered?

Why it matters: in blocking mode a container stands still while CloudWatch Logs does not take what it writes; health
checks then fail although nothing else is wrong.
How we know: the delivery mode stands in the task definition. Where it does not, the account's setting counts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    passes,
)
from fargate_doctor.facts.log_settings import log_settings
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LogConfiguration.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/using_awslogs.html",
)
_BLOCKING: Final = "blocking"

DELIVERY_BLOCKS = FindingKind(
    id="logs.delivery-blocks",
    title=Text(
        en="Container {resource} stands still where its logs cannot be delivered",
        es="El contenedor {resource} se queda parado si sus registros no se pueden entregar",
    ),
    at_most="info",
    docs=_DOCS,
    remedies=offered("log_options.deliver_without_blocking"),
)

_NO_LOGS = Text(en="No container writes by awslogs.", es="Ningún contenedor escribe mediante awslogs.")
_DROPS = Text(
    en="In non-blocking mode a container goes on, and what the buffer cannot hold is lost.",
    es="En modo non-blocking el contenedor sigue adelante, y lo que no cabe en el búfer se pierde.",
)
_NOT_NAMED = Text(
    en="The task definition names no delivery mode; the account setting defaultLogDriverMode counts, which is "
    "non-blocking unless somebody set it.",
    es="La definición de tarea no indica ningún modo de entrega; vale el ajuste de cuenta defaultLogDriverMode, que es "
    "non-blocking salvo que alguien lo haya cambiado.",
)
_BLOCKS = Text(
    en="The delivery mode of {containers} is blocking: while CloudWatch Logs takes nothing, what writes a line waits, "
    "and health checks may fail. Nothing that is written is lost for it.",
    es="El modo de entrega de {containers} es blocking: mientras CloudWatch Logs no acepta nada, quien escribe una "
    "línea espera, y las comprobaciones de estado pueden fallar. A cambio no se pierde nada de lo escrito.",
)


@check(
    id="advice.log-delivery",
    under="advice",
    order=60,
    label=Text(en="Delivery of logs", es="Entrega de registros"),
    question=Text(
        en="Do the containers go on where their logs cannot be delivered?",
        es="¿Siguen adelante los contenedores si sus registros no se pueden entregar?",
    ),
    otherwise=Text(
        en="A container in blocking mode waits for CloudWatch Logs.",
        es="Un contenedor en modo blocking espera a CloudWatch Logs.",
    ),
    reads=("ecs:DescribeTaskDefinition",),
    docs=_DOCS,
    findings=(DELIVERY_BLOCKS,),
    about="advice",
)
def log_delivery(facts: TaskFacts) -> Answer:
    """Answer from the mode that each container names."""
    settings = tuple(each for each in log_settings(facts) if each.driver == "awslogs")
    if not settings:
        return does_not_apply(_NO_LOGS)
    blocking = tuple(each for each in settings if each.mode.lower() == _BLOCKING)
    quoted = tuple(each.options_named for each in blocking or settings)
    if not blocking:
        return passes(_DROPS if all(each.mode for each in settings) else _NOT_NAMED, *quoted)
    names = tuple(each.container for each in blocking)
    detail = _BLOCKS.fill(containers=enumeration(names))
    raised = Raised(
        DELIVERY_BLOCKS,
        detail,
        "notice",
        {"resource": enumeration(names)},
        tuple(ResourceName("container", each) for each in names),
        quoted,
    )
    return Answer("fail", detail, quoted, (raised,))
