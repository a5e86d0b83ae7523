"""Task definitions: what tasks are asked to be."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.account.images import Images
from tests.account.store import FOUNDED, written

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

_NEEDED = (
    "com.amazonaws.ecs.capability.logging-driver.awslogs",
    "ecs.capability.execution-role-awslogs",
    "com.amazonaws.ecs.capability.ecr-auth",
    "com.amazonaws.ecs.capability.docker-remote-api.1.19",
    "com.amazonaws.ecs.capability.docker-remote-api.1.29",
    "com.amazonaws.ecs.capability.task-iam-role",
    "ecs.capability.execution-role-ecr-pull",
    "com.amazonaws.ecs.capability.docker-remote-api.1.18",
    "ecs.capability.task-eni",
)


class Definitions(Images):
    """The task definitions of an account."""

    def registry(self, *, dual_stack: bool = False) -> str:
        """Return the host of the account's private registry."""
        if dual_stack:
            return f"{self.number}.dkr-ecr.{self.region}.on.aws"
        return f"{self.number}.dkr.ecr.{self.region}.amazonaws.com"

    def add_definition(  # noqa: PLR0913 - what tells one definition from another
        self,
        family: str = "web",
        revision: int = 7,
        *,
        image: str | None = None,
        port: int = 8080,
        secrets: tuple[str, ...] = (),
        pushed: bool = True,
    ) -> JsonObject:
        """Add a task definition of one container; `secrets` are ARNs, the image is by default in the own registry.

        `pushed` tells that the registry holds the image.
        """
        image = image or f"{self.registry()}/{family}:1.4.2"
        if pushed:
            self.add_image(image)
        self.add_log_group(f"/ecs/{family}")
        return self.hold(
            "ecs:DescribeTaskDefinition",
            {
                "taskDefinitionArn": self.arn("ecs", f"task-definition/{family}:{revision}"),
                "containerDefinitions": [self._container(family, image, port, secrets)],
                "family": family,
                "taskRoleArn": self.arn("iam", f"role/{family}-task", region=""),
                "executionRoleArn": self.arn("iam", f"role/{family}-execution", region=""),
                "networkMode": "awsvpc",
                "revision": revision,
                "volumes": [],
                "status": "ACTIVE",
                "requiresAttributes": [{"name": name} for name in _NEEDED],
                "placementConstraints": [],
                "compatibilities": ["EC2", "FARGATE"],
                "runtimePlatform": {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
                "requiresCompatibilities": ["FARGATE"],
                "cpu": "512",
                "memory": "1024",
                "registeredAt": written(FOUNDED),
                "registeredBy": f"arn:aws:sts::{self.number}:assumed-role/Deploy/pipeline",
                "enableFaultInjection": False,
            },
        )

    def _container(self, family: str, image: str, port: int, secrets: tuple[str, ...]) -> JsonObject:
        container: JsonObject = {
            "name": family,
            "image": image,
            "cpu": 0,
            "portMappings": [{"containerPort": port, "hostPort": port, "protocol": "tcp"}],
            "essential": True,
            "environment": [{"name": "STAGE", "value": "production"}],
            "mountPoints": [],
            "volumesFrom": [],
            "logConfiguration": {
                "logDriver": "awslogs",
                "options": {
                    "awslogs-group": f"/ecs/{family}",
                    "awslogs-region": self.region,
                    "awslogs-stream-prefix": "ecs",
                },
            },
            "systemControls": [],
        }
        if secrets:
            container["secrets"] = [
                {"name": f"SECRET_{place}", "valueFrom": arn} for place, arn in enumerate(secrets, start=1)
            ]
        return container
