"""ECS tasks: moto shows one container, no times, no reasons, and lets every look move the task on."""

from __future__ import annotations

from ipaddress import ip_network
from typing import TYPE_CHECKING, Any

from tests.lab.mending.interfaces import attached_to_task
from tests.lab.mending.registry import Refused, afterwards, instead
from tests.lab.state import ACCOUNT, REGION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_PREFIX = f"arn:aws:ecs:{REGION}:{ACCOUNT}"
_WITH_IPV6 = (1, 4, 0)


@afterwards("ecs:RunTask")
def run_task(state: State, call: Call, answer: Answer) -> Answer:
    """Give a task all containers of its definition, an interface named after its attachment, and a zone."""
    answer["tasks"] = [_register(state, call, told) for told in answer["tasks"]]
    return answer


@instead("ecs:DescribeTasks")
def describe_tasks(state: State, call: Call) -> Answer:
    """Change nothing by looking; an id that ECS does not know in that cluster comes back as MISSING."""
    cluster = _cluster(state, call)
    found, failures = [], []
    for asked in call.parameters["tasks"]:
        arn = asked if asked.startswith("arn:") else f"{_PREFIX}:task/{cluster}/{asked}"
        task = state.tasks.get(arn)
        if task and task["clusterArn"].endswith(f"/{cluster}"):
            found.append(task)
        else:
            failures.append({"arn": arn, "reason": "MISSING"})
    return {"tasks": found, "failures": failures}


@instead("ecs:ListTasks")
def list_tasks(state: State, call: Call) -> Answer:
    """Apply each filter, and the cluster exactly; without a wish, only tasks that should run are listed."""
    wanted = {"desiredStatus": call.parameters.get("desiredStatus", "RUNNING")}
    wanted["clusterArn"] = f"{_PREFIX}:cluster/{_cluster(state, call)}"
    for member in ("startedBy", "launchType"):
        if member in call.parameters:
            wanted[member] = call.parameters[member]
    if "serviceName" in call.parameters:
        wanted["group"] = f"service:{call.parameters['serviceName'].rpartition('/')[2]}"
    family = call.parameters.get("family")
    arns = [
        arn
        for arn, task in state.tasks.items()
        if all(task.get(member) == value for member, value in wanted.items())
        and (family is None or _family(task) == family)
    ]
    return {"taskArns": arns}


def interface_of(task: dict[str, Any]) -> str | None:
    """Return the network interface of a task; None where it never had one."""
    for attachment in task["attachments"]:
        for detail in attachment["details"]:
            if detail["name"] == "networkInterfaceId":
                return str(detail["value"])
    return None


def _register(state: State, call: Call, told: dict[str, Any]) -> dict[str, Any]:
    cluster = told["clusterArn"].rpartition("/")[2]
    arn = f"{_PREFIX}:task/{cluster}/{told['taskArn'].rpartition('/')[2].replace('-', '')}"
    attachment = told["attachments"][0]
    details = {each["name"]: each["value"] for each in attachment["details"] if each.get("value")}
    interface = state.ec2.enis[details["networkInterfaceId"]]
    attached_to_task(state, interface, f"{_PREFIX}:attachment/{attachment['id']}")
    platform = told.get("platformVersion") or "LATEST"
    platform = "1.4.0" if platform == "LATEST" else platform
    wishes = call.parameters["networkConfiguration"]["awsvpcConfiguration"]
    if wishes.get("assignPublicIp") == "ENABLED":
        state.public_addresses += 1
        interface.public_ip = f"198.51.100.{state.public_addresses}"
    if _gets_ipv6(state, interface.subnet, platform):
        block = next(iter(interface.subnet.ipv6_cidr_block_associations.values()))["ipv6CidrBlock"]
        interface.ipv6_addresses = [str(ip_network(block)[0x1A2B + len(state.tasks)])]
    if not interface.private_ip_address:
        details["privateIPv6Address"] = interface.ipv6_addresses[0]
    definition = state.ecs.describe_task_definition(told["taskDefinitionArn"])
    task = {
        **{member: value for member, value in told.items() if value},
        "taskArn": arn,
        "attachments": [
            {
                "id": attachment["id"],
                "type": "ElasticNetworkInterface",
                "status": "ATTACHED",
                "details": [{"name": name, "value": value} for name, value in details.items()],
            }
        ],
        "attributes": [{"name": "ecs.cpu-architecture", "value": "x86_64"}],
        "availabilityZone": interface.subnet.availability_zone,
        "containers": [_container(arn, each, interface, attachment["id"]) for each in definition.container_definitions],
        "cpu": definition.cpu,
        "memory": definition.memory,
        "createdAt": state.now,
        "desiredStatus": "RUNNING",
        "lastStatus": "PENDING",
        "enableExecuteCommand": False,
        "ephemeralStorage": definition.ephemeral_storage or {"sizeInGiB": 20},
        "healthStatus": "UNKNOWN",
        "launchType": told.get("launchType") or "FARGATE",
        "overrides": {"containerOverrides": [{"name": each["name"]} for each in definition.container_definitions]},
        "platformVersion": platform,
        "platformFamily": "Linux",
        "version": 3,
        "tags": told.get("tags", []),
    }
    state.tasks[arn] = task
    return task


def _container(task: str, defined: dict[str, Any], interface: Any, attachment: str) -> dict[str, Any]:  # noqa: ANN401
    addresses = {"attachmentId": attachment}
    if interface.private_ip_address:
        addresses["privateIpv4Address"] = interface.private_ip_address
    if interface.ipv6_addresses:
        addresses["ipv6Address"] = interface.ipv6_addresses[0]
    return {
        "containerArn": f"{task.replace(':task/', ':container/')}/{defined['name']}",
        "taskArn": task,
        "name": defined["name"],
        "image": defined["image"],
        "lastStatus": "PENDING",
        "networkInterfaces": [addresses],
        "healthStatus": "UNKNOWN",
        "cpu": str(defined.get("cpu", 0)),
    }


def _gets_ipv6(state: State, subnet: Any, platform: str) -> bool:  # noqa: ANN401 - moto has no types
    if not subnet.ipv6_cidr_block_associations:
        return False
    if subnet.ipv6_native:
        return True
    enabled = "enabled" in {value for (_, name), value in state.account_settings.items() if name == "dualStackIPv6"}
    new_enough = tuple(map(int, platform.split("."))) >= _WITH_IPV6
    assigns = str(subnet.assign_ipv6_address_on_creation).lower() == "true"
    return enabled and new_enough and assigns


def _cluster(state: State, call: Call) -> str:
    name = str(call.parameters.get("cluster", "default")).rpartition("/")[2]
    if name not in {each.name for each in _clusters(state)}:
        raise Refused("ClusterNotFoundException", "Cluster not found.")
    return name


def _clusters(state: State) -> Iterable[Any]:
    known = state.ecs.clusters
    return known.values() if isinstance(known, dict) else known


def _family(task: dict[str, Any]) -> str:
    return str(task["taskDefinitionArn"]).rpartition("/")[2].partition(":")[0]
