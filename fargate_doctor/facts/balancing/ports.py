"""Whether the container and the port that a service registers are still in the task definition.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/troubleshoot-service-load-balancers.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.balancing.registration import Registration
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.balancing import TargetGroup
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.task_definition import ContainerDefinition, TaskDefinition

Mismatch = Literal["container-gone", "port-gone", "checked-port"]


@frozen
class PortMismatch:
    """What does not fit; `checked-port` is a port of health checks that no container declares, which may still work."""

    what: Mismatch
    registration: Registration
    port: int | None
    evidence: tuple[Evidence, ...]


def mismatch_of(facts: TaskFacts, registration: Registration, group: TargetGroup | None) -> PortMismatch | None:
    """Return what does not fit between a service's load balancer and the task definition; None where all does.

    Raises `Unanswered` where the task definition was not read.
    """
    definition = facts.definition.require().value
    name, port = registration.balancer.container_name, registration.balancer.container_port
    container = next((each for each in definition.container_definitions if each.name == name), None)
    if name and container is None:
        quoted = (_quoted(facts, registration, "containerName"), definition.cite("containerDefinitions[0].name"))
        return PortMismatch("container-gone", registration, port, quoted)
    if container is not None and port is not None and not declares(container, port):
        quoted = (_quoted(facts, registration, "containerPort"), _ports(definition, container))
        return PortMismatch("port-gone", registration, port, quoted)
    checked = group.checked_port if group else None
    if group is None or checked is None or any(declares(each, checked) for each in definition.container_definitions):
        return None
    quoted = (group.cite("HealthCheckPort"), _quoted(facts, registration, "containerPort"))
    return PortMismatch("checked-port", registration, checked, quoted)


def declares(container: ContainerDefinition, port: int) -> bool:
    """Tell whether a container declares a port, by itself or in a range."""
    return any(
        each.container_port == port or _is_in(each.container_port_range, port) for each in container.port_mappings
    )


def _is_in(ports: str | None, port: int) -> bool:
    first, _, last = (ports or "").partition("-")
    return first.isdecimal() and last.isdecimal() and int(first) <= port <= int(last)


def _ports(definition: TaskDefinition, container: ContainerDefinition) -> Evidence:
    return definition.cite(f"containerDefinitions[{definition.container_definitions.index(container)}].portMappings")


def _quoted(facts: TaskFacts, registration: Registration, member: str) -> Evidence:
    """Return the quotation of the service as it is now, which may be newer than a task of another revision."""
    quoted = registration.cite(member)
    deployed = {each.task_definition for each in registration.service.deployments if each.status == "PRIMARY"}
    is_of_now = not deployed or facts.task.task_definition_arn in deployed
    return quoted if is_of_now else quoted.rebuilt()
