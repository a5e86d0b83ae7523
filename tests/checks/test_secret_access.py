"""Do the policies and the keys of secrets let the execution role in?"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from fargate_doctor.case.redaction import redact
from fargate_doctor.checks.access.secret_keys import secret_keys
from fargate_doctor.checks.access.secret_policies import secret_policies
from tests.checks.naming import ACCOUNT, INIT, REGION, ROLE, Naming
from tests.properties.cases import told_by
from tests.remedies.cli import parse

DESCRIBE, POLICY = "secretsmanager:DescribeSecret", "secretsmanager:GetResourcePolicy"
PARAMETERS, KEY, KEY_POLICY = "ssm:DescribeParameters", "kms:DescribeKey", "kms:GetKeyPolicy"
OTHER_ACCOUNT = "444455556666"
SECRET = f"arn:aws:secretsmanager:{REGION}:{ACCOUNT}:secret:shop/database-Ab12Cd"
FOREIGN = SECRET.replace(ACCOUNT, OTHER_ACCOUNT)
KEY_ID = "0a1b2c3d-1111-4222-8333-444455556666"
KEY_ARN = f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{KEY_ID}"
ALIAS = f"arn:aws:kms:{REGION}:{ACCOUNT}:alias/shop"
VIA = f"secretsmanager.{REGION}.amazonaws.com"
ROOT = f"arn:aws:iam::{ACCOUNT}:root"
SAID_DENIED = (
    f"{INIT}unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret "
    f"from asm: service call has been retried 1 time(s): failed to fetch secret {SECRET} from secrets manager: "
    f"AccessDeniedException: User: arn:aws:sts::{ACCOUNT}:assumed-role/web-execution/1 is not authorized to perform: "
    f"secretsmanager:GetSecretValue on resource: {SECRET} with an explicit deny in a resource-based policy"
)
SAID_KMS = (
    f"{INIT}unable to pull secrets or registry auth: execution resource retrieval failed: unable to retrieve secret "
    f"from asm: service call has been retried 1 time(s): failed to fetch secret {SECRET} from secrets manager: "
    "AccessDeniedException: Access to KMS is not allowed"
)

Asked = tuple[str, dict[str, Any], dict[str, Any]]


def statement(
    effect: str, principal: object, action: str = "secretsmanager:GetSecretValue", **more: object
) -> dict[str, Any]:
    """Return a statement of a policy."""
    return {"Effect": effect, "Principal": principal, "Action": action, "Resource": "*", **more}


def document(*statements: dict[str, Any]) -> str:
    """Return a policy."""
    return json.dumps({"Version": "2012-10-17", "Statement": list(statements)})


def described(arn: str = SECRET, **members: Any) -> Asked:  # noqa: ANN401 - members of AWS's JSON
    """Return what Secrets Manager says of a secret."""
    version = {"11111111-2222-4333-8444-555555555555": ["AWSCURRENT"]}
    return DESCRIBE, {"SecretId": arn}, {"ARN": arn, "Name": "shop/database", "VersionIdsToStages": version, **members}


def policy(*statements: dict[str, Any], arn: str = SECRET) -> Asked:
    """Return what Secrets Manager says of a secret's policy."""
    held = {"ResourcePolicy": document(*statements)} if statements else {}
    return POLICY, {"SecretId": arn}, {"ARN": arn, "Name": "shop/database", **held}


def key(asked: str = KEY_ARN, state: str = "Enabled", manager: str = "CUSTOMER") -> Asked:
    """Return what KMS says of the key."""
    metadata = {"KeyId": KEY_ID, "Arn": KEY_ARN, "KeyState": state, "KeyManager": manager}
    return KEY, {"KeyId": asked}, {"KeyMetadata": metadata}


def key_policy(*statements: dict[str, Any]) -> Asked:
    """Return what KMS says of the key's policy."""
    return KEY_POLICY, {"KeyId": KEY_ARN}, {"Policy": document(*statements), "PolicyName": "default"}


def naming(*answers: Asked, written: str = SECRET, **more: Any) -> Naming:  # noqa: ANN401 - the fields of a naming
    """Return a task that names one secret."""
    return Naming(container={"secrets": [{"name": "URL", "valueFrom": written}]}, answers=answers, **more)


DENY = statement("Deny", {"AWS": ROLE})
ALLOW = statement("Allow", {"AWS": ROLE})
TO_ROLE = statement("Allow", {"AWS": ROLE}, "kms:Decrypt")
TO_ROOT = statement("Allow", {"AWS": ROOT}, "kms:*")
TO_OTHER = statement("Allow", {"AWS": f"arn:aws:iam::{ACCOUNT}:role/payroll"}, "kms:*")
KEY_DENY = statement("Deny", {"AWS": ROLE}, "kms:*")
ENCRYPTED = described(KmsKeyId=KEY_ARN)


@pytest.mark.parametrize(
    ("task", "verdict"),
    [
        pytest.param(naming(policy()), "pass", id="no policy"),
        pytest.param(naming(policy(ALLOW)), "pass", id="allowed"),
        pytest.param(naming(policy(statement("Allow", {"AWS": f"{ROLE}-other"}))), "pass", id="others allowed"),
        pytest.param(naming(policy(DENY)), "fail", id="denied"),
        pytest.param(naming(policy(ALLOW, statement("Deny", "*"))), "fail", id="everybody denied"),
        pytest.param(
            naming(policy(statement("Deny", "*", Condition={"StringNotEquals": {"aws:SourceVpce": "vpce-1"}}))),
            "unknown",
            id="denied outside an endpoint that may not be on the way",
        ),
        pytest.param(naming(policy(statement("Deny", "*", "secretsmanager:DeleteSecret"))), "pass", id="another"),
        pytest.param(naming(policy(ALLOW, arn=FOREIGN), written=FOREIGN), "pass", id="foreign and allowed"),
        pytest.param(naming(policy(arn=FOREIGN), written=FOREIGN), "fail", id="foreign without a policy"),
        pytest.param(
            naming(policy(statement("Allow", {"AWS": "999988887777"}), arn=FOREIGN), written=FOREIGN),
            "fail",
            id="foreign, for another account",
        ),
        pytest.param(naming(policy(DENY)).without(POLICY), "unknown", id="not read"),
        pytest.param(naming().refused(POLICY), "unknown", id="refused"),
        pytest.param(naming(written="/shop/mail"), "not_applicable", id="a parameter"),
        pytest.param(naming(policy(DENY), definition={"executionRoleArn": ""}), "not_applicable", id="no role"),
    ],
)
def test_policies_of_secrets(task: Naming, verdict: str) -> None:
    assert task.answer(secret_policies).verdict == verdict


@pytest.mark.parametrize(
    ("task", "verdict"),
    [
        pytest.param(naming(described()), "pass", id="the default key"),
        pytest.param(naming(described(KmsKeyId="alias/aws/secretsmanager")), "pass", id="the default key by name"),
        pytest.param(naming(ENCRYPTED, key(), key_policy(TO_ROOT)), "unknown", id="left to IAM, which nobody read"),
        pytest.param(naming(ENCRYPTED, key(), key_policy(TO_ROLE)), "pass", id="the role"),
        pytest.param(
            naming(
                ENCRYPTED,
                key(),
                key_policy(
                    {
                        **TO_ROLE,
                        "Condition": {"StringEquals": {"kms:ViaService": f"secretsmanager.{REGION}.amazonaws.com"}},
                    }
                ),
            ),
            "pass",
            id="by way of Secrets Manager",
        ),
        pytest.param(naming(ENCRYPTED, key(), key_policy(TO_OTHER)), "fail", id="another role"),
        pytest.param(
            naming(ENCRYPTED, key(), key_policy(TO_ROOT, KEY_DENY)),
            "fail",
            id="denied",
        ),
        pytest.param(naming(ENCRYPTED, key(state="Disabled"), key_policy(TO_ROOT)), "fail", id="disabled"),
        pytest.param(naming(ENCRYPTED, key(state="PendingDeletion")), "fail", id="on its way out, policy unread"),
        pytest.param(naming(ENCRYPTED, key(manager="AWS")), "pass", id="a key of AWS"),
        pytest.param(naming(described(KmsKeyId=KEY_ID), key(), key_policy(TO_ROLE)), "pass", id="by its id"),
        pytest.param(naming(described(KmsKeyId="alias/shop"), key(ALIAS, state="Disabled")), "fail", id="by an alias"),
        pytest.param(
            naming(ENCRYPTED, failures=((KEY, {"KeyId": KEY_ARN}, "NotFoundException"),)), "fail", id="no such key"
        ),
        pytest.param(naming(ENCRYPTED), "unknown", id="key unread"),
        pytest.param(naming(ENCRYPTED, key()), "unknown", id="policy unread"),
        pytest.param(naming(), "unknown", id="secret unread"),
        pytest.param(naming(described(FOREIGN), written=FOREIGN), "fail", id="a key of AWS, of another account"),
    ],
)
def test_keys_of_secrets(task: Naming, verdict: str) -> None:
    assert task.answer(secret_keys).verdict == verdict


@pytest.mark.parametrize(
    ("parameter", "answers", "verdict"),
    [
        ({"Type": "String"}, (), "pass"),
        ({"Type": "SecureString", "KeyId": "alias/aws/ssm"}, (), "pass"),
        ({"Type": "SecureString", "KeyId": KEY_ARN}, (key(), key_policy(TO_ROLE)), "pass"),
        ({"Type": "SecureString", "KeyId": KEY_ARN}, (key(), key_policy(TO_ROOT)), "unknown"),
        ({"Type": "SecureString", "KeyId": KEY_ARN}, (key(state="Disabled"),), "fail"),
        ({"Type": "SecureString", "KeyId": "alias/shop"}, (key(ALIAS), key_policy(TO_OTHER)), "fail"),
        ({"Type": "SecureString", "KeyId": KEY_ARN}, (), "unknown"),
    ],
)
def test_keys_of_parameters(parameter: dict[str, Any], answers: tuple[Asked, ...], verdict: str) -> None:
    arn = f"arn:aws:ssm:{REGION}:{ACCOUNT}:parameter/shop/mail"
    by_name = {"Key": "Name", "Option": "Equals", "Values": ["/shop/mail"]}
    shown = (
        PARAMETERS,
        {"ParameterFilters": [by_name]},
        {"Parameters": [{"Name": "/shop/mail", "ARN": arn, **parameter}]},
    )

    assert naming(shown, *answers, written="/shop/mail").answer(secret_keys).verdict == verdict


def test_what_a_policy_denies_is_behind_its_message() -> None:
    """The statement of the message and the policy that was read are one finding."""
    found = replace(naming(policy(DENY), described()), said=SAID_DENIED).finding("secret.policy-denied")

    assert (found.level, found.confidence) == ("root_cause", "certain")
    assert {each.operation for each in found.evidence} >= {POLICY, "ecs:DescribeTasks"}


@pytest.mark.parametrize(
    ("reason", "roots"),
    [
        ("", {"secret.policy-denied"}),
        (
            " because no identity-based policy allows the secretsmanager:GetSecretValue action",
            {"secret.policy-denied", "iam.execution-role-denied"},
        ),
    ],
)
def test_who_refuses_is_what_was_read_where_the_words_do_not_say(reason: str, roots: set[str]) -> None:
    """A refusal that names no policy is the one that configuration shows; one that names it stands."""
    said = SAID_DENIED.replace(" with an explicit deny in a resource-based policy", reason)

    assert replace(naming(policy(DENY), described()), said=said).roots() == roots


def test_what_a_key_refuses_is_behind_its_message() -> None:
    task = replace(naming(ENCRYPTED, policy(), key(), key_policy(TO_OTHER)), said=SAID_KMS)

    assert task.finding("secret.kms-denied").level == "root_cause"
    assert task.roots() == {"secret.kms-denied"}


def test_a_grant_could_still_admit_whom_the_key_policy_does_not() -> None:
    assert naming(ENCRYPTED, key(), key_policy(TO_OTHER)).finding("secret.kms-denied").confidence == "likely"
    assert naming(ENCRYPTED, key(state="Disabled")).finding("secret.kms-denied").confidence == "certain"


@pytest.mark.parametrize(
    ("task", "identifier", "remedy", "proven"),
    [
        (naming(policy(ALLOW, DENY)), "secret.policy-denied", "drop-denying-statement", True),
        (naming(policy(DENY)), "secret.policy-denied", "drop-denying-statement", True),
        (naming(policy(arn=FOREIGN), written=FOREIGN), "secret.policy-denied", "allow-role-by-secret-policy", True),
        (naming(ENCRYPTED, key(state="Disabled"), key_policy(TO_ROOT)), "secret.kms-denied", "enable-key", True),
        (naming(ENCRYPTED, key(state="PendingDeletion"), key_policy(TO_ROOT)), "secret.kms-denied", "keep-key", True),
        (naming(ENCRYPTED, key(), key_policy(TO_OTHER)), "secret.kms-denied", "admit-role-to-key", True),
        (
            naming(ENCRYPTED, key(), key_policy(TO_ROOT, KEY_DENY)),
            "secret.kms-denied",
            "drop-denying-statement-of-key",
            True,
        ),
        (naming(described(FOREIGN), written=FOREIGN), "secret.kms-denied", "encrypt-with-other-key", None),
    ],
)
def test_remedies(task: Naming, identifier: str, remedy: str, proven: bool | None) -> None:  # noqa: FBT001 - what is expected
    choices = {each.remedy.id: each for each in task.finding(identifier).recommendations}

    assert choices[remedy].proven is proven
    for choice in choices.values():
        assert choice.remedy.references
        for command in (*choice.remedy.commands, *choice.remedy.undo):
            parse(command)


WHOLE = (
    naming(policy(DENY), described()),
    naming(ENCRYPTED, policy(), key(), key_policy(TO_OTHER)),
    naming(described(KmsKeyId="alias/shop"), policy(), key(ALIAS, state="Disabled"), key_policy(TO_ROOT)),
    replace(naming(ENCRYPTED, policy(ALLOW), key(), key_policy(TO_OTHER)), said=SAID_KMS),
    naming(policy(arn=FOREIGN), described(FOREIGN), written=FOREIGN),
)


@pytest.mark.parametrize("task", WHOLE)
def test_redaction_changes_nothing(task: Naming) -> None:
    case = task.case()

    assert told_by(redact(case, bytes(range(32)))) == told_by(case)


@pytest.mark.parametrize("less", [DESCRIBE, POLICY, KEY, KEY_POLICY, "ecs:DescribeTaskDefinition"])
@pytest.mark.parametrize("whole", WHOLE)
def test_knowing_less_blames_nothing_else(whole: Naming, less: str) -> None:
    assert whole.without(less).roots() <= whole.roots()
    assert whole.refused(less).roots() <= whole.roots()


def of_role(*statements: dict[str, Any]) -> tuple[Asked, ...]:
    """Return what IAM says of the execution role's one policy."""
    own = {"RoleName": "web-execution"}
    held = {"Version": "2012-10-17", "Statement": list(statements)}
    described = {"RoleName": "web-execution", "Arn": ROLE, "Path": "/", "AssumeRolePolicyDocument": {"Statement": []}}
    return (
        ("iam:GetRole", own, {"Role": described}),
        ("iam:ListAttachedRolePolicies", own, {"AttachedPolicies": []}),
        ("iam:ListRolePolicies", own, {"PolicyNames": ["own"]}),
        ("iam:GetRolePolicy", own | {"PolicyName": "own"}, own | {"PolicyName": "own", "PolicyDocument": held}),
    )


SILENT = of_role({"Effect": "Allow", "Action": "secretsmanager:GetSecretValue", "Resource": "*"})
DECRYPTS = of_role({"Effect": "Allow", "Action": ["secretsmanager:*", "kms:Decrypt"], "Resource": "*"})


@pytest.mark.parametrize(
    ("task", "verdict"),
    [
        pytest.param(naming(ENCRYPTED, key(), key_policy(TO_ROOT), *SILENT), "fail", id="left to IAM, which is silent"),
        pytest.param(naming(ENCRYPTED, key(), key_policy(TO_ROOT), *DECRYPTS), "pass", id="left to IAM, which allows"),
        pytest.param(naming(ENCRYPTED, key(), key_policy(TO_ROOT, TO_ROLE), *SILENT), "pass", id="the role itself"),
        pytest.param(
            naming(ENCRYPTED, key(), key_policy(statement("Allow", "*", "kms:Decrypt")), *SILENT), "pass", id="anybody"
        ),
    ],
)
def test_a_key_may_leave_it_to_the_policies_of_the_role(task: Naming, verdict: str) -> None:
    """The policy that KMS gives a key admits nobody by itself, and lets IAM decide."""
    assert task.answer(secret_keys).verdict == verdict


def test_a_role_that_may_not_decrypt_is_admitted_by_the_key() -> None:
    found = naming(ENCRYPTED, policy(), key(), key_policy(TO_ROOT), *SILENT).finding("secret.kms-denied")

    assert (found.level, found.confidence) == ("root_cause", "likely")
    assert "iam:GetRolePolicy" in {each.operation for each in found.evidence}
    assert [(each.remedy.id, each.proven) for each in found.recommendations] == [("admit-role-to-key", True)]
