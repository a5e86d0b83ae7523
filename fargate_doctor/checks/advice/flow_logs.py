"""Are there flow logs that could show refused packets?

Why it matters: where every rule looks right, flow logs show what was refused; they must exist before the failure.
How we know: the flow logs of the VPC, the subnet and the interface are listed.
https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import Answer, FindingKind, Raised, ResourceName, check, passes
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies.flow_logs import create_flow_log
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.naming import FlowLog

_DOCS = ("https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs.html",)

ABSENT = FindingKind(
    id="flowlogs.absent",
    title=Text(
        en="No flow log covers {resource}, so refused packets leave no trace",
        es="Ningún registro de flujo cubre {resource}, así que los paquetes rechazados no dejan rastro",
    ),
    at_most="info",
    docs=_DOCS,
    remedies=create_flow_log,
)


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
    vpc, subnet = facts.placement.vpc_id.require(), facts.placement.subnet_id.require()
    interface = facts.placement.interface
    covered = (vpc.value, subnet.value, *((interface.identifier,) if interface else ()))
    table = facts.snapshot.flow_logs
    existing = [each for each in table if each.resource_id in covered]
    if existing:
        return passes(_exists(existing[0]), *(each.cite("FlowLogId") for each in existing))
    for scope in covered:
        if table.coverage.of_scope(scope) is None:
            raise Unanswered(*table.missing)
    quoted = (table.cite_absence(vpc.value, "FlowLogs"),)
    detail = Text(
        en="A refusal that comes and goes can only be seen in a flow log that existed before it.",
        es="Un rechazo intermitente solo se ve en un registro de flujo que ya existía antes.",
    )
    raised = Raised(ABSENT, detail, "notice", {"resource": vpc.value}, (ResourceName("vpc", vpc.value),), quoted)
    return Answer("fail", detail, quoted, (raised,))


def _exists(flow_log: FlowLog) -> Text:
    return Text(en="{log} covers {resource}.", es="{log} cubre {resource}.").fill(
        log=flow_log.identifier, resource=flow_log.resource_id
    )
