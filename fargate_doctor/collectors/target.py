"""What is to be collected: one task, or the task of a service that tells most."""

from __future__ import annotations

from typing import Final

from fargate_doctor.frozen import frozen

DEFAULT_CLUSTER: Final = "default"

_ARN_PARTS: Final = 6
_TASK_PARTS_WITH_CLUSTER: Final = 3


@frozen
class TaskTarget:
    """A task by id or ARN, or a service's most telling task; names and ARNs are both taken."""

    cluster: str | None = None
    task: str | None = None
    service: str | None = None

    @property
    def cluster_name(self) -> str:
        """The cluster to look in: the task ARN's, the one named, or ECS's `default`."""
        return cluster_of(self.task) or (short_name(self.cluster) if self.cluster else DEFAULT_CLUSTER)

    @property
    def cluster_is_assumed(self) -> bool:
        """Whether nobody named the cluster."""
        return not self.cluster and not cluster_of(self.task)

    @property
    def region(self) -> str | None:
        """The Region that an ARN names, None where there is no ARN."""
        return next((named for arn in (self.task, self.cluster, self.service) if (named := region_of(arn))), None)


def region_of(arn: str | None) -> str | None:
    """Return the Region of an ARN, None for anything else."""
    return _part(arn, 3)


def partition_of(arn: str | None) -> str | None:
    """Return the partition of an ARN, None for anything else."""
    return _part(arn, 1)


def account_of(arn: str | None) -> str | None:
    """Return the account of an ARN, None for anything else."""
    return _part(arn, 4)


def cluster_of(arn: str | None) -> str | None:
    """Return the cluster's name in a task ARN, None where it has none (the short form of older tasks)."""
    resource = (_part(arn, 5) or "").split("/")
    return resource[1] if len(resource) == _TASK_PARTS_WITH_CLUSTER else None


def short_name(reference: str) -> str:
    """Return the name at the end of an ARN, or the name itself."""
    return reference.rsplit("/", 1)[-1]


def _part(arn: str | None, index: int) -> str | None:
    parts = (arn or "").split(":", _ARN_PARTS - 1)
    return parts[index] or None if len(parts) == _ARN_PARTS and parts[0] == "arn" else None
