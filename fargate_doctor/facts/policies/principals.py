"""Does a statement speak of the principal?

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from fargate_doctor.facts.policies.conditions import Judgement
    from fargate_doctor.facts.policies.request import PolicyRequest

_EVERYBODY: Final = "*"
_ACCOUNT: Final = re.compile(r"^(?:arn:[^:]+:iam::)?(?P<account>\d{12})(?::root)?$")
_SESSION: Final = re.compile(r"^arn:[^:]+:sts::(?P<account>\d{12}):assumed-role/(?P<role>[^/]+)/.+$")


def speaks_of(statement: dict[str, Any], request: PolicyRequest) -> Judgement:
    """Return whether the principal of a request is meant; a statement without principals means everybody."""
    if "Principal" in statement:
        return _is_among(statement["Principal"], request)
    if "NotPrincipal" in statement:
        return _is_not_among(statement["NotPrincipal"], request)
    return "true"


def _is_not_among(principals: Any, request: PolicyRequest) -> Judgement:  # noqa: ANN401 - whatever the policy holds
    """Return whether a principal is left out; one named only by its account stays a doubt."""
    judged = _is_among(principals, request)
    if judged == "false":
        return "true"
    listed = principals.get("AWS", []) if isinstance(principals, dict) else principals
    is_named = request.principal is not None and request.principal in (listed if isinstance(listed, list) else [listed])
    return "false" if is_named or listed == "*" else "unknown"


def _is_among(principals: Any, request: PolicyRequest) -> Judgement:  # noqa: ANN401, PLR0911 - any policy; one case a line
    if principals == _EVERYBODY:
        return "true"
    if not isinstance(principals, dict):
        return "unknown"
    if request.service is not None:
        return _is_service_among(principals, request.service)
    named = principals.get("AWS", [])
    listed = [named] if isinstance(named, str) else named
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        return "unknown"
    if "*" in listed:
        return "true"
    if request.principal is None:
        return "unknown" if listed or "Federated" in principals else "false"
    if any(_is_same(each, request) for each in listed):
        return "true"
    return "unknown" if any(_may_be_same(each) for each in listed if not _ACCOUNT.match(each)) else "false"


def _is_service_among(principals: dict[str, Any], service: str) -> Judgement:
    """Return whether an AWS service is named; a star in place of accounts is left a doubt."""
    named = principals.get("Service", [])
    listed = [named] if isinstance(named, str) else named
    if not isinstance(listed, list) or not all(isinstance(each, str) for each in listed):
        return "unknown"
    if any(each.lower() in (service, _EVERYBODY) for each in listed):
        return "true"
    return "unknown" if _EVERYBODY in (principals.get("AWS"), *_listed(principals.get("AWS"))) else "false"


def _listed(value: Any) -> list[Any]:  # noqa: ANN401 - whatever the policy holds
    return value if isinstance(value, list) else []


def _is_same(named: str, request: PolicyRequest) -> bool:
    account = _ACCOUNT.match(named)
    if account:
        return account["account"] == request.principal_account
    session = _SESSION.match(named)
    if session:
        return False
    return named == request.principal


def _may_be_same(named: str) -> bool:
    """Tell whether a name cannot be judged: a role session, or the id of a principal that was deleted."""
    return not named.startswith("arn:") or _SESSION.match(named) is not None
