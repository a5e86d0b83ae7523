"""The task that a service would launch next, where it has none to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.target import short_name

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls
    from fargate_doctor.collectors.target import TaskTarget

_PRIMARY: Final = "PRIMARY"


async def next_launch(calls: Calls, target: TaskTarget) -> JsonObject | None:
    """Return what a service would launch, in the form of a task; None where it runs as many as it wants.

    The ARN is none that AWS knows: it is asked for nowhere.
    """
    service_name = short_name(target.service or "")
    answer = await calls.ask("ecs:DescribeServices", {"cluster": target.cluster_name, "services": [service_name]})
    service: JsonObject | None = next(iter((answer or {}).get("services", ())), None)
    if service is None or not _lacks_tasks(service):
        return None
    primary: JsonObject = next((each for each in service.get("deployments", ()) if each.get("status") == _PRIMARY), {})
    calls.recorder.name_owner(str(service.get("serviceArn", "")))
    return {
        "taskArn": str(service.get("serviceArn", "")).replace(":service/", ":task/", 1),
        "clusterArn": service.get("clusterArn", ""),
        "taskDefinitionArn": primary.get("taskDefinition") or service.get("taskDefinition"),
        "group": f"service:{service_name}",
        "startedBy": primary.get("id", ""),
        "platformVersion": primary.get("platformVersion") or service.get("platformVersion", "LATEST"),
        "platformFamily": primary.get("platformFamily") or service.get("platformFamily", "Linux"),
    }


def _lacks_tasks(service: JsonObject) -> bool:
    """Tell whether a service, or a roll-out of it, runs less than it should."""
    return any(
        int(each.get("runningCount") or 0) < int(each.get("desiredCount") or 0)
        for each in (service, *service.get("deployments", ()))
    )
