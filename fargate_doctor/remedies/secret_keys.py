"""Keys that do not decrypt: enabled again, kept from deletion, or with a policy that admits the role.

https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.facts.secret_access import context_of_key
from fargate_doctor.facts.secret_references import references_of
from fargate_doctor.remedies.changes import updating
from fargate_doctor.remedies.command import aws
from fargate_doctor.remedies.policy_documents import parsed, with_statement, without_statement, written
from fargate_doctor.remedies.snippets import terraform
from fargate_doctor.remedies.step import Step, remedy
from fargate_doctor.text import Text, printable

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.diagnosis.check import Raised
    from fargate_doctor.diagnosis.remedy import Remedy
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.facts.secret_references import SecretReference
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.keys import Key
    from fargate_doctor.remedies.policy_documents import Document

_NEW_KEY: Final = "<ARN_OF_A_KEY_THAT_ADMITS_THE_ROLE>"
_REFERENCES: Final = (
    "https://docs.aws.amazon.com/kms/latest/developerguide/enabling-keys.html",
    "https://docs.aws.amazon.com/kms/latest/developerguide/key-policy-modifying.html",
)
_ENABLE_TITLE: Final = Text(en="Enable key {key}", es="Habilitar la clave {key}")
_KEEP_TITLE: Final = Text(
    en="Cancel the deletion of key {key}, and enable it", es="Cancelar la eliminación de la clave {key} y habilitarla"
)
_USABLE: Final = Text(
    en="What is encrypted with it can be decrypted again.",
    es="Lo que está cifrado con ella vuelve a poder descifrarse.",
)
_ADMIT_TITLE: Final = Text(
    en="Let {role} decrypt by the policy of key {key}",
    es="Permitir a {role} descifrar en la política de la clave {key}",
)
_ADMIT: Final = Text(
    en="The statement allows kms:Decrypt to this role alone.",
    es="La declaración permite kms:Decrypt solo a este rol.",
)
_DROP_TITLE: Final = Text(
    en="Take the statement out of the policy of key {key} that denies it",
    es="Quitar de la política de la clave {key} la declaración que lo deniega",
)
_DROP: Final = Text(
    en="The statement may keep others out on purpose: narrow it by a condition where it has to stay.",
    es="Puede que la declaración excluya a otros a propósito: acótela con una condición si debe permanecer.",
)
_REENCRYPT_TITLE: Final = Text(
    en="Encrypt {resource} with a key whose policy admits the role",
    es="Cifrar {resource} con una clave cuya política admita al rol",
)
_REENCRYPT: Final = Text(
    en="Run this in the account of the secret. Versions that exist already keep their old key: put the value anew.",
    es="Ejecútelo en la cuenta del secreto. Las versiones que ya existen conservan su clave: vuelva a guardar el "
    "valor.",
)
_OTHERS: Final = Text(
    en="Everything that is encrypted with key {key}.", es="Todo lo que está cifrado con la clave {key}."
)


def let_key_decrypt(facts: TaskFacts, raised: Raised) -> tuple[Remedy, ...]:
    """Return what makes the key decrypt for the role."""
    role = role_of(facts, "execution")
    ids = {each.id for each in raised.resources}
    blamed = next((each for each in references_of(facts) if each.asked in ids), None)
    key = next((each for each in facts.snapshot.keys if each.arn in ids), None)
    if role is None or blamed is None:
        return ()
    return tuple(_of_key(facts, role, blamed, key) if key else _another_key(blamed))


def _of_key(facts: TaskFacts, role: TaskRole, reference: SecretReference, key: Key) -> Iterator[Remedy]:
    region = key.arn.split(":")[3] if key.arn.count(":") > 3 else reference.region  # noqa: PLR2004 - an ARN's Region
    named = {"key_id": key.arn}
    if not key.decrypts:
        is_leaving = key.key_state == "PendingDeletion"
        enable = aws("kms", "enable-key", region, **named)
        keep = aws("kms", "cancel-key-deletion", region, **named)
        undo = aws("kms", "schedule-key-deletion" if is_leaving else "disable-key", region, **named)
        yield remedy(
            "keep-key" if is_leaving else "enable-key",
            (_KEEP_TITLE if is_leaving else _ENABLE_TITLE).fill(key=printable(key.arn)),
            _USABLE,
            Step(
                commands=(keep, enable) if is_leaving else (enable,),
                undo=(undo,),
                affects=(_OTHERS.fill(key=printable(key.arn)),),
                change=updating("keys", key, key_state="Enabled"),
            ),
            references=_REFERENCES,
        )
        return
    yield from _of_policy(facts, role, reference, key, region)


def _of_policy(facts: TaskFacts, role: TaskRole, reference: SecretReference, key: Key, region: str) -> Iterator[Remedy]:
    policy = facts.snapshot.key_policies.by_id.get(key.arn)
    document = parsed(policy.policy) if policy else None
    if policy is None or document is None:
        return
    words = {"key": printable(key.arn), "role": printable(role.name)}
    outcome = evaluate(policy.policy, PolicyRequest("kms:Decrypt", key.arn, role.arn, context_of_key(reference, role)))
    statement = {"Effect": "Allow", "Principal": {"AWS": role.arn}, "Action": "kms:Decrypt", "Resource": "*"}
    changed, identifier, title, detail = with_statement(document, statement), "admit-role-to-key", _ADMIT_TITLE, _ADMIT
    if outcome.answer == "denied" and outcome.statement is not None:
        without = without_statement(document, outcome.statement)
        if without is None:
            return
        changed, identifier, title, detail = without, "drop-denying-statement-of-key", _DROP_TITLE, _DROP

    def put(content: Document) -> str:
        return aws("kms", "put-key-policy", region, key_id=key.arn, policy_name="default", policy=content)

    yield remedy(
        identifier,
        title.fill(**words),
        detail,
        Step(
            commands=(put(changed),),
            undo=(put(document),),
            terraform=terraform("aws_kms_key_policy", "key", {"key_id": key.arn, "policy": written(changed)}),
            affects=(_OTHERS.fill(key=printable(key.arn)),),
            change=updating("key_policies", policy, policy=written(changed)),
        ),
        references=_REFERENCES,
    )


def _another_key(reference: SecretReference) -> Iterator[Remedy]:
    if reference.store == "secret":
        command = aws(
            "secretsmanager", "update-secret", reference.region, secret_id=reference.asked, kms_key_id=_NEW_KEY
        )
        title = _REENCRYPT_TITLE.fill(resource=printable(reference.name))
        yield remedy(
            "encrypt-with-other-key", title, _REENCRYPT, Step(commands=(command,), change=None), references=_REFERENCES
        )
