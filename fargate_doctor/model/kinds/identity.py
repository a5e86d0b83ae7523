"""What IAM answers, where the answer names what it is about."""

from __future__ import annotations

from typing import Final

from fargate_doctor.model.identity import InlinePolicy, ManagedPolicy, Role
from fargate_doctor.model.reading import Kind, only

ROLES: Final = Kind(Role, "iam:GetRole", only("Role"), ids=("RoleName",), scopes=lambda _: [])
MANAGED_POLICIES: Final = Kind(ManagedPolicy, "iam:GetPolicy", only("Policy"), ids=("PolicyArn",), scopes=lambda _: [])
INLINE_POLICIES: Final = Kind(InlinePolicy, "iam:GetRolePolicy", lambda answer: [answer], scopes=lambda _: [])
