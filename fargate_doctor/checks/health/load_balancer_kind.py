"""Is the load balancer of a kind that Fargate takes?

Why it matters: tasks on Fargate have network interfaces and no instances, so only Application and Network Load
Balancers with target groups of type `ip` can send to them.
How we know: the load balancers of the service, and the types of their target groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import (
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
    passes,
    unknown,
)
from fargate_doctor.facts.balancing.registration import NO_BALANCER, registrations_of
from fargate_doctor.model.balancing import name_in_arn
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
)
_EXPLAINS: Final = frozenset(
    {"unhealthy_target", "other", "not_found", "security_group_or_subnet_missing", "access_denied"}
)

CLASSIC = FindingKind(
    id="lb.classic-not-supported",
    title=Text(
        en="Fargate tasks cannot stand behind a Classic Load Balancer",
        es="Las tareas de Fargate no admiten un Classic Load Balancer",
    ),
    place=10,
    docs=_DOCS,
    explains=_EXPLAINS,
    remedies=offered("balancing_kind.use_ip_target_group"),
)

TARGET_TYPE = FindingKind(
    id="lb.target-type",
    title=Text(
        en="The target group takes no IP addresses, which alone a Fargate task can be registered by",
        es="El grupo de destino no admite direcciones IP, que es lo único con lo que se registra una tarea de Fargate",
    ),
    place=11,
    docs=_DOCS,
    explains=_EXPLAINS,
    remedies=offered("balancing_kind.use_ip_target_group"),
)

GROUP_MISSING = FindingKind(
    id="lb.target-group-missing",
    title=Text(
        en="A target group or load balancer of the service does not exist, or they do not belong together",
        es="Un grupo de destino o balanceador del servicio no existe, o no están asociados entre sí",
    ),
    place=9,
    docs=_DOCS,
    explains=_EXPLAINS,
    remedies=offered("balancing_kind.use_ip_target_group"),
)

_FITS: Final = Text(
    en="It is an Application or a Network Load Balancer, and its target groups are of type ip.",
    es="Es un balanceador de carga de aplicaciones o de red, y sus grupos de destino son de tipo ip.",
)
_CLASSIC_DETAIL: Final = Text(
    en="Service {service} names the Classic Load Balancer {resource}, which registers instances. Tasks with a network "
    "interface of their own are no instances, so the service needs an Application or a Network Load Balancer.",
    es="El servicio {service} nombra el Classic Load Balancer {resource}, que registra instancias. Las tareas con "
    "interfaz de red propia no son instancias, así que el servicio necesita un balanceador de carga de aplicaciones o "
    "de red.",
)
_MISSING_DETAIL: Final = Text(
    en="Service {service} names target group {resource}, which does not exist. It was deleted, or is in another "
    "Region.",
    es="El servicio {service} nombra el grupo de destino {resource}, que no existe. Se eliminó o está en otra región.",
)
_TYPE_DETAIL: Final = Text(
    en="Target group {resource} takes targets of type {type}. A task has an address and no instance, so it can be "
    "registered only in a target group of type ip. The type of a target group cannot be changed; a new one has to "
    "take its place.",
    es="El grupo de destino {resource} admite destinos de tipo {type}. Una tarea tiene dirección pero no instancia, "
    "así que solo puede registrarse en un grupo de destino de tipo ip. El tipo de un grupo de destino no se puede "
    "cambiar; otro nuevo debe ocupar su lugar.",
)


_UNFIT: Final = frozenset({"instance", "lambda", "alb"})
_NOT_KNOWN: Final = Text(
    en="Target group {resource} takes targets of type {type}, which this version does not know.",
    es="El grupo de destino {resource} admite destinos de tipo {type}, que esta versión no conoce.",
)


@check(
    id="health.load-balancer-kind",
    under="health",
    order=10,
    label=Text(en="Kind of load balancer", es="Tipo de balanceador"),
    question=Text(
        en="Is it an Application or a Network Load Balancer with targets of type ip?",
        es="¿Es un balanceador de carga de aplicaciones o de red, con destinos de tipo ip?",
    ),
    otherwise=Text(
        en="No other kind can register a task on Fargate.",
        es="Ningún otro tipo puede registrar una tarea de Fargate.",
    ),
    reads=("ecs:DescribeServices", "elbv2:DescribeTargetGroups"),
    docs=_DOCS,
    findings=(CLASSIC, TARGET_TYPE, GROUP_MISSING),
)
def load_balancer_kind(facts: TaskFacts) -> Answer:
    """Answer for every load balancer of the service; one that does not fit is told before one that was not read."""
    registrations = registrations_of(facts)
    if not registrations:
        return does_not_apply(NO_BALANCER)
    raised = [_classic(each) for each in registrations if each.balancer.load_balancer_name]
    named = [each for each in registrations if each.target_group_arn]
    shown = [facts.snapshot.target_groups.by_id.get(each.target_group_arn) for each in named]
    raised += [_missing(facts, each) for each in named if _is_gone(facts, each)]
    raised += [_wrong_type(group) for group in shown if group and group.target_type in _UNFIT]
    if raised:
        return fails(raised[0].detail, *raised)
    groups = [facts.snapshot.target_groups.require(each.target_group_arn) for each in named]
    strange = next((each for each in groups if each.target_type not in ("", "ip")), None)
    if strange is not None:
        because = _NOT_KNOWN.fill(resource=strange.name, type=strange.target_type)
        return unknown(because, evidence=(strange.cite("TargetType"),))
    return passes(_FITS, *(each.cite("TargetType") for each in groups))


def _classic(registration: Registration) -> Raised:
    name = registration.balancer.load_balancer_name or ""
    return Raised(
        CLASSIC,
        _CLASSIC_DETAIL.fill(service=registration.service.service_name, resource=name),
        "blocker",
        {},
        (ResourceName("classic-load-balancer", name),),
        (registration.cite("loadBalancerName"),),
        phase="health",
    )


def _is_gone(facts: TaskFacts, registration: Registration) -> bool:
    try:
        return facts.snapshot.target_groups.find(registration.target_group_arn) is None
    except Unanswered:
        return False


def _missing(facts: TaskFacts, registration: Registration) -> Raised:
    arn = registration.target_group_arn
    absence = facts.snapshot.target_groups.cite_absence(arn, "TargetGroups")
    return Raised(
        GROUP_MISSING,
        _MISSING_DETAIL.fill(service=registration.service.service_name, resource=name_in_arn(arn)),
        "blocker",
        {},
        (ResourceName("target-group", arn),),
        (registration.cite("targetGroupArn"), absence),
        phase="health",
    )


def _wrong_type(group: TargetGroup) -> Raised:
    return Raised(
        TARGET_TYPE,
        _TYPE_DETAIL.fill(resource=group.name, type=group.target_type),
        "blocker",
        {},
        (ResourceName("target-group", group.target_group_arn),),
        (group.cite("TargetType"),),
        phase="health",
    )
