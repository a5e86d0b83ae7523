"""What AWS says where the reader of an account lacks a permission."""

from __future__ import annotations

from typing import Any, Final

from fargate_doctor.case.model import Failure
from fargate_doctor.case.operations import iam_action

_CODES: Final = {"ec2": "UnauthorizedOperation", "elbv2": "AccessDenied", "iam": "AccessDenied", "sts": "AccessDenied"}


def refusal(operation: str, request: dict[str, Any], reader: str, region: str, at: str) -> Failure:
    """Return the refusal of one call, in the words of its service."""
    service = operation.partition(":")[0]
    action = iam_action(operation)
    whose = f"User: {reader} is not authorized to perform: {action}"
    because = f"because no identity-based policy allows the {action} action"
    if service == "ec2":
        message = f"You are not authorized to perform this operation. {whose} {because}"
    elif service in {"ecs", "route53resolver"}:
        message = f"{whose} on resource: * {because}"
    else:
        message = f"{whose} {because}"
    return Failure(
        operation=operation,
        request=request,
        region=region,
        error=_CODES.get(service, "AccessDeniedException"),
        message=message,
        action=action,
        at=at,
    )
