"""What a task was asked to be.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html
"""

from __future__ import annotations

from typing import ClassVar

from pydantic import Field

from fargate_doctor.model.shape import EcsShape, Quotable


class SecretReference(EcsShape):
    """A secret or parameter by name; its value is never read."""

    name: str = ""
    value_from: str = ""


class LogConfiguration(EcsShape):
    """The log driver of a container; values of options that carry tokens are removed before they get here."""

    log_driver: str = ""
    options: dict[str, str] = Field(default_factory=dict)
    secret_options: tuple[SecretReference, ...] = ()


class RepositoryCredentials(EcsShape):
    """The secret that opens a private registry."""

    credentials_parameter: str = ""


class EnvironmentVariable(EcsShape):
    """A variable by name; its value is never read."""

    name: str = ""


class EnvironmentFile(EcsShape):
    """A file of environment variables in S3."""

    value: str = ""
    type: str = "s3"


class PortMapping(EcsShape):
    """A port that a container listens on."""

    container_port: int | None = None
    container_port_range: str | None = None
    host_port: int | None = None
    protocol: str = "tcp"
    name: str | None = None


class FirelensConfiguration(EcsShape):
    """The log router of a task."""

    type: str = ""


class ContainerDependency(EcsShape):
    """Another container that must have come so far before this one is started."""

    container_name: str = ""
    condition: str = ""


class HealthCheck(EcsShape):
    """The command by which a container is found healthy; what AWS leaves out is its default.

    https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_HealthCheck.html - all times in seconds.
    """

    command: tuple[str, ...] = ()
    interval: int = 30
    timeout: int = 5
    retries: int = 3
    start_period: int = 0


class ContainerDefinition(EcsShape):
    """What one container was asked to be. `memory` is its limit and `memory_reservation` what it is sure of, in MiB.

    `start_timeout` is how long its dependencies may take, in seconds.
    """

    name: str = ""
    image: str = ""
    essential: bool = True
    port_mappings: tuple[PortMapping, ...] = ()
    secrets: tuple[SecretReference, ...] = ()
    environment: tuple[EnvironmentVariable, ...] = ()
    environment_files: tuple[EnvironmentFile, ...] = ()
    repository_credentials: RepositoryCredentials | None = None
    version_consistency: str | None = None
    log_configuration: LogConfiguration | None = None
    firelens_configuration: FirelensConfiguration | None = None
    depends_on: tuple[ContainerDependency, ...] = ()
    start_timeout: int | None = None
    stop_timeout: int | None = None
    health_check: HealthCheck | None = None
    entry_point: tuple[str, ...] = ()
    command: tuple[str, ...] = ()
    cpu: int | None = None
    memory: int | None = None
    memory_reservation: int | None = None


class EfsAuthorization(EcsShape):
    """How a task proves itself to a file system."""

    access_point_id: str | None = None
    iam: str | None = None


class EfsVolume(EcsShape):
    """A file system that a task mounts."""

    file_system_id: str = ""
    root_directory: str | None = None
    transit_encryption: str | None = None
    transit_encryption_port: int | None = None
    authorization_config: EfsAuthorization | None = None


class Volume(EcsShape):
    """A volume of a task."""

    name: str = ""
    efs_volume_configuration: EfsVolume | None = None


class RuntimePlatform(EcsShape):
    """Operating system and processor that a task asks for."""

    cpu_architecture: str | None = None
    operating_system_family: str | None = None


class EphemeralStorage(EcsShape):
    """The storage that images, layers and containers of a task share, in GiB."""

    size_in_gib: int | None = Field(default=None, alias="sizeInGiB")


class TaskDefinition(Quotable, EcsShape):
    """https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_TaskDefinition.html"""

    type_name: ClassVar[str] = "task-definition"

    task_definition_arn: str
    family: str = ""
    revision: int | None = None
    network_mode: str | None = None
    execution_role_arn: str | None = None
    task_role_arn: str | None = None
    requires_compatibilities: tuple[str, ...] = ()
    cpu: str | None = None
    memory: str | None = None
    runtime_platform: RuntimePlatform | None = None
    container_definitions: tuple[ContainerDefinition, ...] = ()
    volumes: tuple[Volume, ...] = ()
    ephemeral_storage: EphemeralStorage | None = None

    @property
    def identifier(self) -> str:
        """Return the ARN of the task definition."""
        return self.task_definition_arn
