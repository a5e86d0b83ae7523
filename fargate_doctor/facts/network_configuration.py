"""The network configuration with which a task was launched, found again after the task itself has forgotten it.

Tried in this order: the deployment that started the task, its task set, the service revision of its time, the service
as it is now, and for a task of its own the `RunTask` event.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

from fargate_doctor.facts.fact import NotKnown
from fargate_doctor.facts.trail import cite_parameter, member, strings
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.history import TrailEvent
from fargate_doctor.model.service import AwsvpcConfiguration, ServiceDeployment, ServiceRevision

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.service import NetworkConfiguration, Service, TaskSet
    from fargate_doctor.model.shape import Quotable
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.table import Table
    from fargate_doctor.model.task import Task

ConfigurationSource = Literal["deployment", "task-set", "service-revision", "service", "run-task"]

_R = TypeVar("_R", ServiceDeployment, ServiceRevision)

_AWSVPC: Final = "networkConfiguration.awsvpcConfiguration"


@frozen
class FoundConfiguration:
    """An `awsvpc` configuration, and the resource in which it was found."""

    awsvpc: AwsvpcConfiguration
    source: ConfigurationSource
    resource: Quotable
    path: str = _AWSVPC

    def cite(self, name: str) -> Evidence:
        """Return the quotation of one member, marked as rebuilt unless somebody stated it."""
        if isinstance(self.resource, TrailEvent):
            quoted = cite_parameter(self.resource, *self.path.split("."), name)
        else:
            quoted = self.resource.cite(f"{self.path}.{name}")
        return quoted if quoted.origin == "stated" else quoted.rebuilt()


def configuration_of(snapshot: Snapshot, task: Task, subnet_id: str | None = None) -> FoundConfiguration | NotKnown:
    """Return the best trace of the configuration with which a task was launched.

    A configuration without the subnet in which the task is known to have been cannot be the one it was launched with.
    """
    sources = _of_service(snapshot, task) if task.service_name else _of_run_task(snapshot, task)
    fitting = (each for each in sources if subnet_id is None or subnet_id in each.awsvpc.subnets)
    return next(fitting, None) or NotKnown(_missing(snapshot, task))


def service_of_task(snapshot: Snapshot, task: Task) -> Service | None:
    """Return the service that launched a task, if the case shows it."""
    return next((each for each in snapshot.services if _launched(each, task)), None)


def _launched(service: Service, task: Task) -> bool:
    name = service.service_name or service.service_arn.rpartition("/")[2]
    same_cluster = not service.cluster_arn or not task.cluster_arn or service.cluster_arn == task.cluster_arn
    return name == task.service_name and same_cluster


def _of_service(snapshot: Snapshot, task: Task) -> Iterator[FoundConfiguration]:
    service = service_of_task(snapshot, task)
    if service is not None:
        yield from _of_deployment(service, task)
    yield from _of_task_set(snapshot, service, task)
    revision = _revision_of_its_time(snapshot, task)
    if revision is not None and (awsvpc := _awsvpc(revision.network_configuration)):
        yield FoundConfiguration(awsvpc, "service-revision", revision)
    if service is not None and (awsvpc := _awsvpc(service.network_configuration)):
        yield FoundConfiguration(awsvpc, "service", service)


def _of_deployment(service: Service, task: Task) -> Iterator[FoundConfiguration]:
    for index, deployment in enumerate(service.deployments):
        awsvpc = _awsvpc(deployment.network_configuration)
        if awsvpc and deployment.id and deployment.id == task.started_by:
            yield FoundConfiguration(awsvpc, "deployment", service, f"deployments[{index}].{_AWSVPC}")


def _of_task_set(snapshot: Snapshot, service: Service | None, task: Task) -> Iterator[FoundConfiguration]:
    for index, task_set in enumerate(service.task_sets if service else ()):
        awsvpc = _awsvpc(task_set.network_configuration)
        if service is not None and awsvpc and _started(task_set, task):
            yield FoundConfiguration(awsvpc, "task-set", service, f"taskSets[{index}].{_AWSVPC}")
    for task_set in snapshot.task_sets:
        awsvpc = _awsvpc(task_set.network_configuration)
        if awsvpc and _started(task_set, task):
            yield FoundConfiguration(awsvpc, "task-set", task_set)


def _started(task_set: TaskSet, task: Task) -> bool:
    return bool(task.started_by) and task.started_by in (task_set.id, task_set.started_by)


def _revision_of_its_time(snapshot: Snapshot, task: Task) -> ServiceRevision | None:
    """Return the revision that the newest roll-out before the task brought, if it is of the task's definition."""
    rollout = _newest_before(snapshot.service_deployments, task)
    if rollout is not None:
        return _if_of_definition(snapshot.service_revisions.by_id.get(rollout.revision_arn or ""), task)
    return _if_of_definition(_newest_before(snapshot.service_revisions, task), task)


def _newest_before(table: Table[_R], task: Task) -> _R | None:
    launched = task.created_at
    if launched is None:
        return None
    dated = [(each.created_at, each) for each in table if each.created_at and _is_of(each.service_arn, task)]
    before = [(moment, each) for moment, each in dated if moment <= launched]
    return max(before, key=lambda pair: pair[0])[1] if before else None


def _is_of(service_arn: str, task: Task) -> bool:
    parts = service_arn.rpartition(":")[2].split("/")
    return parts[-1] == task.service_name and (len(parts) < 3 or parts[1] == task.cluster_name)  # noqa: PLR2004 - service/cluster/name


def _if_of_definition(revision: ServiceRevision | None, task: Task) -> ServiceRevision | None:
    if revision is None or revision.task_definition not in (None, "", task.task_definition_arn):
        return None
    return revision


def _of_run_task(snapshot: Snapshot, task: Task) -> Iterator[FoundConfiguration]:
    for event in snapshot.events:
        if event.event_name == "RunTask" and event.succeeded and _launches(event, task):
            awsvpc = _requested(event)
            if awsvpc:
                yield FoundConfiguration(awsvpc, "run-task", event)


def _launches(event: TrailEvent, task: Task) -> bool:
    launched = member(event.body, "responseElements", "tasks")
    return isinstance(launched, list) and any(member(each, "taskArn") == task.task_arn for each in launched)


def _requested(event: TrailEvent) -> AwsvpcConfiguration | None:
    requested = event.parameter(*_AWSVPC.split("."))
    if not isinstance(requested, dict):
        return None
    public = member(requested, "assignPublicIp")
    return AwsvpcConfiguration(
        subnets=strings(member(requested, "subnets")),
        security_groups=strings(member(requested, "securityGroups")),
        assign_public_ip=public if isinstance(public, str) else "DISABLED",
    )


def _awsvpc(configuration: NetworkConfiguration | None) -> AwsvpcConfiguration | None:
    return configuration.awsvpc_configuration if configuration else None


def _missing(snapshot: Snapshot, task: Task) -> tuple[Missing, ...]:
    if task.service_name:
        return (*unread(snapshot.services), *unread(snapshot.service_deployments))
    return unread(snapshot.events)


def unread(table: Table[Any]) -> tuple[Missing, ...]:
    """Return why something is not in a table: it was not looked up, or it was and is not there."""
    was_read = bool(table.by_id) or bool(table.coverage.everything or table.coverage.ids or table.coverage.scopes)
    refused = any(each.error != "NotCollected" for each in table.missing)
    if was_read and not refused:
        return (Missing(operation=table.operation, error="NotFound", action=table.missing[-1].action),)
    return table.missing
