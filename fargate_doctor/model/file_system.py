"""File systems of EFS: where each can be mounted, and what admits to it.

https://docs.aws.amazon.com/efs/latest/ug/accessing-fs.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from fargate_doctor.case.operations import iam_action
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.reading import reasons_missing
from fargate_doctor.model.shape import Quotable, Source
from fargate_doctor.model.table import Coverage, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import Case, Record

GROUPS: Final = "efs:DescribeMountTargetSecurityGroups"
TARGETS: Final = "efs:DescribeMountTargets"
_IN_USE: Final = frozenset({"", "available", "updating"})
_OUT_OF_USE: Final = frozenset({"creating", "deleting", "deleted", "error"})


class MountTarget(Quotable):
    """https://docs.aws.amazon.com/efs/latest/ug/API_MountTargetDescription.html"""

    type_name: ClassVar[str] = "mount-target"

    mount_target_id: str
    file_system_id: str = ""
    subnet_id: str = ""
    vpc_id: str = ""
    availability_zone_id: str | None = None
    availability_zone_name: str | None = None
    ip_address: str | None = None
    ipv6_address: str | None = None
    network_interface_id: str = ""
    life_cycle_state: str = ""

    @property
    def identifier(self) -> str:
        """Return the id of the mount target."""
        return self.mount_target_id

    @property
    def is_in_use(self) -> bool:
        """Tell whether it can be mounted through."""
        return self.life_cycle_state.lower() in _IN_USE

    @property
    def is_out_of_use(self) -> bool:
        """Tell whether it cannot be mounted; in a state that nobody knows it is neither this nor in use."""
        return self.life_cycle_state.lower() in _OUT_OF_USE


class MountTargetGroups(Quotable):
    """https://docs.aws.amazon.com/efs/latest/ug/API_DescribeMountTargetSecurityGroups.html"""

    type_name: ClassVar[str] = "mount-target"

    mount_target_id: str
    security_groups: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the id of the mount target that holds them."""
        return self.mount_target_id


class AccessPoint(Quotable):
    """https://docs.aws.amazon.com/efs/latest/ug/API_AccessPointDescription.html"""

    type_name: ClassVar[str] = "access-point"

    access_point_id: str
    access_point_arn: str = ""
    file_system_id: str = ""
    life_cycle_state: str = ""

    @property
    def identifier(self) -> str:
        """Return the id of the access point."""
        return self.access_point_id

    @property
    def is_in_use(self) -> bool:
        """Tell whether it can be mounted through."""
        return self.life_cycle_state.lower() in _IN_USE


class FileSystemPolicy(Quotable):
    """https://docs.aws.amazon.com/efs/latest/ug/API_DescribeFileSystemPolicy.html"""

    type_name: ClassVar[str] = "file-system"

    file_system_id: str
    policy: str = ""

    @property
    def identifier(self) -> str:
        """Return the id of the file system."""
        return self.file_system_id


def read_mount_target_groups(case: Case) -> Table[MountTargetGroups]:
    """Return the groups of mount targets; an answer without its request counts where there is one mount target."""
    found = {each.identifier: each for each in _groups(case)}
    refused = reasons_missing(case, GROUPS)
    return Table(
        operation=GROUPS,
        by_id=found,
        coverage=Coverage(),
        missing=refused or (Missing(operation=GROUPS, error="NotCollected", action=iam_action(GROUPS)),),
    )


def _groups(case: Case) -> Iterator[MountTargetGroups]:
    only = _only_mount_target(case)
    for record in sorted(case.records.get(GROUPS, ()), key=lambda each: each.at or ""):
        identifier = (record.request or {}).get("MountTargetId", only)
        groups = record.answer.get("SecurityGroups")
        if isinstance(identifier, str) and isinstance(groups, list):
            held = tuple(each for each in groups if isinstance(each, str))
            source = Source(GROUPS, record.at)
            yield MountTargetGroups(mount_target_id=identifier, security_groups=held, read_from=source)


def _only_mount_target(case: Case) -> str | None:
    known = {identifier for record in case.records.get(TARGETS, ()) for identifier in _ids(record)}
    return known.pop() if len(known) == 1 else None


def _ids(record: Record) -> Iterator[str]:
    targets = record.answer.get("MountTargets")
    for each in targets if isinstance(targets, list) else ():
        if isinstance(each, dict) and isinstance(each.get("MountTargetId"), str):
            yield each["MountTargetId"]
