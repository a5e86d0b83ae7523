"""Roles that are not set, are gone, trust somebody else, or lack a permission; and networks that are not to blame."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindEndpoints, BehindNat
from tests.lab.messages import login_refused_by_role, login_timed_out
from tests.lab.names import IMAGE, ROLE
from tests.lab.rules import tcp
from tests.lab.scenario import NOTHING, Scenario, Target
from tests.lab.state import ACCOUNT
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.server import Lab
    from tests.lab.workload import Workload

_TASK_ROLE = "web-task"
_LOGIN = "ecr:GetAuthorizationToken"
_PULL = ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")
_LOGS = ("logs:CreateLogStream", "logs:PutLogEvents")
_SIMULATION = "iam:SimulatePrincipalPolicy"
_NETWORK = frozenset({"route.none", "endpoint.missing", "endpoint.policy-denied", "sg.egress-blocked"})


def _trust(*services: str, **condition: Any) -> str:  # noqa: ANN401 - any condition
    statement = {"Effect": "Allow", "Principal": {"Service": list(services)}, "Action": "sts:AssumeRole"}
    limited = {"Condition": condition} if condition else {}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement | limited]})


def _policy(effect: str, *actions: str, resource: str = "*") -> str:
    statement = {"Effect": effect, "Action": actions, "Resource": resource}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _arn(role: str) -> str:
    return f"arn:aws:iam::{ACCOUNT}:role/{role}"


def _waiting(change: Callable[[Workload], None]) -> Callable[[Lab, bool], Target]:
    """Let a task wait behind a NAT gateway, in an account that is changed once its service is there."""

    def arrange(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
        workload = BehindNat(lab).workload()
        workload.deploy()
        if broken:
            change(workload)
        return workload.waits()

    return arrange


def _may_not_log_in(workload: Workload) -> None:
    allowed = _policy("Allow", *_PULL, *_LOGS)
    workload.lab.client("iam").put_role_policy(RoleName=ROLE, PolicyName="start", PolicyDocument=allowed)


def _denies_logs(workload: Workload) -> None:
    iam = workload.lab.client("iam")
    iam.put_role_policy(RoleName=ROLE, PolicyName="no-logs", PolicyDocument=_policy("Deny", "logs:*"))


def _is_limited(workload: Workload) -> None:
    iam = workload.lab.client("iam")
    made = iam.create_policy(PolicyName="limit", PolicyDocument=_policy("Allow", "ecr:*"))
    iam.put_role_permissions_boundary(RoleName=ROLE, PermissionsBoundary=made["Policy"]["Arn"])


def _trusts_others(workload: Workload) -> None:
    trust = _trust("ec2.amazonaws.com", "lambda.amazonaws.com")
    workload.lab.client("iam").update_assume_role_policy(RoleName=ROLE, PolicyDocument=trust)


def _trusts_another_account(workload: Workload) -> None:
    trust = _trust("ecs-tasks.amazonaws.com", StringEquals={"aws:SourceAccount": "999988887777"})
    workload.lab.client("iam").update_assume_role_policy(RoleName=ROLE, PolicyDocument=trust)


def _is_gone(workload: Workload) -> None:
    iam = workload.lab.client("iam")
    iam.delete_role_policy(RoleName=ROLE, PolicyName="start")
    iam.delete_role(RoleName=ROLE)


def _without_execution_role(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    defined = {"executionRoleArn": None} if broken else {}
    return BehindNat(lab).workload(defined=defined).waits()


def _by_reading(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    """Refuse the simulation, so that the policies are read; what is missing stands in a managed one."""
    lab.deny(_SIMULATION)
    iam = lab.client("iam")
    workload = BehindNat(lab).workload(allowed=(_LOGIN, *_PULL))
    workload.deploy()
    more = _policy("Allow", "logs:CreateLogStream", *(() if broken else ("logs:PutLogEvents",)))
    arn = iam.create_policy(PolicyName="logs", PolicyDocument=more)["Policy"]["Arn"]
    iam.attach_role_policy(RoleName=ROLE, PolicyArn=arn)
    return workload.waits()


def _pull_forbidden(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    allowed = (_LOGIN, *_LOGS, *(() if broken else _PULL))
    said = (
        f"CannotPullContainerError: failed to resolve ref {IMAGE}: unexpected status from HEAD request: 403 Forbidden"
    )
    return BehindNat(lab).workload(allowed=allowed).fails(Stop(said, phase="pull", container_reason=said))


def _login_refused_in_isolated_vpc(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    return BehindEndpoints(lab).workload(allowed=(*_PULL, *_LOGS)).fails(login_refused_by_role())


def _timed_out_with_poor_role(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    layout = BehindNat(lab)
    if broken:
        layout.network.remove_route(layout.private_table)
    return layout.workload(allowed=_LOGS).fails(login_timed_out())


def _task_role(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    trusted = "ecs.amazonaws.com" if broken else "ecs-tasks.amazonaws.com"
    lab.client("iam").create_role(RoleName=_TASK_ROLE, AssumeRolePolicyDocument=_trust(trusted))
    return BehindNat(lab).workload(defined={"taskRoleArn": _arn(_TASK_ROLE)}).waits()


def _task_role_not_assumed(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
    """Let the message name the task role: the execution role is sound."""
    trusted = "ec2.amazonaws.com" if broken else "ecs-tasks.amazonaws.com"
    lab.client("iam").create_role(RoleName=_TASK_ROLE, AssumeRolePolicyDocument=_trust(trusted))
    said = (
        f"ECS was unable to assume the role '{_arn(_TASK_ROLE)}' that was provided for this task. Please verify that "
        "the role being passed has the proper trust relationship and permissions and that your IAM user has "
        "permissions to pass this role."
    )
    return BehindNat(lab).workload(defined={"taskRoleArn": _arn(_TASK_ROLE)}).fails(Stop(said))


def _may_not_mount(*, said: str | None = None) -> Callable[[Lab, bool], Target]:
    """Let neither the file system's policy nor the task role allow the mount."""

    def arrange(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
        layout, efs, iam = BehindNat(lab), lab.client("efs"), lab.client("iam")
        group = layout.network.group("shared", ingress=[tcp(2049, group=layout.network.task_group)])
        shared = str(efs.create_file_system(CreationToken="shared", Encrypted=True)["FileSystemId"])
        efs.create_mount_target(FileSystemId=shared, SubnetId=layout.private, SecurityGroups=[group])
        action = "elasticfilesystem:ClientMount"
        only = {"Effect": "Allow", "Principal": {"AWS": _arn(ROLE)}, "Action": action}
        efs.put_file_system_policy(FileSystemId=shared, Policy=json.dumps({"Statement": [only]}))
        iam.create_role(RoleName=_TASK_ROLE, AssumeRolePolicyDocument=_trust("ecs-tasks.amazonaws.com"))
        allowed = _policy("Allow", "elasticfilesystem:Describe*" if broken else action)
        iam.put_role_policy(RoleName=_TASK_ROLE, PolicyName="mount", PolicyDocument=allowed)
        proof = {"transitEncryption": "ENABLED", "authorizationConfig": {"iam": "ENABLED"}}
        volumes = [{"name": "shared", "efsVolumeConfiguration": {"fileSystemId": shared, **proof}}]
        workload = layout.workload(defined={"taskRoleArn": _arn(_TASK_ROLE), "volumes": volumes})
        return workload.fails(Stop(said)) if said else workload.waits()

    return arrange


_NOT_MOUNTED = (
    "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: b'mount.nfs4: "
    "access denied by server while mounting 127.0.0.1:/' : unsuccessful EFS utils command execution; code: 32"
)

_DENIED = frozenset({"iam.execution-role-denied"})
_TRUST = frozenset({"iam.execution-role-trust"})

SCENARIOS = (
    Scenario(
        "role-may-not-log-in",
        "a task waits whose execution role may pull, and not log in",
        _waiting(_may_not_log_in),
        _DENIED,
        never=_NETWORK,
        key_operation=_SIMULATION,
        carried=_DENIED,
    ),
    Scenario(
        "role-denies-logs",
        "a policy of the execution role denies what another allows",
        _waiting(_denies_logs),
        _DENIED,
        never=_NETWORK,
        key_operation=_SIMULATION,
        carried=_DENIED,
    ),
    Scenario(
        "role-limited-by-boundary",
        "the permissions boundary of the execution role leaves out CloudWatch Logs",
        _waiting(_is_limited),
        _DENIED,
        never=_NETWORK,
        key_operation=_SIMULATION,
        carried=_DENIED,
    ),
    Scenario(
        "role-read-by-policies",
        "the simulation is refused, and no policy of the execution role allows writing log events",
        _by_reading,
        _DENIED,
        never=_NETWORK,
        key_operation="iam:GetPolicyVersion",
    ),
    Scenario(
        "role-pull-forbidden",
        "the registry refuses the image, because the execution role lacks the pull",
        _pull_forbidden,
        _DENIED,
        never=_NETWORK,
        key_operation="ecr:GetRepositoryPolicy",
        carried=frozenset({"image.access-denied"}),
    ),
    Scenario(
        "role-trusts-others",
        "the execution role trusts EC2 and Lambda, and not ECS tasks",
        _waiting(_trusts_others),
        _TRUST,
        never=_NETWORK,
        key_operation="iam:GetRole",
    ),
    Scenario(
        "role-trusts-another-account",
        "the execution role trusts ECS tasks of another account",
        _waiting(_trusts_another_account),
        _TRUST,
        never=_NETWORK,
        key_operation="iam:GetRole",
    ),
    Scenario(
        "role-gone",
        "the execution role was deleted after the service was made",
        _waiting(_is_gone),
        _TRUST,
        never=_NETWORK,
        key_operation="iam:GetRole",
    ),
    Scenario(
        "role-not-set",
        "the task definition names no execution role, and its image is private",
        _without_execution_role,
        frozenset({"iam.execution-role-missing"}),
        never=_NETWORK,
        key_operation="ecs:DescribeTaskDefinition",
    ),
    Scenario(
        "role-of-task-untrusted",
        "the task role trusts ECS, and not its tasks",
        _task_role,
        frozenset({"iam.task-role-trust"}),
        never=_NETWORK | _TRUST,
        key_operation="iam:GetRole",
    ),
    Scenario(
        "role-of-task-not-assumed",
        "ECS cannot assume the task role, and says so; the execution role is sound",
        _task_role_not_assumed,
        frozenset({"iam.task-role-trust"}),
        never=_NETWORK,
        carried=frozenset({"iam.execution-role-trust"}),  # the words say that a role is not assumed, and not which
        has_twin=False,
    ),
    Scenario(
        "role-of-task-may-not-mount",
        "the file system looks at roles, and neither its policy nor the task role allows the mount",
        _may_not_mount(),
        frozenset({"iam.task-role-denied"}),
        never=_NETWORK | _DENIED,
        key_operation="efs:DescribeFileSystemPolicy",
    ),
    Scenario(
        "role-of-task-mount-refused",
        "the same, and the message says that the mount was refused: the way to the file system is sound",
        _may_not_mount(said=_NOT_MOUNTED),
        frozenset({"iam.task-role-denied"}),
        beside=frozenset({"efs.access-denied"}),
        never=_NETWORK | frozenset({"efs.sg-blocked", "efs.no-mount-target"}),
        key_operation="efs:DescribeFileSystemPolicy",
        carried=frozenset({"efs.access-denied"}),
    ),
    Scenario(
        "role-refused-in-isolated-vpc",
        "every endpoint is there, and the execution role may not log in: the network is not to blame",
        _login_refused_in_isolated_vpc,
        _DENIED,
        never=_NETWORK,
        has_twin=False,
    ),
    Scenario(
        "role-is-not-the-time-out",
        "there is no route, and the execution role is poor too: a time-out is not the role's",
        _timed_out_with_poor_role,
        frozenset({"route.none"}),
        key_operation="ec2:DescribeRouteTables",
        carried=NOTHING,
    ),
)
