"""Builds what runs: cluster, role, image, log group, task definition and a service on Fargate."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from tests.lab.names import DIGEST, IMAGE, LOG_GROUP, REPOSITORY, ROLE, SECRET, TAG
from tests.lab.registry import Repository
from tests.lab.scenario import Target
from tests.lab.state import ACCOUNT, REGION
from tests.lab.stopped_task import Stop, keep_pending, run_task, stop_task

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.lab.server import Lab

_PULLS = ("ecr:GetAuthorizationToken", "ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
_LOGS = ("logs:CreateLogStream", "logs:PutLogEvents")
_TRUST = {
    "Version": "2012-10-17",
    "Statement": [
        {
            "Effect": "Allow",
            "Principal": {"Service": "ecs-tasks.amazonaws.com"},
            "Action": "sts:AssumeRole",
        }
    ],
}


@dataclass
class Workload:
    """One service on Fargate as most people have it; a scenario says where its own differs."""

    lab: Lab
    subnets: Sequence[str]
    groups: Sequence[str]
    public_address: bool = False
    platform: str = "LATEST"
    image: str = IMAGE
    logs: bool = True
    secrets: bool = False
    file_system: str | None = None
    target_group: str | None = None
    balanced: dict[str, Any] = field(default_factory=dict)
    container: dict[str, Any] = field(default_factory=dict)
    pushed: bool = True
    beside: Sequence[dict[str, Any]] = ()
    allowed: Sequence[str] = (*_PULLS, *_LOGS)
    defined: dict[str, Any] = field(default_factory=dict)
    cluster: str = "prod"
    service: str = "web"
    definition: str = field(default="", init=False)
    deployment: str = field(default="", init=False)

    def deploy(self) -> None:
        """Create everything up to the service, which starts no task by itself here."""
        self._registry_and_logs()
        ecs = self.lab.client("ecs")
        ecs.create_cluster(clusterName=self.cluster)
        self._register_definition()
        registered = {"targetGroupArn": self.target_group, "containerName": "web", "containerPort": 8080}
        balanced = [{key: value for key, value in (registered | self.balanced).items() if value}]
        created = ecs.create_service(
            cluster=self.cluster,
            serviceName=self.service,
            taskDefinition=self.definition,
            desiredCount=1,
            launchType="FARGATE",
            platformVersion=self.platform,
            networkConfiguration=self.network_configuration,
            **({"loadBalancers": balanced} if self.target_group or self.balanced else {}),
        )
        self.deployment = str(created["service"]["deployments"][0]["id"])

    def launch(self) -> str:
        """Let the service start one task, and return its ARN."""
        if not self.deployment:
            self.deploy()
        return self._run(startedBy=self.deployment, group=f"service:{self.service}")

    def launch_alone(self) -> str:
        """Start one task outside the service, as RunTask does, and return its ARN."""
        if not self.deployment:
            self.deploy()
        return self._run(startedBy="nightly-job")

    def fails(self, stop: Stop) -> Target:
        """Start a task that stops as told."""
        task = self.launch()
        stop_task(self.lab, task, stop)
        return Target(task, self.cluster)

    def runs(self) -> Target:
        """Start a task that has been running for some hours."""
        task = self.launch()
        run_task(self.lab, task)
        return Target(task, self.cluster)

    def waits(self) -> Target:
        """Start a task that is still pending."""
        task = self.launch()
        keep_pending(self.lab, task)
        return Target(task, self.cluster)

    @property
    def network_configuration(self) -> dict[str, Any]:
        """Return where the tasks go, as the service and RunTask take it."""
        return {
            "awsvpcConfiguration": {
                "subnets": list(self.subnets),
                "securityGroups": list(self.groups),
                "assignPublicIp": "ENABLED" if self.public_address else "DISABLED",
            }
        }

    def _run(self, **named: str) -> str:
        started = self.lab.client("ecs").run_task(
            cluster=self.cluster,
            taskDefinition=self.definition,
            launchType="FARGATE",
            platformVersion=self.platform,
            networkConfiguration=self.network_configuration,
            **named,
        )
        return str(started["tasks"][0]["taskArn"])

    def _registry_and_logs(self) -> None:
        iam = self.lab.client("iam")
        if self.pushed:
            Repository(self.lab, REPOSITORY).push(TAG, digest=DIGEST)
        self.lab.client("logs").create_log_group(logGroupName=LOG_GROUP)
        if self.secrets:
            name = SECRET.partition(":secret:")[2].rpartition("-")[0]
            self.lab.client("secretsmanager").create_secret(Name=name, SecretString="invented")
        iam.create_service_linked_role(AWSServiceName="ecs.amazonaws.com")
        iam.create_role(RoleName=ROLE, AssumeRolePolicyDocument=json.dumps(_TRUST))
        secrets = ["secretsmanager:GetSecretValue"] if self.secrets else []
        statement = {"Effect": "Allow", "Action": [*self.allowed, *secrets], "Resource": "*"}
        policy = {"Version": "2012-10-17", "Statement": [statement]}
        iam.put_role_policy(RoleName=ROLE, PolicyName="start", PolicyDocument=json.dumps(policy))

    def _register_definition(self) -> None:
        usual = {
            "family": "web",
            "requiresCompatibilities": ["FARGATE"],
            "networkMode": "awsvpc",
            "cpu": "512",
            "memory": "1024",
            "executionRoleArn": f"arn:aws:iam::{ACCOUNT}:role/{ROLE}",
            "runtimePlatform": {"cpuArchitecture": "X86_64", "operatingSystemFamily": "LINUX"},
            "containerDefinitions": [self._container() | self.container, *self.beside],
            "volumes": self._volumes(),
        }
        given = {name: value for name, value in (usual | self.defined).items() if value is not None}
        registered = self.lab.client("ecs").register_task_definition(**given)
        self.definition = str(registered["taskDefinition"]["taskDefinitionArn"])

    def _container(self) -> dict[str, Any]:
        container: dict[str, Any] = {
            "name": "web",
            "image": self.image,
            "essential": True,
            "portMappings": [{"containerPort": 8080, "hostPort": 8080, "protocol": "tcp"}],
        }
        if self.logs:
            options = {"awslogs-group": LOG_GROUP, "awslogs-region": REGION, "awslogs-stream-prefix": "web"}
            container["logConfiguration"] = {"logDriver": "awslogs", "options": options}
        if self.file_system:
            container["mountPoints"] = [{"sourceVolume": "shared", "containerPath": "/shared", "readOnly": False}]
        if self.secrets:
            container["secrets"] = [{"name": "DATABASE_URL", "valueFrom": SECRET}]
        return container

    def _volumes(self) -> list[dict[str, Any]]:
        mounted = {"fileSystemId": self.file_system, "rootDirectory": "/", "transitEncryption": "ENABLED"}
        return [{"name": "shared", "efsVolumeConfiguration": mounted}] if self.file_system else []
