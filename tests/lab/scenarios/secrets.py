"""Secrets and parameters that are gone, elsewhere, without the wanted version, or kept back by a policy or a key."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.lab.layouts import BehindNat
from tests.lab.names import ROLE, SECRET
from tests.lab.scenario import Scenario, Target
from tests.lab.state import ACCOUNT, REGION
from tests.lab.stopped_task import Stop

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.lab.server import Lab

_EXECUTION_ROLE = f"arn:aws:iam::{ACCOUNT}:role/{ROLE}"
_ALLOWED = (
    "ecr:GetAuthorizationToken",
    "ecr:BatchGetImage",
    "ecr:GetDownloadUrlForLayer",
    "logs:CreateLogStream",
    "logs:PutLogEvents",
    "secretsmanager:GetSecretValue",
    "ssm:GetParameters",
    "kms:Decrypt",
)
_NETWORK = frozenset(
    {"route.none", "endpoint.missing", "sg.egress-blocked", "nacl.egress-blocked", "nat.not-available"}
)
_DESCRIBE = "secretsmanager:DescribeSecret"
_NAME = "web/database"


def _naming(*written: str) -> dict[str, Any]:
    """Return the part of a container that names secrets."""
    return {"secrets": [{"name": f"SECRET_{number}", "valueFrom": each} for number, each in enumerate(written)]}


def _waiting(
    prepare: Callable[[Lab, bool], object], written: str = SECRET, healthy: str | None = None
) -> Callable[[Lab, bool], Target]:
    """Let a task wait that names a secret, in an account that was prepared; a healthy one may be named otherwise."""

    def arrange(lab: Lab, broken: bool) -> Target:  # noqa: FBT001 - broken or its healthy twin
        layout = BehindNat(lab)
        prepare(lab, broken)
        named = written if broken or healthy is None else healthy
        return layout.workload(container=_naming(named), allowed=_ALLOWED).waits()

    return arrange


def _secret(lab: Lab, **members: Any) -> Any:  # noqa: ANN401 - a client of boto3
    secrets = lab.client("secretsmanager")
    secrets.create_secret(Name=_NAME, SecretString="invented", **members)
    return secrets


def _deleted(lab: Lab, broken: bool) -> None:  # noqa: FBT001 - broken or its healthy twin
    secrets = _secret(lab)
    if broken:
        secrets.delete_secret(SecretId=_NAME)


def _gone(lab: Lab, broken: bool) -> None:  # noqa: FBT001 - broken or its healthy twin
    if not broken:
        _secret(lab)


def _there(lab: Lab, _: bool) -> None:  # noqa: FBT001 - the definition differs
    _secret(lab)


def _without_value(lab: Lab, broken: bool) -> None:  # noqa: FBT001 - broken or its healthy twin
    secrets = lab.client("secretsmanager")
    secrets.create_secret(Name=_NAME)
    if not broken:
        secrets.put_secret_value(SecretId=_NAME, SecretString="invented")


def _parameter(lab: Lab, broken: bool) -> None:  # noqa: FBT001 - broken or its healthy twin
    name = "/web/Mail" if broken else "/web/mail"
    lab.client("ssm").put_parameter(Name=name, Value="invented", Type="SecureString")


def _policy(effect: str, principal: str) -> str:
    statement = {
        "Effect": effect,
        "Principal": {"AWS": principal},
        "Action": "secretsmanager:GetSecretValue",
        "Resource": "*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def _refused_by_policy(lab: Lab, broken: bool) -> None:  # noqa: FBT001 - broken or its healthy twin
    secrets = _secret(lab)
    secrets.put_resource_policy(SecretId=_NAME, ResourcePolicy=_policy("Deny" if broken else "Allow", _EXECUTION_ROLE))


def _key(lab: Lab, *principals: str) -> str:
    statement = {"Effect": "Allow", "Principal": {"AWS": list(principals)}, "Action": "kms:*", "Resource": "*"}
    made = lab.client("kms").create_key(Policy=json.dumps({"Version": "2012-10-17", "Statement": [statement]}))
    return str(made["KeyMetadata"]["Arn"])


def _key_disabled(lab: Lab, broken: bool) -> None:  # noqa: FBT001 - broken or its healthy twin
    key = _key(lab, f"arn:aws:iam::{ACCOUNT}:root")
    _secret(lab, KmsKeyId=key)
    if broken:
        lab.client("kms").disable_key(KeyId=key.rpartition("/")[2])


def _key_for_others(lab: Lab, broken: bool) -> None:  # noqa: FBT001 - broken or its healthy twin
    other = f"arn:aws:iam::{ACCOUNT}:role/payroll"
    _secret(lab, KmsKeyId=_key(lab, other if broken else _EXECUTION_ROLE))


def _key_of_parameter(lab: Lab, broken: bool) -> None:  # noqa: FBT001 - broken or its healthy twin
    key = _key(lab, f"arn:aws:iam::{ACCOUNT}:root")
    lab.client("ssm").put_parameter(Name="/web/mail", Value="invented", Type="SecureString", KeyId=key)
    if broken:
        lab.client("kms").schedule_key_deletion(KeyId=key.rpartition("/")[2])


def _said_gone(lab: Lab, _: bool) -> Target:  # noqa: FBT001 - it has no twin
    said = (
        "ResourceInitializationError: unable to pull secrets or registry auth: execution resource retrieval failed: "
        f"unable to retrieve secret from asm: service call has been retried 1 time(s): failed to fetch secret {SECRET} "
        "from secrets manager: ResourceNotFoundException: Secrets Manager can't find the specified secret."
    )
    return BehindNat(lab).workload(container=_naming(SECRET), allowed=_ALLOWED).fails(Stop(said))


def _not_found(name: str, broken: str, arrange: Callable[[Lab, bool], Target], key: str = _DESCRIBE) -> Scenario:
    return Scenario(name, broken, arrange, frozenset({"secret.not-found"}), never=_NETWORK, key_operation=key)


SCENARIOS = (
    _not_found("secret-deleted", "the secret that the task names is marked for deletion", _waiting(_deleted)),
    _not_found("secret-gone", "the secret that the task names does not exist", _waiting(_gone)),
    _not_found(
        "secret-in-another-region",
        "the ARN names a Region in which there is no such secret",
        _waiting(_there, SECRET.replace(REGION, "us-east-1"), SECRET),
    ),
    _not_found(
        "secret-without-previous-version",
        "the task asks for the previous version of a secret that has had one version",
        _waiting(_there, f"{SECRET}::AWSPREVIOUS:", f"{SECRET}::AWSCURRENT:"),
    ),
    _not_found("secret-without-value", "the secret never got a value", _waiting(_without_value)),
    _not_found(
        "parameter-in-other-letters",
        "there is a parameter /web/Mail, and the task names /web/mail",
        _waiting(_parameter, "/web/mail"),
        "ssm:DescribeParameters",
    ),
    Scenario(
        "secret-reference-malformed",
        "the ARN of the secret is followed by a JSON key without the two parts after it",
        _waiting(_there, f"{SECRET}:password", f"{SECRET}:password::"),
        frozenset({"secret.invalid"}),
        never=_NETWORK,
        key_operation="ecs:DescribeTaskDefinition",
    ),
    Scenario(
        "secret-policy-denies",
        "the policy of the secret denies the execution role",
        _waiting(_refused_by_policy),
        frozenset({"secret.policy-denied"}),
        never=_NETWORK,
        key_operation="secretsmanager:GetResourcePolicy",
    ),
    Scenario(
        "secret-key-disabled",
        "the key of the secret is disabled",
        _waiting(_key_disabled),
        frozenset({"secret.kms-denied"}),
        never=_NETWORK,
        key_operation="kms:DescribeKey",
    ),
    Scenario(
        "secret-key-for-others",
        "the policy of the secret's key admits another role alone",
        _waiting(_key_for_others),
        frozenset({"secret.kms-denied"}),
        never=_NETWORK,
        key_operation="kms:GetKeyPolicy",
    ),
    Scenario(
        "parameter-key-on-its-way-out",
        "the key of the parameter is waiting to be deleted",
        _waiting(_key_of_parameter, "/web/mail"),
        frozenset({"secret.kms-denied"}),
        never=_NETWORK,
        key_operation="kms:DescribeKey",
    ),
    Scenario(
        "secret-not-found-said",
        "Secrets Manager says that it has no such secret, and it has none; the network is sound",
        _said_gone,
        frozenset({"secret.not-found"}),
        never=_NETWORK,
        has_twin=False,
    ),
)
