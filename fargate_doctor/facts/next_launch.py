"""The task that a service would launch next, where it has none to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from fargate_doctor.model.service import Service  # noqa: TC001 - the model reads it when it is built
from fargate_doctor.model.task import Attachment, NameValue, Task

if TYPE_CHECKING:
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.service import CapacityProviderStrategyItem, Deployment

_SAME_IN_SERVICE: Final = {
    "taskDefinitionArn": "taskDefinition",
    "platformVersion": "platformVersion",
    "platformFamily": "platformFamily",
    "launchType": "launchType",
    "createdAt": "createdAt",
}
_PRIMARY: Final = "PRIMARY"


class NextTask(Task):
    """A task that does not exist: what it would be is quoted from its service."""

    type_name: ClassVar[str] = "service"

    service: Service
    subnets_at: str = ""
    """Where the service names the subnets of the launch, once one of them is taken."""

    @property
    def identifier(self) -> str:
        """Return the ARN of the service."""
        return self.service.service_arn

    def cite(self, field: str = "") -> Evidence:
        """Return the quotation of what the service says instead; its status for what only a task has."""
        if field.startswith("attachments") and self.subnets_at:
            return self.service.cite(self.subnets_at)
        return self.service.cite(_SAME_IN_SERVICE.get(field, "status"))


def placed_in(task: NextTask, subnet: str, subnets_at: str) -> NextTask:
    """Return the task as it would be in one of the subnets that its service names, before it has an interface."""
    detail = NameValue(name="subnetId", value=subnet)
    interface = Attachment(type="ElasticNetworkInterface", status="PRECREATED", details=(detail,))
    return task.model_copy(update={"attachments": (interface,), "subnets_at": subnets_at})


def next_task_of(service: Service) -> NextTask | None:
    """Return the task that a service would launch next; None where it launches on other capacity, or names nothing."""
    primary = next((each for each in service.deployments if each.status == _PRIMARY), None)
    definition = (primary.task_definition if primary else None) or service.task_definition
    provider = _provider(service, primary)
    launch_type = (primary.launch_type if primary else None) or service.launch_type
    if definition is None or not _is_fargate(launch_type, provider):
        return None
    return NextTask(
        service=service,
        task_arn=service.service_arn.replace(":service/", ":task/", 1),
        cluster_arn=service.cluster_arn,
        task_definition_arn=definition,
        group=f"service:{service.service_name}",
        started_by=primary.id if primary else None,
        launch_type=launch_type,
        capacity_provider_name=provider,
        platform_version=(primary.platform_version if primary else None) or service.platform_version,
        platform_family=(primary.platform_family if primary else None) or service.platform_family,
        last_status="PROVISIONING",
    )


def _provider(service: Service, primary: Deployment | None) -> str | None:
    strategy: tuple[CapacityProviderStrategyItem, ...] = primary.capacity_provider_strategy if primary else ()
    return next((each.capacity_provider for each in strategy or service.capacity_provider_strategy), None)


def _is_fargate(launch_type: str | None, provider: str | None) -> bool:
    return (provider or launch_type or "FARGATE").upper().startswith("FARGATE")
