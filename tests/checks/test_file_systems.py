"""Can the task's file systems be mounted from where it runs, and by its platform version?"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.model import Failure, Record
from fargate_doctor.checks import all_checks
from fargate_doctor.checks.carrier.file_systems import file_systems as platform
from fargate_doctor.checks.way.file_systems import file_systems
from fargate_doctor.diagnosis.engine import ask, diagnose
from fargate_doctor.facts.task_facts import TaskFacts
from tests.remedies.account import Account
from tests.remedies.account import interface as network_interface
from tests.remedies.cli import parse
from tests.remedies.names import NOW, PRIVATE, PRIVATE_ELSEWHERE, REGION, TASK_ARN, TASK_GROUP, VPC
from tests.remedies.shapes import permission

if TYPE_CHECKING:
    from fargate_doctor.diagnosis.model import Diagnosis, Finding

FILE_SYSTEM, OTHER_FILE_SYSTEM = "fs-0123456789abcdef0", "fs-0fedcba9876543210"
MOUNT_GROUP = "sg-0mount"
TARGETS, GROUPS = "efs:DescribeMountTargets", "efs:DescribeMountTargetSecurityGroups"
COMMAND = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "
TIMED_OUT = f"{COMMAND}b'mount.nfs4: Connection timed out' : unsuccessful EFS utils command execution; code: 32"
NO_NAME = (
    f'{COMMAND}Failed to resolve "{FILE_SYSTEM}.efs.{REGION}.amazonaws.com" - check that your file system ID is '
    "correct, and ensure that the VPC has an EFS mount target for this file system ID. See "
    "https://docs.aws.amazon.com/console/efs/mount-dns-name for more detail."
)
PENDING = {"lastStatus": "PENDING", "stopCode": None, "stoppedReason": None, "stoppedAt": None}


def target(zone: str = "a", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - members of AWS's JSON
    """Return a mount target in a zone."""
    return {
        "MountTargetId": f"fsmt-0{zone}",
        "FileSystemId": FILE_SYSTEM,
        "SubnetId": PRIVATE if zone == "a" else PRIVATE_ELSEWHERE,
        "VpcId": VPC,
        "AvailabilityZoneName": f"{REGION}{zone}",
        "IpAddress": "10.0.10.77" if zone == "a" else "10.0.11.77",
        "NetworkInterfaceId": f"eni-0mount{zone}",
        "LifeCycleState": "available",
        **more,
    }


@dataclass
class Mount:
    """A task that mounts a file system, and where that can be mounted. Interfaces are not read unless told."""

    targets: list[dict[str, Any]] | None = field(default_factory=lambda: [target("a"), target("b")])
    admits: bool = True
    groups_read: bool = True
    interface: bool = False
    said: str = TIMED_OUT
    task: dict[str, Any] = field(default_factory=dict)
    mounted: tuple[str, ...] = (FILE_SYSTEM,)
    gone: bool = False
    unread: set[str] = field(default_factory=set)

    def facts(self) -> TaskFacts:
        """Return the facts of the task."""
        account = Account(task={"stoppedReason": self.said, **self.task}, unread=self.unread)
        rule = permission(2049, UserIdGroupPairs=[{"GroupId": TASK_GROUP}])
        account.answers["ec2:DescribeSecurityGroups"]["SecurityGroups"].append(
            {"GroupId": MOUNT_GROUP, "VpcId": VPC, "IpPermissions": [rule] if self.admits else []}
        )
        if self.interface:
            account.answers["ec2:DescribeNetworkInterfaces"]["NetworkInterfaces"].append(
                network_interface("eni-0mounta", PRIVATE, "10.0.10.77", MOUNT_GROUP, InterfaceType="efs")
            )
        definition = account.snapshot().task_definitions.by_id
        whole = next(iter(definition.values())).model_dump(mode="json", by_alias=True) if definition else {}
        volumes = [{"name": each, "efsVolumeConfiguration": {"fileSystemId": each}} for each in self.mounted]
        if whole:
            answer = {"taskDefinition": {**whole, "volumes": volumes}}
            account.more_records["ecs:DescribeTaskDefinition"] = (Record(request={}, answer=answer, at=NOW),)
        if self.targets is not None:
            account.more_records[TARGETS] = tuple(
                Record(
                    request={"FileSystemId": each},
                    answer={"MountTargets": [one for one in self.targets if one["FileSystemId"] == each]},
                    at=NOW,
                )
                for each in self.mounted
            )
        if self.groups_read:
            account.more_records[GROUPS] = (
                Record(request={"MountTargetId": "fsmt-0a"}, answer={"SecurityGroups": [MOUNT_GROUP]}, at=NOW),
            )
        snapshot = account.snapshot()
        if self.gone:
            asked = {"FileSystemId": FILE_SYSTEM}
            said = Failure(operation=TARGETS, request=asked, error="FileSystemNotFound", message="", at=NOW)
            snapshot = replace(snapshot, failures=(said,))
        return TaskFacts(snapshot, snapshot.tasks.require(TASK_ARN))

    def diagnosis(self) -> Diagnosis:
        """Return the whole diagnosis."""
        return diagnose(self.facts(), all_checks())

    def finding(self, identifier: str) -> Finding:
        """Return one finding."""
        return next(each for each in self.diagnosis().findings if each.id == identifier)


def roots(mount: Mount) -> set[str]:
    return {each.id for each in mount.diagnosis().main_causes}


@pytest.mark.parametrize(
    ("mount", "verdict", "expected"),
    [
        pytest.param(Mount(), "pass", set(), id="a mount target that admits the task"),
        pytest.param(Mount(groups_read=False, interface=True), "pass", set(), id="groups told by the interface"),
        pytest.param(Mount(targets=[target("b")]), "fail", {"efs.no-mount-target"}, id="another zone alone"),
        pytest.param(Mount(targets=[]), "fail", {"efs.no-mount-target"}, id="none at all"),
        pytest.param(Mount(targets=None, gone=True), "fail", {"efs.no-mount-target"}, id="no file system"),
        pytest.param(
            Mount(targets=[target(LifeCycleState="creating")]), "fail", {"efs.no-mount-target"}, id="not ready yet"
        ),
        pytest.param(Mount(targets=[target("b")], said=NO_NAME), "fail", {"efs.no-mount-target"}, id="name said"),
        pytest.param(
            Mount(targets=[target("b")], task=PENDING), "fail", {"efs.no-mount-target"}, id="waiting to start"
        ),
        pytest.param(Mount(admits=False), "fail", {"efs.sg-blocked"}, id="closed"),
        pytest.param(
            Mount(admits=False, groups_read=False, interface=True), "fail", {"efs.sg-blocked"}, id="closed interface"
        ),
        pytest.param(Mount(groups_read=False), "unknown", set(), id="its groups unread"),
        pytest.param(Mount(targets=None), "unknown", set(), id="mount targets unread"),
        pytest.param(Mount(unread={"ec2:DescribeSubnets"}), "unknown", set(), id="subnets unread"),
        pytest.param(Mount(unread={"ec2:DescribeSecurityGroups"}), "unknown", set(), id="groups' rules unread"),
        pytest.param(Mount(targets=[target(VpcId="vpc-0other", SubnetId="subnet-0x")]), "unknown", set(), id="peered"),
        pytest.param(Mount(mounted=()), "not_applicable", set(), id="nothing mounted"),
    ],
)
def test_where_it_can_be_mounted(mount: Mount, verdict: str, expected: set[str]) -> None:
    assert ask(file_systems, mount.facts()).verdict == verdict
    assert roots(mount) == expected


def test_zones_are_told_apart_by_id_where_both_sides_have_one() -> None:
    """Names of zones differ between the accounts that share a VPC."""
    mount = Mount(targets=[target(SubnetId="subnet-0theirs", AvailabilityZoneId="euw1-az3")])
    facts = mount.facts()
    subnet = facts.snapshot.subnets.require(PRIVATE).model_copy(update={"availability_zone_id": "euw1-az1"})
    elsewhere = replace(facts, snapshot=facts.snapshot.with_resource("subnets", subnet, VPC))

    assert ask(file_systems, facts).verdict == "pass"
    assert [each.kind.id for each in ask(file_systems, elsewhere).raised] == ["efs.no-mount-target"]


def test_a_message_about_one_file_system_blames_no_other() -> None:
    """Of two file systems without a mount target, only the one that the message names is a root cause."""
    found = Mount(targets=[], mounted=(FILE_SYSTEM, OTHER_FILE_SYSTEM), said=NO_NAME).diagnosis()

    levels = {each.resources[0].id: each.level for each in found.findings if each.id == "efs.no-mount-target"}
    assert levels == {FILE_SYSTEM: "root_cause", OTHER_FILE_SYSTEM: "contributing"}


def test_a_mount_target_is_walked_to_by_its_address() -> None:
    (walk,) = [each.walk for each in Mount().facts().walks if each.need.purpose == "efs"]

    assert walk is not None
    assert (walk.flow.address, walk.flow.port) == ("10.0.10.77", 2049)


@pytest.mark.parametrize(
    ("mount", "identifier", "remedy"),
    [
        (Mount(targets=[target("b", MountTargetId="fsmt-0a")]), "efs.no-mount-target", "make-mount-target"),
        (Mount(targets=[target("b", MountTargetId="fsmt-0a")]), "efs.no-mount-target", "launch-beside-mount-target"),
        (Mount(admits=False), "efs.sg-blocked", "open-mount-target-group"),
        (Mount(admits=False, interface=True), "efs.sg-blocked", "open-mount-target-group"),
    ],
)
def test_remedies_are_proven(mount: Mount, identifier: str, remedy: str) -> None:
    choices = {each.remedy.id: each for each in mount.finding(identifier).recommendations}

    assert choices[remedy].proven is True
    for choice in choices.values():
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            parse(command)


@pytest.mark.parametrize(
    ("version", "task", "verdict", "level"),
    [
        ("1.4.0", {}, "pass", None),
        ("LATEST", {}, "pass", None),
        ("1.3.0", PENDING, "fail", "root_cause"),
        ("1.3.0", {}, "fail", "root_cause"),
        ("1.3.0", {"lastStatus": "RUNNING", "startedAt": "2026-03-10T10:01:00+00:00"}, "fail", "contributing"),
        ("1.3.0", {"stoppedReason": "CannotPullContainerError: pull access denied"}, "fail", "contributing"),
    ],
)
def test_platform_versions(version: str, task: dict[str, Any], verdict: str, level: str | None) -> None:
    mount = Mount(task={"platformVersion": version, **task})

    assert ask(platform, mount.facts()).verdict == verdict
    if level:
        assert mount.finding("efs.platform-version").level == level


def test_platform_version_is_unknown_without_the_definition() -> None:
    mount = Mount(unread={"ecs:DescribeTaskDefinition"}, task={"platformVersion": "1.3.0"})

    assert ask(platform, mount.facts()).verdict == "unknown"
    assert ask(platform, Mount(mounted=()).facts()).verdict == "not_applicable"


@pytest.mark.parametrize(
    "whole", [Mount(targets=[target("b")]), Mount(admits=False), Mount(admits=False, interface=True)]
)
@pytest.mark.parametrize(
    "less",
    [
        {"targets": None},
        {"groups_read": False},
        {"interface": False},
        {"targets": None, "groups_read": False, "interface": False},
        {"unread": {"ec2:DescribeSubnets"}},
        {"unread": {"ec2:DescribeSecurityGroups"}},
        {"unread": {"ec2:DescribeNetworkInterfaces"}},
        {"unread": {"ec2:DescribeRouteTables"}},
        {"unread": {"ecs:DescribeTaskDefinition"}},
    ],
)
def test_knowing_less_blames_nothing_else(whole: Mount, less: dict[str, Any]) -> None:
    assert roots(replace(whole, **less)) <= roots(whole)
