"""What is asked about roles: few calls, each with all that is done under a role, and policies where needed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from fargate_doctor.collectors.gather import collect_task
from fargate_doctor.collectors.target import TaskTarget
from fargate_doctor.collectors.under_roles.actions import RoleActions
from fargate_doctor.facts.roles.wanted import wanted_of
from fargate_doctor.facts.task_facts import TaskFacts
from fargate_doctor.model.snapshot import Snapshot

from . import world
from .scripted_aws import Refused

if TYPE_CHECKING:
    from fargate_doctor.case.model import Case, JsonObject
    from fargate_doctor.facts.roles.role import RoleKind

    from .scripted_aws import ScriptedAws

_TARGET = TaskTarget(task=world.TASK_ARN)
_ROLE = f"arn:aws:iam::{world.ACCOUNT}:role/apps/start"
_WORK = f"arn:aws:iam::{world.ACCOUNT}:role/work"
_HOST = f"{world.ACCOUNT}.dkr.ecr.{world.REGION}.amazonaws.com"
_REPOSITORY = f"arn:aws:ecr:{world.REGION}:{world.ACCOUNT}:repository/team/web"
_SIMULATE, _GET_ROLE = "iam:SimulatePrincipalPolicy", "iam:GetRole"
_READING = ("iam:ListRolePolicies", "iam:ListAttachedRolePolicies", "iam:GetRolePolicy", "iam:GetPolicy")
_TRUST = json.dumps({"Statement": []})
_LOGS: JsonObject = {
    "logDriver": "awslogs",
    "options": {"awslogs-group": "/web", "awslogs-stream-prefix": "a", "awslogs-region": world.REGION},
}
_CONTAINER: JsonObject = {"name": "web", "image": f"{_HOST}/team/web:1", "logConfiguration": _LOGS}


def defined(aws: ScriptedAws, *containers: JsonObject, **members: Any) -> None:  # noqa: ANN401 - members of AWS's JSON
    """Let the task be made of these containers, with both roles."""
    roles = {"executionRoleArn": _ROLE, "taskRoleArn": _WORK}
    described = {"taskDefinitionArn": world.DEFINITION_ARN, "containerDefinitions": list(containers)}
    aws.script["ecs:DescribeTaskDefinition"] = {"taskDefinition": {**described, **roles, **members}}
    aws.script[_GET_ROLE] = lambda request: {"Role": _role(request["RoleName"])}
    aws.script[_SIMULATE] = _allow


def _role(name: str, **more: Any) -> JsonObject:  # noqa: ANN401 - members of AWS's JSON
    made = {"Path": "/", "RoleId": "AROAEXAMPLEEXAMPLE000", "CreateDate": world.CREATED}
    named = {"RoleName": name, "Arn": _ROLE if name == "start" else _WORK}
    return {**made, **named, "AssumeRolePolicyDocument": _TRUST, **more}


def _allow(request: JsonObject, decision: str = "allowed") -> JsonObject:
    specific = [
        {"EvalResourceName": each, "EvalResourceDecision": decision} for each in request.get("ResourceArns", ())
    ]
    return {
        "EvaluationResults": [
            {
                "EvalActionName": action,
                "EvalResourceName": "*",
                "EvalDecision": decision,
                **({"ResourceSpecificResults": specific} if specific else {}),
            }
            for action in request["ActionNames"]
        ]
    }


def facts_of(case: Case) -> TaskFacts:
    """Return the facts of the task."""
    snapshot = Snapshot.of(case)
    return TaskFacts(snapshot, snapshot.tasks.require(world.TASK_ARN))


def test_a_role_takes_three_calls_where_it_may_do_everything(aws: ScriptedAws) -> None:
    """Who it is, what it may do at large, and what to the things that the task names; no policy is read."""
    defined(aws, _CONTAINER)

    collect_task(aws.session(), _TARGET)

    assert sorted(each["RoleName"] for each in aws.requests(_GET_ROLE)) == ["start", "work"]
    at_large, on_things = sorted(aws.requests(_SIMULATE), key=lambda each: len(each.get("ResourceArns", ())))
    assert (at_large["PolicySourceArn"], at_large["ActionNames"]) == (_ROLE, ["ecr:GetAuthorizationToken"])
    assert _REPOSITORY in on_things["ResourceArns"]
    assert not any(aws.count(each) for each in (*_READING, "ecr:GetRepositoryPolicy"))


def test_what_is_known_of_a_request_goes_with_it(aws: ScriptedAws) -> None:
    """A simulation without them would find a condition on TLS or on the Region unmet."""
    defined(aws, _CONTAINER)

    collect_task(aws.session(), _TARGET)

    for each in aws.requests(_SIMULATE):
        told = {entry["ContextKeyName"]: entry["ContextKeyValues"] for entry in each["ContextEntries"]}
        assert told == {"aws:SecureTransport": ["true"], "aws:RequestedRegion": [world.REGION]}


@pytest.mark.parametrize("manager", ["CUSTOMER", "AWS"])
def test_the_keys_of_secrets_are_among_the_things(aws: ScriptedAws, manager: str) -> None:
    """Whether the role may decrypt is asked beside the rest, through the store; keys of AWS need no asking."""
    secret = f"arn:aws:secretsmanager:{world.REGION}:{world.ACCOUNT}:secret:db-AbCdEf"
    key = f"arn:aws:kms:{world.REGION}:{world.ACCOUNT}:key/0a"
    defined(aws, {**_CONTAINER, "secrets": [{"name": "A", "valueFrom": secret}]})
    aws.script["secretsmanager:DescribeSecret"] = {"ARN": secret, "Name": "db", "KmsKeyId": "alias/db"}
    aws.script["kms:DescribeKey"] = {"KeyMetadata": {"KeyId": "0a", "Arn": key, "KeyManager": manager}}

    collect_task(aws.session(), _TARGET)

    on_things = max(aws.requests(_SIMULATE), key=lambda each: len(each.get("ResourceArns", ())))
    through = {each["ContextKeyName"]: each["ContextKeyValues"] for each in on_things["ContextEntries"]}
    is_asked = manager == "CUSTOMER"
    assert secret in on_things["ResourceArns"]
    assert (key in on_things["ResourceArns"]) is is_asked
    assert ("kms:Decrypt" in on_things["ActionNames"]) is is_asked
    assert through.get("kms:ViaService") == ([f"secretsmanager.{world.REGION}.amazonaws.com"] if is_asked else None)
    assert len(aws.requests(_SIMULATE)) == 2


def test_keys_are_not_waited_for_where_the_simulation_is_refused(aws: ScriptedAws) -> None:
    """The policies, which are read then, say the same of them."""
    secret = f"arn:aws:secretsmanager:{world.REGION}:{world.ACCOUNT}:secret:db-AbCdEf"
    defined(aws, {**_CONTAINER, "secrets": [{"name": "A", "valueFrom": secret}]})
    aws.script["secretsmanager:DescribeSecret"] = {"ARN": secret, "Name": "db", "KmsKeyId": "alias/db"}
    aws.script[_SIMULATE] = Refused("AccessDenied", status=403)

    collect_task(aws.session(), _TARGET)

    assert not any("kms:Decrypt" in each["ActionNames"] for each in aws.requests(_SIMULATE))
    assert aws.count("iam:ListRolePolicies")


def test_policies_are_read_where_the_simulation_is_refused(aws: ScriptedAws) -> None:
    """Inline and managed ones, and the boundary, each in the version that is in force."""
    defined(aws, _CONTAINER, taskRoleArn=_ROLE)
    limit = {
        "PermissionsBoundaryType": "Policy",
        "PermissionsBoundaryArn": f"arn:aws:iam::{world.ACCOUNT}:policy/limit",
    }
    aws.script[_GET_ROLE] = {"Role": _role("start", PermissionsBoundary=limit)}
    aws.script[_SIMULATE] = Refused("AccessDenied", status=403)
    aws.script["iam:ListRolePolicies"] = {"PolicyNames": ["own"]}
    managed = f"arn:aws:iam::{world.ACCOUNT}:policy/managed-by-us"
    aws.script["iam:ListAttachedRolePolicies"] = {"AttachedPolicies": [{"PolicyName": "m", "PolicyArn": managed}]}
    own = {"RoleName": "start", "PolicyName": "own"}
    allowed = {"Effect": "Allow", "Action": ["ecr:*", "logs:*"], "Resource": "*"}
    document = json.dumps({"Version": "2012-10-17", "Statement": [allowed]})
    aws.script["iam:GetRolePolicy"] = {**own, "PolicyDocument": document}
    aws.script["iam:GetPolicy"] = lambda request: {"Policy": {"Arn": request["PolicyArn"], "DefaultVersionId": "v4"}}
    aws.script["iam:GetPolicyVersion"] = lambda _: {"PolicyVersion": {"VersionId": "v4", "Document": document}}

    case = collect_task(aws.session(), _TARGET)

    assert aws.requests("iam:GetRolePolicy") == [own]
    assert sorted(each["PolicyArn"] for each in aws.requests("iam:GetPolicy")) == sorted(
        [managed, limit["PermissionsBoundaryArn"]]
    )
    assert {each["VersionId"] for each in aws.requests("iam:GetPolicyVersion")} == {"v4"}
    assert {each.operation for each in case.failures} == {_SIMULATE}


def test_the_policy_of_a_repository_is_asked_for_where_the_role_may_not_pull(aws: ScriptedAws) -> None:
    """It may let in a role whose own policies say nothing of it."""
    defined(aws, _CONTAINER)
    aws.script[_SIMULATE] = lambda request: _allow(request, "implicitDeny")

    collect_task(aws.session(), _TARGET)

    assert aws.requests("ecr:GetRepositoryPolicy") == [{"registryId": world.ACCOUNT, "repositoryName": "team/web"}]


def test_the_policy_of_a_bucket_is_asked_for_where_the_role_may_not_read(aws: ScriptedAws) -> None:
    """Once, and where the bucket lives."""
    files = [{"type": "s3", "value": f"arn:aws:s3:::settings/{each}.env"} for each in "ab"]
    defined(aws, {"name": "web", "image": "nginx", "environmentFiles": files})
    aws.script["s3:GetBucketLocation"] = {"LocationConstraint": "eu-north-1"}
    aws.script[_SIMULATE] = lambda request: _allow(request, "implicitDeny")

    case = collect_task(aws.session(), _TARGET)

    assert aws.requests("s3:GetBucketPolicy") == [{"Bucket": "settings"}]
    assert [each.region for each in case.records["s3:GetBucketPolicy"]] == ["eu-north-1"]


def test_nothing_more_is_asked_of_a_role_that_is_gone(aws: ScriptedAws) -> None:
    defined(aws, _CONTAINER)
    aws.script[_GET_ROLE] = aws.script[_SIMULATE] = Refused("NoSuchEntity", status=404)

    case = collect_task(aws.session(), _TARGET)

    assert not any(aws.count(each) for each in _READING)
    assert facts_of(case).snapshot.roles.find("start") is None


def test_policies_of_a_role_with_another_path_are_not_read(aws: ScriptedAws) -> None:
    """The role of that name is there, but it is not the one that the task names."""
    defined(aws, _CONTAINER)
    aws.script[_SIMULATE] = Refused("NoSuchEntity", status=404)

    collect_task(aws.session(), _TARGET)

    assert not any(aws.count(each) for each in _READING)


def test_roles_of_another_account_are_not_asked_for(aws: ScriptedAws) -> None:
    """A role of the same name in this account is another role."""
    defined(aws, _CONTAINER, executionRoleArn="arn:aws:iam::999988887777:role/start")

    collect_task(aws.session(), _TARGET)

    assert aws.requests(_GET_ROLE) == [{"RoleName": "work"}]
    assert aws.count(_SIMULATE) == 0


def test_one_role_for_both_is_asked_for_once(aws: ScriptedAws) -> None:
    defined(aws, _CONTAINER, taskRoleArn=_ROLE)

    collect_task(aws.session(), _TARGET)

    assert (aws.count(_GET_ROLE), aws.count(_SIMULATE)) == (1, 2)


def test_pages_of_a_simulation_are_followed(aws: ScriptedAws) -> None:
    """IAM gives a hundred results at once, and a marker for the rest."""
    defined(aws, _CONTAINER)

    def paged(request: JsonObject) -> JsonObject:
        first, *others = _allow(request)["EvaluationResults"]
        if not others:
            return {"EvaluationResults": [first], "IsTruncated": False}
        if request.get("Marker"):
            return {"EvaluationResults": others, "IsTruncated": False}
        return {"EvaluationResults": [first], "IsTruncated": True, "Marker": "more"}

    aws.script[_SIMULATE] = paged
    case = collect_task(aws.session(), _TARGET)

    assert {len(each.answer["EvaluationResults"]) for each in case.records[_SIMULATE]} == {1, 4}


_SECRET = f"arn:aws:secretsmanager:{world.REGION}:{world.ACCOUNT}:secret:db-AbCdEf"
_PARAMETER = f"arn:aws:ssm:eu-north-1:{world.ACCOUNT}:parameter/team/key"
_FIRELENS: JsonObject = {
    "logDriver": "awsfirelens",
    "options": {"Name": "kinesis_streams", "stream": "all", "region": world.REGION},
}


@pytest.mark.parametrize(
    "container",
    [
        _CONTAINER,
        {"image": f"{world.ACCOUNT}.dkr-ecr.us-gov-west-1.on.aws/web@sha256:{'a' * 64}"},
        {"image": "public.ecr.aws/nginx/nginx:1"},
        {"image": f"999988887777.dkr.ecr-fips.us-east-1.amazonaws.com/a/b/c:{'x' * 20}"},
        {"secrets": [{"name": "A", "valueFrom": f"{_SECRET}:user::"}, {"name": "B", "valueFrom": "plain"}]},
        {"secrets": [{"name": "A", "valueFrom": _PARAMETER}, {"name": "B", "valueFrom": "/team/other"}]},
        {"repositoryCredentials": {"credentialsParameter": "hub"}},
        {"repositoryCredentials": {"credentialsParameter": _SECRET}},
        {"environmentFiles": [{"type": "s3", "value": "arn:aws:s3:::settings/prod/web.env"}]},
        {"logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/web"}}},
        {"logConfiguration": {**_LOGS, "options": {**_LOGS["options"], "awslogs-create-group": "True"}}},
        {"logConfiguration": {**_LOGS, "secretOptions": [{"name": "t", "valueFrom": _SECRET}]}},
        {"logConfiguration": _FIRELENS},
        {"logConfiguration": {**_FIRELENS, "options": {**_FIRELENS["options"], "stream": "${NAME}"}}},
        {
            "logConfiguration": {
                "logDriver": "awsfirelens",
                "options": {"Name": "cloudwatch", "log_group_name": "/all", "region": "eu-north-1"},
            }
        },
    ],
    ids=lambda each: json.dumps(each)[:60],
)
def test_all_that_the_facts_want_is_asked(aws: ScriptedAws, container: JsonObject) -> None:
    """Every action on every resource about which a question will be answered is among those that IAM is asked about."""
    volume = {"fileSystemId": "fs-0a", "authorizationConfig": {"iam": "ENABLED"}}
    volumes = [{"name": "v", "efsVolumeConfiguration": volume}]
    whole = {"name": "web", "image": "nginx", **container}
    aws.script["ecs:DescribeTasks"] = {"tasks": [world.task(enableExecuteCommand=True)]}
    defined(aws, whole, volumes=volumes)
    case = collect_task(aws.session(), _TARGET)

    for kind, role in (("execution", _ROLE), ("task", _WORK)):
        wanted = {(each.action, each.resource) for each in wanted_of(facts_of(case), _kind(kind))}
        asked = {
            (action, resource)
            for each in aws.requests(_SIMULATE)
            if each["PolicySourceArn"] == role
            for action in each["ActionNames"]
            for resource in each.get("ResourceArns", ["*"])
        }
        assert wanted <= asked
        assert wanted or kind == "execution"


def _kind(written: str) -> RoleKind:
    return "task" if written == "task" else "execution"


def test_a_definition_without_anything_asks_nothing() -> None:
    actions = RoleActions(world.DEFINITION_ARN, {}, {})

    assert [*actions.of_execution_role(), *actions.of_task_role()] == []
