"""What ECS answers."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.reading import Kind, each_of, only
from fargate_doctor.model.service import AccountSetting, Service, ServiceDeployment, ServiceRevision, TaskSet
from fargate_doctor.model.task import Task
from fargate_doctor.model.task_definition import TaskDefinition

TASKS: Final = Kind(Task, "ecs:DescribeTasks", each_of("tasks"), ids=("tasks",), scopes=lambda task: [task.cluster_arn])
TASK_DEFINITIONS: Final = Kind(
    TaskDefinition, "ecs:DescribeTaskDefinition", only("taskDefinition"), ids=("taskDefinition",)
)
SERVICES: Final = Kind(
    Service, "ecs:DescribeServices", each_of("services"), ids=("services",), scopes=lambda each: [each.cluster_arn]
)
TASK_SETS: Final = Kind(TaskSet, "ecs:DescribeTaskSets", each_of("taskSets"), ids=("taskSets",))
SERVICE_DEPLOYMENTS: Final = Kind(
    ServiceDeployment,
    "ecs:ListServiceDeployments",
    each_of("serviceDeployments"),
    scope_parameters=("service",),
    scopes=lambda each: [each.service_arn],
)
SERVICE_REVISIONS: Final = Kind(
    ServiceRevision,
    "ecs:DescribeServiceRevisions",
    each_of("serviceRevisions"),
    ids=("serviceRevisionArns",),
    scopes=lambda each: [each.service_arn],
)
ACCOUNT_SETTINGS: Final = Kind(
    AccountSetting, "ecs:ListAccountSettings", each_of("settings"), ids=("name",), whole=True
)
