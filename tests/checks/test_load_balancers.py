"""Does the load balancer of a service fit, and does it get to the task?"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.model import Record
from fargate_doctor.case.redaction import redact
from fargate_doctor.checks import all_checks
from fargate_doctor.checks.health.load_balancer_kind import load_balancer_kind
from fargate_doctor.checks.health.load_balancer_ports import load_balancer_ports
from fargate_doctor.checks.health.load_balancer_reach import load_balancer_reach
from fargate_doctor.checks.health.load_balancer_zones import load_balancer_zones
from fargate_doctor.diagnosis.engine import diagnose
from tests.account.filtering import allow, deny, tcp
from tests.checks.asking import facts_of
from tests.checks.balanced import Balanced
from tests.remedies.cli import parse

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.diagnosis.check import Check

ALL = (load_balancer_kind, load_balancer_ports, load_balancer_zones, load_balancer_reach)
NODES = "10.20.0.0/16"
NETWORK = {"route.none", "sg.egress-blocked", "nacl.egress-blocked", "nacl.return-blocked", "endpoint.missing"}


def changed(**members: Any) -> Callable[[Balanced], None]:  # noqa: ANN401 - members of a target group
    return lambda one: one.group.update(members)


def registers(**members: Any) -> Callable[[Balanced], None]:  # noqa: ANN401 - members of a line
    return lambda one: one.service["loadBalancers"][0].update(members)


def classic(one: Balanced) -> None:
    one.service["loadBalancers"] = [{"loadBalancerName": "old", "containerName": "web", "containerPort": 8080}]


def gone(one: Balanced) -> None:
    one.account.held["elbv2:DescribeTargetGroups"].clear()


def alone(one: Balanced) -> None:
    one.service["loadBalancers"] = []


def in_zone_b_alone(one: Balanced) -> None:
    one.balancer["AvailabilityZones"] = one.balancer["AvailabilityZones"][1:]


def group_lets_out(port: int) -> Callable[[Balanced], None]:
    return lambda one: one.balancer_group.update(IpPermissionsEgress=[tcp(port, one.network.group)])


def acl(*entries: Any, tier: str = "task") -> Callable[[Balanced], None]:  # noqa: ANN401 - entries of an ACL
    def replace(one: Balanced) -> None:
        subnets = one.network.task_subnets if tier == "task" else one.network.public_subnets
        held = one.account.held["ec2:DescribeNetworkAcls"]
        ids = {each["SubnetId"] for each in subnets}
        for each in held:
            each["Associations"] = [known for known in each["Associations"] if known["SubnetId"] not in ids]
        one.account.add_acl(one.network.vpc, "narrow", *subnets, entries=list(entries))

    return replace


def same(_: Balanced) -> None:
    """Change nothing."""


EVERYTHING_OUT = allow(100, "0.0.0.0/0", egress=True)


@pytest.mark.parametrize(
    ("check", "change", "verdict"),
    [
        pytest.param(load_balancer_kind, same, "pass", id="application, ip"),
        pytest.param(load_balancer_kind, changed(TargetType="instance"), "fail", id="instances"),
        pytest.param(load_balancer_kind, changed(TargetType="pod"), "unknown", id="a type nobody knows"),
        pytest.param(load_balancer_kind, changed(TargetType="lambda"), "fail", id="functions"),
        pytest.param(load_balancer_kind, classic, "fail", id="classic"),
        pytest.param(load_balancer_kind, gone, "fail", id="target group gone"),
        pytest.param(load_balancer_kind, alone, "not_applicable", id="no load balancer"),
        pytest.param(load_balancer_ports, same, "pass", id="port declared"),
        pytest.param(load_balancer_ports, registers(containerPort=80), "fail", id="port gone"),
        pytest.param(load_balancer_ports, registers(containerName="api"), "fail", id="container gone"),
        pytest.param(load_balancer_ports, changed(HealthCheckPort="9000"), "fail", id="another port is checked"),
        pytest.param(load_balancer_ports, changed(HealthCheckPort="8080"), "pass", id="the same port by number"),
        pytest.param(load_balancer_zones, same, "pass", id="zone enabled"),
        pytest.param(load_balancer_zones, in_zone_b_alone, "fail", id="zone not enabled"),
        pytest.param(load_balancer_zones, changed(LoadBalancerArns=[]), "not_applicable", id="not attached"),
        pytest.param(load_balancer_reach, same, "pass", id="reached"),
        pytest.param(load_balancer_reach, lambda one: one.set_inbound(), "fail", id="no inbound rule"),
        pytest.param(load_balancer_reach, lambda one: one.set_inbound(tcp(8080, NODES)), "pass", id="by block"),
        pytest.param(load_balancer_reach, lambda one: one.set_inbound(tcp(80, NODES)), "fail", id="another port"),
        pytest.param(
            load_balancer_reach, lambda one: one.set_inbound(tcp(8080, "10.20.0.0/24")), "unknown", id="one node of two"
        ),
        pytest.param(load_balancer_reach, changed(HealthCheckPort="9000"), "fail", id="the checked port is closed"),
        pytest.param(load_balancer_reach, group_lets_out(8080), "pass", id="its group lets out"),
        pytest.param(load_balancer_reach, group_lets_out(80), "fail", id="its group does not let out"),
        pytest.param(
            load_balancer_reach,
            acl(allow(100, "0.0.0.0/0", egress=False), EVERYTHING_OUT),
            "pass",
            id="ACL allows",
        ),
        pytest.param(
            load_balancer_reach,
            acl(deny(90, NODES, egress=False), allow(100, "0.0.0.0/0", egress=False), EVERYTHING_OUT),
            "fail",
            id="ACL refuses the request",
        ),
        pytest.param(load_balancer_reach, acl(allow(100, NODES, egress=False)), "fail", id="ACL refuses the answer"),
        pytest.param(
            load_balancer_reach,
            acl(EVERYTHING_OUT, tier="public"),
            "fail",
            id="ACL of the load balancer refuses the answer",
        ),
        pytest.param(load_balancer_reach, alone, "not_applicable", id="no load balancer to reach"),
    ],
)
@pytest.mark.parametrize("life", ["pending", "stopped"])
def test_what_the_account_looked_like(
    check: Check, change: Callable[[Balanced], None], verdict: str, life: str
) -> None:
    """A task that waits and one that its service stopped are judged alike."""
    one = Balanced(life)
    change(one)

    assert one.answer(check).verdict == verdict


@pytest.mark.parametrize(
    ("check", "operation"),
    [
        (load_balancer_kind, "elbv2:DescribeTargetGroups"),
        (load_balancer_kind, "ecs:DescribeServices"),
        (load_balancer_ports, "ecs:DescribeTaskDefinition"),
        (load_balancer_zones, "elbv2:DescribeLoadBalancers"),
        (load_balancer_reach, "ec2:DescribeSecurityGroups"),
        (load_balancer_reach, "ec2:DescribeNetworkAcls"),
        (load_balancer_reach, "elbv2:DescribeTargetGroups"),
    ],
)
def test_what_was_not_read_is_unknown_and_named(check: Check, operation: str) -> None:
    answer = Balanced("stopped").without(operation).answer(check)

    assert answer.verdict == "unknown"
    assert operation in {each.operation for each in answer.missing}


@pytest.mark.parametrize("unread", ["elbv2:DescribeLoadBalancers", "ec2:DescribeNetworkInterfaces"])
def test_either_the_nodes_or_their_subnets_are_enough(unread: str) -> None:
    """Interfaces tell where a load balancer sends from; without them, its subnets do."""
    sound, closed = Balanced("stopped").without(unread), Balanced("stopped", admits=False).without(unread)

    assert sound.answer(load_balancer_reach).verdict == "pass"
    assert closed.answer(load_balancer_reach).verdict == "fail"


def test_a_network_load_balancer_without_groups_is_known_by_its_addresses() -> None:
    """A rule for another group does not admit it, a rule for its subnets does; its own side has no groups to ask."""
    one = Balanced("stopped", kind="network", admits=False)
    closed = one.answer(load_balancer_reach)
    one.set_inbound(tcp(8080, "10.20.0.0/24", "10.20.1.0/24"))

    assert closed.verdict == "fail"
    assert one.answer(load_balancer_reach).verdict == "pass"


def test_ipv6_targets_are_reached_over_ipv6() -> None:
    """A rule for IPv4 admits no IPv6 health check."""
    sound, closed = Balanced("stopped", ipv6=True), Balanced("stopped", ipv6=True)
    closed.set_inbound(tcp(8080, closed.network.vpc["CidrBlock"]))

    assert sound.answer(load_balancer_reach).verdict == "pass"
    assert closed.answer(load_balancer_reach).verdict == "fail"


def test_a_task_without_the_address_that_is_taken_is_not_walked_to() -> None:
    one = Balanced()
    one.group["IpAddressType"] = "ipv6"

    assert one.answer(load_balancer_reach).verdict == "not_applicable"


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        (lambda one: one.set_inbound(), "lb.sg-blocked"),
        (group_lets_out(80), "lb.sg-blocked"),
        (
            acl(deny(90, NODES, egress=False), allow(100, "0.0.0.0/0", egress=False), EVERYTHING_OUT),
            "lb.sg-blocked",
        ),
        (in_zone_b_alone, "lb.zone-not-enabled"),
        (registers(containerPort=80), "lb.port-mismatch"),
        (registers(containerName="api"), "lb.port-mismatch"),
        (changed(TargetType="instance"), "lb.target-type"),
    ],
)
def test_it_is_a_root_cause_of_failed_health_checks_and_can_be_mended(
    change: Callable[[Balanced], None], finding: str
) -> None:
    """The finding is a root cause beside the stated one, nothing of the network's way out is; a remedy is proven."""
    one = Balanced("stopped")
    change(one)

    diagnosis = one.diagnosis()

    levels = {each.id: each.level for each in diagnosis.findings}
    assert levels[finding] == levels["lb.target-unhealthy"] == "root_cause"
    assert not NETWORK & set(levels)
    found = next(each for each in diagnosis.findings if each.id == finding)
    assert any(each.proven for each in found.recommendations)
    for each in found.recommendations:
        for command in (*each.remedy.commands, *each.remedy.undo):
            parse(command)


def test_what_a_healthy_target_proves_is_no_root_cause() -> None:
    """A running task that the load balancer finds healthy is reached, whatever the rules look like now."""
    one = Balanced(admits=False).registered()

    assert one.roots() == set()
    assert {each.id: each.level for each in one.diagnosis().findings}["lb.sg-blocked"] == "contributing"


def test_another_image_is_not_the_load_balancers_fault() -> None:
    """A task that stopped for another reason is not said to have stopped for its load balancer."""
    one = Balanced("stopped", admits=False)
    one.task.update(stopCode="EssentialContainerExited", stoppedReason="Essential container in task exited")

    levels = {each.id: each.level for each in one.diagnosis().findings}
    assert levels["lb.sg-blocked"] == "contributing"


@pytest.mark.parametrize("life", ["running", "pending", "stopped"])
@pytest.mark.parametrize("change", [lambda one: one.set_inbound(), in_zone_b_alone, registers(containerPort=80)])
@pytest.mark.parametrize(
    "operation",
    [
        "elbv2:DescribeTargetGroups",
        "elbv2:DescribeTargetHealth",
        "elbv2:DescribeLoadBalancers",
        "ecs:DescribeServices",
        "ecs:DescribeTaskDefinition",
        "ec2:DescribeNetworkInterfaces",
        "ec2:DescribeSecurityGroups",
        "ec2:DescribeSubnets",
        "ec2:DescribeNetworkAcls",
    ],
)
def test_knowing_less_blames_nothing_else(life: str, change: Callable[[Balanced], None], operation: str) -> None:
    whole, less = Balanced(life).registered("unhealthy", "Target.Timeout"), Balanced(life).without(operation)
    less.registered("unhealthy", "Target.Timeout")
    change(whole)
    change(less)

    assert less.roots() <= whole.roots()


def test_an_interface_that_was_seen_before_makes_it_certain() -> None:
    """A case that saw the interface while it was there needs no configuration to tell the groups of a stopped task."""
    one, before = Balanced("stopped", admits=False), Balanced("running", admits=False)
    details = {each["name"]: each["value"] for each in one.task["attachments"][0]["details"]}
    running = {each["name"]: each["value"] for each in before.task["attachments"][0]["details"]}
    held = before.account.held["ec2:DescribeNetworkInterfaces"]
    own = next(each for each in held if each["NetworkInterfaceId"] == running["networkInterfaceId"])
    seen = {**own, "NetworkInterfaceId": details["networkInterfaceId"]}
    case = one.account.case()
    operation = "ec2:DescribeNetworkInterfaces"
    earlier = Record(request={}, answer={"NetworkInterfaces": [seen]}, at="2026-10-06T03:01:00.000Z")
    records = {**case.records, operation: (*case.records[operation], earlier)}

    found = diagnose(facts_of(case.model_copy(update={"records": records})), all_checks(), proves=False)

    blocked = next(each for each in found.root_causes if each.id == "lb.sg-blocked")
    assert blocked.confidence == "certain"
    guessed = next(each for each in one.diagnosis().root_causes if each.id == "lb.sg-blocked")
    assert guessed.confidence == "likely"


def test_redaction_changes_no_answer() -> None:
    """Names, addresses and ARNs go, and the interfaces of the load balancer still belong to it."""
    one = Balanced(admits=False).registered("unhealthy", "Target.Timeout", "Request timed out")
    case = one.account.case()
    redacted = redact(case, b"k" * 32)

    plain, masked = facts_of(case), facts_of(redacted)

    for check in ALL:
        assert check.answer(masked).verdict == check.answer(plain).verdict
    assert "Target.Timeout" in str(redacted.records["elbv2:DescribeTargetHealth"][0].answer)
    assert one.balancer["LoadBalancerName"] not in str(redacted.records["elbv2:DescribeLoadBalancers"][0].answer)
