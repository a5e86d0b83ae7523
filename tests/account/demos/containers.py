"""Cases in which the containers themselves are the cause."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from fargate_doctor.text import Text
from tests.account import networks
from tests.account.account import Account
from tests.account.demos.demo import Demo
from tests.account.demos.events import could_not_start
from tests.account.stop import Stop

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject

_PROBE = {
    "command": ["CMD-SHELL", "curl -f http://localhost:8080/healthz || exit 1"],
    "interval": 10,
    "timeout": 5,
    "retries": 3,
    "startPeriod": 0,
}


def _health_check_fails() -> Account:
    account = Account(seed="health-check-fails")
    network = networks.private_with_nat(account)
    definition = account.add_definition()
    definition["containerDefinitions"][0]["healthCheck"] = _PROBE
    service = account.add_service(definition, network.task_subnets, [network.group], failed=5)
    stop = Stop(
        "Task failed container health checks",
        code="ServiceSchedulerInitiated",
        phase="run",
        exit_code=137,
        lasted=timedelta(seconds=86),
    )
    task = account.add_stopped(service, network.task_subnets[0], stop)
    task["healthStatus"] = task["containers"][0]["healthStatus"] = "UNHEALTHY"
    could_not_start(account, service)
    return account


def _initial_container_fails() -> Account:
    account = Account(seed="initial-container-fails")
    network = networks.private_with_nat(account)
    definition = account.add_definition()
    web = definition["containerDefinitions"][0]
    web["dependsOn"] = [{"containerName": "migrate", "condition": "SUCCESS"}]
    definition["containerDefinitions"].append(_migrate(web))
    service = account.add_service(definition, network.task_subnets, [network.group], failed=7)
    stop = Stop("Task failed to start", phase="start", lasted=timedelta(seconds=58))
    task = account.add_stopped(service, network.task_subnets[0], stop)
    first = task["containers"][0]
    arn = f"{first['containerArn'].rpartition('/')[0]}/{account.ids.uuid('container', 'migrate')}"
    task["containers"].append({**first, "containerArn": arn, "name": "migrate", "exitCode": 1})
    task["overrides"]["containerOverrides"].append({"name": "migrate"})
    could_not_start(account, service)
    return account


def _migrate(web: JsonObject) -> JsonObject:
    """Return the container that must end well before the other starts; it writes no log."""
    left_out = ("dependsOn", "portMappings", "logConfiguration")
    kept = {member: value for member, value in web.items() if member not in left_out}
    return {**kept, "name": "migrate", "essential": False, "command": ["bin/migrate"], "portMappings": []}


CONTAINERS = (
    Demo(
        "health-check-fails",
        Text(
            en="A container that is never healthy",
            es="Un contenedor que nunca está en buen estado",
        ),
        Text(
            en="The task starts each time and is replaced a minute later. The check runs inside the container and gives"
            " a slow start no time.",
            es="La tarea arranca cada vez y se sustituye un minuto después. La comprobación se ejecuta dentro del"
            " contenedor y no da tiempo a un arranque lento.",
        ),
        _health_check_fails,
    ),
    Demo(
        "initial-container-fails",
        Text(
            en="The container that comes first ends with an error",
            es="El contenedor que va primero termina con un error",
        ),
        Text(
            en="ECS says no more than that the task failed to start. The order of the containers tells why, and the"
            " network has no part in it.",
            es="ECS no dice más que que la tarea no pudo arrancar. El orden de los contenedores explica por qué, y la"
            " red no interviene.",
        ),
        _initial_container_fails,
    ),
)
