"""Do the flow logs show that nothing of the task's own traffic was refused?

Why it matters: a refused packet is the trace that a rule leaves, also where it came and went since.
How we know: the records of the task's interface or address that say REJECT, in CloudWatch Logs or in an exported file.
Only what the task opened counts, and answers to it. A record never says whether a group or an ACL refused.
https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
    passes,
    unknown,
)
from fargate_doctor.facts.flow_records import refused_flows_of, shows_task
from fargate_doctor.facts.refusing_hops import hop_that_agrees
from fargate_doctor.facts.task_flow_logs import flow_logs_over
from fargate_doctor.facts.task_interface import interface_of
from fargate_doctor.facts.times_in_words import in_words
from fargate_doctor.text import Text, verbatim

if TYPE_CHECKING:
    from fargate_doctor.facts.flow_records import RefusedFlow
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.facts.task_flow_logs import CoveringFlowLog
    from fargate_doctor.model.flow_records import FlowLogReading
    from fargate_doctor.model.naming import FlowLog

_DOCS = (
    "https://docs.aws.amazon.com/vpc/latest/userguide/flow-log-records.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/flow-logs-records-examples.html",
)

SEEN = FindingKind(
    id="flowlogs.reject-seen",
    title=Text(
        en="Flow logs show that traffic of the task was refused: {flow}",
        es="Los registros de flujo muestran tráfico rechazado de la tarea: {flow}",
    ),
    at_most="info",
    docs=_DOCS,
)

_SHOWN: Final = 4
_DELIVERED_LATE: Final = timedelta(minutes=10)

_FLOW = {
    "request": Text(en="requests to {address} ({traffic})", es="solicitudes hacia {address} ({traffic})"),
    "answer": Text(en="answers from {address} ({traffic})", es="respuestas de {address} ({traffic})"),
}
_COUNTED = Text(
    en="{flow}: records with REJECT: {records}, packets: {packets}, from {first} to {last}.",
    es="{flow}: registros con REJECT: {records}, paquetes: {packets}, desde {first} hasta {last}.",
)
_NOT_WHO = Text(
    en="REJECT does not say whether a security group or a network ACL refused.",
    es="REJECT no dice si lo rechazó un grupo de seguridad o una ACL de red.",
)
_ANSWERS_ARE_FOR_ACLS = Text(
    en="A security group lets answers in by itself, so refused answers point to a network ACL.",
    es="Un grupo de seguridad deja entrar las respuestas por sí mismo; si se rechazan, apuntan a una ACL de red.",
)
_AGREES = Text(en="It agrees with {hop}: {because}", es="Concuerda con {hop}: {because}")
_REASONS = {
    "BPA": Text(
        en="The reason given is BPA: VPC Block Public Access refused it.",
        es="El motivo indicado es BPA: lo rechazó el bloqueo de acceso público de VPC.",
    ),
    "EC": Text(
        en="The reason given is EC: the VPC's encryption controls refused it.",
        es="El motivo indicado es EC: lo rechazaron los controles de cifrado de la VPC.",
    ),
}
_NONE = Text(
    en="The records of the task's interface show no refusal of what it opened, nor of answers to it.",
    es="Los registros de la interfaz de la tarea no muestran ningún rechazo de lo que abrió ni de sus respuestas.",
)
_NO_LOG = Text(
    en="No flow log records what is refused here, and none was added to the case.",
    es="Ningún registro de flujo guarda lo que aquí se rechaza, y al caso no se añadió ninguno.",
)
_NO_FAILURE = Text(
    en="The task has not failed, so its records are not read.", es="La tarea no ha fallado, así que no se leen."
)
_NOT_READ = Text(
    en="{log} records what is refused, and its records for this task were not read.",
    es="{log} guarda lo que se rechaza, y no se leyeron sus registros de esta tarea.",
)
_ELSEWHERE = Text(
    en="{log} writes to {place}. Save its records of {interface} as text and add the file to the case.",
    es="{log} escribe en {place}. Guarde como texto sus registros de {interface} y añada el archivo al caso.",
)
_TOO_EARLY = Text(
    en="The records were read so soon after the task's end that some may not have been delivered.",
    es="Los registros se leyeron tan pronto tras el fin de la tarea que puede que falten algunos por entregar.",
)
_CUT_SHORT = Text(
    en="There are more records than were read, and those that were read show no refusal of the task's own traffic.",
    es="Hay más registros de los que se leyeron, y los leídos no muestran ningún rechazo del tráfico de la tarea.",
)
_HIDDEN_INTERFACE = Text(
    en="On this platform version a part of the traffic leaves through an interface that no flow log sees.",
    es="En esta versión de la plataforma, parte del tráfico sale por una interfaz que ningún registro de flujo ve.",
)


@check(
    id="way.refused-packets",
    under="way",
    order=95,
    label=Text(en="Refused packets", es="Paquetes rechazados"),
    question=Text(
        en="Are the flow logs free of refusals of the task's own traffic?",
        es="¿Están los registros de flujo libres de rechazos del tráfico propio de la tarea?",
    ),
    otherwise=Text(
        en="A record with REJECT shows which packet was refused, and when; the rules show by whom.",
        es="Un registro con REJECT muestra qué paquete se rechazó y cuándo; las reglas muestran quién lo hizo.",
    ),
    reads=("ec2:DescribeFlowLogs", "logs:FilterLogEvents"),
    docs=_DOCS,
    findings=(SEEN,),
    about="advice",
)
def refused_packets(facts: TaskFacts) -> Answer:
    """Answer from the records that the case holds."""
    flows = refused_flows_of(facts)
    if flows:
        raised = _raised(facts, flows)
        return fails(raised.detail, raised)
    over = flow_logs_over(facts)
    useful = [each for each in over if each.shows_refusals]
    if readings := _readings_of(facts, over):
        return _none_seen(facts, readings)
    if shows_task(facts) and (useful or not over):
        return passes(_NONE)
    if not useful:
        return does_not_apply(_NO_LOG)
    if not facts.task.is_stopped and facts.symptom.message is None:
        return does_not_apply(_NO_FAILURE)
    return _not_read(facts, useful[0].flow_log)


def _readings_of(facts: TaskFacts, over: tuple[CoveringFlowLog, ...]) -> tuple[FlowLogReading, ...]:
    """Return the readings of the streams of the task's own interface, where a refusal would stand in them."""
    interface = interface_of(facts.snapshot, facts.task).id
    own = f"{interface.value}-" if interface else None
    showing = {each.flow_log.log_group_name for each in over if each.shows_refusals}
    blind = {each.flow_log.log_group_name for each in over} - showing
    return tuple(
        each for each in facts.snapshot.flow_log_lines.readings if each.prefix == own and each.group not in blind
    )


def _none_seen(facts: TaskFacts, readings: tuple[FlowLogReading, ...]) -> Answer:
    ended = facts.task.stopped_at
    if not all(each.is_complete for each in readings):
        return unknown(_CUT_SHORT)
    if ended and any(each.at and each.at < ended + _DELIVERED_LATE for each in readings):
        return unknown(_TOO_EARLY, evidence=(facts.task.cite("stoppedAt"),))
    return passes(_NONE + _HIDDEN_INTERFACE if facts.platform.is_before_one_interface else _NONE)


def _not_read(facts: TaskFacts, flow_log: FlowLog) -> Answer:
    quoted = flow_log.cite("LogDestinationType")
    if (flow_log.log_destination_type or "cloud-watch-logs") == "cloud-watch-logs":
        missing = facts.snapshot.flow_log_lines.missing
        return unknown(_NOT_READ.fill(log=flow_log.identifier), *missing, evidence=(quoted,))
    interface = interface_of(facts.snapshot, facts.task).id
    because = _ELSEWHERE.fill(
        log=flow_log.identifier,
        place=flow_log.log_destination or flow_log.log_destination_type,
        interface=interface.value if interface else facts.task.task_id,
    )
    return unknown(because, evidence=(quoted,))


def _raised(facts: TaskFacts, flows: tuple[RefusedFlow, ...]) -> Raised:
    shown = flows[:_SHOWN]
    detail = _told(facts, shown[0])
    for flow in shown[1:]:
        detail += _told(facts, flow)
    if any(flow.direction == "answer" for flow in shown):
        detail += _ANSWERS_ARE_FOR_ACLS
    interface = interface_of(facts.snapshot, facts.task).id
    named = (
        ResourceName("network-interface", interface.value) if interface else ResourceName("task", facts.task.task_id)
    )
    return Raised(
        SEEN,
        detail + _NOT_WHO,
        "notice",
        {"flow": _in_words(flows[0])},
        (named,),
        tuple(evidence for flow in shown for evidence in flow.evidence),
        level="info",
    )


def _told(facts: TaskFacts, flow: RefusedFlow) -> Text:
    told = _COUNTED.fill(
        flow=_in_words(flow),
        records=flow.records,
        packets=flow.packets,
        first=in_words(flow.first),
        last=in_words(flow.last),
    )
    if flow.reason in _REASONS:
        return told + _REASONS[flow.reason]
    hop = hop_that_agrees(facts, flow)
    return told + _AGREES.fill(hop=hop.id, because=hop.because) if hop else told


def _in_words(flow: RefusedFlow) -> Text:
    traffic = f"{flow.protocol} {flow.port}" if flow.port else flow.protocol
    return _FLOW[flow.direction].fill(address=flow.address, traffic=verbatim(traffic))
