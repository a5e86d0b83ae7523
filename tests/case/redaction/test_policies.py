from __future__ import annotations

import json
from fnmatch import fnmatchcase
from typing import Any

import pytest

from fargate_doctor.case.model import Case, Record
from fargate_doctor.case.redaction import redact
from tests.case.redaction.redacting import KEY, redacted_name

SECRETS = [
    "arn:aws:secretsmanager:eu-west-1:444455556666:secret:prod/shop-db-aB3dE6",
    "arn:aws:secretsmanager:eu-west-1:444455556666:secret:test/shop-db-Zx9yW8",
    "arn:aws:ecr:eu-west-1:444455556666:repository/shop/web",
    "arn:aws:ssm:eu-west-1:444455556666:parameter/prod/key",
    "arn:aws:logs:eu-west-1:444455556666:log-group:/ecs/shop",
    "arn:aws:s3:::acme-config",
    "arn:aws:s3:::acme-config/web.env",
]

PATTERNS = [
    "*",
    "arn:aws:secretsmanager:*:*:secret:prod/*",
    "arn:aws:secretsmanager:eu-west-1:444455556666:secret:prod/shop-db-??????",
    "arn:aws:secretsmanager:eu-west-1:444455556666:secret:*-db-*",
    "arn:aws:secretsmanager:*:444455556666:secret:*shop*",
    "arn:aws:secretsmanager:*:111122223333:secret:prod/*",
    "arn:aws:ecr:*:*:repository/shop/*",
    "arn:aws:ecr:*:*:repository/*/web",
    "arn:aws:ecr:*:*:repository/other-*",
    "arn:aws:ssm:*:*:parameter/*/key",
    "arn:aws:ssm:*:*:parameter/*d/k?y",
    "arn:aws:s3:::?cme*",
    "arn:aws:logs:*:*:log-group:/ecs/*",
    "arn:aws:logs:*:*:log-group:*/shop",
    "arn:aws:s3:::acme-*/*",
    "arn:aws:s3:::*-config",
    "arn:aws:s3:::acme-config/*.env",
]


def _redacted(pattern: object) -> Any:  # noqa: ANN401 - any JSON value
    statement = {"Effect": "Allow", "Action": "*", "Resource": pattern}
    case = Case(
        records={
            "iam:GetRolePolicy": (
                Record(answer={"PolicyDocument": {"Version": "2012-10-17", "Statement": [statement]}, "seen": SECRETS}),
            )
        }
    )
    answer = redact(case, KEY).records["iam:GetRolePolicy"][0].answer
    return answer["PolicyDocument"]["Statement"][0]["Resource"]


@pytest.mark.parametrize("pattern", PATTERNS)
def test_a_pattern_matches_what_it_matched(pattern: str) -> None:
    """Whatever of the case a policy allowed, it allows what stands for it, and nothing more."""
    patterns = _redacted(pattern)
    patterns = patterns if isinstance(patterns, list) else [patterns]

    allowed = [any(fnmatchcase(redacted_name(secret), each) for each in patterns) for secret in SECRETS]

    assert allowed == [fnmatchcase(secret, pattern) for secret in SECRETS]
    assert not any(name in str(patterns) for name in ("shop", "prod", "acme", "444455556666"))


def test_a_list_of_patterns_stays_a_list() -> None:
    """A pattern that has to be written out as names puts them where it stood."""
    assert len(_redacted(["*", "arn:aws:secretsmanager:*:*:secret:*-db-*"])) == 3


def test_a_policy_in_a_string_is_rewritten_inside() -> None:
    """It stays JSON in a string."""
    policy = json.dumps({"Statement": [{"Effect": "Deny", "Principal": {"AWS": "444455556666"}, "Action": "ecr:*"}]})
    case = Case(records={"ecr:GetRepositoryPolicy": (Record(answer={"policyText": policy}),)})

    text = redact(case, KEY).records["ecr:GetRepositoryPolicy"][0].answer["policyText"]

    (statement,) = json.loads(text)["Statement"]
    assert statement == {"Effect": "Deny", "Principal": {"AWS": redacted_name("444455556666")}, "Action": "ecr:*"}
