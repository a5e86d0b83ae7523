"""Does the task still have the DHCP options that its VPC hands out now?

Why it matters: a running task keeps the name servers, the domain and the time servers that it started with; a change of
the option set reaches new tasks only.
How we know: CloudTrail's time of the change is held against the task's own times, and both sets are compared.
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from fargate_doctor.facts.dhcp import dhcp_change_of
from fargate_doctor.facts.times_in_words import in_words
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Relevance
    from fargate_doctor.facts.dhcp import DhcpChange
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/vpc/latest/userguide/DHCPOptionSet.html",
)

NOT_APPLIED = FindingKind(
    id="dhcp.change-not-applied",
    title=Text(
        en="The VPC's DHCP options were changed to {resource} after the task started; the task still has the old ones",
        es="Las opciones de DHCP de la VPC se cambiaron a {resource} después de arrancar la tarea; "
        "la tarea conserva las anteriores",
    ),
    docs=_DOCS,
    remedies=offered("new_tasks.replace_tasks"),
)

_AFTER_START = Text(
    en="The set {new} was associated at {changed}, after the task had started at {started}. Running tasks never pick "
    "such a change up.",
    es="El conjunto {new} se asoció el {changed}, después de que la tarea arrancara el {started}. Las tareas en "
    "ejecución nunca recogen un cambio así.",
)
_DIFFERENT = Text(en="What differs: {options}.", es="Lo que difiere: {options}.")
_OLD_IS_GONE = Text(
    en="The set that the task received cannot be read any more, so what differs is not known.",
    es="El conjunto que recibió la tarea ya no se puede leer, así que no se sabe qué difiere.",
)
_EQUAL = Text(
    en="Both sets say the same, so nothing changes for the task.",
    es="Ambos conjuntos dicen lo mismo, así que nada cambia para la tarea.",
)

_NOT_CHANGED = Text(
    en="No change of the VPC's option set since the task was created.",
    es="El conjunto de opciones de la VPC no ha cambiado desde que se creó la tarea.",
)
_DURING_START = Text(
    en="The set was changed while the task was starting; which one it received cannot be told.",
    es="El conjunto se cambió mientras la tarea arrancaba; no se puede saber cuál recibió.",
)
_CANNOT_COMPARE = Text(
    en="The set was changed after the task started; the sets could not be read, so whether they differ is not known.",
    es="El conjunto se cambió después de arrancar la tarea, pero no se pudieron leer los conjuntos, "
    "así que no se sabe si difieren.",
)
_CANNOT_TELL = Text(
    en="CloudTrail cannot tell whether the set was changed: {reasons}.",
    es="CloudTrail no puede decir si el conjunto cambió: {reasons}.",
)


@check(
    id="changes.dhcp",
    under="changes",
    order=10,
    label=Text(en="DHCP options", es="Opciones de DHCP"),
    question=Text(
        en="Does the task have the DHCP options that its VPC hands out now?",
        es="¿Tiene la tarea las opciones de DHCP que su VPC proporciona ahora?",
    ),
    otherwise=Text(
        en="After a change of the option set a running task keeps its old name servers until it is replaced.",
        es="Tras un cambio del conjunto de opciones, una tarea en ejecución conserva sus servidores de "
        "nombres antiguos hasta que se sustituye.",
    ),
    reads=("cloudtrail:LookupEvents", "ec2:DescribeDhcpOptions", "ec2:DescribeVpcs"),
    docs=_DOCS,
    findings=(NOT_APPLIED,),
    about="history",
)
def dhcp(facts: TaskFacts) -> Answer:
    """Answer from the events and the task's times."""
    if facts.task.started_at is None:
        return does_not_apply(
            Text(en="The task has not started.", es="La tarea no ha arrancado."), facts.task.cite("startedAt")
        )
    change = dhcp_change_of(facts.snapshot, facts.task, facts.placement.vpc_id)
    if change.outcome == "changed_after_start":
        unread = [each for each in change.missing if each.error != "NotFound"]
        return unknown(_CANNOT_COMPARE, *unread, evidence=change.evidence) if unread else _changed(facts, change)
    if change.outcome == "not_changed":
        return passes(_NOT_CHANGED, *change.evidence)
    because = _DURING_START if change.outcome == "indeterminate" else _CANNOT_TELL
    reasons = enumeration(tuple(dict.fromkeys(each.error for each in change.missing)))
    return unknown(because.fill(reasons=reasons), *change.missing, evidence=change.evidence)


def _changed(facts: TaskFacts, change: DhcpChange) -> Answer:
    is_equal = change.differs is False
    raised = Raised(
        NOT_APPLIED,
        _detail(facts, change),
        "notice" if is_equal else _relevance(facts),
        {"resource": change.new_id or "?"},
        (ResourceName("dhcp-options", change.new_id or "?"),),
        change.evidence,
        supports="certain" if change.differs else "likely",
        level="info" if is_equal else "warning",
    )
    if is_equal:
        return Answer("pass", raised.detail, change.evidence, (raised,))
    return fails(raised.detail, raised)


def _detail(facts: TaskFacts, change: DhcpChange) -> Text:
    changed = change.event.event_time if change.event else None
    told = _AFTER_START.fill(
        new=change.new_id or "?",
        changed=in_words(changed),
        started=in_words(facts.task.started_at),
    )
    if change.differs is None:
        return told + _OLD_IS_GONE
    return told + (_DIFFERENT.fill(options=enumeration(change.options)) if change.differs else _EQUAL)


def _relevance(facts: TaskFacts) -> Relevance:
    """Return whether the change explains this task's trouble: always while it runs, else only trouble with names."""
    if not facts.task.is_stopped:
        return "cause"
    return "cause" if facts.symptom.cause in ("dns_failure", "efs_dns") else "notice"
