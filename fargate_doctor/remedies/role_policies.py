"""The smallest policy that gives a role what it lacks, and the same on the model.

https://docs.aws.amazon.com/IAM/latest/APIReference/API_PutRolePolicy.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from fargate_doctor.model.identity import InlinePolicy, SimulatedDecision
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step
from fargate_doctor.text import Text, enumeration, printable

if TYPE_CHECKING:
    from collections.abc import Iterable

    from fargate_doctor.facts.paths.flow import Permission
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.model.snapshot import Snapshot
    from fargate_doctor.remedies.standpoint import Standpoint
    from fargate_doctor.remedies.step import Change

_VERSION: Final = "2012-10-17"
_POLICY_NAME: Final = "FargateTaskNeeds"
_STREAMS: Final = ":log-stream:"

_SHARED: Final = Text(
    en="Role {role} is also used by {others}.",
    es="El rol {role} también lo usan {others}.",
)
_WHO_ELSE: Final = Text(
    en="Whatever else uses role {role} gets the permission too; the case shows only the task definitions in it.",
    es="Todo lo demás que use el rol {role} recibe también el permiso; el caso solo muestra las definiciones de tarea "
    "que contiene.",
)


def put_policy(here: Standpoint, role: TaskRole, lacking: Iterable[Permission]) -> Step:
    """Return the step that writes a policy into a role with exactly what it lacks."""
    wanted = tuple(dict.fromkeys(lacking))
    document = allowing(wanted)
    name = _free_name(here.snapshot, role)
    named = {"role_name": role.name, "policy_name": name}
    text = json.dumps(document)
    return Step(
        commands=(aws("iam", "put-role-policy", here.region, **named, policy_document=document),),
        undo=(aws("iam", "delete-role-policy", here.region, **named),),
        terraform=terraform(
            "aws_iam_role_policy", f"{role.name}_{name}", {"name": name, "role": role.name, "policy": text}
        ),
        cloudformation=cloudformation(
            f"{name}Of{role.name}",
            "AWS::IAM::RolePolicy",
            {"PolicyName": name, "RoleName": role.name, "PolicyDocument": document},
        ),
        affects=(*sharing_role(here, role), _WHO_ELSE.fill(role=printable(role.name))),
        change=granting(role, wanted, name),
    )


def allowing(permissions: Iterable[Permission]) -> dict[str, object]:
    """Return a policy with one statement for each set of resources, with all that is wanted of them."""
    actions: dict[str, dict[str, None]] = {}
    for each in permissions:
        actions.setdefault(_as_policies_write(each.resource), {})[each.action] = None
    resources: dict[tuple[str, ...], list[str]] = {}
    for resource, wanted in actions.items():
        resources.setdefault(tuple(wanted), []).append(resource)
    statements = [
        {"Effect": "Allow", "Action": list(wanted), "Resource": named[0] if len(named) == 1 else named}
        for wanted, named in resources.items()
    ]
    return {"Version": _VERSION, "Statement": statements}


def granting(role: TaskRole, permissions: tuple[Permission, ...], name: str = _POLICY_NAME) -> Change:
    """Return the change after which the simulation, and the policies as far as they are known, allow this."""
    document = json.dumps(allowing(permissions))

    def change(snapshot: Snapshot) -> Snapshot:
        for each in permissions:
            decision = SimulatedDecision(
                role_arn=role.arn,
                action=each.action,
                resource=each.resource,
                decision="allowed",
                identity_decision="allowed",
            )
            snapshot = snapshot.with_resource("simulations", decision)
        listed = snapshot.inline_policy_names.by_id.get(role.name)
        if listed is None:
            return snapshot
        names = tuple(dict.fromkeys((*listed.policy_names, name)))
        policy = InlinePolicy(role_name=role.name, policy_name=name, policy_document=document)
        snapshot = snapshot.with_resource("inline_policy_names", listed.model_copy(update={"policy_names": names}))
        return snapshot.with_resource("inline_policies", policy)

    return change


def sharing_role(here: Standpoint, role: TaskRole) -> tuple[Text, ...]:
    """Return which other task definitions of the case use a role."""
    own = here.facts.task.task_definition_arn
    others = sorted(
        each.identifier
        for each in here.snapshot.task_definitions
        if role.arn in (each.execution_role_arn, each.task_role_arn) and each.identifier != own
    )
    if not others:
        return ()
    return (_SHARED.fill(role=printable(role.name), others=enumeration([printable(each) for each in others])),)


def _as_policies_write(resource: str) -> str:
    """Return a log group with all of its streams, where one of them is meant: groups are granted as a whole."""
    start, marked, _ = resource.partition(_STREAMS)
    return f"{start}:*" if marked else resource


def _free_name(snapshot: Snapshot, role: TaskRole) -> str:
    """Return a name that no policy of the role has, as putting a policy replaces one of the same name."""
    listed = snapshot.inline_policy_names.by_id.get(role.name)
    taken = listed.policy_names if listed else ()
    names = (_POLICY_NAME, *(f"{_POLICY_NAME}{number}" for number in range(2, len(taken) + 3)))
    return next(each for each in names if each not in taken)
