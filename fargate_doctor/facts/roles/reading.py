"""The policies of a role, as far as a case holds them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fargate_doctor.facts.policies import Outcome, PolicyRequest, evaluate, evaluate_all
from fargate_doctor.frozen import frozen

if TYPE_CHECKING:
    from collections.abc import Iterator

    from fargate_doctor.facts.roles.role import TaskRole
    from fargate_doctor.model.evidence import Evidence, Missing
    from fargate_doctor.model.identity import PermissionsBoundary
    from fargate_doctor.model.snapshot import Snapshot

_Policy = tuple[str, "Evidence"]


@frozen
class RolePolicies:
    """The documents that grant and deny, the one that limits, and what of them could not be read.

    `unread` says that a policy that may grant or deny is not among the documents.
    """

    documents: tuple[_Policy, ...] = ()
    boundary: _Policy | None = None
    missing: tuple[Missing, ...] = ()
    unread: bool = False

    def evaluate(self, request: PolicyRequest) -> tuple[Outcome, tuple[Evidence, ...]]:
        """Return what the policies together say about a request, with the quotations of those that decide."""
        outcome = evaluate_all([*(text for text, _ in self.documents), *((None,) if self.unread else ())], request)
        if outcome.answer == "denied" and outcome.statement is None:
            return outcome, tuple(quoted for _, quoted in self.documents)
        deciding = tuple(quoted for text, quoted in self.documents if evaluate(text, request) == outcome)
        return outcome, deciding or tuple(quoted for _, quoted in self.documents)


def policies_of(snapshot: Snapshot, role: TaskRole) -> RolePolicies:
    """Return what was read of a role's policies."""
    documents: list[_Policy] = []
    missing: list[Missing] = []
    for found in (*_inline(snapshot, role.name), *_attached(snapshot, role.name)):
        if isinstance(found, tuple):
            documents.append(found)
        else:
            missing.append(found)
    unread = bool(missing)
    role_read = snapshot.roles.by_id.get(role.name)
    boundary = None
    if role_read is None:
        missing += snapshot.roles.missing
    elif role_read.permissions_boundary:
        boundary = _boundary(snapshot, role_read.permissions_boundary, missing)
    return RolePolicies(tuple(documents), boundary, tuple(dict.fromkeys(missing)), unread)


def _boundary(snapshot: Snapshot, limit: PermissionsBoundary, missing: list[Missing]) -> _Policy | None:
    for found in _managed(snapshot, limit.permissions_boundary_arn):
        if isinstance(found, tuple):
            return found
        missing.append(found)
    return None


def _inline(snapshot: Snapshot, name: str) -> Iterator[_Policy | Missing]:
    listed = snapshot.inline_policy_names.by_id.get(name)
    if listed is None:
        yield from snapshot.inline_policy_names.missing
        return
    for each in listed.policy_names:
        policy = snapshot.inline_policies.by_id.get(f"{name}/{each}")
        if policy and policy.policy_document is not None:
            yield policy.policy_document, policy.cite("PolicyDocument")
        else:
            yield from snapshot.inline_policies.missing


def _attached(snapshot: Snapshot, name: str) -> Iterator[_Policy | Missing]:
    listed = snapshot.attached_policies.by_id.get(name)
    if listed is None:
        yield from snapshot.attached_policies.missing
        return
    for each in listed.attached_policies:
        yield from _managed(snapshot, each.policy_arn)


def _managed(snapshot: Snapshot, arn: str) -> Iterator[_Policy | Missing]:
    """Return the version of a managed policy that is in force."""
    policy = snapshot.managed_policies.by_id.get(arn)
    if policy is None:
        yield from snapshot.managed_policies.missing
        return
    version = snapshot.policy_versions.by_id.get(f"{arn}:{policy.default_version_id}")
    if version and version.policy_version.document is not None:
        yield version.policy_version.document, version.cite("PolicyVersion.Document")
    else:
        yield from snapshot.policy_versions.missing
