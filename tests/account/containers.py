"""The containers of tasks, as tasks show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.account.services import Services

if TYPE_CHECKING:
    from fargate_doctor.case.model import JsonObject


class Containers(Services):
    """The containers of an account."""

    def task_container(
        self, service: JsonObject, task: str, attachment: str, address: str | None, ipv6: str | None
    ) -> JsonObject:
        """Return the one container of a task that waits; `attachment` is that of its network interface."""
        definition = next(
            each
            for each in self.held["ecs:DescribeTaskDefinition"]
            if each["taskDefinitionArn"] == service["taskDefinition"]
        )
        defined = definition["containerDefinitions"][0]
        _, _, place = task.partition(":task/")
        addresses = {"privateIpv4Address": address, "ipv6Address": ipv6}
        return {
            "containerArn": self.arn("ecs", f"container/{place}/{self.ids.uuid('container', task)}"),
            "taskArn": task,
            "name": defined["name"],
            "image": defined["image"],
            "runtimeId": f"{place.rpartition('/')[2]}-{self.ids.decimals(10, 'runtime', task)}",
            "lastStatus": "PENDING",
            "networkBindings": [],
            "networkInterfaces": [
                {"attachmentId": attachment, **{name: value for name, value in addresses.items() if value}}
            ],
            "healthStatus": "UNKNOWN",
            "cpu": "0",
        }
