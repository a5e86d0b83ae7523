"""A role that ECS tasks may assume: created, or given the trust that it lacks.

https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-iam-roles.html
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from fargate_doctor.facts.roles.standing import ECS_TASKS
from fargate_doctor.model.identity import Role
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.revisions import new_revision
from fargate_doctor.remedies.role_policies import put_policy, sharing_role
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step

if TYPE_CHECKING:
    from fargate_doctor.facts.paths.flow import Permission
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.model.task_definition import TaskDefinition
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

_VERSION: Final = "2012-10-17"


def new_role(here: Standpoint, role: TaskRole, permissions: tuple[Permission, ...]) -> Step:
    """Return the step that creates a role which trusts ECS tasks, with a policy for what is done under it."""
    trust = _trust(role)
    path = f"/{role.arn.partition(':role/')[2].removesuffix(role.name)}"
    created = aws(
        "iam",
        "create-role",
        here.region,
        role_name=role.name,
        path=path if path != "/" else None,
        assume_role_policy_document=trust,
    )
    step = Step(
        commands=(created,),
        undo=(aws("iam", "delete-role", here.region, role_name=role.name),),
        terraform=terraform(
            "aws_iam_role",
            role.name,
            {"name": role.name, "path": path, "assume_role_policy": json.dumps(trust)},
        ),
        cloudformation=cloudformation(
            role.name,
            "AWS::IAM::Role",
            {"RoleName": role.name, "Path": path, "AssumeRolePolicyDocument": trust},
        ),
        change=_existing(role, trust),
    )
    return _both(step, put_policy(here, role, permissions)) if permissions else step


def trusting(here: Standpoint, role: TaskRole, found: Role) -> Step:
    """Return the step that adds ECS tasks to those whom a role trusts; the rest of its trust policy stays."""
    before = _parsed(found.assume_role_policy_document)
    present = before.get("Statement", [])
    kept = present if isinstance(present, list) else [present]
    trust = {**before, "Version": before.get("Version", _VERSION), "Statement": [*kept, *_trust(role)["Statement"]]}
    named = {"role_name": role.name}
    operation = "update-assume-role-policy"
    return Step(
        commands=(aws("iam", operation, here.region, **named, policy_document=trust),),
        undo=(aws("iam", operation, here.region, **named, policy_document=before),) if before else (),
        terraform=terraform("aws_iam_role", role.name, {"name": role.name, "assume_role_policy": json.dumps(trust)}),
        cloudformation=cloudformation(role.name, "AWS::IAM::Role", {"AssumeRolePolicyDocument": trust}),
        affects=sharing_role(here, role),
        change=updating("roles", found, assume_role_policy_document=json.dumps(trust)),
    )


def other_arn(here: Standpoint, definition: TaskDefinition, role: TaskRole, arn: str) -> Step:
    """Return the step that names a role in the task definition by the ARN that it has."""
    member = "execution_role_arn" if role.kind == "execution" else "task_role_arn"
    return new_revision(here, definition, **{member: arn})


def _trust(role: TaskRole) -> dict[str, Any]:
    """Return a trust policy that lets ECS assume a role for tasks of its own account alone."""
    return {
        "Version": _VERSION,
        "Statement": [
            {
                "Effect": "Allow",
                "Principal": {"Service": ECS_TASKS},
                "Action": "sts:AssumeRole",
                "Condition": {"StringEquals": {"aws:SourceAccount": role.task_account}},
            }
        ],
    }


def _existing(role: TaskRole, trust: dict[str, Any]) -> Change:
    made = Role(role_name=role.name, arn=role.arn, assume_role_policy_document=json.dumps(trust))

    def change(snapshot: Snapshot) -> Snapshot:
        return snapshot.with_resource("roles", made)

    return change


def _both(first: Step, second: Step) -> Step:
    """Return two steps as one, that is taken back the other way round."""
    changes = tuple(each for each in (first.change, second.change) if each is not None)

    def change(snapshot: Snapshot) -> Snapshot:
        for each in changes:
            snapshot = each(snapshot)
        return snapshot

    return replace(
        first,
        commands=first.commands + second.commands,
        undo=second.undo + first.undo,
        terraform=f"{first.terraform}\n\n{second.terraform}",
        cloudformation=f"{first.cloudformation}\n{second.cloudformation}",
        change=change,
    )


def _parsed(document: str | None) -> dict[str, Any]:
    try:
        parsed = json.loads(document or "")
    except (ValueError, RecursionError):
        return {}
    return parsed if isinstance(parsed, dict) else {}
