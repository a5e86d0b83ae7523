"""What the policy of a resource says about a role of the same account, which alone may let it in.

https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic_policy-eval-basics-id-rdp.html
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from fargate_doctor.facts.arns import Arn, parse_arn
from fargate_doctor.facts.policies import PolicyRequest, evaluate
from fargate_doctor.frozen import frozen
from fargate_doctor.model.evidence import Evidence, Unanswered

if TYPE_CHECKING:
    from collections.abc import Callable

    from fargate_doctor.facts.paths.flow import Permission
    from fargate_doctor.facts.policies import Answer
    from fargate_doctor.model.evidence import Missing
    from fargate_doctor.model.snapshot import Snapshot

_ADMITS_ALL: Final = '{"Statement": {"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}}'


@frozen
class ByResource:
    """What a resource's own policy says; `missing` where it may have one that nobody read."""

    answer: Answer
    evidence: tuple[Evidence, ...] = ()
    missing: tuple[Missing, ...] = ()


_OF_EVERY_TASK: Final = (("aws:SecureTransport", "true"), ("elasticfilesystem:AccessedViaMountTarget", "true"))
"""Condition keys whose values are the same for all tasks: TLS, and file systems through their mount targets."""

_SAYS_NOTHING: Final = ByResource("denied")


def by_resource(snapshot: Snapshot, permission: Permission, role_arn: str) -> ByResource:
    """Return what the resource's policy says about an action by a role of its own account.

    Resources that can have no such policy, or none that speaks of roles, say nothing.
    """
    arn = parse_arn(permission.resource)
    look_up = _POLICY_OF.get(arn.service) if arn else None
    if arn is None or look_up is None:
        return _SAYS_NOTHING
    try:
        document, evidence = look_up(snapshot, arn)
    except Unanswered as gap:
        return ByResource("unknown", missing=gap.missing)
    if document is None:
        return ByResource("denied", evidence)
    request = PolicyRequest(permission.action, permission.resource, role_arn, _OF_EVERY_TASK)
    return ByResource(evaluate(document, request).answer, evidence)


_Found = tuple[str | None, tuple[Evidence, ...]]


def _of_repository(snapshot: Snapshot, arn: Arn) -> _Found:
    name = arn.resource.removeprefix("repository/")
    for each in snapshot.repository_policies:
        if (each.repository_name, each.registry_id) == (name, arn.account) and each.read_from.region in (
            None,
            arn.region,
        ):
            return each.policy_text, (each.cite("policyText"),)
    for failure in snapshot.failures:
        request = failure.request or {}
        is_it = (request.get("repositoryName"), request.get("registryId", arn.account)) == (name, arn.account)
        says_none = failure.error in ("RepositoryPolicyNotFoundException", "RepositoryNotFoundException")
        if failure.operation == "ecr:GetRepositoryPolicy" and is_it and says_none:
            absent = Evidence(
                operation=failure.operation,
                resource=name,
                field="ErrorCode",
                value=failure.error,
                observed_at=failure.at,
            )
            return None, (absent,)
    raise Unanswered(*snapshot.repository_policies.missing)


def _of_secret(snapshot: Snapshot, arn: Arn) -> _Found:
    found = snapshot.secret_policies.find(str(arn))
    if found is None:
        return None, ()
    return found.resource_policy, (found.cite("ResourcePolicy"),)


def _of_bucket(snapshot: Snapshot, arn: Arn) -> _Found:
    name = arn.resource.partition("/")[0]
    found = snapshot.bucket_policies.find(name)
    if found is None:
        return None, (snapshot.bucket_policies.cite_absence(name, "Policy"),)
    return found.policy, (found.cite("Policy"),)


def _of_file_system(snapshot: Snapshot, arn: Arn) -> _Found:
    """Return the policy of a file system; one without admits every client that reaches it.

    https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
    """
    name = arn.resource.removeprefix("file-system/")
    found = snapshot.file_system_policies.find(name)
    if found is None:
        return _ADMITS_ALL, (snapshot.file_system_policies.cite_absence(name, "Policy"),)
    return found.policy, (found.cite("Policy"),)


_POLICY_OF: Final[dict[str, Callable[[Snapshot, Arn], _Found]]] = {
    "ecr": _of_repository,
    "secretsmanager": _of_secret,
    "s3": _of_bucket,
    "elasticfilesystem": _of_file_system,
}
