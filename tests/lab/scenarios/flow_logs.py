"""Flow logs: what they show of refused traffic, and that they are not there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.flow_logs import record_flows, recorded
from tests.lab.layouts import BehindNat
from tests.lab.messages import PUBLIC_ADDRESS, login_timed_out
from tests.lab.scenario import NOTHING, Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab


def _refused_then(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    record_flows(lab, layout.network.vpc_id)
    target = layout.workload().fails(login_timed_out())
    recorded(lab, target.task_arn, "REJECT" if broken else "ACCEPT", far=PUBLIC_ADDRESS)
    return target


def _refused_and_shown(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    record_flows(lab, layout.network.vpc_id)
    if broken:
        layout.network.set_egress(layout.network.task_group)
    target = layout.workload().fails(login_timed_out())
    recorded(lab, target.task_arn, "REJECT" if broken else "ACCEPT", far=PUBLIC_ADDRESS)
    return target


def _no_flow_log(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if not broken:
        record_flows(lab, layout.network.vpc_id)
    return layout.workload().fails(login_timed_out())


def _accepted_only(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    record_flows(lab, layout.network.vpc_id, "ACCEPT" if broken else "REJECT")
    return layout.workload().fails(login_timed_out())


SCENARIOS = (
    Scenario(
        "flow-log-shows-a-refusal",
        "the flow log shows what was refused then, and everything is in order now",
        _refused_then,
        NOTHING,
        raises=frozenset({"flowlogs.reject-seen"}),
        key_operation="logs:FilterLogEvents",
    ),
    Scenario(
        "flow-log-agrees",
        "the flow log shows the refusal of the security group that lets nothing out",
        _refused_and_shown,
        frozenset({"sg.egress-blocked"}),
        raises=frozenset({"flowlogs.reject-seen"}),
        key_operation="ec2:DescribeSecurityGroups",
    ),
    Scenario(
        "flow-logs-absent",
        "no flow log records what is refused in the VPC",
        _no_flow_log,
        NOTHING,
        raises=frozenset({"flowlogs.absent"}),
        key_operation="ec2:DescribeFlowLogs",
    ),
    Scenario(
        "flow-log-of-accepted-traffic",
        "the flow log records accepted traffic only",
        _accepted_only,
        NOTHING,
        raises=frozenset({"flowlogs.absent"}),
        key_operation="ec2:DescribeFlowLogs",
    ),
)
