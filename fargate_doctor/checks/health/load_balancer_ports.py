"""Does the task definition still have the container and the port that the service registers?

Why it matters: a service registers one container's port with its target group. Where a new revision of the task
definition renamed the container or moved its port, health checks go where nobody listens.
How we know: the load balancers of the service beside the containers of the task definition.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.diagnosis.check import FindingKind, Raised, ResourceName, check, does_not_apply, fails, passes
from fargate_doctor.facts.balancing.health import is_reached
from fargate_doctor.facts.balancing.ports import mismatch_of
from fargate_doctor.facts.balancing.registration import NO_BALANCER, registrations_of
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.check import Answer
    from fargate_doctor.facts.balancing.ports import Mismatch, PortMismatch
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.task_facts import TaskFacts

_DOCS: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/service-load-balancing.html",
)

PORT_MISMATCH = FindingKind(
    id="lb.port-mismatch",
    title=Text(
        en="The load balancer is told of a container or port that the task definition does not have",
        es="El balanceador recibe un contenedor o puerto que la definición de tarea no tiene",
    ),
    place=12,
    docs=_DOCS,
    explains=frozenset({"unhealthy_target", "other", "not_found", "security_group_or_subnet_missing", "access_denied"}),
    remedies=offered("balancing_ports.name_the_port"),
)

_AGREES: Final = Text(
    en="The task definition has the container and the port that the service registers.",
    es="La definición de tarea tiene el contenedor y el puerto que registra el servicio.",
)
_WORDS: Final[dict[Mismatch, Text]] = {
    "container-gone": Text(
        en="The service registers container {container} on port {port}, and the task definition has no container of "
        "that name.",
        es="El servicio registra el contenedor {container} en el puerto {port} y la definición de tarea no tiene "
        "ningún contenedor con ese nombre.",
    ),
    "port-gone": Text(
        en="The service registers port {port} of container {container}, and the container's port mappings do not have "
        "it.",
        es="El servicio registra el puerto {port} del contenedor {container}, y las asignaciones de puertos del "
        "contenedor no lo incluyen.",
    ),
    "checked-port": Text(
        en="Health checks go to port {port}, which no container of the task definition declares. A program may still "
        "listen there: in a task with a network interface of its own, a port needs no mapping to be reached.",
        es="Las comprobaciones de estado van al puerto {port}, que no declara ningún contenedor de la definición de "
        "tarea. Aun así, puede que un programa escuche en él: en una tarea con interfaz de red propia, un puerto no "
        "necesita asignación para que se llegue a él.",
    ),
}


@check(
    id="health.load-balancer-ports",
    under="health",
    order=12,
    label=Text(en="Container and port", es="Contenedor y puerto"),
    question=Text(
        en="Are the container and the port that the service registers in the task definition?",
        es="¿Están en la definición de tarea el contenedor y el puerto que registra el servicio?",
    ),
    otherwise=Text(
        en="Health checks would go where nobody listens.",
        es="Las comprobaciones de estado irían adonde nadie escucha.",
    ),
    reads=("ecs:DescribeServices", "ecs:DescribeTaskDefinition", "elbv2:DescribeTargetGroups"),
    docs=_DOCS,
    findings=(PORT_MISMATCH,),
)
def load_balancer_ports(facts: TaskFacts) -> Answer:
    """Answer for every load balancer of the service."""
    registrations = registrations_of(facts)
    if not registrations:
        return does_not_apply(NO_BALANCER)
    groups = facts.snapshot.target_groups
    found = [mismatch_of(facts, each, groups.by_id.get(each.target_group_arn)) for each in registrations]
    raised = [_raised(facts, each) for each in found if each]
    if raised:
        return fails(raised[0].detail, *raised)
    for each in registrations:
        if each.target_group_arn:
            groups.require(each.target_group_arn)
    return passes(
        _AGREES, *(each.cite("containerPort") for each in registrations), *facts.definition.require().evidence
    )


def _raised(facts: TaskFacts, found: PortMismatch) -> Raised:
    balancer = found.registration.balancer
    definition = facts.definition.require().value
    is_sure = found.what != "checked-port"
    return Raised(
        PORT_MISMATCH,
        _WORDS[found.what].fill(container=balancer.container_name or "-", port=found.port or "-"),
        "notice" if _works(facts, found.registration) else "blocker",
        {},
        (
            ResourceName("task-definition", definition.identifier),
            ResourceName("target-group", found.registration.target_group_arn),
        ),
        found.evidence,
        supports="certain" if is_sure else "possible",
        partial=not is_sure and facts.symptom.message is None,
        level="contributing" if is_sure else "info",
        phase="health",
    )


def _works(facts: TaskFacts, registration: Registration) -> bool:
    """Tell whether the running task's own target shows that its port answers all the same."""
    group = facts.snapshot.target_groups.by_id.get(registration.target_group_arn)
    return group is not None and is_reached(facts, registration, group)
