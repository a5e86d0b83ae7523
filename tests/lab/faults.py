"""How AWS refuses: the same refusal has a different shape in each family of services."""

from __future__ import annotations

from tests.lab.state import CALLER
from tests.lab.wire import Call, Refusal, client_model

_FORBIDDEN, _UNAVAILABLE, _BAD = 403, 503, 400


def denied(call: Call) -> Refusal:
    """Return what a caller without the permission is told."""
    action = f"{client_model(call.service).signing_name}:{call.name}"
    if call.service == "ec2":
        reason = f"because no identity-based policy allows the {action} action"
        message = f"You are not authorized to perform this operation. User: {CALLER} is not authorized to perform: "
        return Refusal("UnauthorizedOperation", f"{message}{action} {reason}", _FORBIDDEN)
    message = f"User: {CALLER} is not authorized to perform: {action} on resource: *"
    if _speaks_json(call):
        return Refusal("AccessDeniedException", message, _BAD)
    return Refusal("AccessDenied", message, _FORBIDDEN)


def throttled(call: Call) -> Refusal:
    """Return what a caller who asks too often is told."""
    if call.service == "ec2":
        return Refusal("RequestLimitExceeded", "Request limit exceeded.", _UNAVAILABLE)
    if _speaks_json(call):
        return Refusal("ThrottlingException", "Rate exceeded", _BAD)
    return Refusal("Throttling", "Rate exceeded", _BAD)


def _speaks_json(call: Call) -> bool:
    return "json" in str(client_model(call.service).metadata["protocol"])
