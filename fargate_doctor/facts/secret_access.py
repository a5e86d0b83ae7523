"""What a policy gets to know of the execution role's request for a secret, as far as it can be told.

https://docs.aws.amazon.com/kms/latest/developerguide/conditions-kms.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.arns import parse_arn

if TYPE_CHECKING:
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.facts.secret_references import SecretReference
    from fargate_doctor.facts.task_facts import TaskFacts

Context = tuple[tuple[str, str], ...]


def context_of(facts: TaskFacts, reference: SecretReference) -> Context:
    """Return the condition keys of the request to the store, with those of the endpoint that it goes through."""
    known: list[tuple[str, str]] = [
        ("aws:SecureTransport", "true"),
        ("secretsmanager:SecretId", reference.asked),
        ("secretsmanager:VersionStage", reference.wanted_stage),
    ]
    endpoints = {way.walk.via for way in reference.ways(facts) if way.walk}
    endpoint = facts.snapshot.endpoints.by_id.get(endpoints.pop() or "") if len(endpoints) == 1 else None
    if endpoint:
        known += [("aws:SourceVpce", endpoint.identifier), ("aws:SourceVpc", endpoint.vpc_id)]
    return tuple((key, value) for key, value in known if value)


def context_of_key(reference: SecretReference, role: TaskRole) -> Context:
    """Return the condition keys of the request that the store makes to KMS on behalf of the role."""
    service = "secretsmanager" if reference.store == "secret" else "ssm"
    arn = parse_arn(role.arn)
    suffix = "amazonaws.com"
    encrypted = "SecretARN" if reference.store == "secret" else "PARAMETER_ARN"
    return (
        ("kms:ViaService", f"{service}.{reference.region}.{suffix}"),
        ("kms:CallerAccount", arn.account if arn else reference.account),
        (f"kms:EncryptionContext:{encrypted}", reference.asked),
    )
