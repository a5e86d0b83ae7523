"""Tasks: stopped, on their way, or running."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.account.containers import Containers
from tests.account.services import CLUSTER
from tests.account.store import written

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from fargate_doctor.case.model import JsonObject
    from tests.account.stop import Phase, Stop

_UP: tuple[tuple[str, float], ...] = (
    ("connectivityAt", 11.2),
    ("pullStartedAt", 19.6),
    ("pullStoppedAt", 34.1),
    ("startedAt", 41.9),
)
_REACHED: dict[Phase, int] = {"secrets": 1, "image": 3, "start": 3, "run": 4}


class Tasks(Containers):
    """The tasks of an account."""

    def add_stopped(  # noqa: PLR0913 - a task and where it was
        self,
        service: JsonObject,
        subnet: JsonObject,
        stop: Stop,
        *,
        address: str | None = "10.20.10.47",
        ipv6: str | None = None,
        created: datetime | None = None,
    ) -> JsonObject:
        """Add a task that stopped; its network interface is gone. It becomes the one that is asked about."""
        created = created or self.ago(minutes=9, seconds=12)
        stopping = created + stop.lasted
        task = self._add_task(service, subnet, created, address, ipv6)
        times = {name: created + timedelta(seconds=past) for name, past in _UP[: _REACHED[stop.phase]]}
        if stop.phase == "image":
            times["pullStoppedAt"] = stopping - timedelta(seconds=1)
        times |= {
            "stoppingAt": stopping,
            "executionStoppedAt": stopping + timedelta(seconds=21.4),
            "stoppedAt": stopping + timedelta(seconds=46.9),
        }
        task.update({name: written(moment) for name, moment in times.items()})
        task.update(
            connectivity="CONNECTED",
            desiredStatus="STOPPED",
            lastStatus="STOPPED",
            stopCode=stop.code,
            stoppedReason=stop.reason,
            version=6 if stop.phase == "run" else 4,
        )
        task["attachments"][0]["status"] = "DELETED"
        container = task["containers"][0]
        container["lastStatus"] = "STOPPED"
        if stop.container_reason:
            container["reason"] = stop.container_reason
        if stop.exit_code is not None:
            container["exitCode"] = stop.exit_code
        if _REACHED[stop.phase] == len(_UP):
            container["imageDigest"] = self.digest_of(container["image"])
        return task

    def add_running(  # noqa: PLR0913 - a task and where it is
        self,
        service: JsonObject,
        subnet: JsonObject,
        groups: Sequence[JsonObject],
        *,
        address: str | None = "10.20.10.47",
        ipv6: str | None = None,
        created: datetime | None = None,
        public: str | None = None,
    ) -> JsonObject:
        """Add a task that runs, with its network interface. It becomes the one that is asked about."""
        created = created or self.ago(hours=5, minutes=3)
        task = self._add_task(service, subnet, created, address, ipv6)
        task.update({name: written(created + timedelta(seconds=past)) for name, past in _UP})
        task.update(connectivity="CONNECTED", lastStatus="RUNNING", version=4)
        container = task["containers"][0]
        container.update(lastStatus="RUNNING", imageDigest=self.digest_of(container["image"]))
        self._attach(task, subnet, groups, created, public)
        return task

    def add_pending(
        self,
        service: JsonObject,
        subnet: JsonObject,
        groups: Sequence[JsonObject],
        *,
        address: str | None = "10.20.10.47",
        ipv6: str | None = None,
    ) -> JsonObject:
        """Add a task that has its network interface and waits to start. It becomes the one that is asked about."""
        created = self.ago(seconds=95)
        task = self._add_task(service, subnet, created, address, ipv6)
        task.update(
            connectivity="CONNECTED", connectivityAt=written(created + timedelta(seconds=11.2)), lastStatus="PENDING"
        )
        self._attach(task, subnet, groups, created, None)
        return task

    def _attach(
        self, task: JsonObject, subnet: JsonObject, groups: Sequence[JsonObject], created: datetime, public: str | None
    ) -> None:
        addresses = task["containers"][0]["networkInterfaces"][0]
        attachment = task["attachments"][0]
        interface = self.add_task_interface(
            subnet,
            attachment["id"],
            addresses.get("privateIpv4Address"),
            groups,
            created + timedelta(seconds=6),
            addresses.get("ipv6Address"),
        )
        if public:
            self.give_public_address(interface, public)

    def _add_task(
        self, service: JsonObject, subnet: JsonObject, created: datetime, address: str | None, ipv6: str | None
    ) -> JsonObject:
        name = self.ids.digits(32, "task", service["serviceName"], written(created))
        arn = self.arn("ecs", f"task/{CLUSTER}/{name}")
        attachment = self.ids.uuid("attachment", name)
        details = {
            "subnetId": subnet["SubnetId"],
            "networkInterfaceId": self.ids.of("eni", attachment),
            "macAddress": self.ids.mac(attachment),
        }
        if address:
            details["privateDnsName"] = f"ip-{address.replace('.', '-')}.{self._domain('compute')}.internal"
            details["privateIPv4Address"] = address
        elif ipv6:
            details["privateIPv6Address"] = ipv6
        self.focus = arn
        return self.hold(
            "ecs:DescribeTasks",
            {
                "attachments": [
                    {
                        "id": attachment,
                        "type": "ElasticNetworkInterface",
                        "status": "ATTACHED",
                        "details": [{"name": key, "value": value} for key, value in details.items()],
                    }
                ],
                "attributes": [{"name": "ecs.cpu-architecture", "value": "x86_64"}],
                "availabilityZone": subnet["AvailabilityZone"],
                "clusterArn": self.cluster_arn,
                "containers": [self.task_container(service, arn, attachment, address, ipv6)],
                "cpu": "512",
                "createdAt": written(created),
                "desiredStatus": "RUNNING",
                "enableExecuteCommand": False,
                "group": f"service:{service['serviceName']}",
                "healthStatus": "UNKNOWN",
                "lastStatus": "PROVISIONING",
                "launchType": "FARGATE",
                "memory": "1024",
                "overrides": {
                    "containerOverrides": [{"name": service["serviceName"]}],
                    "inferenceAcceleratorOverrides": [],
                },
                "platformVersion": service["deployments"][0]["platformVersion"],
                "platformFamily": "Linux",
                "startedBy": service["deployments"][0]["id"],
                "tags": [],
                "taskArn": arn,
                "taskDefinitionArn": service["taskDefinition"],
                "version": 2,
                "ephemeralStorage": {"sizeInGiB": 20},
                "fargateEphemeralStorage": {"sizeInGiB": 20},
            },
        )
