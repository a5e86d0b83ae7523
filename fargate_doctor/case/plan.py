"""What somebody means to launch, in the words of AWS's own requests: a task definition and where its tasks go.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RunTask.html
"""

from __future__ import annotations

from dataclasses import field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.case.json_text import read_documents
from fargate_doctor.case.secrets import without_secrets
from fargate_doctor.case.sources import sources_at
from fargate_doctor.case.unreadable import STANDARD_INPUT
from fargate_doctor.errors import NotFargate, UnreadableInput
from fargate_doctor.frozen import frozen
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

TASK_ID: Final = "preflight"
"""What stands for the id of a task that is not launched yet."""

SERVICE: Final = "<SERVICE_NAME>"
"""What stands for the name of a service that is not made yet; commands that name it say so."""

_NO_DEFINITION: Final = Text(
    en="There is no task definition in {name}.", es="No hay ninguna definición de tarea en {name}."
)
_DEFINITION_FORMS: Final = Text(
    en="Give what `aws ecs describe-task-definition` prints, or what `aws ecs register-task-definition "
    "--cli-input-json` takes.",
    es="Indique lo que muestra `aws ecs describe-task-definition` o lo que admite `aws ecs register-task-definition "
    "--cli-input-json`.",
)
_NOT_FOR_FARGATE: Final = Text(
    en="Task definition {name} is not for Fargate: {why}.",
    es="La definición de tarea {name} no es para Fargate: {why}.",
)
_FARGATE_FORM: Final = Text(
    en="Fargate takes task definitions with network mode awsvpc whose requiresCompatibilities, if set, has FARGATE.",
    es="Fargate admite definiciones de tarea con el modo de red awsvpc cuyo requiresCompatibilities, si figura, "
    "contiene FARGATE.",
)


@frozen
class Plan:
    """A launch that has not happened. `definition` is a name or an ARN, or None where `document` is the definition.

    `balancers` are lines as ECS takes them; where one leaves out container and port, the first that the definition
    declares is meant.
    """

    definition: str | None
    document: JsonObject | None
    subnets: tuple[str, ...]
    groups: tuple[str, ...] = ()
    assigns_public_address: bool = False
    platform_version: str = "LATEST"
    cluster: str = "default"
    balancers: tuple[JsonObject, ...] = field(default_factory=tuple)

    @property
    def has_service(self) -> bool:
        """Tell whether the tasks would belong to a service; only a service has load balancers."""
        return bool(self.balancers)

    @property
    def awsvpc(self) -> JsonObject:
        """Return the network configuration as RunTask and CreateService take it."""
        return {
            "subnets": list(self.subnets),
            "securityGroups": list(self.groups),
            "assignPublicIp": "ENABLED" if self.assigns_public_address else "DISABLED",
        }


@frozen
class Launch:
    """A plan with its definition known, and the account and Region it is for."""

    plan: Plan
    definition: JsonObject
    partition: str
    region: str
    account: str

    @property
    def definition_arn(self) -> str:
        """Return the ARN of the definition; one of a file that is not registered has revision 0."""
        named = self.definition.get("taskDefinitionArn")
        family = self.definition.get("family") or TASK_ID
        return str(named or self._arn(f"task-definition/{family}:0"))

    @property
    def task_arn(self) -> str:
        """Return what stands for the ARN of the task."""
        return self._arn(f"task/{self.plan.cluster}/{TASK_ID}")

    @property
    def task_definition(self) -> JsonObject:
        """Return the definition with its ARN."""
        return {**self.definition, "taskDefinitionArn": self.definition_arn}

    def task(self, subnet: str) -> JsonObject:
        """Return the task as ECS would describe it once a subnet is chosen, before it has a network interface."""
        details = [{"name": "subnetId", "value": subnet}]
        return {
            "taskArn": self.task_arn,
            "clusterArn": self._arn(f"cluster/{self.plan.cluster}"),
            "taskDefinitionArn": self.definition_arn,
            "group": f"service:{SERVICE}" if self.plan.has_service else f"family:{self.definition.get('family')}",
            "startedBy": TASK_ID,
            "launchType": "FARGATE",
            "platformVersion": self.plan.platform_version,
            "platformFamily": self._platform_family,
            "lastStatus": "PROVISIONING",
            "desiredStatus": "RUNNING",
            "attachments": [{"type": "ElasticNetworkInterface", "status": "PRECREATED", "details": details}],
            "containers": [{"name": each.get("name", "")} for each in self.containers],
        }

    @property
    def service(self) -> JsonObject:
        """Return the service as ECS would describe it before its first task."""
        network = {"awsvpcConfiguration": self.plan.awsvpc}
        deployment = {
            "id": TASK_ID,
            "status": "PRIMARY",
            "taskDefinition": self.definition_arn,
            "platformVersion": self.plan.platform_version,
            "networkConfiguration": network,
        }
        return {
            "serviceArn": self._arn(f"service/{self.plan.cluster}/{SERVICE}"),
            "serviceName": SERVICE,
            "clusterArn": self._arn(f"cluster/{self.plan.cluster}"),
            "launchType": "FARGATE",
            "platformVersion": self.plan.platform_version,
            "taskDefinition": self.definition_arn,
            "networkConfiguration": network,
            "deployments": [deployment],
            "loadBalancers": [self._completed(each) for each in self.plan.balancers],
        }

    @property
    def containers(self) -> list[JsonObject]:
        """Return the containers of the definition."""
        return _objects(self.definition.get("containerDefinitions"))

    @property
    def _platform_family(self) -> str:
        platform = self.definition.get("runtimePlatform")
        family = platform.get("operatingSystemFamily") if isinstance(platform, dict) else None
        return "Linux" if family in (None, "", "LINUX") else str(family)

    def _completed(self, line: JsonObject) -> JsonObject:
        return {**self._first_port(line.get("containerName")), **line}

    def _first_port(self, container: object) -> JsonObject:
        named = (each for each in self.containers if container in (None, each.get("name")))
        ports = (
            {"containerName": each.get("name"), "containerPort": mapping["containerPort"]}
            for each in named
            for mapping in _objects(each.get("portMappings"))
            if mapping.get("containerPort")
        )
        return next(ports, {})

    def _arn(self, resource: str) -> str:
        return f"arn:{self.partition}:ecs:{self.region}:{self.account}:{resource}"


def read_definition(place: str) -> JsonObject:
    """Return the task definition in a file, `-` for standard input; values of secrets are removed.

    Raises `UnreadableInput` where there is none, and `NotFargate` where it is for other capacity.
    """
    for source in sources_at(place)[0]:
        for document in read_documents(source.read(), source.name):
            found = _definition_in(document)
            if found is not None:
                require_fargate(found, place)
                cleaned: dict[str, Any] = without_secrets("ecs:DescribeTaskDefinition", {"taskDefinition": found})
                return dict(cleaned["taskDefinition"])
    name = printable(Path(place).name) if place != STANDARD_INPUT else place
    raise UnreadableInput(_NO_DEFINITION.fill(name=name), _DEFINITION_FORMS)


def require_fargate(definition: JsonObject, name: str) -> None:
    """Raise `NotFargate` for a definition that Fargate does not take."""
    mode = definition.get("networkMode") or "awsvpc"
    named = definition.get("requiresCompatibilities") or ["FARGATE"]
    wanted = named if isinstance(named, list) else [named]
    if mode == "awsvpc" and "FARGATE" in wanted:
        return
    why = f"networkMode {mode}" if mode != "awsvpc" else f"requiresCompatibilities {', '.join(map(str, wanted))}"
    raise NotFargate(_NOT_FOR_FARGATE.fill(name=printable(name), why=printable(why)), _FARGATE_FORM)


def _objects(items: object) -> list[JsonObject]:
    """Return the objects of what should be a list of them."""
    return [each for each in items if isinstance(each, dict)] if isinstance(items, list) else []


def _definition_in(document: object) -> JsonObject | None:
    if not isinstance(document, dict):
        return None
    inner = document.get("taskDefinition")
    found = inner if isinstance(inner, dict) else document
    containers = found.get("containerDefinitions")
    return found if isinstance(containers, list) and containers else None
