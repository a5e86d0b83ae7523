"""Answers about a role or a policy that do not name it: it stands in the request."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import ValidationError

from fargate_doctor.case.operations import iam_action
from fargate_doctor.model.evidence import Missing
from fargate_doctor.model.identity import AttachedPolicies, InlinePolicyNames, PolicyVersion, SimulatedDecision
from fargate_doctor.model.reading import is_complete, reasons_missing
from fargate_doctor.model.shape import Quotable, Source
from fargate_doctor.model.table import Coverage, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from fargate_doctor.case.model import Case, JsonObject, Record

R = TypeVar("R", bound=Quotable)

SIMULATION: Final = "iam:SimulatePrincipalPolicy"
ATTACHED: Final = "iam:ListAttachedRolePolicies"
INLINE_NAMES: Final = "iam:ListRolePolicies"
VERSION: Final = "iam:GetPolicyVersion"

_CHANGES_THE_QUESTION: Final = (
    "CallerArn",
    "PermissionsBoundaryPolicyInputList",
    "PolicyExclusionList",
    "PolicyInputList",
    "ResourcePolicy",
)
"""Members with which a simulation is about policies that the role does not have."""

_EVERY_RESOURCE: Final = "*"
_IDENTITY: Final = "IAM Policy"


def read_simulations(case: Case) -> Table[SimulatedDecision]:
    """Return what was simulated for roles as they are, each action on each resource by itself."""
    only_role = _only_role(case)
    return _read(case, SIMULATION, lambda record: _decisions(record, only_role))


def read_attached_policies(case: Case) -> Table[AttachedPolicies]:
    """Return the managed policies of roles; a list with pages left out is passed over."""
    only_role = _only_role(case)
    return _read(case, ATTACHED, lambda record: _of_role(record, ATTACHED, AttachedPolicies, only_role))


def read_inline_policy_names(case: Case) -> Table[InlinePolicyNames]:
    """Return the names of the policies that are written into roles; a list with pages left out is passed over."""
    only_role = _only_role(case)
    return _read(case, INLINE_NAMES, lambda record: _of_role(record, INLINE_NAMES, InlinePolicyNames, only_role))


def read_policy_versions(case: Case) -> Table[PolicyVersion]:
    """Return what managed policies say."""
    only_policy = _only_policy(case)
    return _read(case, VERSION, lambda record: _version(record, only_policy))


def _read(case: Case, operation: str, found_in: Callable[[Record], Iterator[R]]) -> Table[R]:
    """Return a table in which the later answer wins; what is not shown in it is not known."""
    missing = list(reasons_missing(case, operation))
    by_id: dict[str, R] = {}
    for record in sorted(case.records.get(operation, ()), key=lambda each: each.at or ""):
        try:
            by_id.update({each.identifier: each for each in found_in(record)})
        except (ValidationError, AttributeError, KeyError, TypeError, ValueError):
            missing.append(Missing(operation=operation, error="MalformedAnswer", action=iam_action(operation)))
    never = Missing(operation=operation, error="NotCollected", action=iam_action(operation))
    return Table(operation, by_id, Coverage(), tuple(dict.fromkeys(missing)) or (never,))


def _of_role(record: Record, operation: str, shape: type[R], only_role: str | None) -> Iterator[R]:
    name = (record.request or {}).get("RoleName") or (only_role or "").rpartition("/")[2]
    if name and is_complete(record):
        yield shape.model_validate({**record.answer, "RoleName": name, "$read_from": Source(operation, record.at)})


def _version(record: Record, only_policy: str | None) -> Iterator[PolicyVersion]:
    arn = (record.request or {}).get("PolicyArn") or only_policy
    if arn:
        source = Source(VERSION, record.at)
        yield PolicyVersion.model_validate({**record.answer, "PolicyArn": arn, "$read_from": source})


def _decisions(record: Record, only_role: str | None) -> Iterator[SimulatedDecision]:
    request = record.request or {}
    role = request.get("PolicySourceArn") or only_role
    if not role or any(request.get(each) for each in _CHANGES_THE_QUESTION):
        return
    asked = request.get("ResourceArns") or ([] if record.request is None else [_EVERY_RESOURCE])
    for result in record.answer["EvaluationResults"]:
        about = {"RoleArn": role, "Action": result["EvalActionName"], "$read_from": Source(SIMULATION, record.at)}
        specific = result.get("ResourceSpecificResults") or ()
        for each in specific:
            named = {**about, "Resource": each["EvalResourceName"], "Decision": each["EvalResourceDecision"]}
            yield SimulatedDecision.model_validate({**named, **_told({**result, **each}), "IsSpecific": True})
        resource = _resource(result, asked)
        if not specific and resource:
            named = {**about, "Resource": resource, "Decision": result["EvalDecision"]}
            yield SimulatedDecision.model_validate({**named, **_told(result)})


def _told(result: JsonObject) -> dict[str, Any]:
    organizations = result.get("OrganizationsDecisionDetail") or {}
    boundary = result.get("PermissionsBoundaryDecisionDetail") or {}
    return {
        "IdentityDecision": (result.get("EvalDecisionDetails") or {}).get(_IDENTITY),
        "MissingContext": result.get("MissingContextValues") or (),
        "AllowedByOrganizations": organizations.get("AllowedByOrganizations"),
        "AllowedByBoundary": boundary.get("AllowedByPermissionsBoundary"),
    }


def _resource(result: JsonObject, asked: list[str]) -> str | None:
    """Return which resource a result is about that lists none by itself.

    Its name may be a pattern of ARNs instead: https://docs.aws.amazon.com/IAM/latest/APIReference/API_EvaluationResult.html
    """
    named = result.get("EvalResourceName")
    if named in asked:
        return str(named)
    if len(asked) == 1:
        return asked[0]
    return str(named) if named and not asked and "${" not in str(named) else None


def _only_role(case: Case) -> str | None:
    """Return the role that an answer without its request is about: the one that the case knows."""
    definitions = (record.answer.get("taskDefinition") for record in case.records.get("ecs:DescribeTaskDefinition", ()))
    named = (each.get(key) for each in definitions if isinstance(each, dict) for key in _ROLE_MEMBERS)
    known = {each for each in named if isinstance(each, str)}
    return known.pop() if len(known) == 1 else None


def _only_policy(case: Case) -> str | None:
    answers = (record.answer.get("Policy") for record in case.records.get("iam:GetPolicy", ()))
    known = {each["Arn"] for each in answers if isinstance(each, dict) and isinstance(each.get("Arn"), str)}
    return known.pop() if len(known) == 1 else None


_ROLE_MEMBERS: Final = ("executionRoleArn", "taskRoleArn")
