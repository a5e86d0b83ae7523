"""Which load balancers have no node in the task's zone.

https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import LoadBalancer, TargetGroup


def balancers_elsewhere(facts: TaskFacts, group: TargetGroup) -> tuple[LoadBalancer, ...]:
    """Return the load balancers of a group in the task's own VPC, as far as read, without a node in its zone.

    Raises `Unanswered` where the task's zone or VPC is not known.
    """
    zone = facts.placement.zone.require().value
    shown = (facts.snapshot.load_balancers.by_id.get(arn) for arn in group.load_balancer_arns)
    return tuple(each for each in shown if each is not None and _lacks(facts, each, zone))


def _lacks(facts: TaskFacts, balancer: LoadBalancer, zone: str) -> bool:
    vpc = facts.placement.vpc_id.require().value
    return bool(balancer.zone_names) and balancer.vpc_id in ("", vpc) and zone not in balancer.zone_names
