"""DHCP option sets that were changed while a task was running."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tests.lab.layouts import BehindNat
from tests.lab.mending.trail import add_event
from tests.lab.scenario import NOTHING, Scenario, Target

if TYPE_CHECKING:
    from datetime import datetime

    from tests.lab.account import Network
    from tests.lab.server import Lab

_AMAZON, _BEFORE, _AFTER = "AmazonProvidedDNS", "before.example.internal", "after.example.internal"


def _associated(lab: Lab, network: Network, domain: str, at: datetime) -> None:
    options = network.option_set(_AMAZON, domain=domain)
    add_event(
        lab.state,
        "AssociateDhcpOptions",
        at,
        {"dhcpOptionsId": options, "vpcId": network.vpc_id},
        resources=(("AWS::EC2::VPC", network.vpc_id), ("AWS::EC2::DHCPOptions", options)),
    )


def _changed(lab: Lab, domain: str, *, after_start: bool) -> Target:
    layout = BehindNat(lab)
    _associated(lab, layout.network, _BEFORE, lab.state.now - timedelta(days=9))
    target = layout.workload().runs()
    task = lab.state.tasks[target.task_arn]
    hour = timedelta(hours=1)
    _associated(lab, layout.network, domain, task["startedAt"] + hour if after_start else task["createdAt"] - hour)
    return target


def _while_running(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    return _changed(lab, _AFTER, after_start=broken)


def _to_the_same(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    return _changed(lab, _BEFORE, after_start=True)


SCENARIOS = (
    Scenario(
        "dhcp-changed-while-running",
        "the VPC was given another option set after the task had started",
        _while_running,
        frozenset({"dhcp.change-not-applied"}),
        key_operation="cloudtrail:LookupEvents",
    ),
    Scenario(
        "dhcp-changed-to-the-same",
        "nothing: the new option set says the same as the one before it",
        _to_the_same,
        NOTHING,
        has_twin=False,
    ),
)
