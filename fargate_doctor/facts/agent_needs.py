"""What the agents beside a task's containers reach for: ECS Exec and Service Connect.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-exec.html and
https://docs.aws.amazon.com/AmazonECS/latest/developerguide/vpc-endpoints.html
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.network_configuration import service_of_task
from fargate_doctor.facts.paths.flow import Permission
from fargate_doctor.facts.service_names import host_of, partition_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.need import Need
    from fargate_doctor.facts.needing import Needing
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.filtering import VpcEndpoint

_CHANNELS: Final = (
    "ssmmessages:CreateControlChannel",
    "ssmmessages:CreateDataChannel",
    "ssmmessages:OpenControlChannel",
    "ssmmessages:OpenDataChannel",
)
_AGENT: Final = "ecs-agent"
_GONE: Final = frozenset({"deleted", "deleting", "rejected", "failed", "expired"})


def exec_needs(needing: Needing) -> Iterator[Need]:
    """Return where ECS Exec opens its channels; a task whose channels cannot be opened starts all the same."""
    if needing.task.enable_execute_command and not needing.platform.is_before_one_interface:
        named = needing.task.cite("enableExecuteCommand")
        permissions = tuple(Permission(action, "*") for action in _CHANNELS)
        need = needing.service("custom", "ssmmessages", named, permissions=permissions, role="task")
        yield replace(need, service="ssmmessages", stops_start=False)


def service_connect_needs(needing: Needing) -> Iterator[Need]:
    """Return where Service Connect gets its configuration: the VPC's `ecs-agent` endpoint, else a public name."""
    named = _taking_part(needing)
    if named is None or needing.platform.is_before_one_interface:
        return
    own_name = next((entry.dns_name for each in _agent_endpoints(needing) for entry in each.dns_entries), None)
    if own_name:
        yield needing.need("custom", own_name.lower(), named, service=_AGENT, role="none")
    else:
        public = host_of("ecs-sc", needing.region, partition_of(needing.region), dual_stack=True)
        yield needing.need("custom", public, named, role="none", dual=True)


def _taking_part(needing: Needing) -> Evidence | None:
    """Return the quotation of the deployment that launched the task, where it takes part in Service Connect."""
    service = service_of_task(needing.snapshot, needing.task)
    for index, each in enumerate(service.deployments if service else ()):
        configured = each.service_connect_configuration
        if service and each.id == needing.task.started_by and configured and configured.enabled:
            return service.cite(f"deployments[{index}].serviceConnectConfiguration.enabled")
    return None


def _agent_endpoints(needing: Needing) -> tuple[VpcEndpoint, ...]:
    vpc_id = needing.placement.vpc_id
    if not isinstance(vpc_id, Known):
        return ()
    return tuple(
        each
        for each in needing.snapshot.endpoints
        if each.vpc_id == vpc_id.value
        and each.service_name.endswith(f".{needing.region}.{_AGENT}")
        and each.state.lower() not in _GONE
    )
