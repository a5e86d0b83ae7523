"""The roles of tasks: whether they exist, whom they trust, and whether they may do what the tasks need.

IAM is asked to evaluate the policies itself. Where that is refused the policies are read.
"""

from __future__ import annotations

import asyncio
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from fargate_doctor.collectors.permissions import OperationNotPermitted
from fargate_doctor.collectors.refusals import Refusal
from fargate_doctor.collectors.secrets import keys_of
from fargate_doctor.collectors.target import account_of
from fargate_doctor.collectors.under_roles.actions import (
    ANY,
    DECRYPT,
    FETCH,
    OF_FILES,
    PULL,
    Asked,
    RoleActions,
    context_of,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Iterator, Sequence

    from fargate_doctor.case.model import JsonObject
    from fargate_doctor.collectors.calls import Calls

    Keys = tuple[str, ...]

_SIMULATE: Final = "iam:SimulatePrincipalPolicy"


async def ask_roles(calls: Calls, tasks: Sequence[JsonObject]) -> None:
    """Ask for every role of some tasks once, with all that any of the tasks does under it.

    Roles of another account cannot be asked for from here.
    """
    arns = dict.fromkeys(str(task["taskDefinitionArn"]) for task in tasks if task.get("taskDefinitionArn"))
    answers = await asyncio.gather(
        *(calls.ask("ecs:DescribeTaskDefinition", {"taskDefinition": each}) for each in arns)
    )
    definitions = {arn: answer["taskDefinition"] for arn, answer in zip(arns, answers, strict=True) if answer}
    asked: defaultdict[str, dict[Asked, None]] = defaultdict(dict)
    for task in tasks:
        arn = str(task.get("taskDefinitionArn", ""))
        for role, actions in _roles(arn, definitions.get(arn, {}), task):
            asked[role].update(dict.fromkeys(actions))
    keys = asyncio.ensure_future(keys_of(calls, tasks))
    await asyncio.gather(keys, *(_ask_role(calls, role, tuple(actions), keys) for role, actions in asked.items()))


def _roles(arn: str, definition: JsonObject, task: JsonObject) -> Iterator[tuple[str, tuple[Asked, ...]]]:
    if not definition:
        return
    actions = RoleActions(arn, definition, task)
    for member, done in (("executionRoleArn", actions.of_execution_role), ("taskRoleArn", actions.of_task_role)):
        role = str((task.get("overrides") or {}).get(member) or definition.get(member) or "")
        if role and not role.startswith("arn:"):
            role = f"arn:{arn.split(':')[1]}:iam::{account_of(arn)}:role/{role}"
        if role and account_of(role) == account_of(arn):
            yield role, tuple(done())


async def _ask_role(calls: Calls, role: str, asked: tuple[Asked, ...], keys: Awaitable[Keys]) -> None:
    name = role.rpartition("/")[2]
    simulated = _simulate(calls, role, asked, keys)
    found, answers = await asyncio.gather(calls.attempt("iam:GetRole", {"RoleName": name}), simulated)
    if isinstance(found, Refusal) and found.outcome == "absent":
        return
    allowed = {pair for each in answers if not isinstance(each, Refusal) for pair in _allowed(each)}
    await asyncio.gather(
        *(_ask_repository(calls, arn) for arn in dict.fromkeys(arn for _, arn in asked if (PULL, arn) not in allowed)),
        *(_ask_bucket(calls, arn) for arn in dict.fromkeys(_buckets(set(asked) - allowed))),
        *([_read_policies(calls, name, found)] if any(map(_is_refusal, answers)) else []),
    )


async def _simulate(
    calls: Calls, role: str, asked: tuple[Asked, ...], keys: Awaitable[Keys]
) -> list[JsonObject | Refusal]:
    """Ask what a role may do at large, and what to things; with these the keys of its secrets, once they are known.

    Where the first is refused the keys are not waited for: the policies, which are read then, say the same of them.
    """
    at_large = [pair for pair in asked if pair[1] == ANY]
    on_things = [pair for pair in asked if pair[1] != ANY]
    if not at_large or not any(action in FETCH for action, _ in on_things):
        return await asyncio.gather(*(_may(calls, role, pairs) for pairs in (at_large, on_things) if pairs))
    first = await _may(calls, role, at_large)
    named = () if _is_refusal(first) else await keys
    return [first, await _may(calls, role, [*on_things, *((DECRYPT, key) for key in named)])]


async def _may(calls: Calls, role: str, pairs: list[Asked]) -> JsonObject | Refusal:
    """Ask for all actions with all resources, or with none where they know none."""
    actions = sorted({action for action, _ in pairs})
    request = {
        "PolicySourceArn": role,
        "ActionNames": actions,
        "ContextEntries": context_of(pairs, calls.session.region),
    }
    resources = sorted({arn for _, arn in pairs} - {ANY})
    return await calls.attempt(_SIMULATE, {**request, "ResourceArns": resources} if resources else request)


def _is_refusal(answer: JsonObject | Refusal) -> bool:
    """Tell whether an answer is lacking although the role that was named is there."""
    return isinstance(answer, Refusal) and answer.outcome != "absent"


async def _ask_repository(calls: Calls, arn: str) -> None:
    """Ask for the policy of a repository, which may let in a role whose own policies do not."""
    _, _, service, region, account, resource = arn.split(":", 5) if arn != ANY else [""] * 6
    if service == "ecr":
        named = {"registryId": account, "repositoryName": resource.removeprefix("repository/")}
        await calls.ask("ecr:GetRepositoryPolicy", named, region=region)


def _buckets(refused: set[Asked]) -> list[str]:
    return sorted({arn.split(":", 5)[5].partition("/")[0] for action, arn in refused if action in OF_FILES})


async def _ask_bucket(calls: Calls, bucket: str) -> None:
    """Ask for the policy of a bucket, where it lives, as that of a repository."""
    try:
        located = await calls.ask("s3:GetBucketLocation", {"Bucket": bucket})
        if located is not None:
            region = located.get("LocationConstraint") or "us-east-1"
            await calls.ask("s3:GetBucketPolicy", {"Bucket": bucket}, region="eu-west-1" if region == "EU" else region)
    except OperationNotPermitted:
        return  # botocore wanted to look for a bucket that has moved by HeadBucket; the call is kept as unanswered


async def _read_policies(calls: Calls, name: str, found: JsonObject | Refusal) -> None:
    boundary = {} if isinstance(found, Refusal) else found["Role"].get("PermissionsBoundary") or {}
    limits = [str(boundary["PermissionsBoundaryArn"])] if boundary.get("PermissionsBoundaryArn") else []
    await asyncio.gather(_read_inline(calls, name), _read_attached(calls, name), _read_managed(calls, limits))


def _allowed(answer: JsonObject) -> Iterator[Asked]:
    for result in answer.get("EvaluationResults", ()):
        action = str(result.get("EvalActionName"))
        if result.get("EvalDecision") == "allowed":
            yield action, str(result.get("EvalResourceName"))
        for each in result.get("ResourceSpecificResults") or ():
            if each.get("EvalResourceDecision") == "allowed":
                yield action, str(each.get("EvalResourceName"))


async def _read_inline(calls: Calls, name: str) -> None:
    listed = await calls.ask("iam:ListRolePolicies", {"RoleName": name}) or {}
    named = ({"RoleName": name, "PolicyName": each} for each in listed.get("PolicyNames", ()))
    await asyncio.gather(*(calls.ask("iam:GetRolePolicy", each) for each in named))


async def _read_attached(calls: Calls, name: str) -> None:
    listed = await calls.ask("iam:ListAttachedRolePolicies", {"RoleName": name}) or {}
    await _read_managed(calls, [str(each["PolicyArn"]) for each in listed.get("AttachedPolicies", ())])


async def _read_managed(calls: Calls, arns: list[str]) -> None:
    await asyncio.gather(*(_read_version(calls, each) for each in arns))


async def _read_version(calls: Calls, arn: str) -> None:
    policy = await calls.ask("iam:GetPolicy", {"PolicyArn": arn})
    version = policy["Policy"].get("DefaultVersionId") if policy else None
    if version:
        await calls.ask("iam:GetPolicyVersion", {"PolicyArn": arn, "VersionId": version})
