"""The resource policy of a secret, without the statement that denies, or with one that allows.

https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.facts.secret_access import context_of
from fargate_doctor.facts.secret_references import references_of
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.policy_documents import parsed, with_statement, without_statement, written
from fargate_doctor.remedies.snippets import cloudformation, terraform
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.facts.secret_references import SecretReference
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.secrets import SecretPolicy
    from fargate_doctor.remedies.policy_documents import Document

_ACTION: Final = "secretsmanager:GetSecretValue"
_REFERENCES: Final = (
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html",
)
_DROP_TITLE: Final = Text(
    en="Take the statement out of the policy of {resource} that denies it",
    es="Quitar de la política de {resource} la declaración que lo deniega",
)
_DROP: Final = Text(
    en="The statement may keep others out on purpose: narrow it by a condition where it has to stay.",
    es="Puede que la declaración excluya a otros a propósito: acótela con una condición si debe permanecer.",
)
_ADD_TITLE: Final = Text(
    en="Let {role} in by the policy of {resource}", es="Dejar entrar a {role} en la política de {resource}"
)
_ADD: Final = Text(
    en="Run this in the account of the secret. The role's own policies must allow it as well, and the secret needs a "
    "key that decrypts for other accounts.",
    es="Ejecútelo en la cuenta del secreto. Las políticas del propio rol también deben permitirlo, y el secreto "
    "necesita una clave que descifre para otras cuentas.",
)
_OTHERS: Final = Text(
    en="Everybody who reads secret {resource} is judged by this policy.",
    es="Esta política se aplica a todo el que lee el secreto {resource}.",
)


def admit_role_to_secret(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return the policy without what denies, or with what allows."""
    role = role_of(facts, "execution")
    ids = {each.id for each in raised.resources}
    blamed = next((each for each in references_of(facts) if each.asked in ids), None)
    policy = facts.snapshot.secret_policies.by_id.get(blamed.asked) if blamed else None
    if role is None or blamed is None or policy is None:
        return ()
    return tuple(_choices(facts, role, blamed, policy))


def _choices(facts: TaskFacts, role: TaskRole, reference: SecretReference, policy: SecretPolicy) -> Iterator[Remedy]:
    document = parsed(policy.resource_policy)
    name = printable(reference.name)
    request = PolicyRequest(_ACTION, policy.arn or reference.asked, role.arn, context_of(facts, reference))
    outcome = evaluate(policy.resource_policy or "", request)
    if document is not None and outcome.statement is not None:
        step = _with_policy(reference, policy, without_statement(document, outcome.statement))
        yield remedy("drop-denying-statement", _DROP_TITLE.fill(resource=name), _DROP, step, references=_REFERENCES)
        return
    statement = {"Effect": "Allow", "Principal": {"AWS": role.arn}, "Action": _ACTION, "Resource": "*"}
    step = _with_policy(reference, policy, with_statement(document, statement))
    title = _ADD_TITLE.fill(resource=name, role=printable(role.name))
    yield remedy("allow-role-by-secret-policy", title, _ADD, step, references=_REFERENCES)


def _with_policy(reference: SecretReference, policy: SecretPolicy, document: Document | None) -> Step:
    named = {"secret_id": reference.asked}
    before, region = parsed(policy.resource_policy), reference.region
    delete = aws("secretsmanager", "delete-resource-policy", region, **named)
    put = (
        aws("secretsmanager", "put-resource-policy", region, **named, resource_policy=document) if document else delete
    )
    undo = aws("secretsmanager", "put-resource-policy", region, **named, resource_policy=before) if before else delete
    text = written(document) if document else None
    return Step(
        commands=(put,),
        undo=(undo,),
        terraform=terraform(
            "aws_secretsmanager_secret_policy", reference.name, {"secret_arn": reference.asked, "policy": text}
        )
        if text
        else "",
        cloudformation=cloudformation(
            f"Policy{reference.name}",
            "AWS::SecretsManager::ResourcePolicy",
            {"SecretId": reference.asked, "ResourcePolicy": document},
        )
        if document
        else "",
        affects=(_OTHERS.fill(resource=printable(reference.name)),),
        change=updating("secret_policies", policy, resource_policy=text),
    )
