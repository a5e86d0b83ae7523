"""A task and its containers as ECS describes them, running or stopped.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from fargate_doctor.model.shape import EcsShape, Quotable
from fargate_doctor.model.task_definition import EphemeralStorage


def _in_utc(moment: datetime) -> datetime:
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


Moment = Annotated[datetime, AfterValidator(_in_utc)]
"""A time in UTC; AWS writes RFC 3339 or seconds since 1970."""


class NameValue(EcsShape):
    """One detail of an attachment."""

    name: str = ""
    value: str = ""


class Attachment(EcsShape):
    """What ECS attached to a task; for `awsvpc` its network interface."""

    id: str = ""
    type: str = ""
    status: str = ""
    details: tuple[NameValue, ...] = ()

    @property
    def is_network_interface(self) -> bool:
        """Tell whether this is the task's network interface; AWS writes the type in two ways."""
        return self.type.lower() in ("elasticnetworkinterface", "eni")

    def detail(self, name: str) -> str | None:
        """Return one detail, such as `subnetId`; None where it is not there."""
        return next((each.value for each in self.details if each.name == name and each.value), None)


class ContainerNetworkInterface(EcsShape):
    """The addresses that a container was given."""

    attachment_id: str | None = None
    private_ipv4_address: str | None = None
    ipv6_address: str | None = None


class Container(EcsShape):
    """One container of a task."""

    name: str = ""
    image: str | None = None
    image_digest: str | None = None
    last_status: str | None = None
    exit_code: int | None = None
    reason: str | None = None
    health_status: str | None = None
    network_interfaces: tuple[ContainerNetworkInterface, ...] = ()


class TaskOverride(EcsShape):
    """What a task was launched with instead of what its definition says."""

    execution_role_arn: str | None = None
    task_role_arn: str | None = None


class Task(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Task.html"""

    type_name: ClassVar[str] = "task"

    task_arn: str
    cluster_arn: str = ""
    task_definition_arn: str = ""
    group: str | None = None
    started_by: str | None = None
    launch_type: str | None = None
    capacity_provider_name: str | None = None
    platform_version: str | None = None
    platform_family: str | None = None
    availability_zone: str | None = None
    last_status: str = ""
    desired_status: str | None = None
    health_status: str | None = None
    stop_code: str | None = None
    stopped_reason: str | None = None
    created_at: Moment | None = None
    connectivity: str | None = None
    connectivity_at: Moment | None = None
    pull_started_at: Moment | None = None
    pull_stopped_at: Moment | None = None
    started_at: Moment | None = None
    stopping_at: Moment | None = None
    execution_stopped_at: Moment | None = None
    stopped_at: Moment | None = None
    enable_execute_command: bool = False
    attachments: tuple[Attachment, ...] = ()
    attributes: tuple[NameValue, ...] = ()
    containers: tuple[Container, ...] = ()
    overrides: TaskOverride = Field(default_factory=TaskOverride)
    cpu: str | None = None
    memory: str | None = None
    ephemeral_storage: EphemeralStorage | None = None

    @property
    def identifier(self) -> str:
        """Return the task ARN."""
        return self.task_arn

    @property
    def task_id(self) -> str:
        """Return the last part of the ARN."""
        return self.task_arn.rpartition("/")[2]

    @property
    def service_name(self) -> str | None:
        """Return the service that launched it; None for a task of its own."""
        kind, _, name = (self.group or "").partition(":")
        return name if kind == "service" and name else None

    @property
    def cluster_name(self) -> str:
        """Return the name of its cluster."""
        return self.cluster_arn.rpartition("/")[2]

    @property
    def is_stopped(self) -> bool:
        """Tell whether the task is on its way out or gone."""
        gone = ("STOPPED", "STOPPING", "DEPROVISIONING", "DEACTIVATING", "DELETED")
        return self.last_status.upper() in gone or self.stopped_at is not None

    @property
    def is_on_fargate(self) -> bool:
        """Tell whether Fargate runs it, by launch type or capacity provider."""
        names = (self.launch_type or "", self.capacity_provider_name or "")
        return any(name.upper().startswith("FARGATE") for name in names) or not any(names)
