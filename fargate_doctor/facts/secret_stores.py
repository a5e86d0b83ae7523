"""What was read of a secret or parameter that a task names: that it exists, its versions, and its key.

https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_DescribeSecret.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.arns import parse_arn
from fargate_doctor.facts.fact import Known
from fargate_doctor.model.evidence import Evidence, Unanswered
from fargate_doctor.model.secrets import DESCRIBED

if TYPE_CHECKING:
    from fargate_doctor.facts.secret_references import SecretReference
    from fargate_doctor.model.keys import Key
    from fargate_doctor.model.secrets import Parameter, Secret
    from fargate_doctor.model.snapshot import Snapshot

_OF_AWS: Final = "alias/aws/"
_ENCRYPTED: Final = "SecureString"


def secret_of(snapshot: Snapshot, reference: SecretReference) -> Known[Secret | None]:
    """Return the secret, None where AWS says that there is none; raises `Unanswered` where nobody could look."""
    for each in snapshot.secrets:
        if each.is_called(reference.asked):
            return Known(each, (each.cite("ARN"),))
    snapshot.secrets.find(reference.asked)
    return Known(None, (_said_absent(snapshot, reference),))


def parameter_of(snapshot: Snapshot, reference: SecretReference) -> Known[Parameter | None]:
    """Return the parameter, None where the listing lacks it; raises `Unanswered` where nobody could look."""
    found = snapshot.parameters.find(reference.asked)
    if found is None:
        return Known(None, (snapshot.parameters.cite_absence(reference.asked, "Parameters"),))
    return Known(found, (found.cite("Name"),))


def key_named(snapshot: Snapshot, reference: SecretReference) -> Known[str | None]:
    """Return the ARN of the key or alias that a secret or parameter names itself.

    None where it names none or one that AWS keeps, or where there is no such thing to be encrypted. Raises `Unanswered`
    where nobody could look.
    """
    if reference.store == "secret":
        secret = secret_of(snapshot, reference).value
        written, owner = (secret.kms_key_id or "", secret.arn or reference.asked) if secret else ("", "")
        evidence = (secret.cite("KmsKeyId"),) if secret else ()
    else:
        parameter = parameter_of(snapshot, reference).value
        is_encrypted = parameter is not None and parameter.type == _ENCRYPTED
        written, owner = (parameter.key_id or "" if parameter and is_encrypted else ""), reference.asked
        evidence = (parameter.cite("KeyId"),) if parameter else ()
    if not written or _OF_AWS in written:
        return Known(None, evidence)
    return Known(_key_arn(written, owner), evidence)


def key_of(snapshot: Snapshot, arn: str) -> Key | None:
    """Return a key by its ARN or that of an alias, None where AWS says that there is none."""
    shown = next((each for each in snapshot.keys if each.arn == arn), None)
    return shown or snapshot.keys.find(arn)


def _key_arn(written: str, owner: str) -> str:
    """Return the ARN of a key or alias beside what it encrypts."""
    beside = parse_arn(owner)
    if written.startswith("arn:") or beside is None:
        return written
    resource = written if written.startswith("alias/") else f"key/{written}"
    return f"arn:{beside.partition}:kms:{beside.region}:{beside.account}:{resource}"


def _said_absent(snapshot: Snapshot, reference: SecretReference) -> Evidence:
    """Return the quotation of Secrets Manager saying that it has no such secret."""
    for failure in snapshot.failures:
        if failure.operation == DESCRIBED and (failure.request or {}).get("SecretId") == reference.asked:
            return Evidence(
                operation=DESCRIBED,
                resource=reference.asked,
                field="ErrorCode",
                value=failure.error,
                observed_at=failure.at,
            )
    raise Unanswered(*snapshot.secrets.missing)
