"""Do the file systems admit the task, and does the VPC resolve their names?"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.checks.access.file_system_access import file_system_access
from fargate_doctor.checks.names.file_system_names import file_system_names
from tests.checks.naming import ACCOUNT, INIT, REGION, TASK_ROLE, Naming
from tests.properties.cases import told_by
from tests.remedies.cli import parse

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case

POINTS, POLICY, TARGETS = "efs:DescribeAccessPoints", "efs:DescribeFileSystemPolicy", "efs:DescribeMountTargets"
FILE_SYSTEM, OTHER = "fs-0a1b2c3d4e5f60718", "fs-0fedcba9876543210"
POINT = "fsap-0a1b2c3d4e5f60718"
POINT_ARN = f"arn:aws:elasticfilesystem:{REGION}:{ACCOUNT}:access-point/{POINT}"
_COMMAND = f"{INIT}failed to invoke EFS utils commands to set up EFS volumes: stderr: "
SAID_DENIED = f"{_COMMAND}b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' : code: 32"
SAID_NAME = f'{_COMMAND}Failed to resolve "{FILE_SYSTEM}.efs.{REGION}.amazonaws.com" - check that your ID is correct'
TIMED_OUT = f"{_COMMAND}b'mount.nfs4: Connection timed out' : unsuccessful EFS utils command execution; code: 32"
MOUNT = "elasticfilesystem:ClientMount"

Asked = tuple[str, dict[str, Any], dict[str, Any]]


def point(file_system: str = FILE_SYSTEM, state: str = "available") -> Asked:
    """Return what EFS says of the access point."""
    shown = {
        "AccessPointId": POINT,
        "AccessPointArn": POINT_ARN,
        "FileSystemId": file_system,
        "LifeCycleState": state,
    }
    return POINTS, {"AccessPointId": POINT}, {"AccessPoints": [shown]}


def policy(effect: str, principal: object, action: object = MOUNT, **more: object) -> Asked:
    """Return what EFS says of the file system's policy."""
    statement = {"Effect": effect, "Principal": principal, "Action": action, **more}
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
    return POLICY, {"FileSystemId": FILE_SYSTEM}, {"FileSystemId": FILE_SYSTEM, "Policy": document}


def mounting(
    *answers: Asked,
    iam: bool = True,
    access_point: bool = False,
    encrypted: bool = True,
    has_policy: bool | None = False,
    **more: Any,  # noqa: ANN401 - the fields of a naming
) -> Naming:
    """Return a task that mounts a file system; `has_policy` is None where nobody asked for one, False for none."""
    proof = {"iam": "ENABLED" if iam else "DISABLED"} | ({"accessPointId": POINT} if access_point else {})
    mounted = {
        "fileSystemId": FILE_SYSTEM,
        "transitEncryption": "ENABLED" if encrypted else "DISABLED",
        "authorizationConfig": proof,
    }
    definition = {"volumes": [{"name": "shared", "efsVolumeConfiguration": mounted}], **more.pop("definition", {})}
    absent = ((POLICY, {"FileSystemId": FILE_SYSTEM}, "PolicyNotFound"),) if has_policy is False else ()
    failures = (*more.pop("failures", ()), *absent)
    return Naming(definition=definition, answers=answers, failures=failures, **more)


def judged(*answers: Asked, **more: Any) -> Naming:  # noqa: ANN401 - the fields of a naming
    """Return a task whose file system has a policy."""
    return mounting(*answers, has_policy=None, **more)


OWN = ("203.0.113.53",)
TO_ROLE, TO_ALL = {"AWS": TASK_ROLE}, {"AWS": "*"}
NO_POINT = ((POINTS, {"AccessPointId": POINT}, "AccessPointNotFound"),)
RUNNING = {"lastStatus": "RUNNING", "startedAt": "2026-10-06T03:00:00Z"}


@pytest.mark.parametrize(
    ("task", "verdict"),
    [
        pytest.param(mounting(), "pass", id="no policy"),
        pytest.param(mounting(iam=False), "pass", id="no policy, anonymous"),
        pytest.param(mounting(point(), access_point=True), "pass", id="its access point"),
        pytest.param(mounting(point(OTHER), access_point=True), "fail", id="an access point of another"),
        pytest.param(mounting(point(state="deleting"), access_point=True), "fail", id="an access point on its way out"),
        pytest.param(mounting(access_point=True, failures=NO_POINT), "fail", id="no such access point"),
        pytest.param(mounting(access_point=True), "unknown", id="access point unread"),
        pytest.param(mounting(has_policy=None), "unknown", id="policy unread"),
        pytest.param(mounting().refused(POLICY), "unknown", id="policy refused"),
        pytest.param(mounting(has_policy=None, task=RUNNING), "pass", id="a running task was admitted"),
        pytest.param(mounting(encrypted=False), "fail", id="IAM without encryption in transit"),
        pytest.param(mounting(point(), access_point=True, iam=False, encrypted=False), "fail", id="point in the clear"),
        pytest.param(mounting(iam=False, encrypted=False), "pass", id="in the clear, anonymous"),
        pytest.param(mounting(definition={"taskRoleArn": ""}), "fail", id="IAM without a task role"),
        pytest.param(judged(policy("Allow", TO_ROLE)), "pass", id="the role is admitted"),
        pytest.param(judged(policy("Allow", {"AWS": f"{TASK_ROLE}-x"})), "pass", id="left to the role's own policies"),
        pytest.param(judged(policy("Deny", TO_ROLE)), "fail", id="the role is denied"),
        pytest.param(judged(policy("Allow", TO_ROLE), iam=False), "fail", id="no anonymous client"),
        pytest.param(judged(policy("Allow", TO_ALL), iam=False), "pass", id="anybody"),
        pytest.param(
            judged(policy("Allow", TO_ALL, ["elasticfilesystem:ClientWrite"]), iam=False), "fail", id="writing alone"
        ),
        pytest.param(
            judged(
                policy("Deny", TO_ALL, "*", Condition={"Bool": {"aws:SecureTransport": "false"}}),
                iam=False,
                encrypted=False,
            ),
            "fail",
            id="encryption in transit wanted",
        ),
        pytest.param(
            judged(
                policy("Allow", TO_ALL, Condition={"StringEquals": {"elasticfilesystem:AccessPointArn": POINT_ARN}}),
                point(),
                access_point=True,
                iam=False,
            ),
            "pass",
            id="by the access point alone, and by it",
        ),
        pytest.param(Naming(), "not_applicable", id="nothing mounted"),
    ],
)
def test_what_admits_the_task(task: Naming, verdict: str) -> None:
    assert task.answer(file_system_access).verdict == verdict


@pytest.mark.parametrize(
    ("task", "level"),
    [
        pytest.param(judged(policy("Deny", TO_ROLE)), "root_cause", id="waiting"),
        pytest.param(judged(policy("Deny", TO_ROLE), said=SAID_DENIED), "root_cause", id="said so"),
        pytest.param(judged(policy("Deny", TO_ROLE), said=TIMED_OUT), "contributing", id="a time-out is not explained"),
        pytest.param(judged(policy("Deny", TO_ROLE), task=RUNNING), "contributing", id="running"),
    ],
)
def test_how_grave_it_is(task: Naming, level: str) -> None:
    assert task.finding("efs.access-denied").level == level


@pytest.mark.parametrize(
    ("task", "remedy", "proven"),
    [
        (judged(policy("Deny", TO_ROLE)), "drop-denying-statement-of-file-system", True),
        (judged(policy("Allow", TO_ROLE), iam=False), "admit-anonymous-clients", True),
        (judged(policy("Allow", TO_ROLE), iam=False), "mount-with-iam", None),
        (mounting(encrypted=False), "encrypt-in-transit", True),
        (mounting(access_point=True, failures=NO_POINT), "make-access-point", None),
        (mounting(point(OTHER), access_point=True), "name-owner-of-access-point", None),
        (mounting(definition={"taskRoleArn": ""}), "give-task-role", None),
    ],
)
def test_remedies(task: Naming, remedy: str, proven: bool | None) -> None:  # noqa: FBT001 - what is expected
    choices = {each.remedy.id: each for each in task.finding("efs.access-denied").recommendations}

    assert choices[remedy].proven is proven
    for choice in choices.values():
        assert choice.remedy.references
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            parse(command)


def with_target(task: Naming, *servers: str, hostnames: bool = True) -> Case:
    """Return the case of a task with a mount target in its zone, in a VPC with other name servers."""
    case = task.case()
    records = dict(case.records)
    attached = records["ecs:DescribeTasks"][0].answer["tasks"][0]["attachments"][0]["details"]
    subnet = next(each["value"] for each in attached if each["name"] == "subnetId")
    zone = next(
        each["AvailabilityZone"]
        for record in records["ec2:DescribeSubnets"]
        for each in record.answer["Subnets"]
        if each["SubnetId"] == subnet
    )
    shown = {
        "MountTargetId": "fsmt-0a1b2c3d4e5f60718",
        "FileSystemId": FILE_SYSTEM,
        "SubnetId": subnet,
        "AvailabilityZoneName": zone,
        "IpAddress": "10.20.10.99",
        "LifeCycleState": "available",
    }
    template = records["ecs:DescribeTasks"][0]
    asked = {"request": {"FileSystemId": FILE_SYSTEM}, "answer": {"MountTargets": [shown]}}
    records[TARGETS] = (template.model_copy(update=asked),)
    if servers:
        (options,) = records["ec2:DescribeDhcpOptions"]
        own = {"Key": "domain-name-servers", "Values": [{"Value": each} for each in servers]}
        changed = [{**each, "DhcpConfigurations": [own]} for each in options.answer["DhcpOptions"]]
        records["ec2:DescribeDhcpOptions"] = (options.model_copy(update={"answer": {"DhcpOptions": changed}}),)
    if not hostnames:
        records["ec2:DescribeVpcAttribute"] = tuple(
            each.model_copy(update={"answer": {**each.answer, "EnableDnsHostnames": {"Value": False}}})
            if "EnableDnsHostnames" in each.answer
            else each
            for each in records["ec2:DescribeVpcAttribute"]
        )
    return case.model_copy(update={"records": records})


@pytest.mark.parametrize(
    ("said", "servers", "hostnames", "verdict", "expected"),
    [
        pytest.param(SAID_NAME, (), True, "pass", ("efs.dns", "root_cause", "possible"), id="spoken against"),
        pytest.param(SAID_NAME, OWN, True, "fail", ("efs.dns", "root_cause", "certain"), id="own servers"),
        pytest.param(SAID_NAME, (), False, "fail", ("efs.dns", "root_cause", "certain"), id="no host names"),
        pytest.param(TIMED_OUT, OWN, True, "pass", None, id="own servers, and something else said"),
        pytest.param(None, OWN, True, "pass", None, id="own servers, and waiting"),
    ],
)
def test_names_of_file_systems(
    said: str | None,
    servers: tuple[str, ...],
    hostnames: bool,  # noqa: FBT001 - one column of the table
    verdict: str,
    expected: tuple[str, str, str] | None,
) -> None:
    case = with_target(mounting(said=said), *servers, hostnames=hostnames)
    told = told_by(case)
    findings: Any = told["findings"]

    assert dict(told["steps"])["names.file-systems"] == verdict  # type: ignore[call-overload]
    assert [each for each in findings if each[0] == "efs.dns"] == ([expected] if expected else [])


def test_names_are_not_asked_about_without_a_mount_target() -> None:
    assert mounting(said=SAID_NAME).answer(file_system_names).verdict == "not_applicable"


WHOLE = (
    judged(policy("Deny", TO_ROLE), said=SAID_DENIED),
    judged(policy("Allow", TO_ROLE), iam=False),
    mounting(point(OTHER), access_point=True),
    mounting(access_point=True, failures=NO_POINT),
    judged(
        policy("Allow", TO_ALL, Condition={"StringEquals": {"elasticfilesystem:AccessPointArn": POINT_ARN}}),
        point(),
        access_point=True,
        iam=False,
    ),
)


@pytest.mark.parametrize("task", WHOLE)
def test_redaction_changes_nothing(task: Naming) -> None:
    case = task.case()

    assert told_by(redact(case, bytes(range(32)))) == told_by(case)


@pytest.mark.parametrize("less", [POINTS, POLICY, "ecs:DescribeTaskDefinition"])
@pytest.mark.parametrize("whole", WHOLE)
def test_knowing_less_blames_nothing_else(whole: Naming, less: str) -> None:
    assert whole.without(less).roots() <= whole.roots()
    assert whole.refused(less).roots() <= whole.roots()
