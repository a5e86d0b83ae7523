"""Is a service that has no task to look at diagnosed by its events, and by what its next task would meet?"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tests.lab.layouts import BehindNat
from tests.lab.scenarios.network_ids import NETWORK
from tests.lab.tool import Tool

if TYPE_CHECKING:
    from pathlib import Path

    from tests.lab.server import Lab
    from tests.lab.tool import Outcome

UNPLACED = "was unable to place a task. Reason: "
STATED = (
    (f"{UNPLACED}Capacity is unavailable at this time. Please try again later or in a different availability zone.",
     "capacity.unavailable"),
    (f"{UNPLACED}You've reached the limit on the number of vCPUs you can run concurrently.", "capacity.quota"),
    ((f"{UNPLACED}Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0aa': "
     "InsufficientFreeAddressesInSubnet."), "eni.subnet-addresses-exhausted"),
    (f"{UNPLACED}InvalidSubnetID.NotFound: The subnet ID 'subnet-0aa' does not exist.", "config.subnet-missing"),
    (f"{UNPLACED}InvalidGroup.NotFound: The security group 'sg-0aa' does not exist.", "config.security-group-missing"),
    (("failed to launch a task with (error ECS was unable to assume the role 'arn:aws:iam::123456789012:role/web' that "
     "was provided for this task. Please verify that the role being passed has the proper trust relationship and "
     "permissions and that your IAM user has permissions to pass this role.)."), "iam.execution-role-trust"),
    (("failed to register targets in (target-group arn:aws:x:targetgroup/web/1) with (error TargetGroupNotFound: One "
     "or more target groups not found)"), "lb.target-group-missing"),
    (("(port 8080) is unhealthy in (target-group arn:aws:x:targetgroup/web/1) due to (reason Health checks failed with "
     "these codes: [502])"), "lb.target-unhealthy"),
    ("Unable to assume the service linked role. Please verify that the ECS service linked role exists.",
     "iam.service-linked-role-missing"),
)  # fmt: skip


@pytest.fixture
def tool(lab: Lab, tmp_path: Path) -> Tool:
    return Tool(lab, tmp_path)


def report(lab: Lab, *events: str) -> None:
    """Let the service report these events, the newest first."""
    for service in lab.state.ecs.services.values():
        service.events = [
            {
                "id": f"event-{place}",
                "createdAt": lab.state.now - timedelta(minutes=place + 1),
                "message": f"(service web) {words}",
            }
            for place, words in enumerate(events)
        ]


def diagnose(lab: Lab, tool: Tool) -> Outcome:
    """Diagnose the service as a user would who has no task."""
    lab.freeze()
    return tool.run("diagnose", "--service", "web", "--cluster", "prod", "--format", "json")


@pytest.mark.parametrize(("said", "finding"), STATED, ids=[finding for _, finding in STATED])
def test_what_an_event_states_is_the_cause(lab: Lab, tool: Tool, said: str, finding: str) -> None:
    """The event is the symptom; the sound network is not blamed, and there is no task."""
    BehindNat(lab).workload().deploy()
    report(lab, "is unable to consistently start tasks successfully.", said)

    outcome = diagnose(lab, tool)

    assert outcome.root_causes == {finding}
    assert outcome.exit_code == 1
    assert outcome.diagnosis["task"] is None
    assert outcome.diagnosis["symptom"]["where"] == "serviceEvent"
    assert not NETWORK & outcome.findings
    assert lab.state.unanswered == []


def test_an_event_that_tells_no_cause_lets_the_next_launch_be_judged(lab: Lab, tool: Tool) -> None:
    """What would stop the next task is a root cause; in a sound account the service stays undetermined."""
    layout = BehindNat(lab)
    layout.workload().deploy()
    report(lab, "is unable to consistently start tasks successfully.")
    healthy = diagnose(lab, tool)
    assert (healthy.exit_code, healthy.root_causes) == (3, frozenset())

    lab.client("iam").delete_role(RoleName="AWSServiceRoleForECS")
    broken = diagnose(lab, tool)

    assert broken.root_causes == {"iam.service-linked-role-missing"}


def test_the_circuit_breaker_tells_no_cause_by_itself(lab: Lab, tool: Tool) -> None:
    """That a deployment failed is no cause: the diagnosis is undetermined, and no network is blamed."""
    BehindNat(lab).workload().deploy()
    report(
        lab, "(deployment ecs-svc/1) deployment failed: tasks failed to start.", "rolling back to deployment ecs-svc/0."
    )

    outcome = diagnose(lab, tool)

    assert outcome.exit_code == 3
    assert not NETWORK & outcome.findings


def test_trouble_that_is_over_is_none(lab: Lab, tool: Tool) -> None:
    """A service that is steady again has no problem, whatever it reported before."""
    BehindNat(lab).workload().deploy()
    report(lab, "has reached a steady state.", STATED[0][0])

    outcome = diagnose(lab, tool)

    assert (outcome.exit_code, outcome.findings) == (0, frozenset())


def test_a_zone_without_fargate_is_behind_the_internal_error_of_a_placement(lab: Lab, tool: Tool) -> None:
    """The event names an internal error; without the subnets nobody can tell, and the action is named."""
    BehindNat(lab).workload().deploy()
    report(lab, f"{UNPLACED}Internal error.")
    lab.deny("ec2:DescribeSubnets")

    outcome = diagnose(lab, tool)

    assert outcome.root_causes == frozenset()
    assert "ec2:DescribeSubnets" in {each["operation"] for each in outcome.diagnosis["missing"]}
