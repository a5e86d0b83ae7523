"""Names of AWS operations as IAM spells them."""

from __future__ import annotations

_OTHER_ACTIONS = {"s3:ListObjectsV2": "s3:ListBucket"}
_IAM_PREFIX = {"elbv2": "elasticloadbalancing", "efs": "elasticfilesystem"}


def iam_action(operation: str) -> str:
    """Return the IAM action that permits an operation: `elbv2:X` is `elasticloadbalancing:X`."""
    service, _, name = operation.partition(":")
    return _OTHER_ACTIONS.get(operation) or f"{_IAM_PREFIX.get(service, service)}:{name}"
