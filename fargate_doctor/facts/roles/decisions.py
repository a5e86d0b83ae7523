"""Whether a role may do something: by IAM's own simulation, else by its policies as far as they can be read.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.arns import parse_arn
from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.facts.roles.reading import RolePolicies, policies_of
from fargate_doctor.facts.roles.resource_policies import by_resource
from fargate_doctor.frozen import frozen
from fargate_doctor.model.identity import decision_id

if TYPE_CHECKING:
    from fargate_doctor.facts.policies import Answer
    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.facts.roles.wanted import Wanted
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.identity import SimulatedDecision
    from fargate_doctor.model.snapshot import Snapshot

By = Literal["simulation", "policies", "nothing"]
Why = Literal["", "implicit", "explicit", "boundary", "organization", "conditions", "resource-policy", "name"]
"""Why it is not allowed, or not known: `name` where a secret is named without the end of its ARN."""

_DECISIONS: Final[dict[str, tuple[Answer, Why]]] = {
    "allowed": ("allowed", ""),
    "implicitdeny": ("denied", "implicit"),
    "explicitdeny": ("denied", "explicit"),
}
_WHOLE_SECRET: Final = re.compile(r"secret:.+-[A-Za-z0-9]{6}")


@frozen
class Decision:
    """Whether a role may do what is wanted of it. `keys` are condition keys whose values nobody knows here."""

    wanted: Wanted
    answer: Answer
    by: By
    why: Why = ""
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()
    keys: tuple[str, ...] = ()
    disagrees: bool = False


def decide(snapshot: Snapshot, role: TaskRole, wanted: Wanted) -> Decision:
    """Return whether a role may do something. Where simulation and policies disagree the simulation counts."""
    by_policies = _by_policies(policies_of(snapshot, role), role, wanted)
    simulated = snapshot.simulations.by_id.get(decision_id(role.arn, wanted.action, wanted.resource))
    decision = _by_simulation(simulated, role, wanted) if simulated else None
    if decision is None:
        gaps = (*by_policies.missing, *(snapshot.simulations.missing if by_policies.missing else ()))
        return _with_resource(snapshot, role, replace(by_policies, missing=tuple(dict.fromkeys(gaps))))
    known = {decision.answer, by_policies.answer} <= {"allowed", "denied"}
    disagrees = known and decision.answer != by_policies.answer
    return _with_resource(snapshot, role, replace(decision, disagrees=disagrees))


def _by_simulation(simulated: SimulatedDecision, role: TaskRole, wanted: Wanted) -> Decision | None:
    """Return what the simulation says; None where it speaks of both sides and not of the role alone."""
    said = simulated.decision
    if said.lower() != "allowed" and _is_elsewhere(wanted.resource, role):
        if simulated.identity_decision is None:
            return None
        said = simulated.identity_decision
    answer, why = _DECISIONS.get(said.lower(), ("unknown", "conditions"))
    if simulated.missing_context:
        answer, why = "unknown", "conditions"
    elif answer == "denied" and simulated.allowed_by_organizations is False:
        why = "organization"
    elif answer == "denied" and simulated.allowed_by_boundary is False:
        why = "boundary"
    return Decision(wanted, answer, "simulation", why, (simulated.quoted,), keys=simulated.missing_context)


def _by_policies(held: RolePolicies, role: TaskRole, wanted: Wanted) -> Decision:
    arn = parse_arn(wanted.resource)
    region = (arn.region if arn else "") or role.region
    context = (("aws:SecureTransport", "true"), ("aws:RequestedRegion", region))
    request = PolicyRequest(wanted.action, wanted.resource, role.arn, context)
    outcome, evidence = held.evaluate(request)
    if outcome.answer == "denied":
        why: Why = "implicit" if outcome.statement is None else "explicit"
        return Decision(wanted, "denied", "policies", why, evidence)
    if held.boundary is not None:
        limit = evaluate(held.boundary[0], request).answer
        if limit == "denied":
            return Decision(wanted, "denied", "policies", "boundary", (*evidence, held.boundary[1]))
        outcome = outcome if limit == "allowed" else replace(outcome, answer="unknown")
    if outcome.answer == "allowed" and not held.missing:
        return Decision(wanted, "allowed", "policies", evidence=evidence)
    by: By = "policies" if held.documents else "nothing"
    return Decision(wanted, "unknown", by, "" if held.missing else "conditions", evidence, held.missing)


def _with_resource(snapshot: Snapshot, role: TaskRole, decision: Decision) -> Decision:
    """Return the decision with what else decides where the role's own policies are only silent."""
    if (decision.answer, decision.why) != ("denied", "implicit"):
        return decision
    wanted = decision.wanted
    if _is_secret_of_unknown_end(wanted.resource):
        return replace(decision, answer="unknown", why="name")
    if _is_elsewhere(wanted.resource, role):
        return decision
    found = by_resource(snapshot, wanted.permission, role.arn)
    if found.answer == "allowed":
        return replace(decision, answer="allowed", why="resource-policy", evidence=decision.evidence + found.evidence)
    if found.answer == "unknown":
        return replace(decision, answer="unknown", why="resource-policy", missing=decision.missing + found.missing)
    return replace(decision, evidence=decision.evidence + found.evidence)


def _is_elsewhere(resource: str, role: TaskRole) -> bool:
    arn = parse_arn(resource)
    return arn is not None and arn.account not in ("", role.task_account)


def _is_secret_of_unknown_end(resource: str) -> bool:
    arn = parse_arn(resource)
    return arn is not None and arn.service == "secretsmanager" and not _WHOLE_SECRET.fullmatch(arn.resource)
