"""Does the configuration that was read agree with what the message says?

Why it matters: a message is of its time and configuration is read later. Where both cannot be of one moment, something
was changed, or the cause lies where the configuration cannot show it.
How we know: host, address, name server and action in the message are held against what was read.
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
    fails,
    passes,
    unknown,
)
from fargate_doctor.diagnosis.weighing import is_reported
from fargate_doctor.facts.contradictions import compare
from fargate_doctor.facts.task_flow_logs import flow_logs_over
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.facts.contradictions import Comparison, Contradiction
    from fargate_doctor.facts.need import NeedWalk
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/resource-initialization-error.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/stopped-task-errors.html",
)

CONTRADICTION = FindingKind(
    id="evidence.contradiction",
    title=Text(
        en="The message and what was read about {resource} do not fit together",
        es="El mensaje y lo que se leyó sobre {resource} no encajan",
    ),
    at_most="info",
    docs=_DOCS,
)

_NOTHING_NAMED = Text(
    en="The message names nothing that could be held against the configuration.",
    es="El mensaje no nombra nada que se pueda cotejar con la configuración.",
)
_FITS = Text(en="What the message names fits what was read.", es="Lo que nombra el mensaje encaja con lo que se leyó.")
_NOT_READ = Text(
    en="What the message names cannot be compared, because the configuration of it was not read.",
    es="Lo que nombra el mensaje no se puede cotejar, porque no se leyó la configuración correspondiente.",
)
_ALL_OPEN = Text(
    en="The message reports that {destinations} could not be reached, and every hop that was read lets it through now. "
    "The way may have been fixed since, or the trouble comes and goes.",
    es="El mensaje dice que no se pudo llegar a {destinations}, y ahora cada salto leído lo deja pasar. Puede que el "
    "camino se arreglara después, o que el problema sea intermitente.",
)
_NOT_SEEN_THROUGH = Text(
    en="Nothing that was read stops the way to {destinations}, and {hops} cannot be judged by the data.",
    es="Nada de lo leído corta el camino hacia {destinations}, y los datos no permiten juzgar {hops}.",
)
_LOOK_BEYOND = Text(
    en="Look next behind {hops}, at its own routes and rules.",
    es="Mire después detrás de {hops}, en sus propias rutas y reglas.",
)
_LOOK_AT_LOGS = Text(
    en="Look next at flow logs ({log}) for refused packets, at resolver query logs for the names, and at whether other "
    "tasks fail at the same times.",
    es="Mire después los registros de flujo ({log}) por si hay paquetes rechazados, los registros de consultas del "
    "solucionador por los nombres, y si otras tareas fallan a las mismas horas.",
)
_NO_LOG: Final = Text(en="none covers the task yet", es="ninguno cubre aún la tarea")


@check(
    id="stop.contradiction",
    under="stop",
    order=30,
    label=Text(en="Message and configuration", es="Mensaje y configuración"),
    question=Text(
        en="Does what was read fit what the message says?", es="¿Encaja lo que se leyó con lo que dice el mensaje?"
    ),
    otherwise=Text(
        en="Where they do not fit, something was changed since, or the cause lies out of sight.",
        es="Si no encajan, algo cambió después, o la causa está fuera de la vista.",
    ),
    reads=("ecs:DescribeTasks", "ec2:DescribeNetworkInterfaces", "ec2:DescribeVpcEndpoints", "ec2:DescribeDhcpOptions"),
    docs=_DOCS,
    findings=(CONTRADICTION,),
    about="advice",
)
def contradiction(facts: TaskFacts) -> Answer:
    """Answer from what the message names, and from the ways to it."""
    reported = _reported(facts)
    comparison = compare(facts, reported)
    raised = [_raised(facts, each) for each in comparison.contradictions]
    if _was_out_of_reach(facts) and reported and all(way.verdict == "pass" for way in reported):
        raised.append(_open_now(facts, reported))
    if raised:
        return fails(raised[0].detail, *raised)
    return _nothing_found(facts, comparison, reported)


def _nothing_found(facts: TaskFacts, comparison: Comparison, reported: tuple[NeedWalk, ...]) -> Answer:
    places = _where_to_look(facts, reported)
    if places is not None:
        return unknown(places, *comparison.missing, evidence=facts.symptom.evidence)
    if comparison.missing:
        return unknown(_NOT_READ, *comparison.missing, evidence=facts.symptom.evidence)
    if not comparison.compared:
        return does_not_apply(_NOTHING_NAMED)
    return passes(_FITS, *facts.symptom.evidence)


def _was_out_of_reach(facts: TaskFacts) -> bool:
    """Tell whether the message reports that something was not reached; who refuses a connection was reached."""
    return facts.symptom.blames_network and facts.symptom.cause != "connection_refused"


def _reported(facts: TaskFacts) -> tuple[NeedWalk, ...]:
    try:
        return tuple(way for way in facts.walks if way.walk and is_reported(way.need, facts))
    except Unanswered:
        return ()


def _raised(facts: TaskFacts, found: Contradiction) -> Raised:
    return Raised(
        CONTRADICTION,
        found.words,
        "notice",
        {"resource": found.subject},
        (ResourceName(found.subject_type, found.subject),),
        (*facts.symptom.evidence, *found.evidence),
        level="info",
    )


def _open_now(facts: TaskFacts, reported: tuple[NeedWalk, ...]) -> Raised:
    destinations = _destinations(reported)
    hops = [hop for way in reported if way.walk for hop in way.walk.hops]
    decisive = tuple({hop.id: evidence for hop in hops for evidence in hop.evidence[:1]}.values())
    detail = _ALL_OPEN.fill(destinations=enumeration(destinations)) + _logs_to_read(facts)
    return Raised(
        CONTRADICTION,
        detail,
        "notice",
        {"resource": enumeration(destinations)},
        tuple(ResourceName("destination", each) for each in destinations),
        (*facts.symptom.evidence, *decisive),
        level="info",
    )


def _where_to_look(facts: TaskFacts, reported: tuple[NeedWalk, ...]) -> Text | None:
    """Return where to look next where the network is blamed and nothing that was read stops the way."""
    doubtful = [hop for way in reported if way.walk for hop in way.walk.hops if hop.verdict == "unknown"]
    if not _was_out_of_reach(facts) or not doubtful or any(way.verdict == "fail" for way in reported):
        return None
    hops = enumeration(list(dict.fromkeys(hop.id or hop.resource_type for hop in doubtful)))
    opaque = list(dict.fromkeys(hop.id for hop in doubtful if hop.finding == "path.opaque-hop"))
    told = _NOT_SEEN_THROUGH.fill(destinations=enumeration(_destinations(reported)), hops=hops)
    if opaque:
        told += _LOOK_BEYOND.fill(hops=enumeration(opaque))
    return told + _logs_to_read(facts)


def _logs_to_read(facts: TaskFacts) -> Text:
    covering = [each.flow_log.identifier for each in flow_logs_over(facts) if each.shows_refusals]
    return _LOOK_AT_LOGS.fill(log=covering[0] if covering else _NO_LOG)


def _destinations(reported: tuple[NeedWalk, ...]) -> list[str]:
    return list(dict.fromkeys(way.need.destination for way in reported))
