"""File systems that are reached and refuse: access points, policies, and names that own servers do not know."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindNat
from tests.lab.rules import tcp
from tests.lab.scenario import Scenario, Target
from tests.lab.state import ACCOUNT, REGION
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.server import Lab

_NETWORK = frozenset(
    {
        "route.none",
        "sg.egress-blocked",
        "efs.no-mount-target",
        "efs.sg-blocked",
        "nacl.egress-blocked",
        "endpoint.missing",
    }
)
_TASK_ROLE = f"arn:aws:iam::{ACCOUNT}:role/web-task"
_POINTS, _POLICY = "efs:DescribeAccessPoints", "efs:DescribeFileSystemPolicy"
_COMMAND = "ResourceInitializationError: failed to invoke EFS utils commands to set up EFS volumes: stderr: "
_SAID = (
    f"{_COMMAND}b'mount.nfs4: access denied by server while mounting 127.0.0.1:/' : unsuccessful EFS utils command "
    "execution; code: 32"
)


class _Shared(BehindNat):
    """A private network with a file system that can be mounted from every zone, and a task role that may mount it."""

    def __init__(self, lab: Lab) -> None:
        super().__init__(lab)
        self.efs = lab.client("efs")
        self.file_system = self.make("shared")
        statement = {"Effect": "Allow", "Action": "elasticfilesystem:*", "Resource": "*"}
        trust = {"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}
        iam = lab.client("iam")
        iam.create_role(RoleName="web-task", AssumeRolePolicyDocument=_document(trust))
        iam.put_role_policy(RoleName="web-task", PolicyName="mount", PolicyDocument=_document(statement))

    def make(self, name: str) -> str:
        """Return a new file system with a mount target in both private subnets."""
        group = self.network.group(name, ingress=[tcp(2049, group=self.network.task_group)])
        made = str(self.efs.create_file_system(CreationToken=name, Encrypted=True)["FileSystemId"])
        for subnet in (self.private, self.private_elsewhere):
            self.efs.create_mount_target(FileSystemId=made, SubnetId=subnet, SecurityGroups=[group])
        return made

    def access_point(self, file_system: str) -> str:
        """Return a new access point."""
        return str(self.efs.create_access_point(ClientToken=file_system, FileSystemId=file_system)["AccessPointId"])

    def set_policy(self, **statement: Any) -> None:  # noqa: ANN401 - members of a statement
        """Give the file system a policy of one statement."""
        whole = {"Action": ["elasticfilesystem:ClientMount", "elasticfilesystem:ClientWrite"], **statement}
        self.efs.put_file_system_policy(FileSystemId=self.file_system, Policy=_document(whole))

    def mounting(self, access_point: str | None = None, *, iam: bool = True) -> dict[str, Any]:
        """Return what a definition says that mounts it."""
        proof = {"iam": "ENABLED" if iam else "DISABLED"} | ({"accessPointId": access_point} if access_point else {})
        mounted = {
            "fileSystemId": self.file_system,
            "transitEncryption": "ENABLED",
            "authorizationConfig": proof,
        }
        return {
            "volumes": [{"name": "shared", "efsVolumeConfiguration": mounted}],
            "taskRoleArn": _TASK_ROLE,
        }


def _document(statement: dict[str, Any]) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _waiting(define: Callable[[_Shared, bool], dict[str, Any]]) -> Callable[[Lab, bool], Target]:
    def arrange(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
        layout = _Shared(lab)
        return layout.workload(defined=define(layout, broken)).waits()

    return arrange


def _point_gone(layout: _Shared, broken: bool) -> dict[str, Any]:  # noqa: FBT001 - broken or its healthy twin
    point = layout.access_point(layout.file_system)
    if broken:
        layout.efs.delete_access_point(AccessPointId=point)
    return layout.mounting(point)


def _point_of_another(layout: _Shared, broken: bool) -> dict[str, Any]:  # noqa: FBT001 - broken or its healthy twin
    return layout.mounting(layout.access_point(layout.make("archive") if broken else layout.file_system))


def _denied(layout: _Shared, broken: bool) -> dict[str, Any]:  # noqa: FBT001 - broken or its healthy twin
    layout.set_policy(Effect="Deny" if broken else "Allow", Principal={"AWS": _TASK_ROLE})
    return layout.mounting()


def _anonymous(layout: _Shared, broken: bool) -> dict[str, Any]:  # noqa: FBT001 - broken or its healthy twin
    layout.set_policy(Effect="Allow", Principal={"AWS": _TASK_ROLE if broken else "*"})
    return layout.mounting(iam=False)


def _said_denied(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    layout = _Shared(lab)
    layout.set_policy(Effect="Deny", Principal={"AWS": _TASK_ROLE})
    return layout.workload(defined=layout.mounting()).fails(Stop(_SAID))


def _own_servers(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    layout = _Shared(lab)
    name = f"{layout.file_system}.efs.{REGION}.amazonaws.com"
    said = (
        f'{_COMMAND}Failed to resolve "{name}" - check that your file system ID '
        "is correct, and ensure that the VPC has an EFS mount target for this file system ID. : unsuccessful EFS utils "
        "command execution; code: 1"
    )
    ec2 = layout.network.ec2
    servers = [{"Key": "domain-name-servers", "Values": ["203.0.113.53"]}]
    options = ec2.create_dhcp_options(DhcpConfigurations=servers)["DhcpOptions"]["DhcpOptionsId"]
    ec2.associate_dhcp_options(DhcpOptionsId=options, VpcId=layout.network.vpc_id)
    return layout.workload(defined=layout.mounting()).fails(Stop(said))


_ACCESS_DENIED = frozenset({"efs.access-denied"})

SCENARIOS = (
    Scenario(
        "efs-access-point-gone",
        "the access point that the task mounts through was deleted",
        _waiting(_point_gone),
        _ACCESS_DENIED,
        never=_NETWORK,
        key_operation=_POINTS,
    ),
    Scenario(
        "efs-access-point-of-another",
        "the access point belongs to another file system",
        _waiting(_point_of_another),
        _ACCESS_DENIED,
        never=_NETWORK,
        key_operation=_POINTS,
    ),
    Scenario(
        "efs-policy-denies",
        "the policy of the file system denies the task role",
        _waiting(_denied),
        _ACCESS_DENIED,
        never=_NETWORK,
        key_operation=_POLICY,
    ),
    Scenario(
        "efs-anonymous-not-admitted",
        "the policy admits the task role, and the task mounts without proving who it is",
        _waiting(_anonymous),
        _ACCESS_DENIED,
        never=_NETWORK,
        key_operation=_POLICY,
    ),
    Scenario(
        "efs-access-denied-said",
        "the file system says that access is denied, and its policy does; the network is sound",
        _said_denied,
        _ACCESS_DENIED,
        never=_NETWORK,
        has_twin=False,
    ),
    Scenario(
        "efs-name-not-forwarded",
        "the VPC hands out name servers of its own, which do not know the name of the file system",
        _own_servers,
        frozenset({"efs.dns"}),
        never=frozenset({"efs.no-mount-target", "dns.support-disabled"}),
        has_twin=False,
    ),
)
