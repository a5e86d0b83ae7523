"""The container and the port that a service registers, named as the task definition has them.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-service-parameters.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.balancing.ports import declares
from fargate_doctor.facts.balancing.registration import registrations_of
from fargate_doctor.model.balancing import TRAFFIC_PORT
from fargate_doctor.model.evidence import Unanswered
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.standpoint import Standpoint
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup
    from fargate_doctor.model.service import ServiceLoadBalancer
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.step import Change

_REFERENCES: Final = (
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/update-service-parameters.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html",
)
_NAME_TITLE: Final = Text(
    en="Let the service register container {container} on port {port}",
    es="Hacer que el servicio registre el contenedor {container} en el puerto {port}",
)
_NAME: Final = Text(
    en="Only tasks of the new deployment are registered so. Choose the container and the port that answer the load "
    "balancer, where the task definition has several.",
    es="Solo se registran así las tareas del nuevo despliegue. Elija el contenedor y el puerto que responden al "
    "balanceador, si la definición de tarea tiene varios.",
)
_TRAFFIC_TITLE: Final = Text(
    en="Let health checks of {name} go to the port that the service registers",
    es="Dirigir las comprobaciones de estado de {name} al puerto que registra el servicio",
)
_TRAFFIC: Final = Text(
    en="It takes effect at once, for every target of the group.",
    es="Surte efecto al momento, para todos los destinos del grupo.",
)


def name_the_port(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the service with a container and a port that exist, or the health check on the port of the target."""
    here = Standpoint(facts)
    blamed = {each.id for each in raised.resources}
    try:
        registrations = [each for each in registrations_of(facts) if each.target_group_arn in blamed]
    except Unanswered:
        return ()
    return tuple(one for each in registrations for one in _choices(here, each))


def _choices(here: Standpoint, registration: Registration) -> Iterator[Remedy]:
    group = here.snapshot.target_groups.by_id.get(registration.target_group_arn)
    found = _container_and_port(here, registration.balancer)
    registered = (registration.balancer.container_name, registration.balancer.container_port)
    if found is not None and found != registered:
        title = _NAME_TITLE.fill(container=printable(found[0]), port=found[1])
        yield remedy(
            "register-declared-port",
            title,
            _NAME,
            _registering(here, registration, *found),
            needs_new_tasks=True,
            references=_REFERENCES,
        )
    elif group is not None and group.checked_port is not None:
        title = _TRAFFIC_TITLE.fill(name=printable(group.name))
        yield remedy("check-traffic-port", title, _TRAFFIC, _checking_traffic_port(here, group), references=_REFERENCES)


def _container_and_port(here: Standpoint, balancer: ServiceLoadBalancer) -> tuple[str, int] | None:
    """Return what the task definition has: the named container first, the named port first."""
    definition = here.snapshot.task_definitions.by_id.get(here.facts.task.task_definition_arn)
    containers = definition.container_definitions if definition else ()
    port = balancer.container_port
    pairs = [
        (each.name, port if port and declares(each, port) else mapping.container_port)
        for each in sorted(containers, key=lambda one: (one.name != balancer.container_name, not one.essential))
        for mapping in each.port_mappings
        if mapping.container_port
    ]
    fitting = (each for each in pairs if each[1] == port)
    own = (each for each in pairs if each[0] == balancer.container_name)
    chosen = next(own, None) or next(fitting, None) or next(iter(pairs), None)
    return (chosen[0], chosen[1]) if chosen and chosen[1] else None


def _registering(here: Standpoint, registration: Registration, container: str, port: int) -> Step:
    lines = registration.service.load_balancers
    changed = registration.balancer.model_copy(update={"container_name": container, "container_port": port})
    after = tuple(changed if each == registration.balancer else each for each in lines)
    return Step(
        commands=(_update(here, after),),
        undo=(_update(here, lines),),
        affects=replacing_tasks(here.service_name),
        change=_changing(registration, after),
    )


def _update(here: Standpoint, lines: tuple[ServiceLoadBalancer, ...]) -> str:
    named: list[object] = [each.model_dump(mode="json", by_alias=True, exclude_none=True) for each in lines]
    service = printable(here.service_name or "")
    return aws("ecs", "update-service", here.region, cluster=here.cluster, service=service, load_balancers=named)


def _changing(registration: Registration, after: tuple[ServiceLoadBalancer, ...]) -> Change:
    def change(snapshot: Snapshot) -> Snapshot:
        service = snapshot.services.by_id.get(registration.service.identifier, registration.service)
        return snapshot.with_resource("services", service.model_copy(update={"load_balancers": after}))

    return change


def _checking_traffic_port(here: Standpoint, group: TargetGroup) -> Step:
    def change(snapshot: Snapshot) -> Snapshot:
        return snapshot.with_resource("target_groups", group.model_copy(update={"health_check_port": TRAFFIC_PORT}))

    return Step(
        commands=(_modify(here, group, TRAFFIC_PORT),),
        undo=(_modify(here, group, str(group.checked_port)),),
        change=change,
    )


def _modify(here: Standpoint, group: TargetGroup, port: str) -> str:
    return aws(
        "elbv2",
        "modify-target-group",
        here.region,
        target_group_arn=group.target_group_arn,
        health_check_port=port,
    )
