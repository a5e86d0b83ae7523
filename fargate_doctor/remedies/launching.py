"""Commands that launch new tasks: a new deployment of the service, or the task once more.

https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_UpdateService.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.model.service import AwsvpcConfiguration
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.next_task import launched_with
from fargate_doctor.remedies.sharing import replacing_tasks
from fargate_doctor.remedies.snippets import Nested, cloudformation, terraform
from fargate_doctor.remedies.standpoint import GROUP
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.model.vpc import Subnet
    from fargate_doctor.remedies.standpoint import Standpoint

NEW_TASK: Final = "<ID_OF_THE_NEW_TASK>"

_CONFIGURATION_UNKNOWN: Final = Text(
    en="The subnets and security groups of the launch are not fully known; update-service and run-task replace all of "
    "them, so complete them first.",
    es="No se conocen del todo las subredes y los grupos de seguridad del lanzamiento; update-service y run-task los "
    "sustituyen todos, así que complételos antes.",
)
_OVERRIDES: Final = Text(
    en="Add the overrides with which the task was run; the case does not hold them.",
    es="Añada las modificaciones (overrides) con las que se lanzó la tarea; el caso no las contiene.",
)
_OTHER_CONTROLLER: Final = Text(
    en="This service has task sets: where CodeDeploy or another controller deploys it, change the network "
    "configuration there instead.",
    es="Este servicio tiene conjuntos de tareas: si lo despliega CodeDeploy u otro controlador, cambie allí la "
    "configuración de red.",
)


def launch(standpoint: Standpoint, awsvpc: AwsvpcConfiguration, subnet: Subnet | None = None) -> Step:
    """Return the step that launches tasks with a network configuration; `subnet` is where the model places the task."""
    service = standpoint.service_name
    if service is None:
        return _run(standpoint, awsvpc, subnet)
    before = standpoint.awsvpc
    return Step(
        commands=(_update_service(standpoint, service, awsvpc), *wait_for_service(standpoint, service)),
        undo=(_update_service(standpoint, service, before),) if before else (),
        terraform=_terraform(service, awsvpc),
        cloudformation=cloudformation(
            f"Service{service}",
            "AWS::ECS::Service",
            {"NetworkConfiguration": {"AwsvpcConfiguration": _in_pascal_case(awsvpc)}},
        ),
        affects=replacing_tasks(service),
        notes=launch_notes(standpoint),
        change=launched_with(standpoint, awsvpc, subnet),
    )


def configuration(standpoint: Standpoint, **differing: object) -> AwsvpcConfiguration:
    """Return the whole network configuration, some members of it changed; placeholders stand for what is not known."""
    known = standpoint.awsvpc or AwsvpcConfiguration(
        subnets=standpoint.subnet_ids or (standpoint.subnet_id,), security_groups=standpoint.group_ids or (GROUP,)
    )
    return known.model_copy(update=differing)


def force_new_deployment(standpoint: Standpoint, service: str, platform_version: str | None = None) -> tuple[str, ...]:
    """Return the commands that replace all tasks of a service and wait until the new ones stand."""
    command = aws(
        "ecs",
        "update-service",
        standpoint.region,
        cluster=standpoint.cluster,
        service=service,
        platform_version=platform_version,
        force_new_deployment=True,
    )
    return (command, *wait_for_service(standpoint, service))


def run_task(standpoint: Standpoint, awsvpc: AwsvpcConfiguration, platform_version: str | None = None) -> str:
    """Return the command that runs the task once more."""
    task = standpoint.facts.task
    provider = task.capacity_provider_name
    return aws(
        "ecs",
        "run-task",
        standpoint.region,
        cluster=standpoint.cluster,
        task_definition=task.task_definition_arn,
        count=1,
        launch_type=None if provider else "FARGATE",
        capacity_provider_strategy=[{"capacityProvider": provider}] if provider else None,
        platform_version=platform_version or task.platform_version,
        network_configuration=_network(awsvpc),
    )


def wait_for_service(standpoint: Standpoint, service: str) -> tuple[str, ...]:
    """Return the command that waits until a service runs as many tasks as it wants."""
    wait = aws("ecs", "wait services-stable", standpoint.region, cluster=standpoint.cluster, services=service)
    return (wait,)


def stop_task(standpoint: Standpoint, task_id: str) -> str:
    """Return the command that stops one task."""
    return aws("ecs", "stop-task", standpoint.region, cluster=standpoint.cluster, task=task_id)


def _run(standpoint: Standpoint, awsvpc: AwsvpcConfiguration, subnet: Subnet | None) -> Step:
    return Step(
        commands=(run_task(standpoint, awsvpc),),
        undo=(stop_task(standpoint, NEW_TASK),),
        notes=launch_notes(standpoint),
        change=launched_with(standpoint, awsvpc, subnet),
    )


def _update_service(standpoint: Standpoint, service: str, awsvpc: AwsvpcConfiguration) -> str:
    return aws(
        "ecs",
        "update-service",
        standpoint.region,
        cluster=standpoint.cluster,
        service=service,
        network_configuration=_network(awsvpc),
        force_new_deployment=True,
    )


def launch_notes(standpoint: Standpoint) -> tuple[Text, ...]:
    """Return what the reader must complete or mind where tasks are launched."""
    unknown = () if standpoint.awsvpc else (_CONFIGURATION_UNKNOWN,)
    if standpoint.service_name is None:
        return (*unknown, _OVERRIDES)
    service = standpoint.service
    return (*unknown, _OTHER_CONTROLLER) if service is not None and service.task_sets else unknown


def _network(awsvpc: AwsvpcConfiguration) -> dict[str, object]:
    return {
        "awsvpcConfiguration": {
            "subnets": list(awsvpc.subnets),
            "securityGroups": list(awsvpc.security_groups),
            "assignPublicIp": awsvpc.assign_public_ip,
        }
    }


def _in_pascal_case(awsvpc: AwsvpcConfiguration) -> dict[str, object]:
    return {
        "Subnets": list(awsvpc.subnets),
        "SecurityGroups": list(awsvpc.security_groups),
        "AssignPublicIp": awsvpc.assign_public_ip,
    }


def _terraform(service: str, awsvpc: AwsvpcConfiguration) -> str:
    block = Nested(
        subnets=list(awsvpc.subnets),
        security_groups=list(awsvpc.security_groups),
        assign_public_ip=awsvpc.assign_public_ip == "ENABLED",
    )
    return terraform("aws_ecs_service", service, {"name": service, "network_configuration": block})
