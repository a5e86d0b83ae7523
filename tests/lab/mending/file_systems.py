"""Mount targets of EFS: what their network interfaces look like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.mending.registry import afterwards
from tests.lab.state import ACCOUNT

if TYPE_CHECKING:
    from tests.lab.state import State
    from tests.lab.wire import Answer, Call


@afterwards("efs:CreateMountTarget")
def mount_target_interface(state: State, _: Call, answer: Answer) -> Answer:
    """Give the interface of a mount target its kind, its description, and AWS as who asked for it."""
    interface = state.ec2.enis[answer["NetworkInterfaceId"]]
    interface.interface_type = "efs"
    interface.description = f"EFS mount target for {answer['FileSystemId']} ({answer['MountTargetId']})"
    interface.status = "in-use"
    interface.requester_managed = True
    interface.requester_id = ACCOUNT
    return answer
