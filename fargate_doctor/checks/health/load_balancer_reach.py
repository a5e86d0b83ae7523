"""Do packets of the load balancer get to the task, and its answers back?

Why it matters: health checks come from the load balancer's own network interfaces. They need its groups to let them
out, the task's groups to let them in, and the network ACLs of both subnets both ways.
How we know: the way from every node of the load balancer to the task's address and the checked port is walked.
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
from fargate_doctor.facts.balancing.health import NOT_REACHED, fails_now, is_reached
from fargate_doctor.facts.balancing.reach import approaches
from fargate_doctor.facts.balancing.registration import NO_BALANCER, NOT_ATTACHED, target_groups_of
from fargate_doctor.facts.fact import Known
from fargate_doctor.frozen import frozen
from fargate_doctor.model.balancing import name_in_arn
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text, enumeration

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.diagnosis.check import Relevance
    from fargate_doctor.facts.balancing.reach import Approach
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.paths.hop import Hop
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup
    from fargate_doctor.model.evidence import Evidence

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-update-security-groups.html",
    "https://docs.aws.amazon.com/elasticloadbalancing/latest/network/target-group-register-targets.html",
)

SG_BLOCKED = FindingKind(
    id="lb.sg-blocked",
    title=Text(
        en="Load balancer {balancer} may not reach the task on port {port}: {resource} does not let it through",
        es="El balanceador de carga {balancer} no puede llegar a la tarea por el puerto {port}: {resource} no lo deja "
        "pasar",
    ),
    place=14,
    docs=_DOCS,
    explains=frozenset({"unhealthy_target"}),
    remedies=offered("balancing.let_the_balancer_in"),
)

_OPEN: Final = Text(
    en="Security groups and network ACLs let the load balancer reach the task on port {port}, and the answers back.",
    es="Los grupos de seguridad y las ACL de red dejan que el balanceador de carga llegue a la tarea por el puerto "
    "{port}, y que vuelvan las respuestas.",
)
_SHOWN: Final = Text(
    en="The load balancer reaches the task: what it says of the target shows it.",
    es="El balanceador de carga llega a la tarea: lo muestra lo que dice del destino.",
)
_DETAIL: Final = Text(
    en="Load balancer {name} checks the task on port {port} from {subnets}. {because}",
    es="El balanceador de carga {name} comprueba la tarea por el puerto {port} desde {subnets}. {because}",
)
_SOME: Final = Text(
    en="From other subnets of the load balancer it gets through, so that health checks come and go.",
    es="Desde otras subredes del balanceador de carga sí llega, así que las comprobaciones van y vienen.",
)
_NO_ADDRESS: Final = Text(
    en="The task has no address of the kind that the target group takes.",
    es="La tarea no tiene ninguna dirección del tipo que admite el grupo de destino.",
)


@frozen
class _Case:
    """One load balancer and one target group: the ways of its health checks."""

    registration: Registration
    group: TargetGroup
    arn: str
    ways: tuple[Approach, ...]

    @property
    def refused(self) -> tuple[Approach, ...]:
        return tuple(each for each in self.ways if each.broken)

    @property
    def doubtful(self) -> tuple[Hop, ...]:
        return tuple(hop for each in self.ways if not each.broken for hop in each.doubtful)


@check(
    id="health.load-balancer-reach",
    under="health",
    order=16,
    label=Text(en="From the load balancer", es="Desde el balanceador"),
    question=Text(
        en="Do health checks of the load balancer get to the task, and the answers back?",
        es="¿Llegan a la tarea las comprobaciones de estado del balanceador de carga, y vuelven las respuestas?",
    ),
    otherwise=Text(
        en="A target that cannot be reached is found unhealthy, and the service replaces the task again and again.",
        es="Un destino al que no se llega se considera en mal estado, y el servicio sustituye la tarea una y otra vez.",
    ),
    reads=(
        "ecs:DescribeServices",
        "elbv2:DescribeTargetGroups",
        "elbv2:DescribeLoadBalancers",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeNetworkAcls",
        "ec2:DescribeSubnets",
        "ec2:DescribeRouteTables",
    ),
    docs=_DOCS,
    findings=(SG_BLOCKED,),
)
def load_balancer_reach(facts: TaskFacts) -> Answer:
    """Answer for every load balancer; one that is refused is told before one whose way is not known."""
    groups = target_groups_of(facts)
    if not groups:
        return does_not_apply(NO_BALANCER)
    cases = [
        _Case(registration, group, arn, approaches(facts, registration, group, arn))
        for registration, group in groups
        for arn in group.load_balancer_arns
    ]
    if not cases:
        return does_not_apply(NOT_ATTACHED, *(group.cite("LoadBalancerArns") for _, group in groups))
    refused = [each for each in cases if each.refused]
    raised = tuple(_raised(facts, each) for each in refused)
    if any(len(each.refused) == len(each.ways) for each in refused):
        return fails(raised[0].detail, *raised)
    if raised:
        return Answer("unknown", raised[0].detail, raised[0].evidence, raised)
    return _none_refused(facts, cases)


def _none_refused(facts: TaskFacts, cases: list[_Case]) -> Answer:
    reached = [each for each in cases if is_reached(facts, each.registration, each.group)]
    open_ = [each for each in cases if each not in reached]
    doubtful = [hop for each in open_ for hop in each.doubtful]
    if doubtful:
        first = doubtful[0]
        return unknown(
            first.because, *dict.fromkeys(gap for hop in doubtful for gap in hop.missing), evidence=first.evidence
        )
    if any(not each.ways for each in open_):
        return does_not_apply(_NO_ADDRESS)
    if not open_:
        own = facts.snapshot.target_health.seen_within(reached[0].group.target_group_arn)
        return passes(_SHOWN, *(each.cite("TargetHealth.State") for each in own[:1]))
    way = open_[0].ways[0]
    return passes(_OPEN.fill(port=way.port), *_each_once(evidence for hop in way.hops for evidence in hop.evidence))


def _raised(facts: TaskFacts, case: _Case) -> Raised:
    first = case.refused[0]
    hop = first.broken[0]
    is_partial = len(case.refused) < len(case.ways)
    subnets = dict.fromkeys(
        each.node.sender.subnet_id.value for each in case.refused if isinstance(each.node.sender.subnet_id, Known)
    )
    detail = _DETAIL.fill(
        name=name_in_arn(case.arn), port=first.port, subnets=enumeration(list(subnets)), because=hop.because
    )
    hops = tuple({(each.broken[0].kind, each.broken[0].id): each.broken[0] for each in case.refused}.values())
    resource = _blamed(facts, hop)
    return Raised(
        SG_BLOCKED,
        detail + _SOME if is_partial else detail,
        _relevance(facts, case),
        {"balancer": name_in_arn(case.arn), "port": first.port, "resource": resource.id},
        (resource, ResourceName("load-balancer", case.arn), ResourceName("target-group", case.group.target_group_arn)),
        (*_each_once(each for one in hops for each in one.evidence), *_of_the_ends(facts, case, first)),
        hops=hops,
        partial=is_partial,
        level="contributing",
        phase="health",
    )


def _relevance(facts: TaskFacts, case: _Case) -> Relevance:
    if is_reached(facts, case.registration, case.group):
        return "notice"
    fails_by_it = fails_now(facts, case.registration, case.group, NOT_REACHED)
    return "cause" if fails_by_it and len(case.refused) == len(case.ways) else "blocker"


def _blamed(facts: TaskFacts, hop: Hop) -> ResourceName:
    """Return what refuses: of the task's interface its security group, which is what can be changed."""
    groups = facts.placement.group_ids
    if hop.kind == "destination" and isinstance(groups, Known) and groups.value:
        return ResourceName("security-group", groups.value[0])
    return ResourceName(hop.resource_type, hop.id)


def _of_the_ends(facts: TaskFacts, case: _Case, way: Approach) -> tuple[Evidence, ...]:
    """Return what shows where both ends are, on which every hop rests."""
    groups = facts.placement.group_ids
    held = groups.evidence if isinstance(groups, Known) else ()
    subnet = way.node.sender.subnet_id
    sent_from = subnet.evidence if isinstance(subnet, Known) else ()
    return _each_once((*held, *sent_from, case.registration.cite("containerPort"), case.group.cite("HealthCheckPort")))


def _each_once(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    return tuple({(each.operation, each.resource, each.field): each for each in evidence}.values())
