"""What keeps tasks running: services, their deployments, task sets and revisions; and account settings.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html
"""

from __future__ import annotations

from typing import ClassVar

from fargate_doctor.model.shape import EcsShape, Quotable
from fargate_doctor.model.task import Moment


class AwsvpcConfiguration(EcsShape):
    """Where tasks are placed: subnets, security groups, and whether they get a public IPv4 address."""

    subnets: tuple[str, ...] = ()
    security_groups: tuple[str, ...] = ()
    assign_public_ip: str = "DISABLED"


class NetworkConfiguration(EcsShape):
    """The network of a task in mode `awsvpc`."""

    awsvpc_configuration: AwsvpcConfiguration | None = None


class AlternateTargets(EcsShape):
    """The target group to which a blue/green deployment moves, and from which it moves back."""

    alternate_target_group_arn: str | None = None


class ServiceLoadBalancer(EcsShape):
    """A load balancer of a service."""

    target_group_arn: str | None = None
    load_balancer_name: str | None = None
    container_name: str | None = None
    container_port: int | None = None
    advanced_configuration: AlternateTargets | None = None


class ServiceConnectConfiguration(EcsShape):
    """Whether tasks take part in Service Connect."""

    enabled: bool = False
    namespace: str | None = None


class CapacityProviderStrategyItem(EcsShape):
    """One capacity provider of a strategy, such as `FARGATE` or `FARGATE_SPOT`."""

    capacity_provider: str = ""
    weight: int | None = None
    base: int | None = None


class Deployment(EcsShape):
    """One roll-out of a service."""

    id: str = ""
    status: str | None = None
    task_definition: str | None = None
    platform_version: str | None = None
    network_configuration: NetworkConfiguration | None = None
    service_connect_configuration: ServiceConnectConfiguration | None = None
    rollout_state: str | None = None
    rollout_state_reason: str | None = None
    failed_tasks: int | None = None
    created_at: Moment | None = None
    launch_type: str | None = None
    platform_family: str | None = None
    capacity_provider_strategy: tuple[CapacityProviderStrategyItem, ...] = ()


class TaskSet(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskSet.html"""

    type_name: ClassVar[str] = "task-set"

    id: str = ""
    task_set_arn: str = ""
    started_by: str | None = None
    platform_version: str | None = None
    network_configuration: NetworkConfiguration | None = None
    load_balancers: tuple[ServiceLoadBalancer, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the ARN of the task set, or its id."""
        return self.task_set_arn or self.id


class ServiceEvent(EcsShape):
    """What a service reported."""

    id: str = ""
    created_at: Moment | None = None
    message: str = ""


class Service(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Service.html"""

    type_name: ClassVar[str] = "service"

    service_arn: str
    service_name: str = ""
    cluster_arn: str = ""
    status: str | None = None
    desired_count: int | None = None
    running_count: int | None = None
    pending_count: int | None = None
    launch_type: str | None = None
    capacity_provider_strategy: tuple[CapacityProviderStrategyItem, ...] = ()
    task_definition: str | None = None
    platform_version: str | None = None
    platform_family: str | None = None
    network_configuration: NetworkConfiguration | None = None
    deployments: tuple[Deployment, ...] = ()
    task_sets: tuple[TaskSet, ...] = ()
    load_balancers: tuple[ServiceLoadBalancer, ...] = ()
    events: tuple[ServiceEvent, ...] = ()
    created_by: str | None = None
    health_check_grace_period_seconds: int | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN of the service."""
        return self.service_arn


class RevisionReference(EcsShape):
    """A revision of a service by ARN."""

    arn: str = ""


class ServiceDeployment(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceDeployment.html"""

    type_name: ClassVar[str] = "service-deployment"

    service_deployment_arn: str
    service_arn: str = ""
    target_service_revision_arn: str | None = None
    target_service_revision: RevisionReference | None = None
    status: str | None = None
    created_at: Moment | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN of the deployment."""
        return self.service_deployment_arn

    @property
    def revision_arn(self) -> str | None:
        """Return the revision that this deployment rolled out."""
        if self.target_service_revision and self.target_service_revision.arn:
            return self.target_service_revision.arn
        return self.target_service_revision_arn


class ServiceRevision(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRevision.html"""

    type_name: ClassVar[str] = "service-revision"

    service_revision_arn: str
    service_arn: str = ""
    task_definition: str | None = None
    platform_version: str | None = None
    network_configuration: NetworkConfiguration | None = None
    created_at: Moment | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN of the revision."""
        return self.service_revision_arn


class AccountSetting(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_Setting.html"""

    type_name: ClassVar[str] = "account-setting"

    name: str
    value: str = ""
    principal_arn: str | None = None
    type: str | None = None

    @property
    def identifier(self) -> str:
        """Return the name of the setting."""
        return self.name
