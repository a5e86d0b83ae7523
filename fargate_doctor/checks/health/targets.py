"""Does the load balancer find the task healthy?

Why it matters: a service stops tasks whose targets fail, and starts others in their place.
How we know: the load balancer says of every target how it does and why. A stopped task is deregistered; then its
siblings in the target group are read, and said to be siblings.
"""

from __future__ import annotations

from functools import reduce
from operator import add
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
from fargate_doctor.facts.balancing.checking import health_check_settings, health_check_words
from fargate_doctor.facts.balancing.health import FAILING, LEAVING, NOT_USED, targets_of
from fargate_doctor.facts.balancing.reasons import brief_words, target_words
from fargate_doctor.facts.balancing.registration import NO_BALANCER, target_groups_of
from fargate_doctor.facts.balancing.timing import timing_of
from fargate_doctor.facts.balancing.zones import balancers_elsewhere
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Relevance
    from fargate_doctor.facts.balancing.health import Targets
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.balancing.timing import Timing
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup, TargetHealth
    from fargate_doctor.model.evidence import Evidence

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/target-group-health-checks.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/load-balancer-healthcheck.html",
)

UNHEALTHY = FindingKind(
    id="lb.target-unhealthy",
    title=Text(
        en="The load balancer's health checks of the task failed",
        es="Fallaron las comprobaciones de estado que el balanceador hace de la tarea",
    ),
    place=20,
    docs=_DOCS,
    explains=frozenset({"unhealthy_target"}),
    yields_to=(
        "lb.classic-not-supported",
        "lb.target-type",
        "lb.port-mismatch",
        "lb.zone-not-enabled",
        "lb.sg-blocked",
    ),
    remedies=offered("balancing_health.mend_health_check"),
)

_IN_SECONDS: Final = 600

_NOT_ABOUT_HEALTH: Final = Text(
    en="The task stopped for another reason, and is registered no more.",
    es="La tarea se detuvo por otro motivo y ya no está registrada.",
)
_NOT_YET: Final = Text(
    en="The task does not run yet, so it is not checked yet.",
    es="La tarea aún no se ejecuta, así que aún no se comprueba.",
)
_HEALTHY: Final = Text(
    en="The load balancer finds the task healthy.",
    es="El balanceador de carga considera que la tarea está en buen estado.",
)
_LEAVING: Final = Text(
    en="The target is being deregistered: a deployment, a scale-in or somebody takes the task out.",
    es="El destino se está anulando: un despliegue, una reducción de escala o alguien retira la tarea.",
)
_NOT_REGISTERED: Final = Text(
    en="The address of the task is not among the targets of {name}, so nothing is sent to it. It could not be "
    "registered, or was taken out.",
    es="La dirección de la tarea no está entre los destinos de {name}, así que no se le envía nada. No se pudo "
    "registrar o se retiró.",
)
_MAY_BE_ELSEWHERE: Final = Text(
    en="The address of the task is not among the targets of {name}; in a blue/green deployment it may be in the other "
    "target group.",
    es="La dirección de la tarea no está entre los destinos de {name}; en un despliegue azul/verde puede estar en el "
    "otro grupo de destino.",
)
_STOPPED_BY_IT: Final = Text(
    en="The service stopped the task because its target failed.",
    es="El servicio detuvo la tarea porque su destino falló.",
)
_SIBLINGS: Final = Text(
    en="The task itself is deregistered by now. Its siblings in {name} fail too: {targets}.",
    es="La propia tarea ya no está registrada. Sus hermanas en {name} también fallan: {targets}.",
)
_NO_SIBLINGS: Final = Text(
    en="The task itself is deregistered by now, and no sibling of it is registered in {name}.",
    es="La propia tarea ya no está registrada, y ninguna hermana suya lo está en {name}.",
)
_SIBLINGS_WELL: Final = Text(
    en="The task itself is deregistered by now; none of its siblings in {name} fails.",
    es="La propia tarea ya no está registrada; ninguna de sus hermanas en {name} falla.",
)
_SIBLINGS_UNREAD: Final = Text(
    en="The task itself is deregistered by now, and what became of its siblings in {name} was not read.",
    es="La propia tarea ya no está registrada, y no se leyó qué ha sido de sus hermanas en {name}.",
)
_RAN: Final = Text(
    en="It ran for {ran}; the service lets health checks count after {grace} s.",
    es="Se ejecutó durante {ran}; el servicio tiene en cuenta las comprobaciones pasados {grace} s.",
)
_TOO_SOON: Final = Text(
    en="That is about as soon as health checks can end a task: it may need longer to start than it is given.",
    es="Es casi lo más pronto que las comprobaciones pueden terminar una tarea: quizá necesite más tiempo para "
    "arrancar del que se le da.",
)
_START_PERIOD: Final = Text(
    en="The container's own health check gives it {start} s to start, more than the service's grace period.",
    es="La comprobación de estado del propio contenedor le da {start} s para arrancar, más que el período de gracia "
    "del servicio.",
)


@check(
    id="health.targets",
    under="health",
    order=20,
    label=Text(en="Target health", es="Estado del destino"),
    question=Text(
        en="Does the load balancer find the task healthy?",
        es="¿Considera el balanceador de carga que la tarea está en buen estado?",
    ),
    otherwise=Text(
        en="The service stops a task whose target fails, once its grace period is over.",
        es="El servicio detiene una tarea cuyo destino falla, una vez pasado el período de gracia.",
    ),
    reads=("ecs:DescribeServices", "elbv2:DescribeTargetGroups", "elbv2:DescribeTargetHealth"),
    docs=_DOCS,
    findings=(UNHEALTHY,),
)
def targets(facts: TaskFacts) -> Answer:
    """Answer from the task's own target while it runs, from the message and its siblings once it has stopped."""
    if facts.task.is_stopped and not _may_be_about_health(facts):
        return does_not_apply(_NOT_ABOUT_HEALTH)
    groups = _meant(facts, target_groups_of(facts))
    if not groups:
        return does_not_apply(NO_BALANCER)
    if facts.task.started_at is None and not facts.task.is_stopped:
        return does_not_apply(_NOT_YET)
    answers = [_of_stopped(facts, *pair) if facts.task.is_stopped else _of_running(facts, *pair) for pair in groups]
    raised = tuple(one for answer in answers for one in answer.raised)
    if raised:
        return fails(raised[0].detail, *raised)
    open_ = next((each for each in answers if each.verdict == "unknown"), None)
    return open_ or next((each for each in answers if each.verdict == "pass"), answers[0])


def _may_be_about_health(facts: TaskFacts) -> bool:
    message = facts.symptom.message
    return message is not None and "unhealthy_target" in (message.cause, *message.alternatives)


def _meant(
    facts: TaskFacts, groups: tuple[tuple[Registration, TargetGroup], ...]
) -> tuple[tuple[Registration, TargetGroup], ...]:
    """Return the target groups that the message names, or all where it names none of them."""
    text = facts.symptom.message.text if facts.symptom.message else ""
    named = tuple(each for each in groups if each[1].target_group_arn in text)
    return named or groups


def _of_running(facts: TaskFacts, registration: Registration, group: TargetGroup) -> Answer:
    seen = targets_of(facts, registration, group)
    own = seen.own
    if own is None:
        return _not_registered(facts, registration, group)
    if own.state == "healthy":
        return passes(_HEALTHY, own.cite("TargetHealth.State"))
    if own.state in LEAVING:
        return does_not_apply(_LEAVING, own.cite("TargetHealth.State"))
    if own.state not in FAILING:
        return unknown(target_words(own), evidence=_quoted(own))
    timing = timing_of(facts, registration, group)
    words = _time_words(timing) if timing.ended_soon_after_grace else ()
    detail = reduce(add, (health_check_words(registration, group), *words), target_words(own))
    quoted = (*_quoted(own), *health_check_settings(group), *timing.evidence)
    return _failing(group, detail, "cause", quoted, _said_more_exactly(facts, group, own))


def _said_more_exactly(facts: TaskFacts, group: TargetGroup, own: TargetHealth) -> tuple[str, ...]:
    """Return the finding that says why a target is not used at all: its zone is not enabled."""
    try:
        elsewhere = own.reason in NOT_USED and balancers_elsewhere(facts, group)
    except Unanswered:
        return ()
    return ("lb.zone-not-enabled",) if elsewhere else ()


def _not_registered(facts: TaskFacts, registration: Registration, group: TargetGroup) -> Answer:
    absence = facts.snapshot.target_health.cite_absence(group.target_group_arn, "TargetHealthDescriptions[].Target.Id")
    if registration.may_be_elsewhere:
        return does_not_apply(_MAY_BE_ELSEWHERE.fill(name=group.name), absence)
    return _failing(group, _NOT_REGISTERED.fill(name=group.name), "notice", (absence,))


def _of_stopped(facts: TaskFacts, registration: Registration, group: TargetGroup) -> Answer:
    """Answer for a task that the service stopped: the message says that its target failed, the siblings may say why."""
    seen = _seen(facts, registration, group)
    timing = timing_of(facts, registration, group)
    siblings = seen.failing_siblings if seen else ()
    is_stated = facts.symptom.cause == "unhealthy_target"
    said = _siblings_words(group, seen)
    if not siblings and not is_stated:
        return unknown(said, *(() if seen else facts.snapshot.target_health.missing))
    detail = reduce(add, (health_check_words(registration, group), *_time_words(timing)), said)
    quoted = [evidence for each in siblings for evidence in _quoted(each)]
    evidence = (*facts.symptom.evidence, *quoted, *health_check_settings(group), *timing.evidence)
    return _failing(group, _STOPPED_BY_IT + detail if is_stated else detail, "blocker", evidence)


def _seen(facts: TaskFacts, registration: Registration, group: TargetGroup) -> Targets | None:
    try:
        return targets_of(facts, registration, group)
    except Unanswered:
        return None


def _failing(
    group: TargetGroup,
    detail: Text,
    relevance: Relevance,
    evidence: tuple[Evidence, ...],
    explained_by: tuple[str, ...] = (),
) -> Answer:
    raised = Raised(
        UNHEALTHY,
        detail,
        relevance,
        {"resource": group.name},
        (ResourceName("target-group", group.target_group_arn),),
        evidence,
        level="contributing",
        phase="health",
        explained_by=explained_by,
    )
    return fails(detail, raised)


def _siblings_words(group: TargetGroup, seen: Targets | None) -> Text:
    if seen is None:
        return _SIBLINGS_UNREAD.fill(name=group.name)
    if seen.failing_siblings:
        shown = enumeration([brief_words(each) for each in seen.failing_siblings], at_most=4)
        return _SIBLINGS.fill(name=group.name, targets=shown) + target_words(seen.failing_siblings[0])
    return (_SIBLINGS_WELL if seen.siblings else _NO_SIBLINGS).fill(name=group.name)


def _time_words(timing: Timing) -> tuple[Text, ...]:
    said = [_RAN.fill(ran=_span(timing.ran), grace=timing.grace)] if timing.ran is not None else []
    if timing.ended_soon_after_grace:
        said.append(_TOO_SOON)
    if timing.start_period is not None and timing.start_period > timing.grace:
        said.append(_START_PERIOD.fill(start=timing.start_period))
    return tuple(said)


def _span(seconds: int) -> str:
    """Return a span of time as people take it in."""
    return f"{seconds} s" if seconds < _IN_SECONDS else f"{seconds // 60} min"


def _quoted(target: TargetHealth) -> tuple[Evidence, ...]:
    quoted = (target.cite(f"TargetHealth.{each}") for each in ("State", "Reason", "Description"))
    return tuple(each for each in quoted if each.value is not None)
