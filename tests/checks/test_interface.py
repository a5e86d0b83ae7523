"""What is asked about the network interface of a task before any packet."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import pytest

from fargate_doctor.case.model import Failure, Record
from fargate_doctor.checks import all_checks
from fargate_doctor.checks.interface.addresses import addresses
from fargate_doctor.checks.interface.configuration import configuration
from fargate_doctor.checks.interface.linked_role import linked_role
from fargate_doctor.checks.interface.zone import zone
from fargate_doctor.diagnosis.engine import ask, diagnose
from fargate_doctor.facts.fargate_zones import has_fargate
from fargate_doctor.facts.task_facts import TaskFacts
from tests.facts.fargate_tasks import ACCOUNT, CLUSTER_ARN, REGION, SERVICE_ARN, TASK_ARN, attachment, snapshot

ENI = "Unexpected EC2 error while attempting to Create Network Interface in subnet 'subnet-0a': "
ROLE = "AWSServiceRoleForECS"
NEVER_MADE = attachment(subnetId="subnet-0a")
MADE = attachment(subnetId="subnet-0a", networkInterfaceId="eni-0a")


def subnet(identifier: str = "subnet-0a", *, free: int | None = 20, **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """Return a subnet with so many free addresses."""
    shown = {"SubnetId": identifier, "VpcId": "vpc-0a", "AvailabilityZoneId": "euw1-az1", **more}
    return {**shown, "CidrBlock": "10.0.0.0/24", **({"AvailableIpAddressCount": free} if free is not None else {})}


@dataclass
class Launch:
    """A task of a service, and what the case shows of the places that its configuration names."""

    said: str | None = "Task failed to start"
    attached: dict[str, Any] | None = field(default_factory=lambda: NEVER_MADE)
    subnets: list[dict[str, Any]] | None = field(default_factory=lambda: [subnet()])
    groups: list[dict[str, Any]] | None = field(default_factory=lambda: [{"GroupId": "sg-0a", "VpcId": "vpc-0a"}])
    names_subnets: tuple[str, ...] = ("subnet-0a",)
    names_groups: tuple[str, ...] = ("sg-0a",)
    role: str | None = "there"
    has_service: bool = True
    task: dict[str, Any] = field(default_factory=dict)

    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        stopped = {"lastStatus": "STOPPED", "stopCode": "TaskFailedToStart", "stoppedReason": self.said}
        described = {
            "taskArn": TASK_ARN,
            "clusterArn": CLUSTER_ARN,
            "group": "service:web",
            "startedBy": "ecs-svc/1",
            "launchType": "FARGATE",
            "platformVersion": "1.4.0",
            "platformFamily": "Linux",
            "createdAt": "2026-03-10T10:00:00+00:00",
            "attachments": [self.attached] if self.attached else [],
            **(stopped if self.said is not None else {"lastStatus": "PROVISIONING"}),
            **self.task,
        }
        answers: dict[str, Any] = {"ecs__DescribeTasks": {"tasks": [described]}}
        if self.has_service:
            answers["ecs__DescribeServices"] = {"services": [self._service()]}
        if self.subnets is not None:
            answers["ec2__DescribeSubnets"] = {"Subnets": self.subnets}
        if self.groups is not None:
            answers["ec2__DescribeSecurityGroups"] = {"SecurityGroups": self.groups}
        if self.role == "there":
            asked = {"RoleName": ROLE}
            answers["iam__GetRole"] = [Record(request=asked, answer={"Role": {"RoleName": ROLE, "Arn": "arn:x"}})]
        held = snapshot(*self._failures(), **answers)
        return TaskFacts(held, held.tasks.require(TASK_ARN))

    def root_causes(self) -> dict[str, str]:
        """Return the root causes of the whole diagnosis, each with its confidence."""
        found = diagnose(self.facts(), all_checks()).findings
        return {each.id: each.confidence for each in found if each.level == "root_cause"}

    def levels(self) -> dict[str, str]:
        """Return the level of every finding of the whole diagnosis."""
        return {each.id: each.level for each in diagnose(self.facts(), all_checks()).findings}

    def _service(self) -> dict[str, Any]:
        named = {"subnets": list(self.names_subnets), "securityGroups": list(self.names_groups)}
        network = {"networkConfiguration": {"awsvpcConfiguration": named}}
        deployment = {"id": "ecs-svc/1", **network}
        return {
            "serviceArn": SERVICE_ARN,
            "serviceName": "web",
            "clusterArn": CLUSTER_ARN,
            "deployments": [deployment],
            **network,
        }

    def _failures(self) -> tuple[Failure, ...]:
        if self.role in (None, "there"):
            return ()
        asked = {"RoleName": ROLE}
        return (Failure(operation="iam:GetRole", request=asked, error=str(self.role), message=ROLE),)


def test_everything_in_order_passes() -> None:
    """A task whose subnet, groups, zone and role are there is asked all four questions and none fails."""
    launch = Launch().facts()

    assert {ask(each, launch).verdict for each in (addresses, configuration, zone, linked_role)} == {"pass"}


def test_a_full_subnet_may_be_behind_a_bare_failure_before_the_interface() -> None:
    """The words allow other causes too, so that it is possible and no more."""
    full = Launch(said="Task failed to start", subnets=[subnet(free=0)])

    assert full.root_causes() == {"eni.subnet-addresses-exhausted": "possible"}


def test_what_the_message_states_is_certain_whatever_is_free_now() -> None:
    """Addresses come free again: a number read later speaks neither for nor against the statement."""
    stated = f"{ENI}InsufficientFreeAddressesInSubnet"

    for subnets in ([subnet(free=0)], [subnet(free=200)], None):
        launch = Launch(said=stated, subnets=subnets)
        assert launch.root_causes() == {"eni.subnet-addresses-exhausted": "certain"}
    because = ask(addresses, Launch(said=stated).facts()).because
    assert "nobody can read any more" in because.en
    assert "ya no se puede consultar" in because.es


def test_one_full_subnet_among_several_is_never_a_root_cause_by_itself() -> None:
    """ECS may have chosen the other one."""
    some = Launch(
        attached=None, subnets=[subnet(free=0), subnet("subnet-0b")], names_subnets=("subnet-0a", "subnet-0b")
    )

    assert "eni.subnet-addresses-exhausted" not in some.root_causes()
    assert some.levels()["eni.subnet-addresses-exhausted"] == "contributing"


def test_a_task_that_has_its_interface_does_not_wait_for_an_address() -> None:
    """A full subnet would stop the next launch, not this task."""
    running = Launch(
        said=None,
        attached=MADE,
        subnets=[subnet(free=0)],
        task={"lastStatus": "RUNNING", "startedAt": "2026-03-10T10:01:00+00:00"},
    )
    waiting = Launch(said=None, attached=MADE, subnets=[subnet(free=0)], task={"lastStatus": "PENDING"})

    for launch in (running, waiting):
        assert launch.levels()["eni.subnet-addresses-exhausted"] == "contributing"


def test_a_pending_task_without_an_interface_is_stopped_by_a_full_subnet() -> None:
    """In a task without a message yet every blocker on its way is a root cause."""
    assert Launch(said=None, subnets=[subnet(free=0)]).root_causes() == {"eni.subnet-addresses-exhausted": "likely"}


def test_an_ipv6_only_subnet_is_not_judged_by_its_ipv4_addresses() -> None:
    """It has none to give, and needs none."""
    native = subnet(free=0, Ipv6Native=True)

    assert Launch(said=None, subnets=[native]).levels().get("eni.subnet-addresses-exhausted") is None


NAMED_WRONGLY = (
    ({"names_subnets": ("subnet-0a", "subnet-0z")}, "config.subnet-missing", "likely"),
    ({"names_groups": ("sg-0z",)}, "config.security-group-missing", "likely"),
    (
        {
            "names_subnets": ("subnet-0a", "subnet-0b"),
            "subnets": [subnet(), subnet("subnet-0b", VpcId="vpc-0b")],
        },
        "config.vpc-mismatch",
        "likely",
    ),
    ({"groups": [{"GroupId": "sg-0a", "VpcId": "vpc-0b"}]}, "config.vpc-mismatch", "likely"),
    (
        {
            "names_subnets": ("subnet-0a", *(f"subnet-{number}" for number in range(16))),
            "subnets": [subnet(), *(subnet(f"subnet-{number}") for number in range(16))],
            "attached": None,
        },
        "config.too-many-subnets",
        "likely",
    ),
    (
        {
            "names_groups": tuple(f"sg-{number}" for number in range(6)),
            "groups": [{"GroupId": f"sg-{number}", "VpcId": "vpc-0a"} for number in range(6)],
        },
        "config.too-many-security-groups",
        "likely",
    ),
)


@pytest.mark.parametrize(("differing", "identifier", "confidence"), NAMED_WRONGLY)
def test_a_configuration_that_cannot_be_met_stops_the_launch(
    differing: dict[str, Any], identifier: str, confidence: str
) -> None:
    """What is gone, of another VPC, or too many explains a task that never had an interface."""
    assert Launch(said=None, **differing).root_causes() == {identifier: confidence}


@pytest.mark.parametrize(("differing", "identifier", "_"), NAMED_WRONGLY)
def test_a_configuration_that_was_met_once_stops_only_the_next_launch(
    differing: dict[str, Any], identifier: str, _: str
) -> None:
    """The task has its interface, so that nothing of this stopped it."""
    running = {"lastStatus": "RUNNING", "startedAt": "2026-03-10T10:01:00+00:00"}
    launch = Launch(said=None, **{**differing, "attached": MADE}, task=running)

    assert launch.levels()[identifier] == "contributing"


def test_what_was_not_read_is_unknown_and_never_gone() -> None:
    """Without the listings the question stays open; with an interface it is answered by that."""
    unread = Launch(subnets=None, groups=None)

    assert ask(configuration, unread.facts()).verdict == "unknown"
    assert ask(addresses, unread.facts()).verdict == "unknown"
    assert ask(zone, unread.facts()).verdict == "unknown"
    had = Launch(subnets=None, groups=None, attached=MADE, has_service=False).facts()
    assert {ask(each, had).verdict for each in (addresses, configuration, zone, linked_role)} == {"pass"}


def test_the_missing_role_of_ecs_is_found_and_not_when_refused() -> None:
    """`NoSuchEntity` is a fact; a refusal leaves the question open and names the action."""
    missing = Launch(role="NoSuchEntity")
    refused = Launch(role="AccessDenied")

    assert missing.root_causes() == {"iam.service-linked-role-missing": "possible"}
    commands = [
        command
        for finding in diagnose(missing.facts(), all_checks()).findings
        for each in finding.recommendations
        for command in each.remedy.commands
    ]
    assert any("create-service-linked-role --aws-service-name ecs.amazonaws.com" in each for each in commands)
    answer = ask(linked_role, refused.facts())
    assert (answer.verdict, [each.action for each in answer.missing]) == ("unknown", ["iam:GetRole"])


def test_the_role_of_ecs_is_behind_the_message_that_names_it() -> None:
    """The words and the answer of IAM are one finding."""
    said = "Unable to assume the service linked role. Please verify that the ECS service linked role exists."

    assert Launch(said=said, role="NoSuchEntity").root_causes() == {"iam.service-linked-role-missing": "certain"}
    assert Launch(said=said, role="AccessDenied").root_causes() == {"iam.service-linked-role-missing": "certain"}


ZONES = (
    ("usw1-az2", "Linux", False),
    ("usw1-az1", "Linux", True),
    ("apne1-az3", "Linux", False),
    ("apne1-az4", "Linux", True),
    ("cnn1-az3", "Linux", False),
    ("use1-az3", "Linux", True),
    ("use1-az3", "Windows_Server_2022_Core", False),
    ("cac1-az4", "Windows_Server_2022_Core", False),
    ("cac1-az1", "Windows_Server_2022_Core", True),
    ("euw1-az3", "Windows_Server_2022_Core", True),
)


@pytest.mark.parametrize(("zone_id", "family", "runs"), ZONES)
def test_zones_without_fargate_are_told_by_zone_id(zone_id: str, family: str, runs: bool) -> None:  # noqa: FBT001 - a table
    """AWS names the exceptions by zone id, and more of them for Windows."""
    launch = Launch(
        said="Task failed to start",
        subnets=[subnet(AvailabilityZoneId=zone_id)],
        task={"platformFamily": family, "platformVersion": "1.4.0" if family == "Linux" else "1.0.0"},
    )

    assert ("capacity.zone-unsupported" in launch.root_causes()) is not runs


def test_a_zone_is_not_blamed_by_its_name() -> None:
    """Without the zone id the question stays open."""
    unnamed = subnet(AvailabilityZoneId=None, AvailabilityZone="us-west-1b")

    assert ask(zone, Launch(subnets=[unnamed]).facts()).verdict == "unknown"
    assert has_fargate("mars1-az1", "linux")


def test_an_internal_error_before_the_interface_is_explained_by_the_zone() -> None:
    """ECS reports a zone without Fargate as an internal error."""
    launch = Launch(said="InternalError", subnets=[subnet(AvailabilityZoneId="usw1-az2")])

    assert launch.root_causes() == {"capacity.zone-unsupported": "likely"}
    assert "task.internal-error" not in launch.levels()


def test_what_is_offered_for_a_full_subnet_takes_the_finding_away() -> None:
    """Another subnet with addresses and the same route table is proven on the model."""
    tables = {"RouteTables": [{"RouteTableId": "rtb-0a", "VpcId": "vpc-0a", "Associations": [{"Main": True}]}]}
    launch = Launch(said=f"{ENI}InsufficientFreeAddressesInSubnet", subnets=[subnet(free=0), subnet("subnet-0b")])
    facts = launch.facts()
    held = snapshot(
        ecs__DescribeTasks={"tasks": [facts.task.model_dump(mode="json", by_alias=True)]},
        ecs__DescribeServices={"services": [launch._service()]},
        ec2__DescribeSubnets={"Subnets": launch.subnets},
        ec2__DescribeSecurityGroups={"SecurityGroups": launch.groups},
        ec2__DescribeRouteTables=tables,
    )
    found = diagnose(TaskFacts(held, held.tasks.require(TASK_ARN)), all_checks()).findings[0]

    offered = {each.remedy.id: each.proven for each in found.recommendations}
    assert offered == {"launch-in-other-subnets": True, "add-subnet": None}
    assert all(f"--region {REGION}" in each for one in found.recommendations for each in one.remedy.commands)
    assert ACCOUNT in TASK_ARN
