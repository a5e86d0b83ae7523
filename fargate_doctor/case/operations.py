"""Names of AWS operations, as the AWS CLI and as IAM spell them."""

from __future__ import annotations

from typing import Final

_IAM_PREFIX: Final = {
    "efs": "elasticfilesystem",
    "elb": "elasticloadbalancing",
    "elbv2": "elasticloadbalancing",
    "service-quotas": "servicequotas",
}

_OTHER_ACTIONS: Final = {"s3:ListObjectsV2": "s3:ListBucket"}
"""Operations whose permission has another name."""

_OTHER_NAMES: Final = {
    "cloudwatchlogs": "logs",
    "elasticfilesystem": "efs",
    "elasticloadbalancing": "elbv2",
    "elasticloadbalancingv2": "elbv2",
    "networkfirewall": "network-firewall",
    "route53-resolver": "route53resolver",
    "servicequotas": "service-quotas",
}
"""What IAM, CloudTrail or an SDK calls a service, and what it is called in a case."""

_CLASSIC: Final = frozenset({"DescribeLoadBalancerPolicies", "DescribeInstanceHealth"})


def iam_action(operation: str) -> str:
    """Return the IAM action that permits an operation: `elbv2:X` is `elasticloadbalancing:X`."""
    service, _, name = operation.partition(":")
    return _OTHER_ACTIONS.get(operation) or f"{_IAM_PREFIX.get(service, service)}:{name}"


def canonical_operation(name: str) -> str:
    """Return the name that a case uses for an operation: `elasticloadbalancing:X` is `elbv2:X`."""
    service, colon, operation = name.partition(":")
    if operation in _CLASSIC and _OTHER_NAMES.get(service) == "elbv2":
        return f"elb:{operation}"
    return f"{_OTHER_NAMES.get(service, service)}{colon}{operation}"
