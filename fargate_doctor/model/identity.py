"""IAM roles, their policies, and what AWS's own simulation says about them.

https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies.html
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Final
from urllib.parse import unquote

from pydantic import BeforeValidator, Field

from fargate_doctor.model.shape import Quotable, Shape

if TYPE_CHECKING:
    from fargate_doctor.model.evidence import Evidence

_ENCODED: Final = "%7B"


def _as_text(document: Any) -> Any:  # noqa: ANN401 - whatever the answer holds
    """Return a policy document as JSON text: clients hand it out parsed, the API percent-encoded."""
    if isinstance(document, dict):
        return json.dumps(document)
    if isinstance(document, str) and document[:3].upper() == _ENCODED:
        return unquote(document)
    return document


Document = Annotated[str, BeforeValidator(_as_text)]
"""A policy document as JSON text."""


class PermissionsBoundary(Shape):
    """The policy that limits what a role's other policies may grant."""

    permissions_boundary_type: str = ""
    permissions_boundary_arn: str = ""


class Role(Quotable):
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_Role.html"""

    type_name: ClassVar[str] = "iam-role"

    role_name: str
    arn: str = ""
    assume_role_policy_document: Document | None = None
    permissions_boundary: PermissionsBoundary | None = None

    @property
    def identifier(self) -> str:
        """Return the name of the role, by which IAM finds it."""
        return self.role_name


class AttachedPolicy(Shape):
    """A managed policy among those of a role."""

    policy_name: str = ""
    policy_arn: str = ""


class AttachedPolicies(Quotable):
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListAttachedRolePolicies.html"""

    type_name: ClassVar[str] = "iam-role"

    role_name: str
    attached_policies: tuple[AttachedPolicy, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the name of the role that has them."""
        return self.role_name


class InlinePolicyNames(Quotable):
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListRolePolicies.html"""

    type_name: ClassVar[str] = "iam-role"

    role_name: str
    policy_names: tuple[str, ...] = ()

    @property
    def identifier(self) -> str:
        """Return the name of the role that has them."""
        return self.role_name


class InlinePolicy(Quotable):
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetRolePolicy.html"""

    type_name: ClassVar[str] = "iam-policy"

    role_name: str
    policy_name: str
    policy_document: Document | None = None

    @property
    def identifier(self) -> str:
        """Return the role and the name that the policy has in it."""
        return f"{self.role_name}/{self.policy_name}"


class ManagedPolicy(Quotable):
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_Policy.html"""

    type_name: ClassVar[str] = "iam-policy"

    arn: str
    default_version_id: str = ""

    @property
    def identifier(self) -> str:
        """Return the ARN of the policy."""
        return self.arn


class VersionContent(Shape):
    """What one version of a managed policy says."""

    version_id: str = ""
    document: Document | None = None


class PolicyVersion(Quotable):
    """https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetPolicyVersion.html"""

    type_name: ClassVar[str] = "iam-policy"

    policy_arn: str
    policy_version: VersionContent = Field(default_factory=VersionContent)

    @property
    def identifier(self) -> str:
        """Return the ARN of the policy and the version."""
        return f"{self.policy_arn}:{self.policy_version.version_id}"


class SimulatedDecision(Quotable):
    """What the simulation decided about one action on one resource.

    `identity_decision` is what the role's own policies come to, where the simulation tells it apart because the
    resource is another account's. `is_specific` tells that the answer lists its resources one by one.
    """

    type_name: ClassVar[str] = "iam-role"

    role_arn: str
    action: str
    resource: str
    decision: str
    identity_decision: str | None = None
    missing_context: tuple[str, ...] = ()
    allowed_by_organizations: bool | None = None
    allowed_by_boundary: bool | None = None
    is_specific: bool = False

    @property
    def identifier(self) -> str:
        """Return role, action and resource."""
        return decision_id(self.role_arn, self.action, self.resource)

    @property
    def quoted(self) -> Evidence:
        """Return the quotation of the decision, by the role that was tested."""
        field = f"EvaluationResults[{self.action}].EvalDecision"
        if self.is_specific:
            inner = f"ResourceSpecificResults[{self.resource}].EvalResourceDecision"
            field = f"EvaluationResults[{self.action}].{inner}"
        return self.cite("decision").model_copy(update={"resource": self.role_arn, "field": field})


def decision_id(role_arn: str, action: str, resource: str) -> str:
    """Return what a simulated decision is known by."""
    return f"{role_arn} {action.lower()} {resource}"
