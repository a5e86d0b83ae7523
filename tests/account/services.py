"""Services with their deployments and events, and account settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.account.balancers import Balancers
from tests.account.store import FOUNDED, written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fargate_doctor.case.model import JsonObject

CLUSTER = "shop"


class Services(Balancers):
    """The services of an account, all in one cluster."""

    @property
    def cluster_arn(self) -> str:
        """Return the ARN of the cluster."""
        return self.arn("ecs", f"cluster/{CLUSTER}")

    def add_service(  # noqa: PLR0913 - what tells one service from another
        self,
        definition: JsonObject,
        subnets: Sequence[JsonObject],
        groups: Sequence[JsonObject],
        *,
        public: bool = False,
        target_group: JsonObject | None = None,
        running: int = 0,
        failed: int = 0,
        deployed: datetime | None = None,
        platform: str = "1.4.0",
    ) -> JsonObject:
        """Add a service whose one deployment rolls a definition out; `failed` tasks of it never ran."""
        name = definition["family"]
        deployed = deployed or self.ago(minutes=25)
        network = {
            "awsvpcConfiguration": {
                "subnets": [each["SubnetId"] for each in subnets],
                "securityGroups": [each["GroupId"] for each in groups],
                "assignPublicIp": "ENABLED" if public else "DISABLED",
            }
        }
        desired = max(1, running)
        deployment = {
            "id": f"ecs-svc/{self.ids.decimals(19, 'deployment', name)}",
            "status": "PRIMARY",
            "taskDefinition": definition["taskDefinitionArn"],
            "desiredCount": desired,
            "pendingCount": 0,
            "runningCount": running,
            "failedTasks": failed,
            "createdAt": written(deployed),
            "updatedAt": written(self.ago(minutes=2)),
            "launchType": "FARGATE",
            "platformVersion": platform,
            "platformFamily": "Linux",
            "networkConfiguration": network,
            "rolloutState": "COMPLETED" if running else "IN_PROGRESS",
            "rolloutStateReason": f"ECS deployment ecs-svc/{self.ids.decimals(19, 'deployment', name)} "
            f"{'completed' if running else 'in progress'}.",
        }
        return self.hold(
            "ecs:DescribeServices",
            {
                "serviceArn": self.arn("ecs", f"service/{CLUSTER}/{name}"),
                "serviceName": name,
                "clusterArn": self.cluster_arn,
                "loadBalancers": self._balancers(target_group, definition),
                "serviceRegistries": [],
                "status": "ACTIVE",
                "desiredCount": desired,
                "runningCount": running,
                "pendingCount": 0,
                "launchType": "FARGATE",
                "platformVersion": "LATEST",
                "platformFamily": "Linux",
                "taskDefinition": definition["taskDefinitionArn"],
                "deploymentConfiguration": {
                    "deploymentCircuitBreaker": {"enable": False, "rollback": False},
                    "maximumPercent": 200,
                    "minimumHealthyPercent": 100,
                },
                "deployments": [deployment],
                "roleArn": self.arn("iam", "role/aws-service-role/ecs.amazonaws.com/AWSServiceRoleForECS", region=""),
                "events": [],
                "createdAt": written(FOUNDED),
                "placementConstraints": [],
                "placementStrategy": [],
                "networkConfiguration": network,
                **({"healthCheckGracePeriodSeconds": 60} if target_group else {}),
                "schedulingStrategy": "REPLICA",
                "deploymentController": {"type": "ECS"},
                "createdBy": self.arn("iam", "role/Deploy", region=""),
                "enableECSManagedTags": False,
                "propagateTags": "NONE",
                "enableExecuteCommand": False,
                "availabilityZoneRebalancing": "DISABLED",
            },
        )

    def add_event(self, service: JsonObject, message: str, at: datetime) -> JsonObject:
        """Add what a service reported; AWS lists the newest first."""
        event = {
            "id": self.ids.uuid("event", message, written(at)),
            "createdAt": written(at),
            "message": f"(service {service['serviceName']}) {message}",
        }
        service["events"] = sorted([event, *service["events"]], key=lambda each: each["createdAt"], reverse=True)
        return event

    def set_dual_stack(self, *, on: bool) -> None:
        """Turn the account setting `dualStackIPv6` on or off, as the account's default."""
        self.held["ecs:ListAccountSettings"] = [
            {
                "name": "dualStackIPv6",
                "value": "enabled" if on else "disabled",
                "principalArn": self.arn("iam", "root", region=""),
                "type": "user",
            }
        ]

    def _balancers(self, target_group: JsonObject | None, definition: JsonObject) -> list[JsonObject]:
        if target_group is None:
            return []
        container = definition["containerDefinitions"][0]
        return [
            {
                "targetGroupArn": target_group["TargetGroupArn"],
                "containerName": container["name"],
                "containerPort": container["portMappings"][0]["containerPort"],
            }
        ]
