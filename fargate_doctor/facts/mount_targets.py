"""Where a file system can be mounted from a subnet: the mount target of the subnet's own zone.

A file system answers to its name with the mount target of the zone that asks, and with nothing where there is none:
https://docs.aws.amazon.com/efs/latest/ug/mounting-fs-mount-cmd-dns-name.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Evidence, Unanswered
from fargate_doctor.model.file_system import TARGETS
from fargate_doctor.model.vpc import Group, NetworkInterface

if TYPE_CHECKING:
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.model.file_system import MountTarget
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.vpc import Subnet

_NO_FILE_SYSTEM: Final = "FileSystemNotFound"
_ID: Final = re.compile(r"\bfs-[0-9a-z]+")


@frozen
class Mounting:
    """A file system as a subnet sees it: the mount target of its zone, or that there is none (`is_absent`).

    With neither, nobody can tell. `unready` is a mount target of the zone that is being made or is on its way out.
    """

    file_system_id: str
    zone: str
    target: MountTarget | None = None
    is_absent: bool = False
    unready: MountTarget | None = None
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()


def mounting_from(snapshot: Snapshot, file_system_id: str, subnet: Subnet) -> Mounting:
    """Return how a file system can be mounted from a subnet, as far as the case tells."""
    zone = subnet.availability_zone or subnet.availability_zone_id or ""
    shown = sorted(snapshot.mount_targets.seen_within(file_system_id), key=lambda each: each.mount_target_id)
    near = [each for each in shown if _is_near(each, subnet) is not False and _is_of_vpc(each, subnet)]
    usable = next((each for each in near if each.is_in_use and _is_near(each, subnet)), None)
    if usable:
        return Mounting(file_system_id, zone, usable, evidence=(usable.cite("IpAddress"),))
    gone = _file_system_is_gone(snapshot, file_system_id)
    if gone:
        return Mounting(file_system_id, zone, is_absent=True, evidence=(gone,))
    try:
        snapshot.mount_targets.within(file_system_id)
    except Unanswered as gap:
        return Mounting(file_system_id, zone, missing=gap.missing)
    if _may_be_elsewhere(shown, subnet) or not all(each.is_out_of_use for each in near if not each.is_in_use):
        return Mounting(file_system_id, zone)
    zones = [each.availability_zone_name or each.availability_zone_id or each.subnet_id for each in shown]
    absence = snapshot.mount_targets.cite_absence(file_system_id, "MountTargets[].AvailabilityZoneName", zones)
    own = subnet.cite("AvailabilityZone")
    unready = next(iter(near), None)
    evidence = (unready.cite("LifeCycleState"), own) if unready else (absence, own)
    return Mounting(file_system_id, zone, is_absent=True, unready=unready, evidence=evidence)


def may_be_about(text: str, host: str) -> bool:
    """Tell whether a message names the file system of a host, or none at all."""
    named = set(_ID.findall(text))
    return not named or bool(named & set(_ID.findall(host)))


def mount_target_interface(snapshot: Snapshot, vpc_id: str, address: str) -> NetworkInterface | None:
    """Return the network interface of the mount target at an address, as EFS describes it; None where it does not."""
    for each in snapshot.mount_targets:
        groups = snapshot.mount_target_groups.by_id.get(each.mount_target_id)
        if groups and each.vpc_id == vpc_id and address in (each.ip_address, each.ipv6_address):
            return NetworkInterface(
                network_interface_id=each.network_interface_id or each.mount_target_id,
                vpc_id=vpc_id,
                subnet_id=each.subnet_id,
                availability_zone=each.availability_zone_name,
                interface_type="efs",
                groups=tuple(Group(group_id=group_id) for group_id in groups.security_groups),
                private_ip_address=each.ip_address,
                read_from=groups.read_from,
            )
    return None


def _is_near(target: MountTarget, subnet: Subnet) -> bool | None:
    """Tell whether a mount target is in the zone of a subnet; names of zones differ between accounts, ids do not."""
    if target.subnet_id and target.subnet_id == subnet.subnet_id:
        return True
    if target.availability_zone_id and subnet.availability_zone_id:
        return target.availability_zone_id == subnet.availability_zone_id
    if target.availability_zone_name and subnet.availability_zone:
        return target.availability_zone_name == subnet.availability_zone
    return None


def _is_of_vpc(target: MountTarget, subnet: Subnet) -> bool:
    return not target.vpc_id or not subnet.vpc_id or target.vpc_id == subnet.vpc_id


def _may_be_elsewhere(shown: list[MountTarget], subnet: Subnet) -> bool:
    """Tell whether the name may lead to a mount target of unknown zone, or to another VPC by a zone of its own."""
    in_use = [each for each in shown if each.is_in_use]
    return any(_is_near(each, subnet) is None or not _is_of_vpc(each, subnet) for each in in_use)


def _file_system_is_gone(snapshot: Snapshot, file_system_id: str) -> Evidence | None:
    for each in snapshot.failures:
        asked = (each.request or {}).get("FileSystemId")
        if each.operation == TARGETS and each.error == _NO_FILE_SYSTEM and asked == file_system_id:
            return Evidence(
                operation=TARGETS, resource=file_system_id, field="ErrorCode", value=each.error, observed_at=each.at
            )
    return None
