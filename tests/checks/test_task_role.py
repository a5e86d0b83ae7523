"""May ECS assume the task role, and may it do what is done under it?"""

from __future__ import annotations

import json
from typing import Any

import pytest

from fargate_doctor.case.model import Record
from fargate_doctor.checks.access.task_role import task_role_permissions, task_role_trust
from tests.checks.role_world import CHANNELS, EXEC, PENDING, ROLE, WITH_TASK_ROLE, World, trust, working
from tests.remedies.names import ACCOUNT, NOW, REGION


@pytest.mark.parametrize(
    ("world", "verdict", "levels"),
    [
        (working(), "pass", {}),
        (working(simulated={CHANNELS[0][0]: "implicitDeny"}), "fail", {"iam.task-role-denied": "warning"}),
        (working(task=PENDING), "not_applicable", {}),
        (working(definition={}), "fail", {"iam.task-role-denied": "warning"}),
        (working(simulated=None), "pass", {}),
        (working(simulated=None, task={**EXEC, **PENDING, "startedAt": None}), "unknown", {}),
    ],
    ids=["allowed", "lacking", "nothing to do", "no task role", "unread, but it runs", "unread"],
)
def test_the_task_role_may_do_what_is_done_under_it(world: World, verdict: str, levels: dict[str, str]) -> None:
    """ECS Exec works under the task role; without it a task starts all the same."""
    assert world.answer(task_role_permissions).verdict == verdict
    assert world.levels(task_role_permissions) == levels


FILE_SYSTEM = "fs-0123456789abcdef0"
MOUNT = ("elasticfilesystem:ClientMount", f"arn:aws:elasticfilesystem:{REGION}:{ACCOUNT}:file-system/{FILE_SYSTEM}")


def mounting(policy: dict[str, Any] | None, *, unread: bool = False, iam: str = "ENABLED") -> World:
    configured = {"fileSystemId": FILE_SYSTEM, "authorizationConfig": {"iam": iam}, "transitEncryption": "ENABLED"}
    volumes = [{"name": "shared", "efsVolumeConfiguration": configured}]
    request = {"FileSystemId": FILE_SYSTEM}
    answer = {**request, "Policy": json.dumps(policy)}
    operation = "efs:DescribeFileSystemPolicy"
    world = working(
        definition={**WITH_TASK_ROLE, "volumes": volumes},
        needed=(MOUNT,),
        simulated={MOUNT[0]: "implicitDeny"},
        task=PENDING,
    )
    if policy is not None and not unread:
        world.records = {operation: (Record(request=request, answer=answer, at=NOW),)}
    return world


ONLY_OTHERS = {
    "Statement": {"Effect": "Allow", "Principal": {"AWS": ROLE}, "Action": "elasticfilesystem:ClientMount"},
}


@pytest.mark.parametrize(
    ("world", "verdict"),
    [
        (mounting(ONLY_OTHERS), "fail"),
        (mounting({"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*"}}), "pass"),
        (mounting(None, unread=True), "unknown"),
        (mounting(ONLY_OTHERS, iam="DISABLED"), "not_applicable"),
    ],
    ids=["lets in others alone", "lets in everybody", "unread", "does not look at roles"],
)
def test_a_file_system_that_looks_at_roles(world: World, verdict: str) -> None:
    """Role or file system policy may allow it; a file system policy that nobody read may be the one that does."""
    assert world.answer(task_role_permissions).verdict == verdict


@pytest.mark.parametrize(
    ("world", "verdict"),
    [
        (working(), "pass"),
        (working(trusts=trust("ec2.amazonaws.com")), "fail"),
        (working(gone=True, simulated=None), "fail"),
        (World(), "not_applicable"),
    ],
    ids=["trusted", "untrusted", "gone", "none set"],
)
def test_ecs_may_assume_the_task_role(world: World, verdict: str) -> None:
    assert world.answer(task_role_trust).verdict == verdict
