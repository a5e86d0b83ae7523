"""More than one blocker, and traffic that the task's own interface does not carry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.lab.layouts import BehindEndpoints, BehindNat
from tests.lab.messages import login_old_platform, login_timed_out
from tests.lab.scenario import NOTHING, Scenario, Target

if TYPE_CHECKING:
    from tests.lab.server import Lab


def _two_blockers(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.set_egress(layout.network.task_group)
        layout.network.ec2.delete_nat_gateway(NatGatewayId=layout.nat)
    return layout.workload().fails(login_timed_out())


def _login_by_fargate(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    layout = BehindEndpoints(lab, ("ecr.dkr", "logs"))
    return layout.workload(platform="1.3.0").fails(login_old_platform())


SCENARIOS = (
    Scenario(
        "two-blockers",
        "the task may send nothing, and the NAT gateway is gone besides",
        _two_blockers,
        frozenset({"sg.egress-blocked", "route.blackhole"}),
        beside=frozenset({"nat.not-available"}),
        key_operation="ec2:DescribeSecurityGroups",
        carried=frozenset({"route.blackhole", "nat.not-available"}),
    ),
    Scenario(
        "login-by-fargate",
        "on platform 1.3.0 the login fails on Fargate's own interface, not in the task's subnet",
        _login_by_fargate,
        NOTHING,
        never=frozenset({"endpoint.missing", "route.none"}),
        has_twin=False,
    ),
)
