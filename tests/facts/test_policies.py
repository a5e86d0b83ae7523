"""What policy documents say, by the evaluation logic that AWS publishes.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from fargate_doctor.facts.policies import Answer, PolicyRequest, evaluate, evaluate_all
from fargate_doctor.facts.policies.wildcards import may_match

ROLE = "arn:aws:iam::123456789012:role/execution"
REPOSITORY = "arn:aws:ecr:eu-west-1:123456789012:repository/shop/web"
LAYERS = "arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/*"
PULL = PolicyRequest(
    action="ecr:BatchGetImage",
    resource=REPOSITORY,
    principal=ROLE,
    context=(("aws:SourceVpce", "vpce-1"), ("aws:SourceVpc", "vpc-1")),
)


def statement(effect: str = "Allow", **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any element of a statement
    given = {"Effect": effect, **more}
    if "NotPrincipal" not in given:
        given.setdefault("Principal", "*")
    if "NotAction" not in given:
        given.setdefault("Action", "*")
    if "NotResource" not in given:
        given.setdefault("Resource", "*")
    return given


def condition(operator: str, key: str, *values: Any) -> dict[str, Any]:  # noqa: ANN401
    return {"Condition": {operator: {key: values[0] if len(values) == 1 else list(values)}}}


@pytest.mark.parametrize(
    ("statements", "answer"),
    [
        ([], "denied"),
        ([statement()], "allowed"),
        ([statement(Action="ecr:BatchGetImage")], "allowed"),
        ([statement(Action="ECR:batchgetimage")], "allowed"),
        ([statement(Action=["s3:GetObject", "ecr:Batch*"])], "allowed"),
        ([statement(Action="ecr:BatchGetImag?")], "allowed"),
        ([statement(Action="ecr:GetAuthorizationToken")], "denied"),
        ([statement(NotAction="s3:*")], "allowed"),
        ([statement(NotAction="ecr:*")], "denied"),
        ([statement(Resource=REPOSITORY)], "allowed"),
        ([statement(Resource="arn:aws:ecr:*:*:repository/shop/*")], "allowed"),
        ([statement(Resource="arn:aws:ecr:*:*:repository/SHOP/*")], "denied"),
        ([statement(Resource="arn:aws:ecr:*:*:repository/other")], "denied"),
        ([statement(NotResource=REPOSITORY)], "denied"),
        ([statement(NotResource="arn:aws:s3:::*")], "allowed"),
        ([statement(Resource="arn:aws:ecr:*:*:repository/${aws:username}")], "unknown"),
        ([statement(), statement("Deny")], "denied"),
        ([statement("Deny", Action="s3:*"), statement()], "allowed"),
        ([statement("Deny"), statement()], "denied"),
        ([statement(Principal={"AWS": "*"})], "allowed"),
        ([statement(Principal={"AWS": ROLE})], "allowed"),
        ([statement(Principal={"AWS": [ROLE, "arn:aws:iam::123456789012:role/other"]})], "allowed"),
        ([statement(Principal={"AWS": "123456789012"})], "allowed"),
        ([statement(Principal={"AWS": "arn:aws:iam::123456789012:root"})], "allowed"),
        ([statement(Principal={"AWS": "arn:aws:iam::999999999999:root"})], "denied"),
        ([statement(Principal={"AWS": "arn:aws:iam::123456789012:role/other"})], "denied"),
        ([statement(Principal={"AWS": "AROAEXAMPLEID"})], "unknown"),
        ([statement(Principal={"AWS": "arn:aws:sts::123456789012:assumed-role/execution/task"})], "unknown"),
        ([statement(Principal={"Service": "ecs.amazonaws.com"})], "denied"),
        ([statement(), statement("Deny", NotPrincipal={"AWS": ROLE})], "allowed"),
        ([statement(), statement("Deny", NotPrincipal={"AWS": "arn:aws:iam::123456789012:role/other"})], "denied"),
        ([statement(), statement("Deny", NotPrincipal={"AWS": "arn:aws:iam::123456789012:root"})], "unknown"),
        ([statement(**condition("StringEquals", "aws:SourceVpce", "vpce-1"))], "allowed"),
        ([statement(**condition("StringEquals", "AWS:SOURCEVPCE", "vpce-1"))], "allowed"),
        ([statement(**condition("StringEquals", "aws:SourceVpce", "vpce-2"))], "denied"),
        ([statement(**condition("StringEquals", "aws:SourceVpce", "vpce-2", "vpce-1"))], "allowed"),
        ([statement(), statement("Deny", **condition("StringNotEquals", "aws:SourceVpc", "vpc-1"))], "allowed"),
        ([statement(), statement("Deny", **condition("StringNotEquals", "aws:SourceVpc", "vpc-2"))], "denied"),
        ([statement(**condition("ArnLike", "aws:PrincipalArn", "arn:aws:iam::*:role/exec*"))], "allowed"),
        ([statement(**condition("ArnNotLike", "aws:PrincipalArn", "arn:aws:iam::*:role/exec*"))], "denied"),
        ([statement(**condition("StringEquals", "aws:PrincipalAccount", "123456789012"))], "allowed"),
        ([statement(**condition("StringEquals", "aws:ResourceAccount", "999999999999"))], "denied"),
        ([statement(**condition("StringEqualsIfExists", "aws:SourceVpc", "vpc-1"))], "allowed"),
        ([statement(**condition("Null", "aws:SourceVpce", "false"))], "allowed"),
        ([statement(**condition("Null", "aws:SourceVpce", True))], "denied"),  # noqa: FBT003 - JSON
        ([statement(**condition("StringEquals", "aws:PrincipalOrgID", "o-1"))], "unknown"),
        ([statement(**condition("IpAddress", "aws:SourceIp", "10.0.0.0/8"))], "unknown"),
        ([statement(), statement("Deny", **condition("StringEquals", "aws:PrincipalOrgID", "o-1"))], "unknown"),
        ([statement(**condition("ForAnyValue:StringEquals", "aws:SourceVpce", "vpce-1"))], "unknown"),
        (
            [statement(Condition={"StringEquals": {"aws:SourceVpce": "vpce-2", "aws:PrincipalOrgID": "o-1"}})],
            "denied",
        ),
        ([statement(**condition("StringEquals", "aws:PrincipalOrgID", "o-1")), statement()], "allowed"),
    ],
)
def test_a_policy_answers_by_its_statements(statements: list[dict[str, Any]], answer: Answer) -> None:
    document = json.dumps({"Version": "2012-10-17", "Statement": statements})

    assert evaluate(document, PULL).answer == answer


@pytest.mark.parametrize(
    "document",
    [
        "",
        "no policy",
        "[]",
        '{"Statement": "Allow"}',
        '{"Statement": [{"Effect": "Maybe", "Action": "*"}]}',
        '{"Statement": [{"Effect": "Allow"}]}',
        '{"Statement": [{"Effect": "Allow", "Action": "*", "NotAction": "*"}]}',
        "[" * 5000,
    ],
)
def test_a_policy_that_cannot_be_read_is_unknown(document: str) -> None:
    assert evaluate(document, PULL).answer == "unknown"


def test_one_statement_needs_no_list() -> None:
    outcome = evaluate(json.dumps({"Statement": {**statement(), "Sid": "All"}}), PULL)

    assert (outcome.answer, outcome.statement, outcome.sid) == ("allowed", 0, "All")


@pytest.mark.parametrize(
    ("resource", "answer"),
    [
        (LAYERS, "allowed"),
        ("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket/docker/*", "unknown"),
        ("arn:aws:s3:::prod-us-east-1-starport-layer-bucket/*", "denied"),
        ("arn:aws:s3:::prod-eu-west-1-starport-layer-bucket", "denied"),
    ],
)
def test_a_whole_family_of_objects_is_allowed_only_as_a_whole(resource: str, answer: Answer) -> None:
    request = PolicyRequest(action="s3:GetObject", resource=LAYERS)

    assert evaluate(json.dumps({"Statement": [statement(Resource=resource)]}), request).answer == answer


def test_who_is_not_known_may_be_the_one_who_is_named() -> None:
    request = PolicyRequest(action="ecr:BatchGetImage", resource=REPOSITORY)
    document = json.dumps({"Statement": [statement(Principal={"AWS": ROLE})]})

    assert evaluate(document, request).answer == "unknown"


ASSUME = PolicyRequest(
    action="sts:AssumeRole",
    resource=ROLE,
    context=(("aws:SourceAccount", "123456789012"),),
    service="ecs-tasks.amazonaws.com",
    starts=(("aws:SourceArn", "arn:aws:ecs:eu-west-1:123456789012:"),),
)


def trusting(principal: Any, **more: Any) -> dict[str, Any]:  # noqa: ANN401 - any element of a statement
    return {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": principal, **more}


@pytest.mark.parametrize(
    ("statements", "answer"),
    [
        ([trusting({"Service": "ecs-tasks.amazonaws.com"})], "allowed"),
        ([trusting({"Service": ["ec2.amazonaws.com", "ecs-tasks.amazonaws.com"]})], "allowed"),
        ([trusting({"Service": "ecs.amazonaws.com"})], "denied"),
        ([trusting({"AWS": "arn:aws:iam::123456789012:root"})], "denied"),
        ([trusting({"AWS": "*"})], "unknown"),
        ([trusting("*")], "allowed"),
        ([trusting({"Federated": "cognito-identity.amazonaws.com"})], "denied"),
        ([trusting({"Service": "ecs-tasks.amazonaws.com"}), trusting("*", Effect="Deny")], "denied"),
        (
            [trusting("*", **condition("ArnLike", "aws:SourceArn", "arn:aws:ecs:*:123456789012:*"))],
            "allowed",
        ),
        (
            [trusting("*", **condition("ArnEquals", "aws:SourceArn", "arn:aws:ecs:eu-west-1:123456789012:*"))],
            "allowed",
        ),
        ([trusting("*", **condition("ArnLike", "aws:SourceArn", "arn:aws:ecs:us-east-1:*"))], "denied"),
        (
            [trusting("*", **condition("ArnLike", "aws:SourceArn", "arn:aws:ecs:*:*:cluster/prod"))],
            "unknown",
        ),
        (
            [trusting("*", **condition("StringEquals", "aws:SourceArn", "arn:aws:ecs:eu-west-1:123456789012:*"))],
            "unknown",
        ),
        ([trusting("*", **condition("ArnNotLike", "aws:SourceArn", "arn:aws:ecs:us-east-1:*"))], "allowed"),
        ([trusting("*", **condition("ArnNotLike", "aws:SourceArn", "arn:aws:ecs:*"))], "denied"),
        ([trusting("*", **condition("Null", "aws:SourceArn", "false"))], "unknown"),
    ],
)
def test_a_service_is_trusted_by_its_name_and_by_what_it_asks_for(
    statements: list[dict[str, Any]], answer: Answer
) -> None:
    """Of `aws:SourceArn` only the beginning is known: what holds for all of it holds, what holds for some is open."""
    assert evaluate(json.dumps({"Statement": statements}), ASSUME).answer == answer


@pytest.mark.parametrize(
    ("pattern", "start", "may"),
    [
        ("*", "abc", True),
        ("a*c", "ab", True),
        ("*z", "ab", True),
        ("?b*", "ab", True),
        ("**", "x", True),
        ("ab", "ab", True),
        ("abc", "ab", True),
        ("a", "ab", False),
        ("b*", "ab", False),
        ("a?", "abc", False),
        ("", "a", False),
    ],
)
def test_what_begins_like_this_may_match(pattern: str, start: str, may: bool) -> None:  # noqa: FBT001 - expected
    assert may_match(pattern, start) is may


@pytest.mark.parametrize(
    ("resource", "answer"),
    [
        ("arn:aws:ecr:*:${aws:PrincipalAccount}:repository/*", "allowed"),
        ("arn:aws:ecr:*:${AWS:principalaccount, '999999999999'}:repository/*", "allowed"),
        ("arn:aws:ecr:*:*:repository/${aws:PrincipalTag/team}", "unknown"),
    ],
)
def test_variables_are_filled_in_where_they_are_known(resource: str, answer: Answer) -> None:
    document = json.dumps({"Version": "2012-10-17", "Statement": [statement(Resource=resource)]})

    assert evaluate(document, PULL).answer == answer


ALLOW = json.dumps({"Statement": [statement()]})
DENY = json.dumps({"Statement": [statement("Deny")]})
SILENT = json.dumps({"Statement": [statement(Action="s3:GetObject")]})


@pytest.mark.parametrize(
    ("documents", "answer", "is_explicit"),
    [
        ([], "denied", False),
        ([SILENT], "denied", False),
        ([SILENT, ALLOW], "allowed", True),
        ([ALLOW, DENY], "denied", True),
        ([ALLOW, None], "unknown", False),
        ([SILENT, None], "unknown", False),
        ([None, DENY], "denied", True),
    ],
)
def test_policies_of_one_principal_count_together(
    documents: list[str | None],
    answer: Answer,
    is_explicit: bool,  # noqa: FBT001 - expected
) -> None:
    """A denial wins, and a policy that nobody read may hold one."""
    outcome = evaluate_all(documents, PULL)

    assert (outcome.answer, outcome.statement is not None) == (answer, is_explicit)
