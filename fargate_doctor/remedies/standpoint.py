"""Where a task stands, as far as it is known: Region, cluster, service, subnet, VPC, groups, route table.

What is not known has a placeholder in upper case, which a command shows and AWS refuses.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.arns import parse_arn
from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.network_configuration import FoundConfiguration, service_of_task
from fargate_doctor.frozen import frozen
from fargate_doctor.remedies.tables import effective_table

if TYPE_CHECKING:
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.routing import RouteTable
    from fargate_doctor.model.service import AwsvpcConfiguration, Service
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet

SUBNET: Final = "<SUBNET_ID_OF_THE_TASK>"
VPC: Final = "<VPC_ID_OF_THE_TASK>"
TABLE: Final = "<ROUTE_TABLE_ID_OF_THE_SUBNET>"
GROUP: Final = "<SECURITY_GROUP_ID_OF_THE_TASK>"
REGION: Final = "<REGION>"


@frozen
class Standpoint:
    """A task's place in the account, read from its facts; nothing here raises."""

    facts: TaskFacts

    @property
    def snapshot(self) -> Snapshot:
        """Return the model."""
        return self.facts.snapshot

    @cached_property
    def region(self) -> str:
        """Return the Region of the task's ARN, else that of the case."""
        arn = parse_arn(self.facts.task.task_arn)
        return (arn.region if arn else "") or self.snapshot.region or REGION

    @cached_property
    def partition(self) -> str:
        """Return the partition of the task's ARN, else that of the case."""
        arn = parse_arn(self.facts.task.task_arn)
        return arn.partition if arn else self.snapshot.partition

    @property
    def cluster(self) -> str:
        """Return the name of the cluster."""
        in_arn = self.facts.task.task_arn.split("/")
        return self.facts.task.cluster_name or (in_arn[1] if len(in_arn) > 2 else "default")  # noqa: PLR2004 - task/cluster/id

    @property
    def service_name(self) -> str | None:
        """Return the service that launched the task; None for a task of its own."""
        return self.facts.task.service_name

    @cached_property
    def service(self) -> Service | None:
        """Return that service, if the case shows it."""
        return service_of_task(self.snapshot, self.facts.task) if self.service_name else None

    @property
    def known_subnet_id(self) -> str | None:
        """Return the subnet of the task, None where it is not known."""
        subnet = self.facts.placement.subnet_id
        return subnet.value if isinstance(subnet, Known) else None

    @property
    def known_vpc_id(self) -> str | None:
        """Return the VPC of the task, None where it is not known."""
        vpc = self.facts.placement.vpc_id
        return vpc.value if isinstance(vpc, Known) else None

    @property
    def subnet_id(self) -> str:
        """Return the subnet, or its placeholder."""
        return self.known_subnet_id or SUBNET

    @property
    def vpc_id(self) -> str:
        """Return the VPC, or its placeholder."""
        return self.known_vpc_id or VPC

    @property
    def subnet(self) -> Subnet | None:
        """Return the subnet itself, if the case shows it."""
        return self.facts.placement.subnet

    @property
    def zone(self) -> str | None:
        """Return the name of the Availability Zone."""
        zone = self.facts.placement.zone
        return zone.value if isinstance(zone, Known) else None

    @property
    def group_ids(self) -> tuple[str, ...]:
        """Return the security groups; none where they are not known."""
        groups = self.facts.placement.group_ids
        return groups.value if isinstance(groups, Known) else ()

    @cached_property
    def table(self) -> RouteTable | None:
        """Return the route table that serves the subnet, if the case shows it."""
        return effective_table(self.snapshot, self.subnet_id, self.vpc_id)

    @property
    def table_id(self) -> str:
        """Return the route table, or its placeholder."""
        return self.table.route_table_id if self.table else TABLE

    @cached_property
    def awsvpc(self) -> AwsvpcConfiguration | None:
        """Return the network configuration: the service's present one, else that of the task's launch."""
        present = self.service.network_configuration if self.service else None
        if present and present.awsvpc_configuration:
            return present.awsvpc_configuration
        found = self.facts.placement.configuration
        return found.awsvpc if isinstance(found, FoundConfiguration) else None

    @property
    def subnet_ids(self) -> tuple[str, ...]:
        """Return every subnet in which the service, or the launch, places tasks; the task's own first."""
        configured = self.awsvpc.subnets if self.awsvpc else ()
        own = (self.known_subnet_id,) if self.known_subnet_id else ()
        return tuple(dict.fromkeys((*own, *configured)))
