"""Whether the policy of a repository lets the task's execution role pull.

In another account the policy must allow it; in the own one the role's own permissions suffice, unless the policy
denies: https://docs.aws.amazon.com/AmazonECR/latest/userguide/repository-policies.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final, Literal

from fargate_doctor.facts.arns import parse_arn
from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.facts.roles.role import role_of
from fargate_doctor.facts.service_names import partition_of
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Evidence, Unanswered

if TYPE_CHECKING:
    from fargate_doctor.facts.images.pulled import PulledImage
    from fargate_doctor.facts.policies import Outcome
    from fargate_doctor.facts.task_facts import TaskFacts
    from fargate_doctor.model.registry import RepositoryPolicy
    from fargate_doctor.model.snapshot import Snapshot

PULL_ACTIONS: Final = ("ecr:BatchGetImage", "ecr:GetDownloadUrlForLayer")

_NO_POLICY: Final = "RepositoryPolicyNotFoundException"

Ruling = Literal["admits", "denies", "does-not-allow", "unknown"]


@frozen
class Admission:
    """What the policy of a repository says of the execution role; `action` is the first that it refuses.

    `statement` is the place of the statement that denies, None where none allows. `policy` is None where there is none.
    """

    ruling: Ruling
    evidence: tuple[Evidence, ...]
    action: str = ""
    statement: int | None = None
    policy: RepositoryPolicy | None = None


def is_of_other_account(facts: TaskFacts, image: PulledImage) -> bool:
    """Tell whether an image lies in the registry of another account than the task's."""
    return image.name.account != account_of_task(facts)


def account_of_task(facts: TaskFacts) -> str | None:
    """Return the account of the task's ARN, else that of the case."""
    arn = parse_arn(facts.task.task_arn)
    return (arn.account if arn else "") or facts.snapshot.account


def repository_arn(image: PulledImage) -> str:
    """Return the ARN of the repository of an image."""
    region = image.name.region or ""
    return f"arn:{partition_of(region)}:ecr:{region}:{image.name.account}:repository/{image.name.repository}"


def admission_of(facts: TaskFacts, image: PulledImage) -> Admission:
    """Return what the repository's policy says; raises `Unanswered` where neither it nor its absence was read."""
    policy = _policy(facts.snapshot, image)
    if isinstance(policy, Evidence):
        other = is_of_other_account(facts, image)
        return Admission("does-not-allow" if other else "admits", (policy,), PULL_ACTIONS[0])
    role = role_of(facts, "execution")
    outcomes = [
        (action, evaluate(policy.policy_text, PolicyRequest(action, repository_arn(image), role.arn if role else None)))
        for action in PULL_ACTIONS
    ]
    quoted = (policy.cite("policyText"),)
    for action, outcome in outcomes:
        if outcome.answer == "denied" and outcome.statement is not None:
            return Admission("denies", quoted, action, outcome.statement, policy)
    open_ = [outcome for _, outcome in outcomes if outcome.answer == "unknown"]
    if any(is_of_other_account(facts, image) or _may_deny(policy, each) for each in open_):
        return Admission("unknown", quoted, policy=policy)
    refused = next((action for action, outcome in outcomes if outcome.answer == "denied"), None)
    if refused and is_of_other_account(facts, image):
        return Admission("does-not-allow", quoted, refused, policy=policy)
    return Admission("admits", quoted, policy=policy)


def _may_deny(policy: RepositoryPolicy, outcome: Outcome) -> bool:
    """Tell whether what cannot be judged about a policy may be a denial."""
    if outcome.statement is None:
        return True
    statements = json.loads(policy.policy_text)["Statement"]
    listed = statements if isinstance(statements, list) else [statements]
    return bool(listed[outcome.statement].get("Effect") == "Deny")


def _policy(snapshot: Snapshot, image: PulledImage) -> RepositoryPolicy | Evidence:
    """Return the policy of a repository, or the quotation of AWS saying that there is none."""
    name = image.name
    for each in snapshot.repository_policies:
        is_here = each.registry_id in ("", name.account) and each.read_from.region in (None, name.region)
        if is_here and each.repository_name == name.repository:
            return each
    for failure in snapshot.failures:
        request = failure.request or {}
        is_here = request.get("registryId", name.account) == name.account and failure.region in (None, name.region)
        if failure.error == _NO_POLICY and is_here and request.get("repositoryName") == name.repository:
            return Evidence(
                operation=failure.operation,
                resource=name.repository,
                field="ErrorCode",
                value=failure.error,
                observed_at=failure.at,
            )
    raise Unanswered(*snapshot.repository_policies.missing)
