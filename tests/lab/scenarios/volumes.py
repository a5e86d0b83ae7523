"""File systems without a mount target where the task is, with one that is closed, or on too old a platform."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindNat
from tests.lab.rules import tcp
from tests.lab.scenario import Scenario, Target
from tests.lab.state import REGION
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from tests.lab.server import Lab

_NFS = 2049
_COMMAND = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "


class _WithFileSystem(BehindNat):
    """A private network with a file system; it has a mount target in the zones that are named."""

    def __init__(self, lab: Lab, *zones: int) -> None:
        super().__init__(lab)
        self._efs = lab.client("efs")
        self.mount_group = self.network.group("shared", ingress=[tcp(_NFS, group=self.network.task_group)])
        self.file_system = str(self._efs.create_file_system(CreationToken="shared", Encrypted=True)["FileSystemId"])
        places = (self.private, self.private_elsewhere)
        for zone in zones:
            self.mount_target(places[zone])

    def mount_target(self, subnet: str) -> None:
        """Make a mount target in a subnet."""
        self._efs.create_mount_target(FileSystemId=self.file_system, SubnetId=subnet, SecurityGroups=[self.mount_group])


def _timed_out() -> Stop:
    return Stop(
        f"{_COMMAND}Mount attempt 1/3 failed due to timeout after 15 sec, wait 0 sec before next attempt. "
        "b'mount.nfs4: Connection timed out' : unsuccessful EFS utils command execution; code: 32"
    )


def _name_unknown(file_system: str) -> Stop:
    return Stop(
        f'{_COMMAND}Failed to resolve "{file_system}.efs.{REGION}.amazonaws.com" - check that your file system ID is '
        "correct, and ensure that the VPC has an EFS mount target for this file system ID. See "
        "https://docs.aws.amazon.com/console/efs/mount-dns-name for more detail. : unsuccessful EFS utils command "
        "execution; code: 1"
    )


def _other_zone(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = _WithFileSystem(lab, *((1,) if broken else (0, 1)))
    return layout.workload(file_system=layout.file_system).fails(_name_unknown(layout.file_system))


def _no_target_and_time_out(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = _WithFileSystem(lab, *(() if broken else (0,)))
    return layout.workload(file_system=layout.file_system).fails(_timed_out())


def _closed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = _WithFileSystem(lab, 0, 1)
    if broken:
        layout.network.ec2.revoke_security_group_ingress(
            GroupId=layout.mount_group, IpPermissions=[tcp(_NFS, group=layout.network.task_group)]
        )
    return layout.workload(file_system=layout.file_system).fails(_timed_out())


def _task_closed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = _WithFileSystem(lab, 0)
    if broken:
        layout.network.set_egress(layout.network.task_group, tcp(443, cidr="0.0.0.0/0"))
    return layout.workload(file_system=layout.file_system).fails(_timed_out())


def _old_platform(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = _WithFileSystem(lab, 0)
    platform = "1.3.0" if broken else "1.4.0"
    return layout.workload(file_system=layout.file_system, platform=platform).waits()


SCENARIOS = (
    Scenario(
        "efs-no-mount-target-here",
        "the file system has a mount target in another zone alone, and the message speaks of its name",
        _other_zone,
        frozenset({"efs.no-mount-target"}),
        key_operation="efs:DescribeMountTargets",
        carried=frozenset({"efs.dns"}),
    ),
    Scenario(
        "efs-no-mount-target",
        "the file system has no mount target at all",
        _no_target_and_time_out,
        frozenset({"efs.no-mount-target"}),
        key_operation="efs:DescribeMountTargets",
    ),
    Scenario(
        "efs-sg-blocked",
        "the group of the mount target admits nobody on port 2049",
        _closed,
        frozenset({"efs.sg-blocked"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
    Scenario(
        "efs-task-group-closed",
        "the task's group lets out port 443 alone, and the file system is on 2049",
        _task_closed,
        frozenset({"sg.egress-blocked"}),
        never=frozenset({"efs.sg-blocked", "efs.no-mount-target"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
    Scenario(
        "efs-old-platform",
        "a task that mounts a file system waits on platform version 1.3.0",
        _old_platform,
        frozenset({"efs.platform-version"}),
        key_operation="ecs:DescribeTaskDefinition",
    ),
)
