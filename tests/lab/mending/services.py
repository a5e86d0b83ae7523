"""ECS services: what AWS adds to a service and its deployments."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from tests.lab.mending.registry import afterwards, instead
from tests.lab.state import CALLER

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_AGE = timedelta(days=2)
_BRIEF = (
    "serviceDeploymentArn",
    "serviceArn",
    "clusterArn",
    "startedAt",
    "createdAt",
    "finishedAt",
    "targetServiceRevisionArn",
    "status",
)


@afterwards("ecs:DescribeServices", "ecs:CreateService", "ecs:UpdateService")
def service_details(state: State, _: Call, answer: Answer) -> Answer:
    """Name the concrete platform of a deployment, and give the service a creator, an age and its numbers of tasks."""
    for service in answer.get("services", [answer.get("service", {})]):
        if service.get("launchType") == "FARGATE":
            _complete(state, service)
    return answer


@instead("ecs:ListServiceDeployments")
def list_service_deployments(state: State, call: Call) -> Answer:
    """List the deployments of one service."""
    service = call.parameters["service"].rpartition("/")[2]
    listed = [each for each in state.service_deployments if each["serviceArn"].endswith(f"/{service}")]
    return {"serviceDeployments": [{key: each[key] for key in _BRIEF if key in each} for each in listed]}


@instead("ecs:DescribeServiceDeployments")
def describe_service_deployments(state: State, call: Call) -> Answer:
    """Show deployments; one that is not known comes back as MISSING."""
    known = {each["serviceDeploymentArn"]: each for each in state.service_deployments}
    return _known_and_missing("serviceDeployments", known, call.parameters["serviceDeploymentArns"])


@instead("ecs:DescribeServiceRevisions")
def describe_service_revisions(state: State, call: Call) -> Answer:
    """Show revisions; one that is not known comes back as MISSING."""
    known = {each["serviceRevisionArn"]: each for each in state.service_revisions}
    return _known_and_missing("serviceRevisions", known, call.parameters["serviceRevisionArns"])


def _complete(state: State, service: dict[str, Any]) -> None:
    born = state.now - _AGE
    service.setdefault("platformVersion", "LATEST")
    service["platformFamily"] = "Linux"
    service.update(createdAt=born, createdBy=CALLER, enableECSManagedTags=True, enableExecuteCommand=False)
    service.setdefault("deploymentController", {"type": "ECS"})
    service["deploymentConfiguration"] = {
        "deploymentCircuitBreaker": {"enable": False, "rollback": False},
        "maximumPercent": 200,
        "minimumHealthyPercent": 100,
    }
    for deployment in service.get("deployments", ()):
        concrete = service["platformVersion"]
        deployment.update(
            platformVersion="1.4.0" if concrete == "LATEST" else concrete,
            platformFamily="Linux",
            createdAt=born,
            updatedAt=born,
        )
    _count_tasks(state, service)


def _count_tasks(state: State, service: dict[str, Any]) -> None:
    own = [
        task["lastStatus"]
        for task in state.tasks.values()
        if task["group"] == f"service:{service['serviceName']}" and task["clusterArn"] == service["clusterArn"]
    ]
    counted = {"runningCount": own.count("RUNNING"), "pendingCount": own.count("PENDING")}
    for each in (service, *service.get("deployments", ())):
        each.update(counted)
        if "rolloutState" in each and counted["runningCount"] >= each["desiredCount"]:
            each.update(rolloutState="COMPLETED", rolloutStateReason=f"ECS deployment {each['id']} completed.")


def _known_and_missing(member: str, known: dict[str, Any], asked: list[str]) -> Answer:
    return {
        member: [known[arn] for arn in asked if arn in known],
        "failures": [{"arn": arn, "reason": "MISSING"} for arn in asked if arn not in known],
    }
