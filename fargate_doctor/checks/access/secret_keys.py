"""Can the keys of the secrets decrypt them for the execution role?

Why it matters: a secret or parameter with a key of the customer's own is decrypted under the execution role; a key
that is disabled, on its way out, or whose policy does not admit the role stops the task.
How we know: the state and the policy of each key are read. Nothing is decrypted.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Final

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
from fargate_doctor.facts.paths.flow import Permission
from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.facts.roles.decisions import decide
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.facts.roles.wanted import Wanted
from fargate_doctor.facts.secret_access import context_of_key
from fargate_doctor.facts.secret_references import references_of
from fargate_doctor.facts.secret_stores import key_named, key_of, secret_of
from fargate_doctor.facts.spoken_of import names_another
from fargate_doctor.model.evidence import Evidence
from fargate_doctor.model.keys import KEY
from fargate_doctor.remedies import offered
from fargate_doctor.text import Text

if TYPE_CHECKING:
    from fargate_doctor.facts.roles.decisions import Decision
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.facts.secret_references import SecretReference
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.evidence import Confidence
    from fargate_doctor.model.keys import Key
    from fargate_doctor.model.snapshot import Snapshot

_DOCS = (
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-state.html",
    "https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task_execution_IAM_role.html",
)

KMS_DENIED = FindingKind(
    id="secret.kms-denied",
    title=Text(
        en="The key of {resource} does not decrypt it for the task",
        es="La clave de {resource} no lo descifra para la tarea",
    ),
    place=73,
    docs=_DOCS,
    explains=frozenset({"kms_denied", "access_denied"}),
    remedies=offered("secret_keys.let_key_decrypt"),
)

_NOTHING_NAMED = Text(
    en="The task names no secrets and no parameters.",
    es="La tarea no nombra secretos ni parámetros.",
)
_NO_ROLE = Text(
    en="The task has no execution role to decrypt with.",
    es="La tarea no tiene ningún rol de ejecución con el que descifrar.",
)
_HEALTHY = Text(
    en="Every key is enabled and admits the execution role, or is kept by AWS.",
    es="Toda clave está habilitada y admite al rol de ejecución, o la gestiona AWS.",
)
_STATE = Text(
    en="Key {key}, with which {resource} is encrypted, is in state {state}: nothing can be decrypted with it.",
    es="La clave {key}, con la que está cifrado {resource}, está en estado {state}: con ella no se puede descifrar "
    "nada.",
)
_GONE = Text(
    en="Key {key}, with which {resource} is encrypted, does not exist.",
    es="La clave {key}, con la que está cifrado {resource}, no existe.",
)
_REFUSES = Text(
    en="A statement in the policy of key {key} denies kms:Decrypt to {role}, and {resource} is encrypted with it.",
    es="Una declaración de la política de la clave {key} deniega kms:Decrypt a {role}, y {resource} está cifrado con "
    "ella.",
)
_ADMITS_NOT = Text(
    en="The policy of key {key} admits neither {role} nor its account, and {resource} is encrypted with it. Only a "
    "grant, which is not read, could still let the role decrypt.",
    es="La política de la clave {key} no admite ni a {role} ni a su cuenta, y {resource} está cifrado con ella. Solo "
    "una concesión (grant), que no se lee, podría aún permitir que el rol descifre.",
)
_LEFT_TO_IAM = Text(
    en="{resource} is encrypted with key {key}. The key leaves it to IAM who may decrypt, and no policy of {role} "
    "allows kms:Decrypt with it. Only a grant, which is not read, could still let the role decrypt.",
    es="{resource} está cifrado con la clave {key}. La clave deja que IAM decida quién puede descifrar, y ninguna "
    "política de {role} permite kms:Decrypt con ella. Solo una concesión (grant), que no se lee, podría aún permitir "
    "que el rol descifre.",
)
_UNREAD_IAM = Text(
    en="{resource} is encrypted with key {key}, which leaves it to IAM who may decrypt, and whether the policies of "
    "{role} allow kms:Decrypt is not known.",
    es="{resource} está cifrado con la clave {key}, que deja que IAM decida quién puede descifrar, y no se sabe si las "
    "políticas de {role} permiten kms:Decrypt.",
)
_DEPENDS = Text(
    en="Whether the policy of key {key} admits {role} depends on conditions that cannot be judged from here.",
    es="Que la política de la clave {key} admita a {role} depende de condiciones que desde aquí no se pueden juzgar.",
)
_OF_AWS_ELSEWHERE = Text(
    en="{resource} belongs to account {account} and is encrypted with the key that AWS keeps for that account, which "
    "decrypts for nobody else.",
    es="{resource} es de la cuenta {account} y está cifrado con la clave que AWS gestiona para esa cuenta, que no "
    "descifra para nadie más.",
)
_ERROR: Final = "ErrorCode"


@check(
    id="access.secret-keys",
    under="access",
    order=34,
    label=Text(en="Keys of secrets", es="Claves de los secretos"),
    question=Text(
        en="Do the keys of the secrets decrypt them for the execution role?",
        es="¿Descifran las claves los secretos para el rol de ejecución?",
    ),
    otherwise=Text(
        en="A secret that its key does not decrypt cannot be fetched, whatever the role may do.",
        es="Un secreto que su clave no descifra no se puede obtener, permita lo que permita el rol.",
    ),
    reads=("secretsmanager:DescribeSecret", "ssm:DescribeParameters", "kms:DescribeKey", "kms:GetKeyPolicy"),
    reads_if_met=("iam:GetRolePolicy", "iam:GetPolicyVersion"),
    docs=_DOCS,
    findings=(KMS_DENIED,),
)
def secret_keys(facts: TaskFacts) -> Answer:
    """Answer for all secrets and parameters at once."""
    references = {each.asked: each for each in references_of(facts) if not each.fault}
    if not references:
        return does_not_apply(_NOTHING_NAMED)
    role = role_of(facts, "execution")
    if role is None:
        return does_not_apply(_NO_ROLE)
    return all_of(
        (unless_proved(facts, "secrets", partial(_of, facts, role, each)) for each in references.values()),
        _HEALTHY,
    )


def _of(facts: TaskFacts, role: TaskRole, reference: SecretReference) -> Answer:
    if reference.store == "parameter" and reference.is_foreign:
        return does_not_apply(_HEALTHY, reference.named)
    named = key_named(facts.snapshot, reference)
    if named.value is None:
        return _with_key_of_aws(facts, role, reference, named.evidence)
    key = key_of(facts.snapshot, named.value)
    words = {"key": named.value, "resource": reference.name, "role": role.name}
    if key is None:
        gone = _said_absent(facts.snapshot, named.value)
        return _refused(facts, role, reference, _GONE.fill(**words), (*named.evidence, gone), named.value)
    if not key.decrypts:
        because = _STATE.fill(state=key.key_state, **words)
        return _refused(facts, role, reference, because, (*named.evidence, key.cite("KeyState")), key.arn)
    if key.is_of_aws:
        return passes(_HEALTHY, *named.evidence, key.cite("KeyManager"))
    return _by_policy(facts, role, reference, key, named.evidence)


def _with_key_of_aws(
    facts: TaskFacts, role: TaskRole, reference: SecretReference, evidence: tuple[Evidence, ...]
) -> Answer:
    """Answer for a key that AWS keeps: it serves its own account alone."""
    exists = reference.store == "secret" and secret_of(facts.snapshot, reference).value is not None
    if reference.is_foreign and exists:
        because = _OF_AWS_ELSEWHERE.fill(resource=reference.name, account=reference.account)
        return _refused(facts, role, reference, because, evidence, "")
    return passes(_HEALTHY, *evidence)


def _by_policy(
    facts: TaskFacts, role: TaskRole, reference: SecretReference, key: Key, evidence: tuple[Evidence, ...]
) -> Answer:
    policy = facts.snapshot.key_policies.require(key.arn)
    request = PolicyRequest("kms:Decrypt", key.arn, role.arn, context_of_key(reference, role))
    outcome = evaluate(policy.policy, request)
    words = {"key": key.arn, "resource": reference.name, "role": role.name}
    quoted = (*evidence, policy.cite("Policy"))
    if outcome.answer == "allowed":
        by_role = _by_policies_of_role(facts.snapshot, role, policy.policy, request)
        if by_role is not None and by_role.answer == "denied":
            evidence = (*quoted, *by_role.evidence)
            return _refused(facts, role, reference, _LEFT_TO_IAM.fill(**words), evidence, key.arn, supports="likely")
        if by_role is not None and by_role.answer == "unknown":
            return unknown(_UNREAD_IAM.fill(**words), *by_role.missing, evidence=quoted)
        return passes(_HEALTHY, *quoted, key.cite("KeyState"))
    if outcome.answer == "unknown":
        return unknown(_DEPENDS.fill(**words), evidence=quoted)
    if outcome.statement is not None:
        return _refused(facts, role, reference, _REFUSES.fill(**words), quoted, key.arn)
    return _refused(facts, role, reference, _ADMITS_NOT.fill(**words), quoted, key.arn, supports="likely")


def _by_policies_of_role(snapshot: Snapshot, role: TaskRole, document: str, request: PolicyRequest) -> Decision | None:
    """Return what the role's own policies say where the key leaves that to them, None where it admits the role itself.

    https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-default.html
    """
    another = replace(request, principal=f"{role.arn.rpartition('/')[0]}/-")
    anybody = replace(request, principal="arn:aws:iam::000000000000:role/-")
    is_left = role.arn not in document and evaluate(document, another).answer == "allowed"
    if not is_left or evaluate(document, anybody).answer == "allowed":
        return None
    return decide(snapshot, role, Wanted(Permission(request.action, request.resource), ()))


def _refused(  # noqa: PLR0913, PLR0917 - what makes the finding
    facts: TaskFacts,
    role: TaskRole,
    reference: SecretReference,
    because: Text,
    evidence: tuple[Evidence, ...],
    key: str,
    *,
    supports: Confidence = "certain",
) -> Answer:
    others = (
        name for each in references_of(facts) if each.asked != reference.asked for name in (each.asked, each.name)
    )
    keys = (ResourceName("kms-key", key),) if key else ()
    raised = Raised(
        KMS_DENIED,
        because,
        "notice" if names_another(facts, (reference.asked, reference.name), others) else "blocker",
        {"resource": reference.name},
        (ResourceName(reference.store, reference.asked), *keys),
        (reference.named, role.named, *evidence),
        reference.ways(facts),
        supports=supports,
        level="contributing",
        phase="secrets",
    )
    return fails(because, raised)


def _said_absent(snapshot: Snapshot, arn: str) -> Evidence:
    """Return the quotation of KMS saying that it has no such key."""
    said = next((each for each in snapshot.failures if (each.request or {}).get("KeyId") == arn), None)
    return Evidence(
        operation=KEY,
        resource=arn,
        field=_ERROR,
        value=said.error if said else None,
        observed_at=said.at if said else None,
    )
