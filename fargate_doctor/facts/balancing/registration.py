"""Where a service registers its tasks: target group, container and port.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_LoadBalancer.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.network_configuration import service_of_task, unread
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.service import Service, ServiceLoadBalancer, TaskSet

NO_BALANCER: Final = Text(
    en="No load balancer sends to this task: its service has none, or it runs outside a service.",
    es="Ningún balanceador de carga envía a esta tarea: su servicio no tiene o la tarea se ejecuta fuera de un "
    "servicio.",
)
NOT_ATTACHED: Final = Text(
    en="No load balancer uses the target group of the service.",
    es="Ningún balanceador de carga usa el grupo de destino del servicio.",
)


@frozen
class Registration:
    """One line of a service's load balancers. `owner` is the service or, where there is one, the task's task set."""

    owner: Service | TaskSet
    service: Service
    index: int
    balancer: ServiceLoadBalancer

    @property
    def target_group_arn(self) -> str:
        """Return the target group; empty for a Classic Load Balancer."""
        return self.balancer.target_group_arn or ""

    @property
    def may_be_elsewhere(self) -> bool:
        """Tell whether a task may be registered with another target group instead, as in a blue/green deployment."""
        other = self.balancer.advanced_configuration
        return other is not None and bool(other.alternate_target_group_arn)

    def cite(self, member: str) -> Evidence:
        """Return the quotation of one member of the line."""
        return self.owner.cite(f"loadBalancers[{self.index}].{member}")


def registrations_of(facts: TaskFacts) -> tuple[Registration, ...]:
    """Return where the task's service registers tasks; none for a task of its own.

    Raises `Unanswered` where the service was not read.
    """
    if facts.task.service_name is None:
        return ()
    service = service_of_task(facts.snapshot, facts.task)
    if service is None:
        raise Unanswered(*unread(facts.snapshot.services))
    own = [each for each in service.task_sets if facts.task.started_by in (each.id, each.task_set_arn)]
    owner = own[0] if own and own[0].load_balancers else service
    return tuple(Registration(owner, service, index, each) for index, each in enumerate(owner.load_balancers))


def target_groups_of(facts: TaskFacts) -> tuple[tuple[Registration, TargetGroup], ...]:
    """Return each target group that the task is registered with, beside the line that names it.

    Raises `Unanswered` where the service or one of its target groups was not read.
    """
    named = [each for each in registrations_of(facts) if each.target_group_arn]
    return tuple((each, facts.snapshot.target_groups.require(each.target_group_arn)) for each in named)
