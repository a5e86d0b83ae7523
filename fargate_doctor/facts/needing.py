"""The task that needs something: where it is, what it runs on, and under which roles."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.arns import parse_arn
from fargate_doctor.facts.need import Need
from fargate_doctor.facts.service_names import host_of, partition_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import IpVersion, Permission
    from fargate_doctor.facts.phases import Purpose, Role
    from fargate_doctor.facts.placement import Placement
    from fargate_doctor.facts.platform import Platform
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.task_definition import TaskDefinition


@frozen
class Needing:
    """A task with what its needs depend on. A task without IPv4 asks for services by their dual-stack names."""

    task: Task
    definition: TaskDefinition
    platform: Platform
    region: str
    account: str
    partition: str
    has_only_ipv6: bool
    snapshot: Snapshot
    placement: Placement

    @classmethod
    def of(
        cls, snapshot: Snapshot, task: Task, definition: TaskDefinition, platform: Platform, placement: Placement
    ) -> Needing:
        """Return a task with what its ARN says of Region, account and partition, else what the case says."""
        arn = parse_arn(task.task_arn)
        region = arn.region if arn and arn.region else snapshot.region or ""
        return cls(
            task=task,
            definition=definition,
            platform=platform,
            region=region,
            account=arn.account if arn and arn.account else snapshot.account or "",
            partition=arn.partition if arn else partition_of(region),
            has_only_ipv6=placement.has_only_ipv6,
            snapshot=snapshot,
            placement=placement,
        )

    def service(  # noqa: PLR0913 - what tells one service need from another
        self,
        purpose: Purpose,
        service: str,
        evidence: Evidence,
        *,
        region: str | None = None,
        bucket: str | None = None,
        permissions: tuple[Permission, ...] = (),
        role: Role | None = None,
    ) -> Need:
        """Return the need for an AWS service in a Region, by default the task's own."""
        there = region or self.region
        host = host_of(service, there, partition_of(there), dual_stack=self.has_only_ipv6, bucket=bucket)
        return self.need(
            purpose, host, evidence, service=service, permissions=permissions, role=role, dual=self.has_only_ipv6
        )

    def need(  # noqa: PLR0913 - what tells one need from another
        self,
        purpose: Purpose,
        host: str,
        evidence: Evidence,
        *,
        port: int = 443,
        service: str | None = None,
        permissions: tuple[Permission, ...] = (),
        role: Role | None = None,
        dual: bool = False,
    ) -> Need:
        """Return a need with the interface that carries it and the role that it works under."""
        works_under = role or self.platform.role_of(purpose)
        versions: tuple[IpVersion, ...] = (4, 6) if dual else (4,)
        return Need(
            purpose=purpose,
            host=host,
            port=port,
            ip_versions=versions,
            carried_by=self.platform.carrier_of(purpose),
            role=works_under,
            service=service,
            permissions=permissions,
            principal=self._principal(works_under),
            evidence=(evidence,),
        )

    def _principal(self, role: Role) -> str | None:
        if role == "none":
            return None
        launched = self.task.overrides
        if role == "task":
            return launched.task_role_arn or self.definition.task_role_arn
        return launched.execution_role_arn or self.definition.execution_role_arn
