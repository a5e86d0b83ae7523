from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from fargate_doctor.collectors.fleet import collect_fleet
from fargate_doctor.errors import TaskLookupRefused

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

    from .scripted_aws import ScriptedAws


def _arn(number: int) -> str:
    return world.TASK_ARN.replace(world.TASK_ID, f"{number:032x}")


def _let_stop(aws: ScriptedAws, tasks: int, *, services: int = 2, started_by: str = world.DEPLOYMENT) -> None:
    """Let the cluster hold so many stopped tasks of so many services, in one subnet."""

    def described(request: JsonObject) -> JsonObject:
        members = [world.task(taskArn=arn, startedBy=started_by) for arn in request["tasks"]]
        return {"tasks": [{**task, "group": f"service:s{number % services}"} for number, task in enumerate(members)]}

    aws.script |= {
        "ecs:ListTasks": lambda request: {
            "taskArns": [_arn(number) for number in range(tasks)] if request["desiredStatus"] == "STOPPED" else []
        },
        "ecs:DescribeTasks": described,
        "ecs:DescribeServices": lambda request: {
            "services": [
                world.service(serviceName=name, serviceArn=f"{world.SERVICE_ARN}-{name}")
                for name in request["services"]
            ]
        },
    }


def test_a_larger_fleet_costs_only_its_tasks(aws: ScriptedAws) -> None:
    """Twice the tasks of the same services in the same subnet take one DescribeTasks more, and nothing else."""
    _let_stop(aws, 100)
    collect_fleet(aws.session(), ["shop"])
    small = len(aws.asked)
    aws.asked.clear()
    _let_stop(aws, 200)

    case = collect_fleet(aws.session(), ["shop"])

    assert len(aws.asked) == small + 1
    assert case.failures == ()
    assert case.focus is None


def test_earlier_deployments_are_asked_for_once_a_service(aws: ScriptedAws) -> None:
    """Fifty tasks of a deployment that is gone take one look-up for each of their two services."""
    _let_stop(aws, 50, started_by="ecs-svc/9")

    collect_fleet(aws.session(), ["shop"])

    assert aws.count("ecs:ListServiceDeployments") == 2


def test_without_clusters_all_are_taken(aws: ScriptedAws) -> None:
    """Every cluster of the Region is listed first."""
    case = collect_fleet(aws.session())

    assert aws.requests("ecs:ListTasks")[0]["cluster"] == "shop"
    assert case.records["ec2:DescribeRouteTables"]


@pytest.mark.parametrize(
    "task",
    [
        world.task(lastStatus="RUNNING", healthStatus="HEALTHY"),
        world.task(launchType="EC2"),
    ],
)
def test_what_is_well_or_not_on_fargate_is_not_followed(aws: ScriptedAws, task: JsonObject) -> None:
    """Such a task is listed, and costs nothing more."""
    aws.script["ecs:DescribeTasks"] = {"tasks": [task]}

    case = collect_fleet(aws.session(), ["shop"])

    assert case.records["ecs:DescribeTasks"]
    assert "ec2:DescribeSubnets" not in case.records


def test_one_refused_cluster_does_not_end_the_others(aws: ScriptedAws) -> None:
    """It stands in the failures; only where all are refused is that the error."""
    aws.script["ecs:ListTasks"] = lambda request: (
        Refused("AccessDeniedException") if request["cluster"] == "secret" else {"taskArns": [world.TASK_ARN]}
    )

    case = collect_fleet(aws.session(), ["secret", "shop"])

    assert {(failure.request or {})["cluster"] for failure in case.failures} == {"secret"}
    assert case.records["ec2:DescribeRouteTables"]
    with pytest.raises(TaskLookupRefused):
        collect_fleet(aws.session(), ["secret"])


def test_an_empty_region_is_an_empty_case(aws: ScriptedAws) -> None:
    """No cluster is no error."""
    aws.script["ecs:ListClusters"] = {"clusterArns": []}

    case = collect_fleet(aws.session())

    assert "ecs:ListTasks" not in case.records
    assert case.account == world.ACCOUNT
