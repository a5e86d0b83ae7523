"""The model of the task that would be launched next: what it gets, seen as if it were this one.

Its interface stands in the place of the old one, and its times are after everything that the case knows of.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.fact import Known
from fargate_doctor.facts.platform import platform_of
from fargate_doctor.facts.task_interface import interface_of
from fargate_doctor.model.service import NetworkConfiguration
from fargate_doctor.model.vpc import Group, Ipv6Address, NetworkInterface, PublicAssociation
from fargate_doctor.remedies.addresses import free_ipv4, some_ipv6
from fargate_doctor.remedies.changes import changing, updating
from fargate_doctor.remedies.ipv6_settings import SETTING

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.model.service import AwsvpcConfiguration, Service
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.vpc import Subnet
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

_PUBLIC_IP: Final = "203.0.113.2"
_ON: Final = frozenset({"enabled", "on"})
_MOMENTS: Final = (
    "created_at",
    "connectivity_at",
    "pull_started_at",
    "pull_stopped_at",
    "started_at",
    "stopping_at",
    "execution_stopped_at",
    "stopped_at",
)


def launched_with(standpoint: Standpoint, awsvpc: AwsvpcConfiguration, subnet: Subnet | None = None) -> Change | None:
    """Return the change after which the task is launched with another configuration, in a subnet of it.

    None where the case shows neither the service nor which interface the task had.
    """
    interface, service = _interface(standpoint), standpoint.service
    given = {**_in_subnet(standpoint, interface, subnet), **_public(awsvpc)}
    if interface is None and service is None:
        return None

    def change(snapshot: Snapshot) -> Snapshot:
        if service is not None:
            snapshot = changing("services", service, lambda present: _configured(present, awsvpc))(snapshot)
        if interface is not None:
            snapshot = _placed(snapshot, interface, **given)
        return snapshot

    return change


def launched_anew(standpoint: Standpoint, **members: object) -> Change | None:
    """Return the change after which the task was launched just now; `members` are what else is new about it.

    None where the case does not say when it was launched.
    """
    task = standpoint.facts.task
    launched = task.created_at
    if launched is None:
        return None
    later = _newest_moment(standpoint.snapshot, task) + timedelta(minutes=1) - launched
    moments = {name: getattr(task, name) + later for name in _MOMENTS if getattr(task, name)}
    return updating("tasks", task, **moments, **members)


def with_ipv6(standpoint: Standpoint) -> Change | None:
    """Return the change after which the task's interface has an IPv6 address of its subnet, as the model then has it.

    None where the case does not show which interface the task had.
    """
    interface = _interface(standpoint)
    if interface is None:
        return None

    def change(snapshot: Snapshot) -> Snapshot:
        subnet = snapshot.subnets.by_id.get(interface.subnet_id)
        address = some_ipv6(subnet) if subnet else None
        if address is None:
            return snapshot
        return _placed(snapshot, interface, ipv6_addresses=(Ipv6Address(ipv6_address=address),))

    return change


def with_ipv6_if_all_holds(standpoint: Standpoint) -> Change:
    """Return the change after which the task has an IPv6 address, if by then every condition for one holds."""
    given = with_ipv6(standpoint)

    def change(snapshot: Snapshot) -> Snapshot:
        task = standpoint.facts.task
        present = snapshot.tasks.by_id.get(task.task_arn, task)
        return given(snapshot) if given and has_all_for_ipv6(standpoint, snapshot, present) else snapshot

    return change


def has_all_for_ipv6(
    standpoint: Standpoint, snapshot: Snapshot, task: Task, *, if_setting_unread: bool = False
) -> bool:
    """Tell whether every condition for an IPv6 address holds on the model, the account setting if it was read."""
    vpc = snapshot.vpcs.by_id.get(standpoint.vpc_id)
    subnet = snapshot.subnets.by_id.get(standpoint.subnet_id)
    setting = snapshot.account_settings.by_id.get(SETTING)
    if vpc is None or subnet is None or not vpc.ipv6_blocks or not subnet.ipv6_blocks:
        return False
    if not platform_of(task).supports_ipv6:
        return False
    is_on = setting.value in _ON if setting else if_setting_unread
    return subnet.ipv6_native or (subnet.assign_ipv6_address_on_creation and is_on)


def _interface(standpoint: Standpoint) -> NetworkInterface | None:
    """Return the interface of the task, as it is or as it was."""
    return standpoint.facts.placement.interface or _gone(standpoint)


def _placed(snapshot: Snapshot, interface: NetworkInterface, **members: object) -> Snapshot:
    present = snapshot.network_interfaces.by_id.get(interface.network_interface_id, interface)
    return snapshot.with_resource("network_interfaces", present.model_copy(update=members), interface.vpc_id)


def _public(awsvpc: AwsvpcConfiguration) -> dict[str, object]:
    is_public = awsvpc.assign_public_ip == "ENABLED"
    return {"association": PublicAssociation(public_ip=_PUBLIC_IP) if is_public else None}


def _in_subnet(standpoint: Standpoint, interface: NetworkInterface | None, subnet: Subnet | None) -> dict[str, object]:
    """Return what is other about an interface in another subnet; nothing in its own."""
    if interface is None or subnet is None or subnet.subnet_id == interface.subnet_id:
        return {}
    return {
        "subnet_id": subnet.subnet_id,
        "availability_zone": subnet.availability_zone,
        "private_ip_address": free_ipv4(standpoint.snapshot, subnet),
        "private_ip_addresses": (),
        "ipv6_addresses": (),
    }


def _gone(standpoint: Standpoint) -> NetworkInterface | None:
    """Return the interface that the task had, rebuilt from what it recorded."""
    recorded = interface_of(standpoint.snapshot, standpoint.facts.task)
    attachment = next((each for each in standpoint.facts.task.attachments if each.is_network_interface), None)
    if recorded.id is None and (attachment is None or not attachment.id):
        return None
    subnet, ipv4, ipv6 = standpoint.subnet, recorded.private_ipv4, recorded.ipv6
    address = ipv4.value if isinstance(ipv4, Known) else None
    if address is None and subnet is not None:
        address = free_ipv4(standpoint.snapshot, subnet)
    given = ipv6.value if isinstance(ipv6, Known) else None
    return NetworkInterface(
        network_interface_id=recorded.id.value if recorded.id else "eni-proposed",
        vpc_id=standpoint.known_vpc_id or "",
        subnet_id=standpoint.known_subnet_id or "",
        availability_zone=standpoint.zone,
        description=f"attachment/{attachment.id}" if attachment else "",
        groups=tuple(Group(group_id=each) for each in standpoint.group_ids),
        private_ip_address=address,
        ipv6_addresses=(Ipv6Address(ipv6_address=given),) if given else (),
        status="in-use",
    )


def _configured(service: Service, awsvpc: AwsvpcConfiguration) -> Service:
    configuration = NetworkConfiguration(awsvpc_configuration=awsvpc)
    return service.model_copy(
        update={
            "network_configuration": configuration,
            "deployments": tuple(
                each.model_copy(update={"network_configuration": configuration}) for each in service.deployments
            ),
        }
    )


def _newest_moment(snapshot: Snapshot, task: Task) -> datetime:
    moments: list[datetime | None] = [getattr(task, name) for name in _MOMENTS]
    moments += [snapshot.now, *(each.event_time for each in snapshot.events)]
    return max(moment for moment in moments if moment is not None)
