"""The conditions under which a task gets an IPv6 address, and when each of them last came true.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/fargate-task-networking.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.fact import Known, NotKnown, known_or_not
from fargate_doctor.facts.ipv6_changes import ConditionChange, latest_changes
from fargate_doctor.facts.ipv6_wish import Ipv6Wish, ipv6_wanted
from fargate_doctor.facts.lookups import gap_in_lookups
from fargate_doctor.facts.platform import platform_of
from fargate_doctor.facts.statements import cite_statement
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Missing

if TYPE_CHECKING:
    from datetime import datetime

    from fargate_doctor.facts.placement import Placement
    from fargate_doctor.model.evidence import Evidence
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task import Task
    from fargate_doctor.model.vpc import Subnet

__all__ = ["Ipv6Conditions", "Ipv6Wish", "ipv6_conditions", "ipv6_wanted"]

SettingOwner = Literal["account-default", "caller", "user-statement"]

SETTING: Final = "dualStackIPv6"
SETTING_QUESTION: Final = "ipv6.account-setting-off"

_ON: Final = frozenset({"enabled", "on", "yes", "true", "sí", "si"})
_OFF: Final = frozenset({"disabled", "off", "no", "false"})

CHANGE_EVENTS: Final = (
    "ModifySubnetAttribute",
    "AssociateSubnetCidrBlock",
    "AssociateVpcCidrBlock",
    "PutAccountSetting",
    "PutAccountSettingDefault",
)


@frozen
class Ipv6Conditions:
    """Each condition as it is now, whether the task has an address, and when conditions last came true.

    `setting` is the caller's effective value or the account's default, which stand in for the launching principal's;
    `setting_of` tells which. `launched_at` is when the task got its interface, or was created. `unseen_changes` is
    why a change since then may exist that the case does not show.
    """

    setting: Known[bool] | NotKnown
    setting_of: SettingOwner | None
    vpc: Known[bool] | NotKnown
    subnet: Known[bool] | NotKnown
    auto_assign: Known[bool] | NotKnown
    platform: Known[bool] | NotKnown
    has_address: Known[bool] | NotKnown
    launched_at: datetime | None
    changes: tuple[ConditionChange, ...]
    unseen_changes: tuple[Missing, ...]

    @property
    def all_hold(self) -> bool | None:
        """Tell whether every condition holds now; None where that is not known."""
        return _all_of(self.setting, self.vpc, self.subnet, self.auto_assign, self.platform)

    @property
    def all_but_setting_hold(self) -> bool | None:
        """Tell whether every condition but the account setting holds now; None where that is not known."""
        return _all_of(self.vpc, self.subnet, self.auto_assign, self.platform)

    @property
    def changes_after_launch(self) -> tuple[ConditionChange, ...]:
        """Return the conditions that came true only after the task was launched, the oldest first."""
        launched = self.launched_at
        return tuple(each for each in self.changes if launched is not None and each.at > launched)

    @property
    def last_change_after_launch(self) -> ConditionChange | None:
        """Return the last condition that came true after the launch, where the task has no address and now all hold."""
        if self.all_hold is not True or not self.lacks_address or not self.changes_after_launch:
            return None
        return self.changes_after_launch[-1]

    @property
    def lacks_address(self) -> bool:
        """Tell whether the task is known to have no IPv6 address."""
        return isinstance(self.has_address, Known) and not self.has_address.value


def ipv6_conditions(snapshot: Snapshot, task: Task, placement: Placement) -> Ipv6Conditions:
    """Return the conditions for IPv6 of one task."""
    setting, owner = _setting(snapshot)
    launched = task.connectivity_at or task.created_at
    return Ipv6Conditions(
        setting=setting,
        setting_of=owner,
        vpc=known_or_not(lambda: _vpc(snapshot, placement)),
        subnet=known_or_not(lambda: _subnet(snapshot, placement)),
        auto_assign=known_or_not(lambda: _auto_assign(snapshot, placement)),
        platform=_platform(task),
        has_address=_has_address(placement),
        launched_at=launched,
        changes=latest_changes(snapshot, placement),
        unseen_changes=_unseen(snapshot, launched),
    )


def _setting(snapshot: Snapshot) -> tuple[Known[bool] | NotKnown, SettingOwner | None]:
    read = snapshot.account_settings.by_id.get(SETTING)
    if read is not None and read.value.lower() in _ON | _OFF and SETTING not in snapshot.account_settings.disputed:
        stands_in = read.cite("value").model_copy(update={"supports": "likely"})
        is_default = (read.principal_arn or "").endswith(":root")
        return Known(read.value.lower() in _ON, (stands_in,)), "account-default" if is_default else "caller"
    stated = (snapshot.stated(SETTING_QUESTION) or "").strip().lower()
    if stated in _ON | _OFF:
        return Known(stated in _ON, (cite_statement(snapshot, SETTING_QUESTION),)), "user-statement"
    return NotKnown(snapshot.account_settings.missing), None


def _vpc(snapshot: Snapshot, placement: Placement) -> Known[bool]:
    vpc_id = placement.vpc_id.require()
    vpc = snapshot.vpcs.require(vpc_id.value)
    return Known(bool(vpc.ipv6_blocks), (*vpc_id.evidence, vpc.cite("Ipv6CidrBlockAssociationSet")))


def _subnet(snapshot: Snapshot, placement: Placement) -> Known[bool]:
    subnet, evidence = _required_subnet(snapshot, placement)
    return Known(bool(subnet.ipv6_blocks), (*evidence, subnet.cite("Ipv6CidrBlockAssociationSet")))


def _auto_assign(snapshot: Snapshot, placement: Placement) -> Known[bool]:
    """Tell whether the subnet assigns addresses; one with IPv6 alone always does."""
    subnet, evidence = _required_subnet(snapshot, placement)
    field = "Ipv6Native" if subnet.ipv6_native else "AssignIpv6AddressOnCreation"
    return Known(subnet.ipv6_native or subnet.assign_ipv6_address_on_creation, (*evidence, subnet.cite(field)))


def _required_subnet(snapshot: Snapshot, placement: Placement) -> tuple[Subnet, tuple[Evidence, ...]]:
    subnet_id = placement.subnet_id.require()
    return snapshot.subnets.require(subnet_id.value), subnet_id.evidence


def _platform(task: Task) -> Known[bool] | NotKnown:
    platform = platform_of(task)
    if not platform.is_version_known:
        return NotKnown((Missing(operation="ecs:DescribeTasks", error="NotFound", action="ecs:DescribeTasks"),))
    return Known(platform.supports_ipv6, platform.evidence)


def _has_address(placement: Placement) -> Known[bool] | NotKnown:
    given = placement.sender.ipv6
    return given if isinstance(given, NotKnown) else Known(given.value is not None, given.evidence)


def _unseen(snapshot: Snapshot, launched: datetime | None) -> tuple[Missing, ...]:
    if launched is None:
        return snapshot.events.missing
    gaps = [gap_in_lookups(snapshot, name, launched, None) for name in CHANGE_EVENTS]
    return tuple(dict.fromkeys(missing for gap in gaps for missing in gap))


def _all_of(*conditions: Known[bool] | NotKnown) -> bool | None:
    if any(isinstance(each, Known) and not each.value for each in conditions):
        return False
    return None if any(isinstance(each, NotKnown) for each in conditions) else True
