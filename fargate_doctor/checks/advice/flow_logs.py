"""Are there flow logs that could show refused packets?

Why it matters: where every rule looks right, flow logs show what was refused; they must exist before the failure.
How we know: the flow logs of the VPC, the subnet and the interface are listed, each with its state, with what traffic
it takes and with where it writes.
https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import Answer, FindingKind, Raised, ResourceName, check, passes
from fargate_doctor.facts.task_flow_logs import flow_logs_over
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.facts.task_flow_logs import CoveringFlowLog, Lack
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.naming import FlowLog

_DOCS = ("https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",)

ABSENT = FindingKind(
    id="flowlogs.absent",
    title=Text(
        en="No flow log records what is refused in {resource}, so it leaves no trace",
        es="Ningún registro de flujo guarda lo que se rechaza en {resource}, así que no deja rastro",
    ),
    at_most="info",
    docs=_DOCS,
    remedies=offered("flow_logs.create_flow_log"),
)

_TOO_LATE = Text(
    en="A refusal that comes and goes can only be seen in a flow log that existed before it.",
    es="Un rechazo intermitente solo se ve en un registro de flujo que ya existía antes.",
)
_COVERS = Text(
    en="{log} covers {resource} and writes what is refused to {place}.",
    es="{log} cubre {resource} y escribe en {place} lo que se rechaza.",
)
_LACKS: Final[dict[Lack, tuple[str, Text]]] = {
    "inactive": (
        "FlowLogStatus",
        Text(en="{log} of {resource} is not active.", es="{log}, de {resource}, no está activo."),
    ),
    "undelivered": (
        "DeliverLogsStatus",
        Text(
            en="{log} of {resource} could not deliver its records ({error}).",
            es="{log}, de {resource}, no pudo entregar sus registros ({error}).",
        ),
    ),
    "accepted_only": (
        "TrafficType",
        Text(
            en="{log} of {resource} takes only traffic that was accepted.",
            es="{log}, de {resource}, solo guarda el tráfico aceptado.",
        ),
    ),
    "no_action": (
        "LogFormat",
        Text(
            en="The format of {log} of {resource} has no field for the action, so a refusal cannot be told.",
            es="El formato de {log}, de {resource}, no tiene el campo de la acción y no distingue un rechazo.",
        ),
    ),
}


@check(
    id="advice.flow-logs",
    under="advice",
    order=20,
    label=Text(en="Flow logs", es="Registros de flujo"),
    question=Text(
        en="Would flow logs show what is refused?", es="¿Mostrarían los registros de flujo lo que se rechaza?"
    ),
    otherwise=Text(
        en="Without flow logs an intermittent refusal cannot be seen afterwards.",
        es="Sin registros de flujo, un rechazo intermitente no se puede ver después.",
    ),
    reads=("ec2:DescribeFlowLogs",),
    docs=_DOCS,
    findings=(ABSENT,),
    about="advice",
)
def flow_logs(facts: TaskFacts) -> Answer:
    """Answer for VPC, subnet and interface together."""
    vpc, subnet = facts.placement.vpc_id.require().value, facts.placement.subnet_id.require().value
    existing = flow_logs_over(facts)
    useful = [each.flow_log for each in existing if each.shows_refusals]
    if useful:
        return passes(_exists(useful[0]), *(each.cite("FlowLogId") for each in useful))
    table, interface = facts.snapshot.flow_logs, facts.placement.interface
    for scope in (vpc, subnet, *((interface.identifier,) if interface else ())):
        if table.coverage.of_scope(scope) is None:
            raise Unanswered(*table.missing)
    quoted = tuple(each.flow_log.cite(_LACKS[each.lack][0]) for each in existing if each.lack)
    return _absent(vpc, _why(existing), quoted or (table.cite_absence(vpc, "FlowLogs"),))


def _absent(vpc: str, detail: Text, quoted: tuple[Evidence, ...]) -> Answer:
    raised = Raised(ABSENT, detail, "notice", {"resource": vpc}, (ResourceName("vpc", vpc),), quoted)
    return Answer("fail", detail, quoted, (raised,))


def _why(existing: tuple[CoveringFlowLog, ...]) -> Text:
    detail = _TOO_LATE
    for each in existing:
        if each.lack:
            flow_log = each.flow_log
            detail += _LACKS[each.lack][1].fill(
                log=flow_log.identifier,
                resource=flow_log.resource_id,
                error=flow_log.deliver_logs_error_message or "?",
            )
    return detail


def _exists(flow_log: FlowLog) -> Text:
    place = flow_log.log_group_name or flow_log.log_destination or flow_log.log_destination_type or "?"
    return _COVERS.fill(log=flow_log.identifier, resource=flow_log.resource_id, place=place)
