"""IAM's simulation, which moto lacks: roles are judged by the policies that moto keeps for them.

It is an evaluator of its own, as simple as the policies that scenarios write: wildcards, explicit denials, a
permissions boundary, and conditions on keys that the caller gives a value for.
"""

from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from moto.iam.models import iam_backends

from tests.lab.mending.registry import Refused, instead
from tests.lab.state import ACCOUNT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.lab.state import State
    from tests.lab.wire import Answer, Call

_PARTITION = "aws"
_EVERYTHING = "*"


@instead("iam:SimulatePrincipalPolicy")
def simulate(_: State, call: Call) -> Answer:
    """Decide about each action, and on each resource by itself where some are given, as IAM does."""
    role = _role(call.parameters["PolicySourceArn"])
    given = {each["ContextKeyName"].lower(): each["ContextKeyValues"] for each in call.parameters["ContextEntries"]}
    resources = call.parameters.get("ResourceArns") or [_EVERYTHING]
    results = [_result(role, action, resources, given) for action in call.parameters["ActionNames"]]
    return {"EvaluationResults": results, "IsTruncated": False}


def _role(arn: str) -> Any:  # noqa: ANN401 - moto has no types
    for role in iam_backends[ACCOUNT][_PARTITION].roles.values():
        if role.arn == arn:
            return role
    raise Refused("NoSuchEntity", f"The role with ARN {arn} cannot be found.", 404)


def _result(role: Any, action: str, resources: list[str], given: dict[str, list[str]]) -> dict[str, Any]:  # noqa: ANN401
    decided = [(each, *_decide(role, action, each, given)) for each in resources]
    worst = next((each for each in ("explicitDeny", "implicitDeny") if each in {one[1] for one in decided}), "allowed")
    result: dict[str, Any] = {"EvalActionName": action, "EvalDecision": worst, "MatchedStatements": []}
    if resources == [_EVERYTHING]:
        return {**result, "EvalResourceName": _EVERYTHING, "MissingContextValues": decided[0][2]}
    specific = [
        {
            "EvalResourceName": resource,
            "EvalResourceDecision": decision,
            "MatchedStatements": [],
            "MissingContextValues": missing,
        }
        for resource, decision, missing in decided
    ]
    template = f"arn:${{Partition}}:{action.partition(':')[0]}:${{Region}}:${{Account}}:${{ResourceName}}"
    return {**result, "EvalResourceName": template, "ResourceSpecificResults": specific}


def _decide(role: Any, action: str, resource: str, given: dict[str, list[str]]) -> tuple[str, list[str]]:  # noqa: ANN401
    own, missing = _judge(_documents(role), action, resource, given)
    if own == "allowed" and role.permissions_boundary:
        limit = _managed(role.permissions_boundary)
        own, more = _judge([limit], action, resource, given)
        missing = missing + more
    return own, sorted(set(missing))


def _documents(role: Any) -> Iterator[str]:  # noqa: ANN401 - moto has no types
    yield from role.policies.values()
    yield from (each.document for each in role.managed_policies.values())


def _managed(arn: str) -> str:
    return str(iam_backends[ACCOUNT][_PARTITION].managed_policies[arn].document)


def _judge(
    documents: Iterator[str] | list[str], action: str, resource: str, given: dict[str, list[str]]
) -> tuple[str, list[str]]:
    effects, missing = set(), []
    for document in documents:
        statements = json.loads(document)["Statement"]
        for statement in statements if isinstance(statements, list) else [statements]:
            if not _matches(statement, action, resource):
                continue
            lacking = [
                key for keys in statement.get("Condition", {}).values() for key in keys if key.lower() not in given
            ]
            missing += lacking
            if not lacking and _holds(statement.get("Condition", {}), given):
                effects.add(statement["Effect"])
    if "Deny" in effects:
        return "explicitDeny", missing
    return "allowed" if "Allow" in effects else "implicitDeny", missing


def _matches(statement: dict[str, Any], action: str, resource: str) -> bool:
    actions = any(fnmatchcase(action.lower(), each.lower()) for each in _listed(statement.get("Action", [])))
    return actions and any(fnmatchcase(resource, each) for each in _listed(statement.get("Resource", [])))


def _holds(condition: dict[str, Any], given: dict[str, list[str]]) -> bool:
    return all(
        bool({str(each).lower() for each in _listed(values)} & {each.lower() for each in given[key.lower()]})
        for keys in condition.values()
        for key, values in keys.items()
    )


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - whatever a policy holds
    return value if isinstance(value, list) else [value]
