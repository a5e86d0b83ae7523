"""What ECS knows of where tasks came from: their definitions, services, and earlier deployments."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.batches import batches
from fargate_doctor.collectors.target import cluster_of, short_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html
SERVICES_A_CALL: Final = 10
# https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServiceRevisions.html
_REVISIONS_A_CALL: Final = 20
_DEPLOYMENT_PAGES: Final = 2

_SERVICE_GROUP: Final = "service:"
_ROLLING: Final = "ECS"


def service_of(task: JsonObject) -> str | None:
    """Return the name of the service that started a task, None for a standalone task."""
    group = str(task.get("group", ""))
    return group.removeprefix(_SERVICE_GROUP) if group.startswith(_SERVICE_GROUP) else None


async def describe_definitions(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for every task definition that the tasks were made of."""
    arns = dict.fromkeys(task["taskDefinitionArn"] for task in tasks if task.get("taskDefinitionArn"))
    await asyncio.gather(*(calls.ask("ecs:DescribeTaskDefinition", {"taskDefinition": arn}) for arn in arns))


async def describe_services(calls: Calls, tasks: Sequence[JsonObject]) -> list[JsonObject]:
    """Return the services of the tasks, those that are gone or refused left out."""
    named: dict[str, dict[str, None]] = {}
    for task in tasks:
        if service := service_of(task):
            named.setdefault(_cluster(task), {})[service] = None
    answers = await asyncio.gather(
        *(
            calls.ask("ecs:DescribeServices", {"cluster": cluster, "services": batch})
            for cluster, services in named.items()
            for batch in batches(list(services), SERVICES_A_CALL)
        )
    )
    return [service for answer in answers if answer for service in answer.get("services", ())]


async def describe_earlier_deployments(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask what a deployment looked like that started a task and is no longer among its service's deployments."""
    services = await describe_services(calls, tasks)
    await asyncio.gather(*(_describe_origins(calls, service, _of_earlier(service, tasks)) for service in services))


def network_configurations(services: Sequence[JsonObject]) -> list[JsonObject]:
    """Return every `awsvpcConfiguration` that the services, their deployments and task sets name."""
    owners = [
        owner
        for service in services
        for owner in (service, *service.get("deployments", ()), *service.get("taskSets", ()))
    ]
    configured = (owner.get("networkConfiguration", {}).get("awsvpcConfiguration") for owner in owners)
    return [configuration for configuration in configured if configuration]


def _of_earlier(service: JsonObject, tasks: Sequence[JsonObject]) -> list[JsonObject]:
    origins = (*service.get("deployments", ()), *service.get("taskSets", ()))
    listed = {origin.get("id") for origin in origins}
    return [task for task in tasks if _belongs(task, service) and task.get("startedBy") not in listed]


def _belongs(task: JsonObject, service: JsonObject) -> bool:
    same_cluster = task.get("clusterArn") == service.get("clusterArn")
    return same_cluster and service_of(task) == service.get("serviceName")


async def _describe_origins(calls: Calls, service: JsonObject, tasks: list[JsonObject]) -> None:
    if not tasks or not service.get("serviceArn"):
        return
    where = {"cluster": _cluster(tasks[0]), "service": service["serviceArn"]}
    if service.get("deploymentController", {}).get("type", _ROLLING) != _ROLLING:
        await calls.ask("ecs:DescribeTaskSets", where)
        return
    created = [task["createdAt"] for task in tasks if task.get("createdAt")]
    before = {"createdAt": {"before": max(created)}} if created else {}
    deployments = await calls.ask("ecs:ListServiceDeployments", {**where, **before}, at_most_pages=_DEPLOYMENT_PAGES)
    if revisions := _newest_revisions(deployments or {}):
        await calls.ask("ecs:DescribeServiceRevisions", {"serviceRevisionArns": revisions})


def _newest_revisions(deployments: JsonObject) -> list[str]:
    newest_first = sorted(
        deployments.get("serviceDeployments", ()), key=lambda one: str(one.get("createdAt", "")), reverse=True
    )
    arns = (one.get("targetServiceRevisionArn") for one in newest_first)
    return list(dict.fromkeys(arn for arn in arns if arn))[:_REVISIONS_A_CALL]


def _cluster(task: JsonObject) -> str:
    return cluster_of(task.get("taskArn")) or short_name(str(task.get("clusterArn", "")))
