"""Is the load balancer enabled in the task's zone?

Why it matters: a target in a zone that is not enabled for the load balancer is never checked and never used.
How we know: the zone of the task, and the zones of the load balancers behind its target groups.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import FindingKind, Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.facts.balancing.health import NOT_USED, fails_now, is_reached
from fargate_doctor.facts.balancing.registration import NO_BALANCER, NOT_ATTACHED, target_groups_of
from fargate_doctor.facts.balancing.zones import balancers_elsewhere
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Answer, Relevance
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup
    from fargate_doctor.model.evidence import Evidence

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html",
)

ZONE_NOT_ENABLED = FindingKind(
    id="lb.zone-not-enabled",
    title=Text(
        en="The load balancer is not enabled in the task's zone",
        es="El balanceador no está habilitado en la zona de la tarea",
    ),
    place=13,
    docs=_DOCS,
    explains=frozenset({"unhealthy_target", "other", "not_found", "security_group_or_subnet_missing", "access_denied"}),
    remedies=offered("balancing_zones.enable_the_zone"),
)

_ENABLED: Final = Text(
    en="The load balancer is enabled in {zone}, where the task is.",
    es="El balanceador de carga está habilitado en {zone}, donde está la tarea.",
)
_DETAIL: Final = Text(
    en="The task is in {zone}, and load balancer {resource} has nodes in {zones}. A target in any other zone is "
    "neither checked nor sent to, also where it balances across zones: that is among enabled zones alone.",
    es="La tarea está en {zone} y el balanceador de carga {resource} tiene nodos en {zones}. Un destino en cualquier "
    "otra zona no se comprueba ni recibe tráfico, ni siquiera con el balanceo entre zonas, que solo abarca las zonas "
    "habilitadas.",
)


@check(
    id="health.load-balancer-zones",
    under="health",
    order=14,
    label=Text(en="Zones of the load balancer", es="Zonas del balanceador"),
    question=Text(
        en="Is the load balancer enabled in the task's zone?",
        es="¿Está habilitado el balanceador de carga en la zona de la tarea?",
    ),
    otherwise=Text(
        en="A target in another zone is never healthy.",
        es="Un destino en otra zona nunca llega a estar en buen estado.",
    ),
    reads=("ecs:DescribeServices", "elbv2:DescribeTargetGroups", "elbv2:DescribeLoadBalancers"),
    docs=_DOCS,
    findings=(ZONE_NOT_ENABLED,),
)
def load_balancer_zones(facts: TaskFacts) -> Answer:
    """Answer for every load balancer that sends to the task."""
    groups = target_groups_of(facts)
    if not groups:
        return does_not_apply(NO_BALANCER)
    used = [each for each in groups if each[1].load_balancer_arns]
    if not used:
        return does_not_apply(NOT_ATTACHED, *(group.cite("LoadBalancerArns") for _, group in groups))
    zone = facts.placement.zone.require()
    raised = [one for pair in used for one in _raised(facts, *pair, zone.value, zone.evidence)]
    if raised:
        return fails(raised[0].detail, *raised)
    balancers = [facts.snapshot.load_balancers.require(arn) for _, group in used for arn in group.load_balancer_arns]
    return passes(
        _ENABLED.fill(zone=zone.value), *zone.evidence, *(each.cite("AvailabilityZones") for each in balancers)
    )


def _raised(
    facts: TaskFacts, registration: Registration, group: TargetGroup, zone: str, evidence: tuple[Evidence, ...]
) -> Iterator[Raised]:
    for balancer in balancers_elsewhere(facts, group):
        yield Raised(
            ZONE_NOT_ENABLED,
            _DETAIL.fill(zone=zone, resource=balancer.name, zones=enumeration(balancer.zone_names)),
            _relevance(facts, registration, group),
            {},
            (ResourceName("load-balancer", balancer.load_balancer_arn), ResourceName("availability-zone", zone)),
            (balancer.cite("AvailabilityZones"), *evidence),
            level="contributing",
            phase="health",
        )


def _relevance(facts: TaskFacts, registration: Registration, group: TargetGroup) -> Relevance:
    if is_reached(facts, registration, group):
        return "notice"
    return "cause" if fails_now(facts, registration, group, NOT_USED) else "blocker"
