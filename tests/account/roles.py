"""The roles of tasks as IAM shows them, and what its simulation says of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.account.store import FOUNDED, written

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.case.model import JsonObject
    from tests.account.store import Store

_TRUST = {
    "Version": "2012-10-17",
    "Statement": [{"Effect": "Allow", "Principal": {"Service": "ecs-tasks.amazonaws.com"}, "Action": "sts:AssumeRole"}],
}
_ANYTHING = "*"


def questions_about_roles(account: Store, definition: JsonObject) -> Iterator[tuple[str, dict[str, Any]]]:
    """Return what is asked about both roles: who they are, and whether the execution role may do what is needed."""
    for member in ("executionRoleArn", "taskRoleArn"):
        yield "iam:GetRole", {"RoleName": definition[member].rpartition("/")[2]}
    actions = _needed(account, definition)
    for resources in ([_ANYTHING], sorted({each for each in actions.values() if each != _ANYTHING})):
        asked = sorted(action for action, resource in actions.items() if resource in resources)
        if asked:
            named = {"ResourceArns": resources} if resources != [_ANYTHING] else {}
            context = [
                _entry("aws:SecureTransport", "true", "boolean"),
                _entry("aws:RequestedRegion", account.region, "string"),
            ]
            yield (
                "iam:SimulatePrincipalPolicy",
                {
                    "PolicySourceArn": definition["executionRoleArn"],
                    "ActionNames": asked,
                    "ContextEntries": context,
                    **named,
                },
            )


def role_answer(account: Store, request: dict[str, Any]) -> JsonObject:
    """Return a role that trusts ECS tasks."""
    name = request["RoleName"]
    return {
        "Role": {
            "Path": "/",
            "RoleName": name,
            "RoleId": f"AROA{account.ids.digits(17, 'role', name).upper()}",
            "Arn": account.arn("iam", f"role/{name}", region=""),
            "CreateDate": written(FOUNDED),
            "AssumeRolePolicyDocument": _TRUST,
            "MaxSessionDuration": 3600,
        }
    }


def simulation(account: Store, request: dict[str, Any]) -> JsonObject:
    """Return that everything is allowed but what the account's roles lack."""
    return {
        "EvaluationResults": [
            _result(action, request.get("ResourceArns"), lacks=action in account.lacking)
            for action in request["ActionNames"]
        ],
        "IsTruncated": False,
    }


def _result(action: str, resources: list[str] | None, *, lacks: bool) -> JsonObject:
    decision = "implicitDeny" if lacks else "allowed"
    matched = [] if lacks else [_matched()]
    common: JsonObject = {"MatchedStatements": matched, "MissingContextValues": []}
    result: JsonObject = {"EvalActionName": action, "EvalDecision": decision, **common}
    if resources is None:
        return {**result, "EvalResourceName": _ANYTHING}
    specific = [{"EvalResourceName": each, "EvalResourceDecision": decision, **common} for each in resources]
    service = action.partition(":")[0]
    template = f"arn:${{Partition}}:{service}:${{Region}}:${{Account}}:${{ResourceName}}"
    return {**result, "EvalResourceName": template, "ResourceSpecificResults": specific}


def _matched() -> JsonObject:
    return {
        "SourcePolicyId": "start",
        "SourcePolicyType": "role",
        "StartPosition": {"Line": 3, "Column": 16},
        "EndPosition": {"Line": 12, "Column": 6},
    }


def _needed(account: Store, definition: JsonObject) -> dict[str, str]:
    """Return what the one container of a definition takes; an action has one resource here."""
    container = definition["containerDefinitions"][0]
    options = container["logConfiguration"]["options"]
    stream = f"{options['awslogs-stream-prefix']}/{container['name']}/*"
    group = account.arn("logs", f"log-group:{options['awslogs-group']}:log-stream:{stream}")
    needed = {"logs:CreateLogStream": group, "logs:PutLogEvents": group}
    registry, _, image = container["image"].partition("/")
    if ".ecr" in registry or "-ecr." in registry:
        repository = account.arn("ecr", f"repository/{image.partition(':')[0].partition('@')[0]}")
        needed |= {"ecr:GetAuthorizationToken": _ANYTHING}
        needed |= dict.fromkeys(("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer"), repository)
    for secret in container.get("secrets", ()):
        needed["secretsmanager:GetSecretValue"] = secret["valueFrom"]
    return needed


def _entry(key: str, value: str, kind: str) -> JsonObject:
    return {"ContextKeyName": key, "ContextKeyValues": [value], "ContextKeyType": kind}
