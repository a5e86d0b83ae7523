"""Where a task was placed: subnet, addresses, security groups and public address, observed or rebuilt.

The network interface itself is trusted first, while it exists; then what the task recorded about it; then the
configuration with which the task was launched, which is marked as rebuilt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.fact import Known, NotKnown
from fargate_doctor.facts.network_configuration import FoundConfiguration, configuration_of, unread
from fargate_doctor.facts.paths.flow import IpVersion, Sender
from fargate_doctor.facts.task_interface import TaskInterface, interface_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Missing, Unanswered

if TYPE_CHECKING:
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.filtering import SecurityGroup
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.vpc import NetworkInterface, Subnet

Fact = Known[str] | NotKnown


@frozen
class Placement:
    """Where a task is or was. `ip_versions` are those that its interface has; `zone` is a name, not an id."""

    sender: Sender
    ip_versions: tuple[IpVersion, ...]
    zone: Known[str] | NotKnown
    configuration: FoundConfiguration | NotKnown
    interface: NetworkInterface | None
    subnet: Subnet | None

    @property
    def subnet_id(self) -> Known[str] | NotKnown:
        """Return the subnet."""
        return self.sender.subnet_id

    @property
    def vpc_id(self) -> Known[str] | NotKnown:
        """Return the VPC."""
        return self.sender.vpc_id

    @property
    def group_ids(self) -> Known[tuple[str, ...]] | NotKnown:
        """Return the security groups."""
        return self.sender.group_ids

    @property
    def has_public_ipv4(self) -> Known[bool] | NotKnown:
        """Tell whether the interface has a public IPv4 address."""
        return self.sender.has_public_ipv4

    @property
    def has_only_ipv6(self) -> bool:
        """Tell whether the interface has no IPv4 at all."""
        return self.ip_versions == (6,)


def placement_of(snapshot: Snapshot, task: Task) -> Placement:
    """Return where a task was placed, each part with its evidence or with what would tell."""
    interface = interface_of(snapshot, task)
    seen_in = interface.subnet_id.value if interface.subnet_id else None
    return _Search(snapshot, task, interface, configuration_of(snapshot, task, seen_in)).placement()


@frozen
class _Search:
    snapshot: Snapshot
    task: Task
    interface: TaskInterface
    configuration: FoundConfiguration | NotKnown

    def placement(self) -> Placement:
        subnet_id = self._subnet_id()
        vpc_id = self._vpc_id(subnet_id)
        subnet = self._subnet(subnet_id)
        return Placement(
            sender=Sender(
                name=self.task.task_id,
                vpc_id=vpc_id,
                subnet_id=subnet_id,
                group_ids=self._group_ids(vpc_id),
                private_ipv4=self._private_ipv4(subnet),
                ipv6=self._ipv6(subnet),
                has_public_ipv4=self._has_public_ipv4(),
            ),
            ip_versions=self._ip_versions(subnet),
            zone=self._zone(subnet),
            configuration=self.configuration,
            interface=self.interface.present,
            subnet=subnet,
        )

    def _subnet_id(self) -> Fact:
        observed = self.interface.subnet_id
        if observed is not None:
            return observed
        if isinstance(self.configuration, NotKnown):
            return self.configuration
        named = self.configuration.awsvpc.subnets
        if len(set(named)) == 1:
            return Known(named[0], (self.configuration.cite("subnets"),))
        return NotKnown((_not_in_task(),))

    def _vpc_id(self, subnet_id: Fact) -> Fact:
        present = self.interface.present
        if present is not None and present.vpc_id:
            return Known(present.vpc_id, (present.cite("VpcId"),))
        subnet = self._subnet(subnet_id)
        if subnet is not None and subnet.vpc_id and isinstance(subnet_id, Known):
            return Known(subnet.vpc_id, (*subnet_id.evidence, subnet.cite("VpcId")))
        return self._vpc_of_configuration(subnet_id)

    def _vpc_of_configuration(self, subnet_id: Fact) -> Fact:
        """Return the VPC to which all subnets and groups of the configuration that can be read belong."""
        if isinstance(self.configuration, NotKnown):
            return self.configuration if isinstance(subnet_id, NotKnown) else NotKnown(self.snapshot.subnets.missing)
        named = self.configuration.awsvpc
        subnets = [self.snapshot.subnets.by_id.get(each) for each in named.subnets]
        groups = [self.snapshot.security_groups.by_id.get(each) for each in named.security_groups]
        for member, shown in (("subnets", subnets), ("securityGroups", groups)):
            seen = [each for each in shown if each is not None and each.vpc_id]
            if len({each.vpc_id for each in seen}) == 1:
                evidence = (self.configuration.cite(member), seen[0].cite("VpcId"))
                return Known(seen[0].vpc_id, evidence)
        return NotKnown(unread(self.snapshot.subnets))

    def _subnet(self, subnet_id: Fact) -> Subnet | None:
        if isinstance(subnet_id, NotKnown):
            return None
        try:
            return self.snapshot.subnets.find(subnet_id.value)
        except Unanswered:
            return None

    def _group_ids(self, vpc_id: Fact) -> Known[tuple[str, ...]] | NotKnown:
        present = self.interface.present
        if present is not None and present.groups:
            return Known(present.group_ids, (present.cite("Groups"),))
        if isinstance(self.configuration, NotKnown):
            return self.configuration
        named = self.configuration.awsvpc.security_groups
        if named:
            return Known(named, (self.configuration.cite("securityGroups"),))
        return self._default_group(vpc_id, self.configuration.cite("securityGroups"))

    def _default_group(self, vpc_id: Fact, because: Evidence) -> Known[tuple[str, ...]] | NotKnown:
        """Return the group that ECS takes where the configuration names none."""
        if isinstance(vpc_id, NotKnown):
            return vpc_id
        group = next((each for each in self.snapshot.security_groups if _is_default(each, vpc_id.value)), None)
        if group is None:
            return NotKnown(unread(self.snapshot.security_groups))
        derived = group.cite("GroupName").model_copy(update={"origin": "derived"})
        return Known((group.group_id,), (because, derived))

    def _has_public_ipv4(self) -> Known[bool] | NotKnown:
        present = self.interface.present
        if present is not None:
            return Known(present.public_ip is not None, (present.cite("Association"),))
        if isinstance(self.configuration, NotKnown):
            return self.configuration
        asked_for = self.configuration.awsvpc.assign_public_ip.upper() == "ENABLED"
        return Known(asked_for, (self.configuration.cite("assignPublicIp"),))

    def _private_ipv4(self, subnet: Subnet | None) -> Known[str | None] | NotKnown:
        observed = self.interface.private_ipv4
        if isinstance(observed, NotKnown) and subnet is not None and _is_ipv6_only(subnet):
            return Known(None, (subnet.cite("Ipv6Native"),))
        return observed

    def _ipv6(self, subnet: Subnet | None) -> Known[str | None] | NotKnown:
        observed = self.interface.ipv6
        if isinstance(observed, NotKnown) and subnet is not None and not subnet.ipv6_blocks:
            return Known(None, (subnet.cite("Ipv6CidrBlockAssociationSet"),))
        return observed

    def _ip_versions(self, subnet: Subnet | None) -> tuple[IpVersion, ...]:
        observed: list[IpVersion] = []
        if isinstance(self.interface.private_ipv4, Known) and self.interface.private_ipv4.value:
            observed.append(4)
        if isinstance(self.interface.ipv6, Known) and self.interface.ipv6.value:
            observed.append(6)
        if observed:
            return tuple(observed)
        return (6,) if subnet is not None and _is_ipv6_only(subnet) else (4,)

    def _zone(self, subnet: Subnet | None) -> Fact:
        if self.task.availability_zone:
            return Known(self.task.availability_zone, (self.task.cite("availabilityZone"),))
        present = self.interface.present
        if present is not None and present.availability_zone:
            return Known(present.availability_zone, (present.cite("AvailabilityZone"),))
        if subnet is not None and subnet.availability_zone:
            return Known(subnet.availability_zone, (subnet.cite("AvailabilityZone"),))
        return NotKnown((_not_in_task(),))


def _is_default(group: SecurityGroup, vpc_id: str) -> bool:
    return group.group_name == "default" and group.vpc_id == vpc_id


def _is_ipv6_only(subnet: Subnet) -> bool:
    return subnet.ipv6_native or (subnet.cidr_block is None and bool(subnet.ipv6_blocks))


def _not_in_task() -> Missing:
    return Missing(operation="ecs:DescribeTasks", error="NotFound", action="ecs:DescribeTasks")
