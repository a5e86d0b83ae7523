"""The network interface of a task: the interface itself while it exists, else what the task recorded about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.fact import Known, NotKnown
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Missing, Unanswered

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.vpc import NetworkInterface


@frozen
class TaskInterface:
    """What is observed of a task's interface.

    `present` is None where nobody looked, and once it is gone, unless the case saw it before.
    """

    present: NetworkInterface | None
    id: Known[str] | None
    subnet_id: Known[str] | None
    private_ipv4: Known[str | None] | NotKnown
    ipv6: Known[str | None] | NotKnown


def interface_of(snapshot: Snapshot, task: Task) -> TaskInterface:
    """Return what is observed of a task's network interface."""
    recorded = _detail(task, "networkInterfaceId")
    present, missing = _present(snapshot, task, recorded)
    return TaskInterface(
        present=present,
        id=recorded or (Known(present.network_interface_id, (present.cite("Description"),)) if present else None),
        subnet_id=_subnet_id(task, present),
        private_ipv4=_private_ipv4(task, present, missing),
        ipv6=_ipv6(task, present, missing),
    )


def _present(
    snapshot: Snapshot, task: Task, recorded: Known[str] | None
) -> tuple[NetworkInterface | None, tuple[Missing, ...]]:
    interfaces = snapshot.network_interfaces
    gone = Missing(operation=interfaces.operation, error="NotFound", action=interfaces.missing[-1].action)
    if recorded is None:
        return _by_description(snapshot, task), (gone,)
    former = snapshot.former_interfaces.get(recorded.value)
    if former is not None:
        return former, (gone,)
    try:
        return interfaces.find(recorded.value), (gone,)
    except Unanswered as gap:
        return None, gap.missing


def _by_description(snapshot: Snapshot, task: Task) -> NetworkInterface | None:
    """Return the interface that ECS described as the task's attachment, where the task does not name it yet."""
    ends = tuple(f"attachment/{each.id}" for each in task.attachments if each.is_network_interface and each.id)
    if not ends:
        return None
    return next((each for each in snapshot.network_interfaces if each.description.endswith(ends)), None)


def _subnet_id(task: Task, present: NetworkInterface | None) -> Known[str] | None:
    if present is not None and present.subnet_id:
        return Known(present.subnet_id, (present.cite("SubnetId"),))
    return _detail(task, "subnetId")


def _private_ipv4(
    task: Task, present: NetworkInterface | None, missing: tuple[Missing, ...]
) -> Known[str | None] | NotKnown:
    if present is not None:
        return Known(present.private_ip_address, (present.cite("PrivateIpAddress"),))
    recorded = _detail(task, "privateIPv4Address") or _of_containers(task, "privateIpv4Address")
    if recorded is not None:
        return Known(recorded.value, recorded.evidence)
    return _none_recorded(task, missing)


def _ipv6(task: Task, present: NetworkInterface | None, missing: tuple[Missing, ...]) -> Known[str | None] | NotKnown:
    if present is not None:
        given = present.ipv6_addresses[0].ipv6_address if present.ipv6_addresses else None
        return Known(given, (present.cite("Ipv6Addresses"),))
    recorded = _detail(task, "privateIPv6Address", "ipv6Address") or _of_containers(task, "ipv6Address")
    if recorded is not None:
        return Known(recorded.value, recorded.evidence)
    return _none_recorded(task, missing)


def _none_recorded(task: Task, missing: tuple[Missing, ...]) -> Known[str | None] | NotKnown:
    """Return that a container recorded its interface without such an address, or else that nobody can tell."""
    for index, container in enumerate(task.containers):
        if container.network_interfaces:
            return Known(None, (task.cite(f"containers[{index}].networkInterfaces"),))
    return NotKnown(missing)


def _detail(task: Task, *names: str) -> Known[str] | None:
    wanted = {each.lower() for each in names}
    for index, attachment in enumerate(task.attachments):
        if not attachment.is_network_interface:
            continue
        for place, detail in enumerate(attachment.details):
            if detail.name.lower() in wanted and detail.value:
                return Known(detail.value, (task.cite(f"attachments[{index}].details[{place}].value"),))
    return None


def _of_containers(task: Task, member: str) -> Known[str] | None:
    return next(_addresses(task, member), None)


def _addresses(task: Task, member: str) -> Iterator[Known[str]]:
    for index, container in enumerate(task.containers):
        for place in range(len(container.network_interfaces)):
            quoted: Evidence = task.cite(f"containers[{index}].networkInterfaces[{place}].{member}")
            if isinstance(quoted.value, str) and quoted.value:
                yield Known(quoted.value, (quoted,))
