"""Do the resource policies of the secrets let the execution role in?

Why it matters: a policy of the secret itself can refuse a role that IAM allows, and a secret of another account needs
one that allows it.
How we know: the policy of each secret is read and held against the execution role. Values are never read.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from fargate_doctor.diagnosis.check import (
    Answer,
    FindingKind,
    Raised,
    ResourceName,
    check,
    does_not_apply,
    fails,
    passes,
    unknown,
)
from fargate_doctor.diagnosis.for_each import all_of, unless_proved
from fargate_doctor.facts.policies import Outcome, PolicyRequest, evaluate
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.facts.secret_access import context_of
from fargate_doctor.facts.secret_references import references_of
from fargate_doctor.facts.spoken_of import names_another
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.facts.secret_references import SecretReference
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.secrets import SecretPolicy

_DOCS = (
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_resource-policies.html",
    "https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html",
)

POLICY_DENIED = FindingKind(
    id="secret.policy-denied",
    title=Text(
        en="The resource policy of secret {resource} refuses the execution role",
        es="La política de recursos del secreto {resource} rechaza al rol de ejecución",
    ),
    place=72,
    docs=_DOCS,
    explains=frozenset({"access_denied"}),
    remedies=offered("secret_policies.admit_role_to_secret"),
)

_NO_SECRETS = Text(
    en="The task names no secrets of Secrets Manager.", es="La tarea no nombra secretos de Secrets Manager."
)
_NO_ROLE = Text(
    en="The task has no execution role that a policy could refuse.",
    es="La tarea no tiene ningún rol de ejecución que una política pueda rechazar.",
)
_HEALTHY = Text(
    en="No secret's own policy refuses {role}.",
    es="Ninguna política de los secretos rechaza a {role}.",
)
_REFUSES = Text(
    en="A statement of the resource policy of {resource} denies secretsmanager:GetSecretValue to {role}. No permission "
    "of the role can outweigh that.",
    es="Una declaración de la política de recursos de {resource} deniega secretsmanager:GetSecretValue a {role}. "
    "Ningún permiso del rol puede compensarlo.",
)
_LETS_NOBODY_IN = Text(
    en="{resource} belongs to account {account}, and its resource policy does not allow secretsmanager:GetSecretValue "
    "to {role}; across accounts it has to.",
    es="{resource} es de la cuenta {account} y su política de recursos no permite secretsmanager:GetSecretValue a "
    "{role}; entre cuentas es necesario.",
)
_DEPENDS = Text(
    en="Whether the resource policy of {resource} lets {role} in depends on conditions that cannot be judged from "
    "here.",
    es="Que la política de recursos de {resource} deje entrar a {role} depende de condiciones que desde aquí no se "
    "pueden juzgar.",
)


@check(
    id="access.secret-policies",
    under="access",
    order=32,
    label=Text(en="Policies of secrets", es="Políticas de los secretos"),
    question=Text(
        en="Do the secrets' own policies let the execution role in?",
        es="¿Dejan entrar al rol de ejecución las políticas de los propios secretos?",
    ),
    otherwise=Text(
        en="What a secret's policy denies, no permission of the role can allow.",
        es="Lo que deniega la política de un secreto no lo puede permitir ningún permiso del rol.",
    ),
    reads=("ecs:DescribeTaskDefinition", "secretsmanager:GetResourcePolicy"),
    docs=_DOCS,
    findings=(POLICY_DENIED,),
)
def secret_policies(facts: TaskFacts) -> Answer:
    """Answer for all secrets at once."""
    secrets = {each.asked: each for each in references_of(facts) if each.store == "secret" and not each.fault}
    if not secrets:
        return does_not_apply(_NO_SECRETS)
    role = role_of(facts, "execution")
    if role is None:
        return does_not_apply(_NO_ROLE)
    healthy = _HEALTHY.fill(role=role.name)
    return all_of(
        (unless_proved(facts, "secrets", partial(_of, facts, role, each)) for each in secrets.values()),
        healthy,
    )


def _of(facts: TaskFacts, role: TaskRole, reference: SecretReference) -> Answer:
    policy = facts.snapshot.secret_policies.find(reference.asked)
    healthy = _HEALTHY.fill(role=role.name)
    if policy is None:
        return does_not_apply(healthy, reference.named)
    words = {"resource": reference.name, "role": role.name, "account": reference.account}
    outcome = _outcome(facts, role, reference, policy)
    if outcome.answer == "unknown":
        return unknown(_DEPENDS.fill(**words), evidence=(policy.cite("ResourcePolicy"),))
    if outcome.answer == "denied" and outcome.statement is not None:
        return _refused(facts, role, reference, policy, _REFUSES.fill(**words))
    if outcome.answer == "denied" and reference.is_foreign:
        return _refused(facts, role, reference, policy, _LETS_NOBODY_IN.fill(**words))
    return passes(healthy, policy.cite("ResourcePolicy"))


def _outcome(facts: TaskFacts, role: TaskRole, reference: SecretReference, policy: SecretPolicy) -> Outcome:
    """Return what the policy says; a secret without one denies and allows nothing by itself."""
    if not policy.resource_policy:
        return Outcome("denied")
    arn = next((each.arn for each in facts.snapshot.secrets if each.is_called(reference.asked)), reference.asked)
    request = PolicyRequest("secretsmanager:GetSecretValue", arn, role.arn, context_of(facts, reference))
    return evaluate(policy.resource_policy, request)


def _refused(
    facts: TaskFacts, role: TaskRole, reference: SecretReference, policy: SecretPolicy, because: Text
) -> Answer:
    others = (
        name for each in references_of(facts) if each.asked != reference.asked for name in (each.asked, each.name)
    )
    raised = Raised(
        POLICY_DENIED,
        because,
        "notice" if names_another(facts, (reference.asked, reference.name), others) else "blocker",
        {"resource": reference.name},
        (ResourceName("secret", reference.asked), ResourceName("iam-role", role.name)),
        (reference.named, role.named, policy.cite("ResourcePolicy")),
        reference.ways(facts),
        level="contributing",
        phase="secrets",
    )
    return fails(because, raised)
