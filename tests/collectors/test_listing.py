from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.listing import collect_tasks, list_clusters
from fargate_doctor.errors import TaskLookupRefused, UnknownTask

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

    from .scripted_aws import ScriptedAws


def _arn(number: int) -> str:
    return world.TASK_ARN.replace(world.TASK_ID, f"{number:032x}")


def _fleet(aws: ScriptedAws, tasks: int, services: int) -> None:
    """Let the cluster hold so many running tasks, spread over so many services, in pages of a hundred."""

    def listed(request: JsonObject) -> JsonObject:
        if request["desiredStatus"] == "STOPPED":
            return {"taskArns": [_arn(0)]}
        start = int(request.get("nextToken", "0"))
        following = {"nextToken": str(start + 100)} if start + 100 < tasks else {}
        return {"taskArns": [_arn(number) for number in range(start, min(start + 100, tasks))], **following}

    def described(request: JsonObject) -> JsonObject:
        assert len(request["tasks"]) <= 100
        return {
            "tasks": [
                world.task(taskArn=arn, group=f"service:s{int(arn[-32:], 16) % services}") for arn in request["tasks"]
            ]
        }

    def of_services(request: JsonObject) -> JsonObject:
        assert len(request["services"]) <= 10
        return {"services": [world.service(serviceName=name) for name in request["services"]]}

    aws.script |= {
        "ecs:ListTasks": listed,
        "ecs:DescribeTasks": described,
        "ecs:DescribeServices": of_services,
    }


def test_clusters_are_listed_by_their_arns(aws: ScriptedAws) -> None:
    """All pages, in AWS's order."""
    assert list_clusters(aws.session()) == (world.CLUSTER_ARN,)


def test_a_refused_list_of_clusters_is_told(aws: ScriptedAws) -> None:
    """The user learns which action is missing."""
    aws.script["ecs:ListClusters"] = Refused("AccessDeniedException", "no")

    with pytest.raises(TaskLookupRefused) as raised:
        list_clusters(aws.session())

    assert "ecs:ListClusters" in raised.value.advice.en


def test_a_cluster_is_read_in_the_batches_ecs_takes(aws: ScriptedAws) -> None:
    """250 tasks of 23 services: pages of a hundred, batches of a hundred and of ten, each task once."""
    _fleet(aws, tasks=250, services=23)

    case = collect_tasks(aws.session(), "shop")

    tasks = [task["taskArn"] for record in case.records["ecs:DescribeTasks"] for task in record.answer["tasks"]]
    assert sorted(tasks) == sorted(_arn(number) for number in range(250))
    assert aws.count("ecs:ListTasks") == 3 + 1
    assert aws.count("ecs:DescribeTasks") == 3
    assert aws.count("ecs:DescribeServices") == 3
    assert case.focus is None
    assert (case.account, case.region) == (world.ACCOUNT, world.REGION)


def test_one_service_of_a_cluster(aws: ScriptedAws) -> None:
    """Only its tasks are listed, and the service is read though none of them is left."""
    aws.script["ecs:ListTasks"] = {"taskArns": []}

    case = collect_tasks(aws.session(), world.CLUSTER_ARN, "web")

    assert {request["serviceName"] for request in aws.requests("ecs:ListTasks")} == {"web"}
    assert case.records["ecs:DescribeServices"][0].request == {"cluster": "shop", "services": ["web"]}
    assert "ecs:DescribeTasks" not in case.records


def test_one_of_both_lists_refused_leaves_the_other(aws: ScriptedAws) -> None:
    """Running tasks alone are better than none, and the refusal is kept."""
    aws.script["ecs:ListTasks"] = lambda request: (
        Refused("AccessDeniedException") if request["desiredStatus"] == "STOPPED" else {"taskArns": [world.TASK_ARN]}
    )

    case = collect_tasks(aws.session(), "shop")

    assert case.records["ecs:DescribeTasks"]
    assert [failure.action for failure in case.failures] == ["ecs:ListTasks"]


@pytest.mark.parametrize(
    ("answer", "error"),
    [
        (Refused("ClusterNotFoundException", "Cluster not found."), UnknownTask),
        (Refused("AccessDeniedException", "no"), TaskLookupRefused),
    ],
)
def test_a_cluster_that_cannot_be_listed_is_told(aws: ScriptedAws, answer: Refused, error: type[Exception]) -> None:
    """No list is no empty cluster."""
    aws.script["ecs:ListTasks"] = answer

    with pytest.raises(error, match=r"shop|ListTasks"):
        collect_tasks(aws.session(), "shop")
