"""Everything that follows from a snapshot about one task, worked out when first asked for."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from fargate_doctor.facts.dialled_address import dialled_instead
from fargate_doctor.facts.fact import Known, NotKnown, known_or_not
from fargate_doctor.facts.ipv6_wish import Ipv6Wish, ipv6_wanted
from fargate_doctor.facts.named_images import needs_of_named_images
from fargate_doctor.facts.need import Need, NeedWalk
from fargate_doctor.facts.needs import needs_of
from fargate_doctor.facts.paths.flow import Flow, IpVersion, Sender
from fargate_doctor.facts.paths.walker import Walker
from fargate_doctor.facts.placement import Placement, placement_of
from fargate_doctor.facts.platform import Platform, platform_of
from fargate_doctor.facts.reported import symptom_of
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.hop import Walk
    from fargate_doctor.facts.symptom import Symptom
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.task_definition import TaskDefinition


@frozen
class TaskFacts:
    """One task of a snapshot. `expects_ipv6` is the user's wish that it had an IPv6 address.

    `shared_walker` is a walker over that very snapshot which others use as well. `reported` is what was said of a task
    that does not exist.
    """

    snapshot: Snapshot
    task: Task
    expects_ipv6: bool = False
    shared_walker: Walker | None = None
    reported: Symptom | None = None

    @cached_property
    def definition(self) -> Known[TaskDefinition] | NotKnown:
        """Return what the task was asked to be."""
        table = self.snapshot.task_definitions

        def read() -> Known[TaskDefinition]:
            definition = table.require(self.task.task_definition_arn)
            return Known(definition, (definition.cite("taskDefinitionArn"),))

        return known_or_not(read)

    @property
    def is_planned(self) -> bool:
        """Tell whether nothing is launched yet: the task is what somebody means to launch."""
        return self.task.read_from.origin == "stated"

    @cached_property
    def symptom(self) -> Symptom:
        """Return what ECS said about the task, or about its service where that has no task to look at."""
        return self.reported or symptom_of(self.task)

    @cached_property
    def platform(self) -> Platform:
        """Return operating system and platform version."""
        return platform_of(self.task)

    @cached_property
    def placement(self) -> Placement:
        """Return subnet, addresses, groups and public-address setting, observed or rebuilt."""
        return placement_of(self.snapshot, self.task)

    @property
    def sender(self) -> Sender:
        """Return the task as the start of its packets."""
        return self.placement.sender

    @cached_property
    def needs(self) -> Known[tuple[Need, ...]] | NotKnown:
        """Return every destination that the task must reach."""
        return known_or_not(lambda: needs_of(self.snapshot, self.task, self.definition.require().value, self.platform))

    @cached_property
    def ipv6_wish(self) -> Ipv6Wish | None:
        """Return why the task should have IPv6; None where nothing speaks of it."""
        return ipv6_wanted(self.snapshot, self.task, self.definition, self.symptom, self.placement, self.expects_ipv6)

    @cached_property
    def walker(self) -> Walker:
        """Return the walker over this snapshot."""
        shared = self.shared_walker
        return shared if shared and shared.topology.snapshot is self.snapshot else Walker(self.snapshot)

    @cached_property
    def walks(self) -> tuple[NeedWalk, ...]:
        """Return each need over each IP version that the task would use; raises `Unanswered` without the needs."""
        needs = self.needs.require().value
        services = frozenset(need.service for need in needs if need.service and need.carried_by == "task-eni")
        return tuple(
            NeedWalk(need, version, self._walk(need, version, services))
            for need in needs
            for version in self.versions_used(need)
        )

    @cached_property
    def known_walks(self) -> tuple[NeedWalk, ...]:
        """Return the walks; where the definition was not read, those to the images that the task itself names."""
        if isinstance(self.needs, Known):
            return self.walks
        found = needs_of_named_images(self.snapshot, self.task, self.platform, self.symptom)
        services = frozenset(need.service for need in found if need.service and need.carried_by == "task-eni")
        return tuple(
            NeedWalk(need, version, self._walk(need, version, services, may_need_more=True))
            for need in found
            for version in self.versions_used(need)
        )

    @property
    def unread_needs(self) -> tuple[Missing, ...]:
        """Return why the known walks are not all; nothing where they are."""
        return () if isinstance(self.needs, Known) else self.needs.missing

    def versions_used(self, need: Need) -> tuple[IpVersion, ...]:
        """Return the IP versions over which the task can try to reach a need."""
        own = self.placement.ip_versions
        both = tuple(version for version in need.ip_versions if version in own)
        return both or need.ip_versions[:1]

    def _walk(
        self, need: Need, version: IpVersion, services: frozenset[str], *, may_need_more: bool = False
    ) -> Walk | None:
        if need.carried_by == "fargate-eni":
            return None
        flow = Flow(
            sender=self.sender,
            host=need.host,
            address=need.address,
            port=need.port,
            protocol=need.protocol,
            ip_version=version,
            permissions=need.permissions,
            principal=need.principal,
            needed_services=services,
            may_need_more=may_need_more,
        )
        walk = self.walker.walk(flow)
        dialled = dialled_instead(self.walker.topology, self.sender, self.symptom, need.host, walk)
        return self.walker.walk(replace(flow, address=dialled)) if dialled else walk
